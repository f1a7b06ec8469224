"""Copying a record's file whole, while others read and write: SQLite's own backup, which sees one moment of it."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from mahdar.record.failing import RecordError

PATIENCE = 30
"""Seconds to wait for those who write."""


@contextmanager
def copied(source: Path, beside: Path, *, mode: int = 0o666) -> Iterator[Path]:
    """A copy of a database under a name of its own beside another file, undamaged; gone with the block if still there.

    `mode` is what it may be opened with, less what the user's umask forbids. Raises `RecordError`.
    """
    copy = beside.with_name(f".{beside.name}.{secrets.token_hex(6)}")
    try:
        _copy(source, copy, mode)
        yield copy
    finally:
        for part in (copy, *_companions(copy)):
            part.unlink(missing_ok=True)


def _copy(source: Path, copy: Path, mode: int) -> None:
    """Copy a database as it is at one moment to a file that is new; raises `RecordError`."""
    try:
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode))
        with _opened(source, "ro") as one, closing(sqlite3.connect(copy)) as other:
            one.backup(other)
            other.execute("PRAGMA journal_mode=DELETE")
            _check(other, source)
    except (sqlite3.Error, OSError) as error:
        raise RecordError(f"{source} cannot be copied to {copy.parent} ({error}).", "Check both paths.") from error


def put(copy: Path, at: Path) -> None:
    """Put a copy at its place, whole or not at all; those who have the database there open see it from then on.

    A database that is there is written over from within: another file in its place would leave them with the old one,
    and its log with nobody. Raises `RecordError`.
    """
    try:
        if not at.exists():
            for part in _companions(at):
                part.unlink(missing_ok=True)
            copy.replace(at)
            return
        with closing(sqlite3.connect(copy)) as one, _opened(at, "rw") as other:
            one.backup(other)
    except (sqlite3.Error, OSError) as error:
        raise RecordError(f"{at} could not be written ({error}).", "What was there before is untouched.") from error


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """A database that is there, to read or to write."""
    address = f"file:{quote(str(path.resolve()))}?mode={mode}"
    with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE)) as connection:
        yield connection


def _check(connection: sqlite3.Connection, source: Path) -> None:
    """Raises `RecordError` where a copy is damaged as its source must be."""
    [told] = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if told != "ok":
        raise RecordError(f"{source} is damaged ({told}).", "Restore an older backup.")


def _companions(path: Path) -> list[Path]:
    """The files that SQLite keeps beside a database while it is open."""
    return [path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal")]
