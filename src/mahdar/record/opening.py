"""Opening a record: one SQLite file, or a PostgreSQL server; its schema is made or led up to this version."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.exc import DBAPIError

from mahdar.record.failing import NewerRecord, RecordError
from mahdar.record.schema import VERSION, meta, step, tables
from mahdar.record.steps import lead_up

DEFAULT = "mahdar.db"
"""The file in the current folder where a record lies that nobody named otherwise."""

CACHE = 8_000
"""kB of a file that each connection keeps to itself: a server has a dozen, and the system keeps the file anyway."""


def engine_of(where: str | Path | None, *, must_exist: bool = False) -> Engine:
    """The engine of a record at a path or a `postgresql://` address; None takes MAHDAR_RECORD, else `mahdar.db`.

    Raises `RecordError` where there is no record and one `must_exist`, where the file is none, where its version
    is newer than this program, and where a server does not answer.
    """
    name = str(where or os.environ.get("MAHDAR_RECORD") or DEFAULT)
    engine = bare_engine(name, must_exist=must_exist)
    try:
        with engine.begin() as connection:
            led = _ready(connection, name)
        if led and engine.dialect.name == "sqlite":
            _shrink(engine)
    except DBAPIError as error:
        raise _unreachable(name, error) from error
    return engine


def bare_engine(name: str, *, must_exist: bool = False) -> Engine:
    """The engine of a database by its name, whatever is in it; raises `RecordError`."""
    return _server(name) if name.startswith("postgresql") else _file(Path(name), must_exist=must_exist)


def _file(path: Path, *, must_exist: bool) -> Engine:
    """The engine of a file."""
    if must_exist and not path.exists():
        raise RecordError(f"There is no record at {path}.", "mahdar add REPORTS makes one; --record names another.")
    if not path.resolve().parent.is_dir():
        raise RecordError(f"The folder of {path} is not there.", "Make the folder, or name another file.")
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True)
    event.listen(engine, "connect", _prepare_file)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Begin a transaction by ourselves, so that making the tables is part of it: Python's driver would not."""
    connection.exec_driver_sql("BEGIN")


def _prepare_file(connection: Any, _: object) -> None:
    """Settings of every SQLite connection: a log that readers do not wait for, and writers that do."""
    connection.isolation_level = None
    for setting in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000", f"cache_size=-{CACHE}"):
        connection.execute(f"PRAGMA {setting}")


def _server(name: str) -> Engine:
    """The engine of a PostgreSQL server, by the driver that is a library of ours."""
    try:
        import pg8000  # noqa: F401
    except ModuleNotFoundError as error:
        raise RecordError("A record on PostgreSQL needs pg8000.", "pip install 'mahdar[postgresql]'") from error
    at = name.replace("postgresql://", "postgresql+pg8000://", 1)
    engine = create_engine(at, pool_pre_ping=True, hide_parameters=True)
    engine.dialect.do_ping = partial(_answers, engine.dialect.do_ping)  # type: ignore[method-assign]
    return engine


def _answers(ping: Callable[[Any], bool], connection: Any) -> bool:
    """Whether a connection that was waiting still answers; the driver lets a broken network through as it is."""
    try:
        return ping(connection)
    except ConnectionError:
        return False


def _ready(connection: Connection, name: str) -> bool:
    """Make the tables of a new record; lead an older one up, and say so; refuse a newer one."""
    if not inspect(connection).has_table("meta"):
        if inspect(connection).has_table("document"):
            raise RecordError(f"{name} is a database, but no record of Mahdar.", "Name another file.")
        make(connection)
        connection.execute(meta.insert().values(key="schema", value=str(VERSION)))
        return False
    found = int(connection.execute(select(meta.c.value).where(meta.c.key == "schema")).scalar_one())
    if found > VERSION:
        raise NewerRecord(name)
    if found < VERSION:
        lead_up(connection, found, make)
        connection.execute(meta.update().where(meta.c.key == "schema").values(value=str(VERSION)))
    return found < VERSION


def make(connection: Connection) -> None:
    """Make the tables of this version that are not there, and note the moment."""
    tables.create_all(connection)
    _make_search(connection)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(step.insert().values(version=VERSION, taken=now))


def _shrink(engine: Engine) -> None:
    """Give back the room in a file that its older tables took; a disk too full for it is no harm."""
    with engine.connect() as connection, suppress(DBAPIError):
        connection.commit()
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("VACUUM")


def _make_search(connection: Connection) -> None:
    """The search table: FTS5 over folded words in a file, a tsvector on a server.

    FTS5 keeps no words of its own, which would be a third of the file, but asks a view for the document's id.
    """
    if connection.dialect.name == "sqlite":
        columns = "number, id AS document, NULL AS words, NULL AS stems"
        connection.execute(text(f"CREATE VIEW filing AS SELECT {columns} FROM document"))
        options = "content='filing', content_rowid='number', tokenize='unicode61 remove_diacritics 0', detail='column'"
        connection.execute(text(f"CREATE VIRTUAL TABLE search USING fts5(document UNINDEXED, words, stems, {options})"))
        return
    connection.execute(text("CREATE TABLE search (document varchar PRIMARY KEY, vector tsvector NOT NULL)"))
    connection.execute(text("CREATE INDEX search_vector ON search USING gin (vector)"))


def _unreachable(name: str, error: DBAPIError) -> RecordError:
    """The sentence for a database that does not answer as one."""
    if name.startswith("postgresql"):
        return RecordError("The PostgreSQL server does not answer as a record should.", f"It says: {error.orig}")
    return RecordError(
        f"{name} cannot be opened as a record ({error.orig}).", "Name another file, or check its rights."
    )
