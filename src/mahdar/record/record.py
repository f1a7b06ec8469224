"""The record: thousands of documents, what was found in them, what follows from many, and people's decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, select, tuple_
from sqlalchemy.exc import DBAPIError

from mahdar.record import schema
from mahdar.record.chunks import chunks
from mahdar.record.decisions import merges
from mahdar.record.entry import Entry
from mahdar.record.failing import RecordError
from mahdar.record.opening import engine_of
from mahdar.record.settled import Settled, rows_of
from mahdar.record.writing import insert, present, write

_GONE = (DBAPIError, ConnectionResetError)
"""What goes wrong with a database; pg8000 lets the second one through where its server hangs up."""


class Record:
    """An open record; close it, or use it in a `with` block.

    >>> with Record.open(":memory:") as record:
    ...     record.unsettled()
    []
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, where: str | Path | None = None, *, must_exist: bool = False) -> Record:
        """The record at a path or a `postgresql://` address, made where there is none; raises `RecordError`."""
        return cls(engine_of(where, must_exist=must_exist))

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """A connection to ask by; a database that goes away is a `RecordError`."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except _GONE as error:
            raise RecordError("The record cannot be read.", _said(error)) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction: what is written in the block counts whole or not at all."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except _GONE as error:
            sentence = "The record could not be written; what was there before is untouched."
            raise RecordError(sentence, _said(error)) from error

    def add(self, entries: Sequence[Entry]) -> int:
        """Put a batch of entries in, whole or not at all; gives how many were new."""
        with self.writing() as connection:
            return write(connection, entries)

    def has(self, ids: Sequence[str]) -> set[str]:
        """Those of the document ids that the record has."""
        with self.asking() as connection:
            return present(connection, ids)

    def unsettled(self) -> list[str]:
        """The tracks whose minutes must be made anew, those of an interrupted run included."""
        with self.asking() as connection:
            return list(connection.execute(select(schema.dirty.c.track).order_by(schema.dirty.c.track)).scalars())

    def settle(self, settled: Settled) -> None:
        """Put the minutes of a track in the place of the older ones, and note that it is settled."""
        with self.writing() as connection:
            for table, rows in rows_of(settled):
                _renew(connection, table, settled.track, rows)
            connection.execute(delete(schema.dirty).where(schema.dirty.c.track == settled.track))

    def merged(self) -> dict[str, str]:
        """The actors that people have merged into others."""
        with self.asking() as connection:
            return merges(connection)


def _said(error: Exception) -> str:
    """What the database, or the connection to it, says."""
    return f"The database says: {getattr(error, 'orig', None) or error}"


def _renew(connection: Connection, table: Table, track: str, rows: Sequence[dict[str, Any]]) -> None:
    """Put the rows of a track in the place of the older ones; those that stay as they were are not written."""
    columns, keys = [c.name for c in table.c], list(table.primary_key)
    there = {tuple(row) for row in connection.execute(select(*table.c).where(table.c.track == track))}
    wanted = {tuple(row[name] for name in columns) for row in rows}
    gone = [tuple(row[columns.index(key.name)] for key in keys) for row in there - wanted]
    for some in chunks(sorted(gone)):
        connection.execute(delete(table).where(tuple_(*keys).in_(some)))
    insert(connection, table, sorted(wanted - there, key=repr))
