"""Backing a record up and restoring it: a copy counts once every finding in it stands in its text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, inspect, select

from mahdar.pipeline.keep import verify
from mahdar.record import Record, RecordError, schema
from mahdar.record.copying import copied
from mahdar.record.opening import bare_engine


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a record that was checked: where it is, what it holds, and what does not agree with its text."""

    path: Path
    documents: int
    decisions: int
    faults: tuple[tuple[str, str], ...]


@contextmanager
def checked_copy(source: Path, beside: Path) -> Iterator[Copy]:
    """A copy of a record under a name of its own beside another file, checked; gone with the block if still there.

    One that an older Mahdar wrote is led up. Raises `RecordError` where it is no record or a newer one's.
    """
    with copied(source, beside) as path:
        if not _is_record(path):
            raise RecordError(f"{source} is no record of Mahdar.", "Name a file that mahdar backup has made.")
        with Record.open(path) as record:
            copy = _counted(record, path)
        yield copy


def _is_record(path: Path) -> bool:
    """Whether there are tables of ours in a database."""
    engine = bare_engine(str(path), must_exist=True)
    try:
        return inspect(engine).has_table("meta")
    finally:
        engine.dispose()


def _counted(record: Record, path: Path) -> Copy:
    """What a copy holds."""
    with record.asking() as connection:
        documents, decisions = (
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (schema.document, schema.decision)
        )
    return Copy(path, documents, decisions, tuple(verify(record)))
