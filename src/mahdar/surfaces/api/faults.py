"""What goes wrong, in one shape: `{"error": {"code", "message", "next"}}`, with the status that belongs to it."""

from __future__ import annotations

import logging
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from mahdar.accounts import TooManyTries
from mahdar.errors import BadSetting, MahdarError

log = logging.getLogger("mahdar.api")

STATUS = {
    "bad-setting": 422, "bad-cursor": 422, "unreadable-input": 422, "broken-json": 422, "wrong-date": 422,
    "unknown-language": 422, "unknown-id": 404, "unknown-path": 404, "wrong-method": 405, "too-long": 413,
    "record": 503, "sign-in-needed": 401, "wrong-password": 401, "not-allowed": 403, "too-many-tries": 429,
    "weak-password": 422, "bad-correction": 422, "missing-extra": 501, "bad-split": 422,
}  # fmt: skip
"""The status of each error; any other is a mistake of ours."""


class Told(BaseModel):
    """A code that stays the same, one sentence, and what to do next."""

    code: str
    message: str
    next: str


class Fault(BaseModel):
    """The shape of everything that goes wrong."""

    error: Told


class UnknownPath(MahdarError):
    """An address that leads nowhere."""

    code = "unknown-path"

    def __init__(self) -> None:
        super().__init__("There is nothing at this address.", "/api/v1/openapi.json lists all addresses.")


class WrongMethod(MahdarError):
    """An address that is asked in a way that it does not know."""

    code = "wrong-method"

    def __init__(self) -> None:
        super().__init__("This address is not asked in this way.", "/api/v1/openapi.json tells how.")


class TooLong(MahdarError):
    """More than is read at once."""

    code = "too-long"


class OurMistake(MahdarError):
    """Something that only we can mend."""

    code = "our-mistake"

    def __init__(self) -> None:
        super().__init__("Mahdar made a mistake.", "Report it with the address that you asked.")


def install(app: FastAPI) -> None:
    """Let an application tell whatever goes wrong in the one shape."""
    app.add_exception_handler(MahdarError, _told)
    app.add_exception_handler(RequestValidationError, _refused)
    app.add_exception_handler(HTTPException, _lost)
    app.add_exception_handler(Exception, _our_mistake)


def fault(error: MahdarError) -> Response:
    """The answer to a request at which an error was raised."""
    told = {"error": {"code": error.code, "message": error.sentence, "next": error.next_step}}
    answer = Response(orjson.dumps(told), STATUS.get(error.code, 500), media_type="application/json")
    if answer.status_code == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, TooManyTries):
        answer.headers["Retry-After"] = str(error.seconds)
    return answer


def _told(_: Request, error: Exception) -> Response:
    """One of our own errors; what a database says of itself stays in the log."""
    assert isinstance(error, MahdarError)
    if error.code == "record":
        log.error("%s", error)
        return fault(type(error)("The record cannot be read now.", "Ask again; if it stays so, see the server's log."))
    return fault(error)


def _refused(_: Request, error: Exception) -> Response:
    """A parameter that makes no sense; the first one is told."""
    assert isinstance(error, RequestValidationError)
    return fault(refusal_of(error.errors()[0]))


def refusal_of(first: Any) -> BadSetting:
    """The sentence for a parameter or field that was refused."""
    name = str(first["loc"][-1])[:40].encode("ascii", "replace").decode()
    if first["type"] == "extra_forbidden":
        return BadSetting(f"{name} is not known here.", "/api/v1/openapi.json lists what can be asked.")
    return BadSetting(f"{name}: {first['msg']}.", "/api/v1/openapi.json tells how it is written.")


def _lost(_: Request, error: Exception) -> Response:
    """An address or method that is not there."""
    assert isinstance(error, HTTPException)
    kinds: dict[int, MahdarError] = {404: UnknownPath(), 405: WrongMethod()}
    answer = fault(kinds.get(error.status_code, BadSetting("The request is none.", "Send what the address asks for.")))
    answer.headers.update(error.headers or {})
    return answer


def _our_mistake(request: Request, error: Exception) -> Response:
    """Anything that nobody thought of; what it was stays in the log."""
    log.error("%s", request.url.path, exc_info=error)
    return fault(OurMistake())
