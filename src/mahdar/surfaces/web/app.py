"""The application: the pages over a record, and a place beside them for the REST interface."""

from __future__ import annotations

from collections.abc import AsyncIterator, Container
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import Depends, FastAPI, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

import mahdar
from mahdar.accounts import Door
from mahdar.surfaces.answers.packed import Packed
from mahdar.surfaces.answers.remembered import Remembered
from mahdar.surfaces.answers.tags import Tagged
from mahdar.surfaces.web import (
    actors,
    assets,
    briefs,
    correcting,
    deciding,
    document,
    faults,
    home,
    reading,
    review,
    rounds,
    searching,
    signing,
    things,
    tracks,
)
from mahdar.surfaces.web.asker import reads
from mahdar.surfaces.web.beside import Beside
from mahdar.surfaces.web.guard import Guard
from mahdar.surfaces.web.held import Held
from mahdar.surfaces.web.page import language_of
from mahdar.surfaces.web.screen import screen
from mahdar.surfaces.web.tongue import LANGUAGES

PAGES = (home, tracks, rounds, actors, things, document, searching, briefs, reading, review, deciding, correcting)

OF_THE_INTERFACE = ("/api", "/feeds", "/calendar.ics", "/health", "/metrics")
"""Addresses that belong to the application beside the pages."""


def build(
    record_url: str | None, beside: FastAPI | None = None, names: Container[str] | None = None, *, private: bool = False
) -> FastAPI:
    """The pages over the record at a path or `postgresql://` address, with the REST interface `beside` them.

    The record is opened with the first request; `app.state.held.record()` opens it at once, and raises `RecordError`
    where that cannot be. `names` are those that the server may be called by, None all. Where the record is `private`,
    reading too needs an account; the REST interface must be told so itself.
    """
    held, door = Held(record_url), Door(record_url)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            stack.callback(held.close)
            stack.callback(door.close)
            if beside is not None:
                await stack.enter_async_context(beside.router.lifespan_context(beside))
            yield

    app = FastAPI(
        title="Mahdar", version=mahdar.__version__, lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None,
        redirect_slashes=False,
    )  # fmt: skip
    app.state.held, app.state.door, app.state.private = held, door, private
    app.include_router(assets.routes)
    for language in LANGUAGES:
        for part in PAGES:
            app.include_router(part.routes, prefix=f"/{language}", dependencies=[Depends(reads)] if private else None)
        app.include_router(signing.routes, prefix=f"/{language}")
    for path in ("/", *(f"/{kind}/{{key:path}}" for kind in things.KINDS)):
        app.add_api_route(path, _to_language, methods=["GET", "HEAD"], include_in_schema=False)
    faults.install(app)
    app.add_middleware(Packed)
    if not private:
        app.add_middleware(Remembered, stamp=held.stamp, is_question=_is_page)
    app.add_middleware(Tagged)
    if beside is not None:
        app.add_middleware(Beside, other=beside, beginnings=OF_THE_INTERFACE)
    app.add_middleware(Guard, names=names)
    return app


def _to_language(request: Request) -> Response:
    """The page of this address in the reader's language."""
    at = screen(language_of(request)).at(request.url.path)
    return RedirectResponse(at, 307, {"Vary": "Accept-Language"})


def _is_page(scope: Scope) -> bool:
    """Whether a request asks for a page of the record: all are the same to everybody as long as the record is."""
    return any(scope["path"].startswith(f"/{language}/") for language in LANGUAGES)
