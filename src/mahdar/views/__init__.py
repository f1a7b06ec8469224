"""Questions asked of a record; each answer opens the words that it rests on."""

from mahdar.views.actor import ActorCard, actor
from mahdar.views.annotations import annotated
from mahdar.views.asked import Asked
from mahdar.views.calendar import calendar, has_days
from mahdar.views.changes import ChangeRow, changes
from mahdar.views.check import Checked, CheckedMeeting, CheckedPledge, CheckedStatement, check
from mahdar.views.cite import Cite, words
from mahdar.views.conflicts import ConflictRow, SideRow, conflicts
from mahdar.views.decided import DecidedRow, decided
from mahdar.views.documents import CoverageRow, DocumentRow, coverage, documents, how_many, search
from mahdar.views.every import every_document, every_pledge, every_round, every_statement
from mahdar.views.facets import Facets, facets
from mahdar.views.finding import FindingRow, finding
from mahdar.views.pairs import NamedRow, PairRow, pair, pairs
from mahdar.views.pledges import PledgeRow, pledge_tracks, pledges
from mahdar.views.positions import PointRow, PositionRow, positions
from mahdar.views.reading import ReadingRow, mention, reading
from mahdar.views.rounds import RoundRow, TrackRow, neighbours, rounds, rounds_by_id, tracks
from mahdar.views.show import show
from mahdar.views.similar import similar
from mahdar.views.stamp import Stamp
from mahdar.views.statements import StatementRow, statements
from mahdar.views.unsure import Unsure, Waiting
from mahdar.views.who import ActorRow, PlaceRow, actors, names, places

__all__ = [
    "ActorCard", "ActorRow", "Asked", "ChangeRow", "Checked", "CheckedMeeting", "CheckedPledge", "CheckedStatement",
    "Cite", "ConflictRow", "CoverageRow", "DecidedRow", "DocumentRow", "Facets", "FindingRow", "NamedRow", "PairRow",
    "PlaceRow", "PledgeRow", "PointRow", "PositionRow", "ReadingRow", "RoundRow", "SideRow", "Stamp", "StatementRow",
    "TrackRow", "Unsure", "Waiting", "actor", "actors", "annotated", "calendar", "changes", "check", "conflicts",
    "coverage", "decided", "documents", "every_document", "every_pledge", "every_round", "every_statement", "facets",
    "finding", "has_days", "how_many", "mention", "names", "neighbours", "pair", "pairs", "places", "pledge_tracks",
    "pledges", "positions", "reading", "rounds", "rounds_by_id", "search", "show", "similar", "statements", "tracks",
    "words",
]  # fmt: skip
