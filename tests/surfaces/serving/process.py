"""A server in a process of its own, at a Unix socket, as it runs behind another one."""

from __future__ import annotations

import json
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

RUN = "from mahdar.surfaces.cli.main import main; main()"
NAME = "talks.example.org"
LONGEST = 60
"""Seconds within which anything here must have happened."""


class AtSocket(HTTPConnection):
    """A connection to a server at a Unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__(NAME, timeout=LONGEST)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(LONGEST)
        self.sock.connect(str(self.path))


@dataclass
class Running:
    """A server that runs, and how to ask it."""

    process: subprocess.Popen[str]
    path: Path

    def ask(self, address: str, **headers: str) -> tuple[HTTPResponse, bytes]:
        with closing(AtSocket(self.path)) as connection:
            connection.request("GET", address, headers={k.replace("_", "-"): v for k, v in headers.items()})
            answer = connection.getresponse()
            return answer, answer.read()

    def lines(self) -> list[dict[str, Any]]:
        """What it logged, once it has ended."""
        assert self.process.stderr is not None
        return [json.loads(line) for line in self.process.stderr]

    def refuses(self) -> bool:
        """Whether it takes no more connections."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            try:
                probe.connect(str(self.path))
            except OSError:
                return True
        return False


@contextmanager
def running(folder: Path, *options: str) -> Iterator[Running]:
    """A server over the sample dossier, or over the record of `options`, as soon as it listens."""
    path = folder / "http"
    command = [sys.executable, "-c", RUN, "serve", "--socket", str(path), "--name", NAME, "--open", "--log", "json"]
    command += options
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            ready, _, _ = select.select([process.stderr], [], [], LONGEST)
            assert ready
            first = process.stderr.readline()
            assert first.startswith(str(path)), first
            yield Running(process, path)
        finally:
            process.kill()
