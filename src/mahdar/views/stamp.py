"""A stamp of a record: it is another as soon as anything in the record has changed, whoever changed it."""

from __future__ import annotations

from threading import Lock

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from mahdar.record import Record, RecordError


class Stamp:
    """Tells whether a record is still as it was; holds one connection of the record until it is closed.

    SQLite counts for each connection what others have written; PostgreSQL tells which transactions are done.
    """

    def __init__(self, record: Record) -> None:
        self._engine: Engine = record.engine
        self._lock = Lock()
        self._connection: Connection | None = None

    def now(self) -> str:
        """The stamp at this moment; raises `RecordError` where the database does not answer."""
        with self._lock:
            try:
                return self._told()
            except (DBAPIError, ConnectionError) as error:
                self._let_go()
                said = error.orig if isinstance(error, DBAPIError) else error
                raise RecordError("The record cannot be read.", f"The database says: {said}") from error

    def _told(self) -> str:
        """What the database says; a stamp of one connection says nothing on another, so that each has a name."""
        if self._connection is None:
            self._connection = self._engine.connect()
        file = self._connection.dialect.name == "sqlite"
        question = "PRAGMA data_version" if file else "SELECT CAST(pg_current_snapshot() AS text)"
        told = self._connection.execute(text(question)).scalar_one()
        self._connection.rollback()
        return f"{id(self._connection)} {told}"

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
