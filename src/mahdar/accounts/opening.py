"""Opening accounts: a file of its own beside a record's file, or tables of their own on its server.

A record is handed on as data, so no password may lie in it.
"""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import DBAPIError

from mahdar.accounts import schema
from mahdar.record import RecordError
from mahdar.record.opening import DEFAULT, bare_engine


def engine_of(record: str | Path | None) -> Engine:
    """The engine of the accounts of a record; they are made where there are none. Raises `RecordError`."""
    name = str(record or os.environ.get("MAHDAR_RECORD") or DEFAULT)
    if not name.startswith("postgresql"):
        if not Path(name).exists():
            raise RecordError(f"There is no record at {name}.", "mahdar add REPORTS makes one; --record names another.")
        name = str(file_beside(Path(name)))
        _own(Path(name))
    engine = bare_engine(name)
    try:
        with engine.begin() as connection:
            schema.tables.create_all(connection)
            found = connection.execute(select(schema.meta.c.version)).scalar()
            if found is None:
                connection.execute(insert(schema.meta).values(version=schema.VERSION))
    except DBAPIError as error:
        raise RecordError(f"The accounts cannot be opened ({error.orig}).", "Check the file and its rights.") from error
    if found is not None and found > schema.VERSION:
        raise RecordError("The accounts were written by a newer Mahdar.", "Upgrade Mahdar.")
    return engine


def file_beside(record: Path) -> Path:
    """Where the accounts of a record's file lie."""
    return record.with_name(f"{record.name}.accounts")


def _own(path: Path) -> None:
    """Make the file readable to its owner alone, before anything is in it."""
    try:
        path.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        raise RecordError(f"{path} cannot be written ({error.strerror}).", "Check its rights.") from error
