"""CSV: one report in each row, read as they come; a broken row is told by its line, and the rest still read."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from mahdar.errors import MahdarError, UnreadableInput
from mahdar.model import Document
from mahdar.sources.columns import Columns, document_of_row
from mahdar.sources.encoding import decode, is_windows_1256
from mahdar.sources.lines import LONGEST, raw_lines, too_long
from mahdar.sources.traced import traced
from mahdar.sources.trouble import Trouble

_DELIMITERS = ",;\t|"
_SAMPLE = 65_536
"""So many bytes tell how a table is written."""

MOST_LINES = 1_000
"""Lines of the longest row: the report of most paragraphs among 27,507 has far fewer, so that more mean a quotation
mark that nobody closed."""

csv.field_size_limit(LONGEST)


@dataclass(frozen=True, slots=True)
class _Table:
    """How a table is written: what stands between cells, how its bytes are read, and where the fields are."""

    delimiter: str
    windows_1256: bool
    width: int = 0
    places: tuple[tuple[str, int], ...] = ()

    def cells(self, raw: bytes) -> list[str]:
        """The cells of one row; raises `UnreadableInput`."""
        text = raw.decode("cp1256") if self.windows_1256 else decode(raw)
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter), [])


def read_table(stream: BinaryIO, name: str, published: date | None, columns: Columns) -> Iterator[Document | Trouble]:
    """The documents of a CSV stream whose first row names the columns.

    Cells stand apart by commas, semicolons, tabs or bars, whichever the first row has most of.
    """
    head = stream.peek(_SAMPLE) if isinstance(stream, io.BufferedReader) else b""
    lines = enumerate(raw_lines(stream), 1)
    first = next((line for line in lines if line[1].strip()), None)
    if first is None:
        yield Trouble(name, UnreadableInput.code, "there is nothing in it.", "Check that the file was saved.")
        return
    rows = _rows(lines, deque([first]), _delimiter(first[1]))
    try:
        table = _table(next(rows), _Table(_delimiter(first[1]), is_windows_1256(head)), columns)
    except MahdarError as error:
        yield Trouble.of(name, error)
        return
    for row in rows:
        yield from _read_row(row, table, name, published)


def _delimiter(line: bytes) -> str:
    """What the cells of the first row are set apart by."""
    text = line.decode("latin-1")
    return max(_DELIMITERS, key=lambda mark: len(next(csv.reader([text], delimiter=mark), [])))


def _table(header: _Row, table: _Table, columns: Columns) -> _Table:
    """The table with the places of its columns; raises `UnreadableInput`."""
    if header.fault:
        raise UnreadableInput(f"its first row is broken: {header.fault}", "The first row names the columns.")
    names = table.cells(header.raw)
    places = tuple(columns.placed(names).items())
    return _Table(table.delimiter, table.windows_1256, len(names), places)


def _read_row(row: _Row, table: _Table, name: str, published: date | None) -> Iterator[Document | Trouble]:
    """The document of one row."""
    where = f"{name}, line {row.line}"
    if row.fault:
        yield Trouble(where, "broken-row", row.fault, "Mend the row; the rest is read.")
        return
    if len(row.raw) > LONGEST:
        yield too_long(where)
        return
    try:
        cells = table.cells(row.raw)
    except MahdarError as error:
        yield Trouble.of(where, error)
        return
    if len(cells) != table.width and any(cells):
        sentence = f"this row has {len(cells)} cells, the first row {table.width}."
        yield Trouble(where, "broken-row", sentence, "Mend the row; the rest is read.")
    elif any(cells):
        fields = {key: cells[place] for key, place in table.places}
        yield from traced(document_of_row(fields, where, published), f"{name}#{row.line}", row.raw)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row as it stands in the file, with its first line; a broken one says why in `fault`."""

    line: int
    raw: bytes
    fault: str | None = None


_Line = tuple[int, bytes]


def _rows(fresh: Iterator[_Line], waiting: deque[_Line], delimiter: str) -> Iterator[_Row]:
    """The rows of lines: a cell between quotation marks may run over several.

    Where a row breaks, the lines in between that are rows by themselves are read, and the line at which it broke
    begins anew; so no line is looked at more than three times.
    """
    while True:
        taken: list[_Line] = []
        try:
            found = next(_reader(_taking(fresh, waiting, taken), delimiter), None)
        except csv.Error:
            yield _Row(taken[0][0], taken[0][1], _fault(taken))
            yield from (_Row(*line) for line in taken[1:-1] if _is_row(line[1], delimiter))
            waiting.extendleft(taken[:0:-1][:1])
            continue
        if found is None:
            return
        raw = b"".join(raw for _, raw in taken).strip(b"\r\n")
        if raw.strip():
            yield _Row(taken[0][0], raw)


def _reader(lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=delimiter, strict=True)


def _taking(fresh: Iterator[_Line], waiting: deque[_Line], taken: list[_Line]) -> Iterator[str]:
    """The lines for one row, each byte as one character; what is taken is kept in `taken`."""
    size = 0
    while len(taken) < MOST_LINES and size <= LONGEST:
        line = waiting.popleft() if waiting else next(fresh, None)
        if line is None:
            return
        taken.append(line)
        size += len(line[1])
        yield line[1].decode("latin-1")


def _fault(taken: list[_Line]) -> str:
    """What is wrong with lines that make no row."""
    if sum(len(raw) for _, raw in taken) > LONGEST:
        return "this is longer than 4 MB, or a quotation mark is not closed."
    if len(taken) == 1:
        return "a quotation mark stands where none can."
    return f"a quotation mark is not closed before line {taken[-1][0]}."


def _is_row(line: bytes, delimiter: str) -> bool:
    """Whether a line is a row by itself."""
    try:
        return len(next(_reader(iter([line.decode("latin-1")]), delimiter), [])) > 1
    except csv.Error:
        return False
