"""The table of `csv` as a Parquet file: the same lines in typed columns, cells as they are."""

from __future__ import annotations

from itertools import islice
from typing import IO, TYPE_CHECKING

from mahdar.errors import BadSetting
from mahdar.surfaces.exports.lines import Written
from mahdar.surfaces.exports.table import COLUMNS, lines_of
from mahdar.views import Asked

if TYPE_CHECKING:
    from mahdar.record import Record

NUMBERS = frozenset({"start", "end"})
AT_ONCE = 2000
"""Rows of a group, as many as are held at a time."""


def parquet(record: Record, asked: Asked, out: IO[bytes]) -> Written:
    """The lines of the table, group by group; pyarrow comes with `mahdar[parquet]` and is loaded here."""
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise BadSetting("Parquet needs pyarrow, which is not installed.", "pip install 'mahdar[parquet]'.") from error
    made = Written()
    shape = pa.schema([(name, pa.int64() if name in NUMBERS else pa.string()) for name in COLUMNS])
    with ParquetWriter(out, shape, compression="zstd") as writer:
        lines = lines_of(record, asked)
        while some := list(islice(lines, AT_ONCE)):
            columns = [pa.array(cells, field.type) for cells, field in zip(zip(*some, strict=True), shape, strict=True)]
            writer.write_table(pa.Table.from_arrays(columns, schema=shape))
            made.lines += len(some)
    return made
