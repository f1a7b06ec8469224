"""Everything as one table in CSV: a line for each statement and for each telling of a meeting or a pledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mahdar.surfaces.exports.lines import Written, every, separated
from mahdar.views import Asked, Cite, pledges, rounds, statements

if TYPE_CHECKING:
    from mahdar.record import Record

COLUMNS = (
    "kind", "id", "date", "who", "what", "words", "finding", "document", "outlet", "published", "url", "start", "end",
    "sentence",
)  # fmt: skip
"""`what` is the act of a statement, the standing of a meeting or a pledge."""


def table(record: Record, asked: Asked) -> Written:
    """Statements, then meetings, then pledges."""
    lines: list[list[object]] = []
    for said in every(statements, record, asked):
        act = f"not {said.act}" if said.negated else said.act
        lines.append(["statement", said.id, said.said, "; ".join(said.who), act, *_cited(said.cite)])
    for met in every(rounds, record, asked):
        who = "; ".join(p.actor for p in met.minutes.participants)
        day = met.earliest or met.latest
        lines += [["meeting", met.id, day, who, met.status, *_cited(cite)] for cite in met.cites]
    for bound in every(pledges, record, asked):
        who = "; ".join(bound.who)
        lines += [["pledge", bound.id, bound.made, who, bound.status, *_cited(cite)] for cite in bound.cites]
    return Written(separated([COLUMNS, *lines], ","), len(lines), 0)


def _cited(cite: Cite) -> list[object]:
    """The words and where they stand."""
    return [
        cite.words, cite.finding, cite.document, cite.outlet, cite.published, cite.url, cite.start, cite.end,
        cite.sentence,
    ]  # fmt: skip
