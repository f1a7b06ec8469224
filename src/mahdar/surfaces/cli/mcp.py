"""`mahdar mcp`: the record as tools for language models."""

from __future__ import annotations

import socket
from ipaddress import ip_address

import click

from mahdar.errors import BadSetting
from mahdar.pipeline.opened import opened


@click.command("mcp", help="Serve a record to language models by the Model Context Protocol.")
@click.option("--record", "where", metavar="RECORD", help="A file or postgresql:// address. [default: mahdar.db]")
@click.option("--http", metavar="HOST:PORT", help="Serve over HTTP at /mcp. [default: standard input and output]")
def mcp_command(where: str | None, http: str | None) -> int:
    """Serve until the asker leaves or Ctrl-C."""
    try:
        from mahdar.surfaces.mcp.server import server_of
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0].startswith("mahdar"):
            raise
        raise BadSetting("mahdar mcp needs the library mcp.", "pip install 'mahdar[mcp]'") from error
    at = _address(http) if http else None
    with opened(where, must_exist=True) as record:
        server = server_of(record)
        if at is None:
            server.run("stdio")
        else:
            click.echo(f"http://{http}/mcp", err=True)
            server.run("streamable-http", host=at[0], port=at[1], stateless_http=True, json_response=True)
    return 0


def _address(http: str) -> tuple[str, int]:
    """The host and port to listen at; raises `BadSetting` where it is none, is another machine's, or is taken."""
    host, _, port = http.rpartition(":")
    host = host.strip("[]")
    if not (port.isdecimal() and port.isascii() and 0 < int(port) < 65536 and _here(host)):
        raise BadSetting(f"--http {http} is no port of this machine.", "Write it as 127.0.0.1:8001.")
    try:
        with socket.create_server((host, int(port)), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            return host, int(port)
    except OSError as error:
        raise BadSetting(f"--http {http} cannot be listened at ({error.strerror}).", "Name another port.") from error


def _here(host: str) -> bool:
    """Whether a name is this machine's own: nobody else may ask before there are accounts."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
