"""Everything as one table in CSV: a line for each statement and for each telling of a meeting or a pledge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from mahdar.surfaces.exports.lines import Separated, Written
from mahdar.views import Asked, Cite, every_pledge, every_round, every_statement

if TYPE_CHECKING:
    from mahdar.record import Record

COLUMNS = (
    "kind", "id", "date", "who", "what", "words", "finding", "document", "outlet", "published", "url", "start", "end",
    "sentence",
)  # fmt: skip
"""`what` is the act of a statement, the standing of a meeting or a pledge."""


def table(record: Record, asked: Asked, out: IO[bytes]) -> Written:
    """The lines of the table in CSV."""
    rows = Separated(out, ",", COLUMNS)
    rows.put_all(lines_of(record, asked))
    return Written(rows.lines)


def lines_of(record: Record, asked: Asked) -> Iterator[list[str | int | None]]:
    """Statements, then meetings, then pledges, each line in the order of `COLUMNS`."""
    for said in every_statement(record, asked):
        act = f"not {said.act}" if said.negated else said.act
        yield ["statement", said.id, said.said, "; ".join(said.who), act, *_cited(said.cite)]
    for met in every_round(record, asked):
        who = "; ".join(p.actor for p in met.minutes.participants)
        for cite in met.cites:
            yield ["meeting", met.id, met.earliest or met.latest, who, met.status, *_cited(cite)]
    for bound in every_pledge(record, asked):
        for cite in bound.cites:
            yield ["pledge", bound.id, bound.made, "; ".join(bound.who), bound.status, *_cited(cite)]


def _cited(cite: Cite) -> list[str | int | None]:
    """The words and where they stand."""
    return [
        cite.words, cite.finding, cite.document, cite.outlet, cite.published, cite.url, cite.start, cite.end,
        cite.sentence,
    ]  # fmt: skip
