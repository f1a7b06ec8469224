"""Running a server until it is told to stop: requests under way are answered first."""

from __future__ import annotations

import signal
import socket
import sys
from types import FrameType

import uvicorn
from starlette.types import ASGIApp
from uvicorn.config import LOGGING_CONFIG

PATIENCE = 30
"""Seconds in which requests under way are answered once the server is told to stop."""


def run(app: ASGIApp, heard: socket.socket, *, plain: bool = True) -> None:
    """Serve at a socket until Ctrl-C or SIGTERM; then take no more, answer what is under way, and come back.

    Where the log is not `plain`, uvicorn leaves it as it is.
    """
    stopped = signal.signal(signal.SIGTERM, _stop)
    try:
        settings = uvicorn.Config(
            app, log_config=LOGGING_CONFIG if plain else None, log_level="warning", access_log=False,
            server_header=False, proxy_headers=False, timeout_graceful_shutdown=PATIENCE,
        )  # fmt: skip
        uvicorn.Server(settings).run(sockets=[heard])
    finally:
        signal.signal(signal.SIGTERM, stopped)


def _stop(_: int, __: FrameType | None) -> None:
    """What uvicorn's own end of SIGTERM comes to, since the default would leave files behind that should be gone."""
    sys.exit(0)
