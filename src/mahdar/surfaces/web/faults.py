"""What goes wrong, as a page in the reader's language: what happened, and what to do."""

from __future__ import annotations

import logging
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mahdar.errors import MahdarError
from mahdar.record.failing import NewerRecord
from mahdar.surfaces.web.page import language_of, page
from mahdar.surfaces.web.screen import screen

log = logging.getLogger("mahdar.web")

STATUS = {
    "nothing-here": 404, "unknown-id": 404, "bad-setting": 422, "too-long": 413, "record": 503, "newer": 503,
    "sign-in-needed": 401, "not-allowed": 403, "forged": 403, "bad-correction": 422, "changed": 409,
    "missing-extra": 501,
}  # fmt: skip
"""The status of each error; any other is a mistake of ours."""


class OurMistake(MahdarError):
    """Something that only we can mend."""

    code = "our-mistake"

    def __init__(self) -> None:
        super().__init__("Mahdar made a mistake.", "Report it with what you asked.")


def install(app: FastAPI) -> None:
    """Let an application tell whatever goes wrong as a page."""
    app.add_exception_handler(MahdarError, _told)
    app.add_exception_handler(RequestValidationError, _refused)
    app.add_exception_handler(HTTPException, _lost)
    app.add_middleware(Caught)


def fault(request: Request, kind: str, status: int | None = None) -> Response:
    """The page for one kind of fault."""
    kind = kind if kind in STATUS else "our-mistake"
    made = page(request, "fault.html", language=language_of(request), kind=kind)
    made.status_code = status or STATUS.get(kind, 500)
    return made


def _told(request: Request, error: Exception) -> Response:
    """One of our own errors; what a database says of itself stays in the log."""
    assert isinstance(error, MahdarError)
    if error.code == "sign-in-needed" and request.method in ("GET", "HEAD"):
        return RedirectResponse(_way_in(request), 303)
    if STATUS.get(error.code, 500) >= 500:
        log.error("%s", error)
    return fault(request, "newer" if isinstance(error, NewerRecord) else error.code)


def _way_in(request: Request) -> str:
    """The address of signing in, which leads back here."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return screen(language_of(request)).at("/sign-in") + "?" + urlencode({"next": here})


def _refused(request: Request, _: Exception) -> Response:
    """A parameter that makes no sense."""
    return fault(request, "bad-setting")


def _lost(request: Request, error: Exception) -> Response:
    """An address or a method that is not there."""
    assert isinstance(error, HTTPException)
    return fault(request, "nothing-here", error.status_code)


class Caught:
    """Tells anything that nobody thought of as a page; what it was stays in the log.

    It stands within all that is said of every answer, so that this page too may run nothing.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; an answer that has begun when things go wrong is broken off."""
        begun: list[Message] = []

        async def heard(message: Message) -> None:
            begun.append(message)
            await send(message)

        try:
            await self.app(scope, receive, heard)
        except ClientDisconnect:
            return
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            log.error("%s", getattr(scope.get("route"), "path", "none"), exc_info=error)
            await fault(Request(scope), "our-mistake")(scope, receive, send)
