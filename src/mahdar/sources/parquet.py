"""Parquet: one report in each row, read in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from mahdar.errors import MahdarError
from mahdar.model import Document
from mahdar.sources.columns import Columns, document_of_row
from mahdar.sources.lines import LONGEST, too_long
from mahdar.sources.record import raw_of
from mahdar.sources.traced import traced
from mahdar.sources.trouble import Trouble

_ROWS = 200
"""Rows that are held at a time."""

LARGEST_GROUP = 1024 * 1024 * 1024
"""Bytes of the largest group of rows when unpacked: writers make them of 128 MB and less."""


def read_parquet(stream: BinaryIO, name: str, published: date | None, columns: Columns) -> Iterator[Document | Trouble]:
    """The documents of a Parquet file, only the columns asked for being read.

    The file is taken apart by pyarrow, which comes with `mahdar[parquet]` and is loaded here.
    """
    try:
        from pyarrow import parquet
    except ImportError:
        sentence = "Parquet is read with pyarrow, which is not installed."
        yield Trouble(name, "missing-extra", sentence, "pip install 'mahdar[parquet]'.")
        return
    number = 0
    try:
        file = parquet.ParquetFile(stream)
        places = columns.placed(file.schema_arrow.names)
        if _largest(file) > LARGEST_GROUP:
            yield Trouble(name, "too-long", "it has more than 1 GB in one group of rows.", "Write smaller groups.")
            return
        for number, row in enumerate(_rows(file, places), 1):
            yield from _read_row(row, number, name, published)
    except MahdarError as error:
        yield Trouble.of(name, error)
    except Exception:  # a broken file makes pyarrow raise errors of many kinds
        after = f" after row {number}; what came before is read" if number else ""
        yield Trouble(name, "unreadable-input", f"it is no Parquet file, or breaks off{after}.", "Fetch it again.")


def _largest(file: Any) -> int:
    """Bytes of the largest group of rows when unpacked."""
    groups = range(file.metadata.num_row_groups)
    return max((file.metadata.row_group(group).total_byte_size for group in groups), default=0)


def _rows(file: Any, places: dict[str, int]) -> Iterator[dict[str, object]]:
    """The rows of a file, their cells by field."""
    names = file.schema_arrow.names
    wanted = {key: names[place] for key, place in places.items()}
    for batch in file.iter_batches(batch_size=_ROWS, columns=list(dict.fromkeys(wanted.values()))):
        for row in batch.to_pylist():
            yield {key: row[column] for key, column in wanted.items()}


def _read_row(row: dict[str, object], number: int, name: str, published: date | None) -> Iterator[Document | Trouble]:
    """The document of one row; a day or a time becomes text as in JSON."""
    where = f"{name}, row {number}"
    text = row.get("text")
    if isinstance(text, str) and len(text) > LONGEST:
        yield too_long(where)
        return
    fields = {key: cell.isoformat() if isinstance(cell, date) else cell for key, cell in row.items()}
    yield from traced(
        document_of_row(fields, where, published),
        f"{name}#{number}",
        raw_of({"date": fields.get("published"), **fields}),
    )
