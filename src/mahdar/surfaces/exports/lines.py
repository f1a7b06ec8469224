"""What every format shares: rows written one by one, and lines that can be read as they were written."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Protocol

from mahdar.pipeline import loaded
from mahdar.views import Asked, PledgeRow

if TYPE_CHECKING:
    from mahdar.record import Record


@dataclass(slots=True)
class Written:
    """The lines that were written, and how many findings the format has no place for."""

    lines: int = 0
    left_out: int = 0


class Format(Protocol):
    """Writes what is asked for of a record to a stream, line by line, and gives how much that was."""

    def __call__(self, record: Record, asked: Asked, out: IO[bytes]) -> Written: ...


class Separated:
    """Rows written as text with a separator; what is unknown is empty, and cells hold no line ends or tabs.

    Words that a spreadsheet would take for a formula stand behind an apostrophe, which it takes for "these are words".

    >>> out = io.BytesIO()
    >>> Separated(out, ",", ("a", "b", "c", "d", "e")).put(("=1+1", "-5", "- نعم", -5, None))
    >>> out.getvalue().decode()
    "a,b,c,d,e\\n'=1+1,-5,- نعم,-5,\\n"
    """

    def __init__(self, out: IO[bytes], by: str, columns: Sequence[str]) -> None:
        self.out, self.by, self.lines = out, by, -1
        self.put(columns)

    def put(self, row: Sequence[object]) -> None:
        """Write one row."""
        line = io.StringIO()
        csv.writer(line, delimiter=self.by, lineterminator="\n").writerow([_cell(cell) for cell in row])
        self.out.write(line.getvalue().encode())
        self.lines += 1

    def put_all(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows, one by one."""
        for row in rows:
            self.put(row)


def track_name(track: str) -> str:
    """The English name of a track; its id where the world has none."""
    known = loaded().world.tracks.get(track)
    return next(iter(known.names.get("en", ())), track) if known is not None else track


def day_made(row: PledgeRow) -> str | None:
    """The first day of those when a pledge was made; None where only the day of a report about it is known."""
    days = row.minutes.made
    day = (days.earliest or days.latest) if days is not None and days.basis != "published" else None
    return day.isoformat() if day is not None else None


def english(key: str | None) -> str | None:
    """The English name of something of the world; its id where the world has none."""
    known = loaded().world.entities.get(key or "")
    return next(iter(known.names.get("en", ())), key) if known is not None else key


_FORMULA = re.compile(r"[=@]|[+-][^\s\d.]")


def _cell(cell: object) -> str:
    """One cell of a row."""
    words = "" if cell is None else " ".join(str(cell).split())
    return f"'{words}" if isinstance(cell, str) and _FORMULA.match(words) else words
