"""`mahdar backup`, `mahdar restore`: a record with its decisions and accounts, whole, checked, and back again."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path

import click

from mahdar.accounts.opening import file_beside
from mahdar.errors import BadSetting
from mahdar.pipeline.backup import checked_copy
from mahdar.record import RecordError
from mahdar.record.copying import copied, put
from mahdar.record.opening import DEFAULT

RECORD = click.option("--record", "where", metavar="RECORD", help="A file. [default: mahdar.db]")


@click.command("backup", help="Copy a record to FILE, with its decisions and accounts, while others read and write.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Write over a backup that is there.")
@RECORD
def backup_command(file: Path, force: bool, where: str | None) -> int:
    """Back a record up."""
    return _carry(_record(where), file, force)


@click.command("restore", help="Put the backup FILE in the place of a record, with its decisions and accounts.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Write over the record that is there.")
@RECORD
def restore_command(file: Path, force: bool, where: str | None) -> int:
    """Restore a record."""
    return _carry(file, _record(where), force)


def _record(where: str | None) -> Path:
    """The file of a record; raises `BadSetting` where it lies on a server, which has ways of its own."""
    name = where or os.environ.get("MAHDAR_RECORD") or DEFAULT
    if name.startswith("postgresql"):
        raise BadSetting("A record on PostgreSQL is backed up by its server.", "Use pg_dump: docs/deploy.md tells how.")
    return Path(name)


def _carry(source: Path, to: Path, force: bool) -> int:
    """Copy a record and its accounts, check them, and only then put them where they belong."""
    _may(source, to, force)
    with ExitStack() as stack:
        copy = stack.enter_context(checked_copy(source, to))
        accounts = file_beside(source)
        signing = stack.enter_context(copied(accounts, file_beside(to), mode=0o600)) if accounts.exists() else None
        put(copy.path, to)
        if signing:
            put(signing, file_beside(to))
    for key, fault in copy.faults:
        click.echo(f"{key}: {fault}.", file=sys.stderr)
    with_accounts = "with its accounts" if signing else "it has no accounts"
    click.echo(f"{to}: {copy.documents} documents, {copy.decisions} decisions, {with_accounts}.")
    click.echo("Every finding stands in its text." if not copy.faults else f"{len(copy.faults)} faults.")
    return 1 if copy.faults else 0


def _may(source: Path, to: Path, force: bool) -> None:
    """Raises where there is nothing to copy, nowhere to put it, or something that was not to be written over."""
    if not source.is_file():
        raise RecordError(f"There is no record at {source}.", "Name a file that is one.")
    if not to.resolve().parent.is_dir():
        raise RecordError(f"The folder of {to} is not there.", "Make the folder, or name another file.")
    if to.exists() and to.samefile(source):
        raise BadSetting(f"{to} and {source} are one file.", "Name another one.")
    there = next((path for path in (to, file_beside(to)) if path.exists()), None)
    if there and not force:
        raise BadSetting(f"{there} is there already.", "Name another file, or write over it with --force.")
