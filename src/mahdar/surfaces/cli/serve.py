"""`mahdar serve`: a record in the browser, with the REST interface beside the pages."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory

import click

from mahdar.accounts import Accounts
from mahdar.errors import BadSetting
from mahdar.pipeline import loaded
from mahdar.pipeline.add import add
from mahdar.pipeline.opened import opened
from mahdar.record import Record
from mahdar.sources import read_inputs
from mahdar.sources.dossier import dossier_reports

PORT = 8000
DEMO = "demo"
"""The account that may review the sample."""


@click.command("serve", help="A record in the browser, in Arabic and in English, with the REST interface beside it.")
@click.option("--record", "where", metavar="RECORD", help="A file or postgresql:// address. [default: mahdar.db]")
@click.option("--demo", is_flag=True, help="The sample dossier, in a record that is gone when you stop.")
@click.option("--host", metavar="HOST", help="A name of this machine. [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help=f"0: any. [default: {PORT}]")
@click.option("--socket", "path", type=click.Path(path_type=Path), help="Listen here, for a server before this one.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="What the server before this one is called.")
@click.option("--private/--open", default=None, help="Who reads needs an account, or not. [default: behind a server]")
@click.option("--log", type=click.Choice(["plain", "json"]), default="plain", help="json: a line for each request.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N", help="Processes.")
def serve_command(
    where: str | None, demo: bool, host: str | None, port: int | None, path: Path | None, names: tuple[str, ...],
    private: bool | None, log: str, workers: int,
) -> int:  # fmt: skip
    """Serve until Ctrl-C or SIGTERM."""
    from mahdar.surfaces.serving import Served, run

    if demo and where:
        raise BadSetting("--demo has a record of its own.", "Leave out --demo or --record.")
    if path and (host or port is not None):
        raise BadSetting("A server listens at --socket or at a port, not at both.", "Leave one of them out.")
    behind = bool(path or names)
    private = behind if private is None else private
    at = _listening(host or "127.0.0.1", PORT if port is None else port, path)
    with at as (heard, told), _record(where, demo) as name:
        if private and not demo:
            _check_accounts(where)
        with opened(name, must_exist=True):
            loaded()
        click.echo(f"{told}   (Ctrl-C stops)", err=True)
        if demo:
            click.echo(f"Sign in as {DEMO} with the password: {_reviewer(name)}", err=True)
        run(Served(name, names, behind, private, lines=log == "json"), heard, workers=workers)
    return 0


@contextmanager
def _listening(host: str, port: int, path: Path | None) -> Iterator[tuple[socket.socket, str]]:
    """The socket to serve at, and how to reach it."""
    from mahdar.surfaces.serving import listening, listening_at

    if path:
        with listening_at(path) as heard:
            yield heard, str(path)
    else:
        with listening(host, port) as heard:
            yield heard, f"http://{f'[{host}]' if ':' in host else host}:{heard.getsockname()[1]}/"


@contextmanager
def _record(where: str | None, demo: bool) -> Iterator[str | None]:
    """The record to serve: the one asked for, or one made of the sample dossier for as long as it is served."""
    if not demo:
        yield where
        return
    with TemporaryDirectory(prefix="mahdar-") as folder:
        path = Path(folder) / "dossier.db"
        with Record.open(path) as record:
            add(read_inputs(dossier_reports()), record)
        yield str(path)


def _check_accounts(where: str | None) -> None:
    """Raises `BadSetting` where nobody could sign in."""
    with Accounts.open(where) as accounts:
        if accounts.empty():
            sentence = "Who reads this record needs an account, and nobody has one."
            raise BadSetting(sentence, "mahdar accounts add NAME makes one; --open lets everybody read who gets here.")


def _reviewer(where: str | None) -> str:
    """The password of an account that may review the sample; it is gone with it."""
    password = token_urlsafe(12)
    with Accounts.open(where) as accounts:
        accounts.make(DEMO, password, "reviewer", by="the sample")
    return password
