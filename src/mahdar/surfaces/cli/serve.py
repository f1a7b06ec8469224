"""`mahdar serve`: a record in the browser, with the REST interface beside the pages."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from fastapi import FastAPI

from mahdar.errors import BadSetting
from mahdar.pipeline import loaded
from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.sources import read_inputs
from mahdar.sources.dossier import dossier_reports
from mahdar.surfaces import api, web

NAMES = ("localhost", "127.0.0.1", "::1")
"""What this machine is called by itself."""


@click.command("serve", help="A record in the browser, in Arabic and in English, with the REST interface beside it.")
@click.option("--record", "where", metavar="RECORD", help="A file or postgresql:// address. [default: mahdar.db]")
@click.option("--demo", is_flag=True, help="The sample dossier, in a record that is gone when you stop.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="HOST", help="A name of this machine.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, metavar="N", help="0: any.")
def serve_command(where: str | None, demo: bool, host: str, port: int) -> int:
    """Serve until Ctrl-C."""
    import uvicorn

    if demo and where:
        raise BadSetting("--demo has a record of its own.", "Leave out --demo or --record.")
    with listening(host, port) as heard, _record(where, demo) as name:
        app = application(name)
        at = f"[{host}]" if ":" in host else host
        click.echo(f"http://{at}:{heard.getsockname()[1]}/   (Ctrl-C stops)", err=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[heard])
    return 0


def application(where: str | None) -> FastAPI:
    """The pages over a record with the REST interface beside them; raises `RecordError` where there is no record."""
    app = web.build(where, beside=api.build(where), names=NAMES)
    app.state.held.record()
    loaded()
    return app


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


def listening(host: str, port: int) -> socket.socket:
    """A socket of this machine that listens; raises `BadSetting` where it is another machine's, or taken."""
    if not _here(host):
        sentence = f"{host} can be reached by others, and what is read here is open to all who reach it."
        raise BadSetting(sentence, "Serve on 127.0.0.1, behind a server that asks who they are.")
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise BadSetting(f"Port {port} cannot be listened at ({error.strerror}).", "--port names another.") from error


def _here(host: str) -> bool:
    """Whether a name is this machine's own."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
