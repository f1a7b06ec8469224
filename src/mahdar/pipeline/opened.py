"""A record opened for use: what an interrupted run left unsettled is settled first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mahdar.pipeline.settle import settle
from mahdar.record import Record


@contextmanager
def opened(where: str | Path | None = None, *, must_exist: bool = False) -> Iterator[Record]:
    """The record at a path or address, its minutes up to date; raises `RecordError`."""
    with Record.open(where, must_exist=must_exist) as record:
        if record.unsettled():
            settle(record)
        yield record
