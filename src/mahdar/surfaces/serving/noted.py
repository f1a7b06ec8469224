"""What a server writes down: a line for each request, and each line of a request under its id.

Of a request the line has the route and never the address: what somebody looks for is nobody's business.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import time
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("mahdar.requests")

_current: ContextVar[str | None] = ContextVar("request", default=None)
_AN_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")


class Lines(logging.Formatter):
    """Each line of the log as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """The line: when, how grave, who says so, what, and in which request."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told: dict[str, Any] = {"time": at, "level": record.levelname.lower(), "from": record.name}
        told |= {"message": record.getMessage()}
        told |= getattr(record, "fields", {"request": _current.get()} if _current.get() else {})
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told)


def write_lines() -> None:
    """Write everything that is logged as lines of JSON on standard error, requests included."""
    written = logging.StreamHandler(sys.stderr)
    written.setFormatter(Lines())
    root = logging.getLogger()
    root.handlers[:] = [written]
    root.setLevel(logging.WARNING)
    log.setLevel(logging.INFO)


class Noted:
    """Gives each request an id, tells it in the answer's `X-Request-ID`, and logs how the request went.

    The id of a server before this one is kept where it may be `trusting` it, so that one id leads through both logs.
    """

    def __init__(self, app: ASGIApp, trusting: bool = False) -> None:
        self.app, self.trusting = app, trusting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note it; a mistake that nobody caught is answered here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        key, status, begun = self._id(scope), [0], time.perf_counter()
        token = _current.set(key)

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                status[0] = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = key
            await send(message)

        try:
            await self.app(scope, receive, named)
        except Exception as error:
            if not status[0]:
                log.error("A mistake that nobody caught.", exc_info=error)
                await PlainTextResponse("Mahdar made a mistake.", 500)(scope, receive, named)
        finally:
            _note(scope, key, status[0], (time.perf_counter() - begun) * 1000)
            _current.reset(token)

    def _id(self, scope: Scope) -> str:
        """The id that the server before this one gave, else a new one."""
        given = Headers(scope=scope).get("x-request-id", "") if self.trusting else ""
        return given if _AN_ID.fullmatch(given) else secrets.token_hex(8)


def _note(scope: Scope, key: str, status: int, took: float) -> None:
    """Log one request; a status of 0 is an answer that the asker did not wait for."""
    route = getattr(scope.get("route"), "path", None)
    fields = {"request": key, "method": scope["method"], "route": route, "status": status, "ms": round(took, 1)}
    log.info("%s %s %s", scope["method"], route, status, extra={"fields": fields})
