"""The application: the routes of `/api/v1`, one shape for what goes wrong, and tags for what is unchanged."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager

from fastapi import Depends, FastAPI

import mahdar
from mahdar.accounts import Door
from mahdar.pipeline.opened import opened
from mahdar.surfaces.answers.remembered import Remembered
from mahdar.surfaces.answers.tags import Tagged
from mahdar.surfaces.api import briefs, deciding, faults, feeds, meters, posted, questions, signing, things
from mahdar.surfaces.api.bounds import Bounded
from mahdar.surfaces.api.faults import Fault
from mahdar.surfaces.api.signing import reads
from mahdar.views import Stamp, Waiting

ABOUT = """What a record of Mahdar holds, each line with the words that it rests on.

Lists come page by page: `next` of one page is the `cursor` of the following one. Filters that a question does not
know are refused, never passed over. Every answer has an `ETag`. What goes wrong is `{"error": {code, message, next}}`.
Days are ISO dates; offsets are half-open Unicode code points of the document's text.
"""


def build(record_url: str | None, *, private: bool = False) -> FastAPI:
    """The application over the record at a path or `postgresql://` address; raises `RecordError` where there is none.

    It holds the record open from here until it shuts down. Where it is `private`, reading too needs an account.
    The address of its OpenAPI description is `/api/v1/openapi.json`.
    """
    held = ExitStack()
    door = Door(record_url)
    held.callback(door.close)
    record = held.enter_context(opened(record_url, must_exist=True))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        with held:
            yield

    app = FastAPI(
        title="Mahdar", description=ABOUT, version=mahdar.__version__, lifespan=lifespan, docs_url=None, redoc_url=None,
        redirect_slashes=False,
        openapi_url="/api/v1/openapi.json", license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        responses={"default": {"model": Fault, "description": "What went wrong, and what to do."}},
    )  # fmt: skip
    app.state.record, app.state.door, app.state.private = record, door, private
    app.state.waiting = Waiting(record)
    for part in (questions, things, posted, feeds, briefs):
        app.include_router(part.routes, dependencies=[Depends(reads)])
    for part in (deciding, signing, meters):
        app.include_router(part.routes)
    faults.install(app)
    app.add_middleware(Bounded)
    if not private:
        stamp = Stamp(record)
        held.callback(stamp.close)
        app.add_middleware(Remembered, stamp=stamp.now, is_question=questions.is_question)
    app.add_middleware(Tagged)
    meters.install(app)
    return app
