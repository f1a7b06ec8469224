"""What every format shares: all rows of a question, page by page, and lines that can be read as they were written."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from mahdar.views import Asked

if TYPE_CHECKING:
    from mahdar.record import Record

AT_ONCE = 5000
"""Rows that are asked for together."""

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Written:
    """A format's bytes, its lines, and how many findings it has no place for."""

    data: bytes
    lines: int
    left_out: int


def every(question: Callable[[Record, Asked], list[Row]], record: Record, asked: Asked) -> Iterator[Row]:
    """All answers to a question, in its order."""
    skip = 0
    while rows := question(record, asked.but(skip=skip, limit=AT_ONCE)):
        yield from rows
        skip += AT_ONCE


def separated(rows: Iterable[Sequence[object]], by: str) -> bytes:
    """Rows as text with a separator; what is unknown is empty, and cells hold no line ends or tabs.

    Words that a spreadsheet would take for a formula stand behind an apostrophe, which it takes for "these are words".

    >>> separated([("=1+1", "-5", "- نعم", -5, None)], ",").decode()
    "'=1+1,-5,- نعم,-5,\\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=by, lineterminator="\n")
    writer.writerows([[_cell(cell) for cell in row] for row in rows])
    return out.getvalue().encode()


_FORMULA = re.compile(r"[=@]|[+-][^\s\d.]")


def _cell(cell: object) -> str:
    """One cell of a row."""
    words = "" if cell is None else " ".join(str(cell).split())
    return f"'{words}" if isinstance(cell, str) and _FORMULA.match(words) else words
