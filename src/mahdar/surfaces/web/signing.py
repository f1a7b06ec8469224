"""Signing in and out: a session in a cookie, for a day of work."""

from __future__ import annotations

import re
from secrets import token_urlsafe
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from mahdar.accounts import TooManyTries, WrongPassword
from mahdar.accounts.keys import SESSION
from mahdar.surfaces.web.asker import COOKIE, accounts_of, asker_of
from mahdar.surfaces.web.forms import Fields, Forged, check_csrf, fields_of, one, same
from mahdar.surfaces.web.page import language_of, page
from mahdar.surfaces.web.screen import screen

routes = APIRouter(include_in_schema=False)

BEFORE = "mahdar-form"
"""The cookie that a form of signing in belongs to: nobody can sign somebody else in."""
_OURS = re.compile(r"/(?:ar|en)/[^\\\x00-\x1f]*")
_ERRORS = {WrongPassword: 401, TooManyTries: 429, Forged: 403}


def ours(address: str, otherwise: str) -> str:
    """An address to go on to, if it is one of our pages.

    >>> ours("/ar/track/astana", "/ar/"), ours("https://elsewhere.example/", "/ar/"), ours("//x", "/ar/")
    ('/ar/track/astana', '/ar/', '/ar/')
    """
    return address if _OURS.fullmatch(address) else otherwise


@routes.api_route("/sign-in", methods=["GET", "HEAD"])
def form(request: Request, onwards: Annotated[str, Query(alias="next", max_length=2000)] = "") -> Response:
    """The form; whoever has signed in already goes on."""
    if asker_of(request) is not None:
        return RedirectResponse(ours(onwards, screen(language_of(request)).at("/")), 303)
    return _form(request, onwards)


def _form(request: Request, onwards: str, name: str = "", error: str = "", seconds: int = 0) -> Response:
    """The form, with what went wrong."""
    token = request.cookies.get(BEFORE) or token_urlsafe(32)
    language = language_of(request)
    made = page(
        request, "sign-in.html", language=language, onwards=ours(onwards, ""), name=name, error=error, token=token,
        nobody=accounts_of(request).empty(), minutes=-(-seconds // 60),
    )  # fmt: skip
    secure = request.url.scheme == "https"
    made.set_cookie(BEFORE, token, max_age=3600, path="/", httponly=True, samesite="strict", secure=secure)
    made.headers["Cache-Control"] = "no-store"
    return made


@routes.post("/sign-in")
async def sign_in(request: Request) -> Response:
    """Sign in, and go on to the page that was asked for."""
    fields = await fields_of(request)
    return await run_in_threadpool(_sign_in, request, fields)


def _sign_in(request: Request, fields: Fields) -> Response:
    name, onwards = one(fields, "name"), one(fields, "next")
    origin = request.client.host if request.client else ""
    try:
        same(request.cookies.get(BEFORE, ""), one(fields, "token"))
        secret, _ = accounts_of(request).sign_in(name, one(fields, "password"), origin=origin)
    except (WrongPassword, TooManyTries, Forged) as error:
        seconds = error.seconds if isinstance(error, TooManyTries) else 0
        answer = _form(request, onwards, name[:64], error.code, seconds)
        answer.status_code = _ERRORS[type(error)]
        if seconds:
            answer.headers["Retry-After"] = str(seconds)
        return answer
    before = asker_of(request)
    if before is not None:
        accounts_of(request).revoke(before, before.key)
    answer = RedirectResponse(ours(onwards, screen(language_of(request)).at("/")), 303)
    secure, lasts = request.url.scheme == "https", int(SESSION.total_seconds())
    answer.set_cookie(COOKIE, secret, max_age=lasts, path="/", httponly=True, samesite="lax", secure=secure)
    answer.delete_cookie(BEFORE, path="/")
    return answer


@routes.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """End the session, and go to the first page."""
    fields = await fields_of(request)
    return await run_in_threadpool(_sign_out, request, fields)


def _sign_out(request: Request, fields: Fields) -> Response:
    bearer = asker_of(request)
    if bearer is not None:
        check_csrf(bearer, fields)
        accounts_of(request).revoke(bearer, bearer.key)
    answer = RedirectResponse(screen(language_of(request)).at("/"), 303)
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
    return answer
