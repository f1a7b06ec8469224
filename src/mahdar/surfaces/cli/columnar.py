"""The rows of a question as a Parquet file, in the columns of its table."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mahdar.errors import BadSetting


def parquet_of(columns: Mapping[str, Callable[[Any], object]], rows: Sequence[Any]) -> bytes:
    """A Parquet file; numbers stay numbers, all else is text. Raises `BadSetting` without pyarrow, and on a terminal.

    >>> parquet_of({"n": lambda row: row}, [1, 2])[:4]
    b'PAR1'
    """
    if sys.stdout.isatty():
        raise BadSetting("Parquet is no text for a terminal.", "Write it to a file: … --format parquet > rows.parquet")
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        sentence = "Parquet is written with pyarrow, which is not installed."
        raise BadSetting(sentence, "pip install 'mahdar[parquet]'.") from None
    cells = {name: [value(row) for row in rows] for name, value in columns.items()}
    kept = {
        name: each if all(isinstance(v, int) for v in each) else list(map(str, each)) for name, each in cells.items()
    }
    out = io.BytesIO()
    parquet.write_table(pyarrow.table(kept), out)
    return out.getvalue()
