"""Reading a text that somebody pastes: its findings at once, and what the record holds about it. Nothing is kept."""

from __future__ import annotations

from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse

from mahdar import views
from mahdar.errors import BadSetting
from mahdar.model import Document, Reading
from mahdar.model.contract import as_json
from mahdar.pipeline import loaded, read_one
from mahdar.pipeline.add import tracks_named
from mahdar.pipeline.settle import questions_of
from mahdar.sources import Trouble, day_of
from mahdar.sources.record import content_id
from mahdar.surfaces.web.document import findings_of
from mahdar.surfaces.web.faults import OurMistake, TooLong, log
from mahdar.surfaces.web.marks import marks_of, paragraphs
from mahdar.surfaces.web.page import language_of, page, record_of

routes = APIRouter(include_in_schema=False)

LARGEST = 512 * 1024
"""Bytes of a form at most: an Arabic letter takes six of them, so that some 85,000 letters go in."""


@routes.api_route("/read", methods=["GET", "HEAD"])
def paste(request: Request) -> Response:
    """The form."""
    return page(request, "read.html", language=language_of(request), text="", date="", found=None)


@routes.post("/read")
async def read(request: Request) -> Response:
    """What the text says, with its words marked, and what the record holds about it."""
    fields = await _fields(request)
    return await run_in_threadpool(_read, request, fields.get("text", ""), fields.get("date", "").strip())


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


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a form; raises `TooLong` at the first byte too many, and never keeps more."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise TooLong
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=10, errors="strict")
    except ValueError:
        raise BadSetting("This is no form.", "Send it as a browser does.") from None
    return {name: values[0].replace("\r\n", "\n") for name, values in fields.items()}
