"""Running a server until it is told to stop: requests under way are answered first."""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from dataclasses import dataclass
from functools import partial
from tempfile import TemporaryDirectory
from types import FrameType

import uvicorn
from anyio.to_thread import current_default_thread_limiter
from starlette.types import ASGIApp
from uvicorn.config import LOGGING_CONFIG
from uvicorn.supervisors import Multiprocess

from mahdar.surfaces.api.meters import SHARED
from mahdar.surfaces.serving.application import application
from mahdar.surfaces.serving.noted import write_lines
from mahdar.surfaces.serving.requests import Incoming

PATIENCE = 30
"""Seconds in which requests under way are answered once the server is told to stop."""
AT_ONCE = 4
"""Requests that one process works on at once: with forty, the default, they wait for each other and none comes first.
On 27,507 reports a request takes 7.7 ms of the processor with 2, 8.2 with 6, 8.5 with 40."""


@dataclass(frozen=True, slots=True)
class Served:
    """What is served: a record, the names it goes by, whether a server stands before it, and whether reading needs an
    account; `lines` writes the log as JSON."""

    record: str | None
    names: tuple[str, ...] = ()
    behind: bool = False
    private: bool = False
    lines: bool = False


def made(served: Served) -> ASGIApp:
    """The application in the process that serves it; raises `RecordError`."""
    if served.lines:
        write_lines()
    current_default_thread_limiter().total_tokens = AT_ONCE
    app = application(served.record, served.names, behind=served.behind, private=served.private)
    _keep()
    return app


def _keep() -> None:
    """Tell Python that what is there now stays, so that it does not look through all of it for what to throw away.

    The packs are many objects, and looking through them takes 11 % of the processor's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def run(served: Served, heard: socket.socket, *, workers: int = 1) -> None:
    """Serve at a socket until Ctrl-C or SIGTERM; then take no more, answer what is under way, and come back.

    Several `workers` are processes that take requests from the one socket; one that dies is replaced. Raises
    `RecordError` where the record cannot be opened by one.
    """
    stopped = signal.signal(signal.SIGTERM, _stop)
    settings = uvicorn.Config(
        partial(made, served), factory=True, workers=workers, log_config=None if served.lines else LOGGING_CONFIG,
        log_level="warning", access_log=False, server_header=False, proxy_headers=False,
        timeout_graceful_shutdown=PATIENCE, http=Incoming, ws="none",
    )  # fmt: skip
    try:
        if workers == 1:
            uvicorn.Server(settings).run(sockets=[heard])
        else:
            with TemporaryDirectory(prefix="mahdar-") as counted:
                os.environ[SHARED] = counted
                Multiprocess(settings, [heard]).run()
    finally:
        os.environ.pop(SHARED, None)
        signal.signal(signal.SIGTERM, stopped)


def _stop(_: int, __: FrameType | None) -> None:
    """What uvicorn's own end of SIGTERM comes to, since the default would leave files behind that should be gone."""
    sys.exit(0)
