"""Pledges in the core columns of PA-X, whose rows are agreements; a column for each topic that has a code there.

A topic that is named gives 1, the least of PA-X's values: how fully a text treats it is for a reader to judge. One
that is not named stays empty and is never 0, for a report need not tell all that an agreement holds.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from mahdar.shelf import read_drawer, shipped_packs
from mahdar.surfaces.exports.lines import Separated, Written, day_made, english, track_name
from mahdar.views import Asked, PledgeRow, every_pledge, pledge_tracks

if TYPE_CHECKING:
    from mahdar.record import Record

CORE = (
    "Con", "Contp", "PP", "PPName", "Reg", "AgtId", "Ver", "Agt", "Dat", "Status", "Lgt", "N_characters", "Agtp",
    "Stage", "StageSub", "Part", "ThrdPart", "OthAgr", "Loc1ISO", "Loc2ISO", "Loc1GWNO", "Loc2GWNO", "UcdpCon",
    "UcdpAgr", "PamAgr", "CowWar",
)  # fmt: skip
"""The first columns of a PA-X file in their order."""
OURS = ("finding", "document", "outlet", "published", "url", "start", "end", "sentence")
"""Where the words of the first telling stand."""


def pax(record: Record, asked: Asked, out: IO[bytes]) -> Written:
    """Pledges by two or more who bind themselves together; those of one are left out."""
    topics = read_drawer(shipped_packs() / "exports" / "pax.yaml")["topics"]
    codes = list(dict.fromkeys(topics.values()))
    rows, left_out = Separated(out, ",", (*CORE, *codes, *OURS)), 0
    on = pledge_tracks(record)
    for row in every_pledge(record, asked):
        if row.cites and len(row.minutes.by) > 1:
            rows.put(_line(row, asked.track or on[row.id][0], topics, codes))
        else:
            left_out += 1
    return Written(rows.lines, left_out)


def _line(row: PledgeRow, track: str, topics: Any, codes: list[str]) -> list[object]:
    """One pledge as an agreement; what its parties agree on is its name, and its id that of the record."""
    cite = row.cites[0]
    told: dict[str, object] = {
        "PP": track, "PPName": track_name(track), "AgtId": row.id, "Agt": row.words,
        "Dat": day_made(row),
        "Part": "; ".join(english(actor) or actor for actor in row.minutes.by),
    }  # fmt: skip
    named = {topics[topic] for topic in row.minutes.topics if topic in topics}
    return [
        *(told.get(column, "") for column in CORE), *(1 if code in named else "" for code in codes), cite.finding,
        cite.document, cite.outlet, cite.published, cite.url, cite.start, cite.end, cite.sentence,
    ]  # fmt: skip
