"""Meetings and joint pledges in the 31 columns of ACLED, as "Strategic developments"; five of ours lead to the words.

What only ACLED's own tables tell (regions, country numbers, kinds of actors, precision of places) stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import IO, TYPE_CHECKING

from mahdar.pipeline import loaded
from mahdar.surfaces.exports.lines import Separated, Written, day_made, english
from mahdar.views import Asked, Cite, PledgeRow, RoundRow, every_pledge, every_round

if TYPE_CHECKING:
    from mahdar.record import Record

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
"""The columns of an ACLED file in their order."""
OURS = ("finding", "document", "url", "start", "end")
"""Where the words of the first telling stand."""
KIND = "Strategic developments"


def acled(record: Record, asked: Asked, out: IO[bytes]) -> Written:
    """Meetings that were held on a day that is told, and pledges by two or more; all others are left out."""
    rows, left_out = Separated(out, ",", (*COLUMNS, *OURS)), 0
    met = (_meeting(row) for row in every_round(record, asked))
    bound = (_pledge(row) for row in every_pledge(record, asked))
    for line in chain(met, bound):
        if line is None:
            left_out += 1
        else:
            rows.put(line)
    return Written(rows.lines, left_out)


def _meeting(row: RoundRow) -> list[object] | None:
    """A meeting that was held or goes on; of one that takes several days the first counts."""
    day = row.earliest or row.latest
    if not day or row.status not in ("held", "ongoing") or not row.cites:
        return None
    who = [english(p.actor) or p.actor for p in row.minutes.participants]
    sure = row.earliest == row.latest
    return _line(row.id, day, sure, "Other", who, row.minutes.place, row.cites)


def _pledge(row: PledgeRow) -> list[object] | None:
    """A pledge by which two or more bind themselves together, on the day when the text says that they did."""
    days = row.minutes.made
    day = day_made(row)
    if day is None or not row.cites or len(row.minutes.by) < 2:
        return None
    who = [english(actor) or actor for actor in row.minutes.by]
    sure = days is not None and days.earliest is not None and days.earliest == days.latest
    return _line(row.id, day, sure, "Agreement", who, None, row.cites)


def _line(
    key: str, day: str, sure: bool, kind: str, who: Sequence[str], at: str | None, cites: Sequence[Cite]
) -> list[object]:
    """One event: the first two actors, the others beside the second; all outlets, and the first one's sentence."""
    one, two, *others = [*who[:2], *[""] * (2 - len(who[:2])), *who[2:]]
    place = loaded().world.entities.get(at or "")
    outlets = "; ".join(dict.fromkeys(c.outlet for c in cites if c.outlet))
    cite = cites[0]
    return [
        key, day[:10], day[:4], 1 if sure else "", KIND, KIND, kind, one, "", "", two, "; ".join(others), "", "", "",
        "", "", _country(at), "", "", "", english(at), place.lat if place else "", place.lon if place else "", "",
        outlets, "", cite.sentence, "", "", "", cite.finding, cite.document, cite.url, cite.start, cite.end,
    ]  # fmt: skip


def _country(at: str | None) -> str | None:
    """The state in which a place lies."""
    known = loaded().world.entities
    for _ in range(5):
        if at is None or at.startswith("state/") or at not in known:
            break
        at = known[at].within
    return english(at) if at and at.startswith("state/") else None
