"""CAMEO events in the columns of the ICEWS files: the format in which plain statements and appeals survive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from mahdar.pipeline import loaded
from mahdar.shelf import read_drawer, shipped_packs
from mahdar.surfaces.exports.lines import Separated, Written
from mahdar.views import Asked, StatementRow, every_statement

if TYPE_CHECKING:
    from mahdar.record import Record

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
"""The columns of an ICEWS file in their order."""


def cameo(record: Record, asked: Asked, out: IO[bytes]) -> Written:
    """Statements as events, one line for each who says them; those without a day or a speaker are left out."""
    acts = read_drawer(shipped_packs() / "exports" / "cameo.yaml")["acts"]
    rows, left_out = Separated(out, "\t", COLUMNS), 0
    for row in every_statement(record, asked):
        before = rows.lines
        if row.said and not row.negated:
            rows.put_all(_lines(row, acts))
        left_out += rows.lines == before
    return Written(rows.lines, left_out)


def _lines(row: StatementRow, acts: Any) -> Iterator[list[object]]:
    """The lines of one statement; the ids of joint speakers' lines are told apart by a number."""
    code = acts[row.act]
    for number, (actor, name) in enumerate(zip(row.actors, row.who, strict=True)):
        key = row.id if number == 0 else f"{row.id}-{number + 1}"
        yield [
            key, (row.said or "")[:10], name, "Government" if actor.startswith("state/") else "", _country(actor),
            code["name"], code["code"], "", "", "", "", row.cite.document, "", row.cite.outlet, *[""] * 6,
        ]  # fmt: skip


def _country(actor: str) -> str:
    """The English name of a state; of any other actor the country is not guessed."""
    known = loaded().world.entities.get(actor)
    return next(iter(known.names.get("en", ())), "") if known is not None and actor.startswith("state/") else ""
