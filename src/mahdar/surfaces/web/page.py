"""Making a page: a template, the words of the reader's language, and the values to show. All values are escaped."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from mahdar.record import Record
from mahdar.surfaces.web.asker import seen
from mahdar.surfaces.web.assets import asset
from mahdar.surfaces.web.held import Held
from mahdar.surfaces.web.screen import Screen, screen
from mahdar.surfaces.web.tongue import LANGUAGES, Language, preferred

MENU = (("/", "home"), ("/search", "search"), ("/coverage", "coverage"), ("/brief", "brief"), ("/read", "read"))
"""The sections in the head of every page, with their words."""


def record_of(request: Request) -> Record:
    """The record that the application answers from; raises `RecordError`."""
    held: Held = request.app.state.held
    return held.record()


def language_of(request: Request) -> Language:
    """The language that the address begins with, else the one that the browser asks for."""
    first = request.url.path.split("/")[1] if "/" in request.url.path else ""
    found: Language | None = next((x for x in LANGUAGES if x == first), None)
    return found or preferred(request.headers.get("accept-language", ""))


@cache
def templates() -> Environment:
    """The templates; whatever stands in a value is shown as text, and a value that is not given is a mistake."""
    made = Environment(
        loader=PackageLoader("mahdar.surfaces.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.globals |= {"asset": asset, "menu": MENU}
    return made


def page(request: Request, template: str, *, language: Language, **values: Any) -> HTMLResponse:
    """The page of a template in a language."""
    told, asker = screen(language), seen(request)
    text = templates().get_template(template).render(
        t=told, other=_elsewhere(request, told), path=request.url.path, asker=asker, here=_here(request), **values
    )  # fmt: skip
    kept = "no-store" if asker else "no-cache"
    return HTMLResponse(text, headers={"Cache-Control": kept, "Content-Language": language, "Vary": "Cookie"})


def _here(request: Request) -> str:
    """The address of this page, to come back to; of a page that a form was sent to, the first page."""
    query = f"?{request.url.query}" if request.url.query else ""
    return request.url.path + query if request.method in ("GET", "HEAD") else ""


def _elsewhere(request: Request, told: Screen) -> str:
    """The address of the same page in the other language."""
    path = request.url.path
    other = "en" if told.language == "ar" else "ar"
    rest = path.removeprefix(f"/{told.language}") if path.startswith(f"/{told.language}/") else "/"
    asked = urlencode(list(request.query_params.multi_items()))
    return screen(other).at(rest) + (f"?{asked}" if asked else "")
