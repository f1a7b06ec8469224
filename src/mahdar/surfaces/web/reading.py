"""Reading a text that somebody pastes: its findings at once, and what the record holds about it. Nothing is kept."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse

from mahdar import views
from mahdar.model import Document, Reading
from mahdar.model.contract import as_json
from mahdar.pipeline import loaded, read_one
from mahdar.pipeline.add import tracks_named
from mahdar.pipeline.settle import questions_of
from mahdar.sources import Trouble, day_of
from mahdar.sources.record import content_id
from mahdar.surfaces.web.document import findings_of
from mahdar.surfaces.web.faults import OurMistake, log
from mahdar.surfaces.web.forms import fields_of, one
from mahdar.surfaces.web.marks import marks_of, paragraphs
from mahdar.surfaces.web.page import language_of, page, record_of

routes = APIRouter(include_in_schema=False)


@routes.api_route("/read", methods=["GET", "HEAD"])
def paste(request: Request) -> Response:
    """The form."""
    return page(request, "read.html", language=language_of(request), text="", date="", found=None)


@routes.post("/read")
async def read(request: Request) -> Response:
    """What the text says, with its words marked, and what the record holds about it."""
    fields = await fields_of(request)
    text = fields.get("text", [""])[0]
    return await run_in_threadpool(_read, request, text, one(fields, "date").strip())


def _read(request: Request, text: str, date: str) -> HTMLResponse:
    """The page of a reading; the form alone where there is no text."""
    if not text.strip():
        return page(request, "read.html", language=language_of(request), text="", date=date, found=None)
    document = Document(content_id(text), text, None, day_of(date) if date else None)
    outcome = read_one(document, loaded(), lambda reading: reading)
    if isinstance(outcome, Trouble):
        log.error("%s", outcome)
        raise OurMistake
    return _shown(request, outcome.value, date)


def _shown(request: Request, reading: Reading, date: str) -> HTMLResponse:
    """The page of one reading."""
    document, found = reading.document, as_json(reading)
    checked = views.check(record_of(request), reading, tracks_named(document), questions_of(loaded()))
    return page(
        request, "read.html", language=language_of(request), text=document.text, date=date,
        found=findings_of(found), actors=found["actors"], places=found["places"], checked=checked,
        marked=paragraphs(document.text, marks_of(found)),
    )  # fmt: skip
