"""Reading a text that somebody pastes or sends as a file: its findings at once, and what the record holds about it.

Nothing is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fastapi import APIRouter, Request, Response
from starlette.responses import HTMLResponse

from mahdar import views
from mahdar.errors import BadSetting
from mahdar.model import Document, Reading
from mahdar.model.contract import as_json
from mahdar.pipeline import loaded, read_one
from mahdar.pipeline.add import tracks_named
from mahdar.pipeline.settle import questions_of
from mahdar.sources import Trouble, day_of, read_sent
from mahdar.sources.record import content_id
from mahdar.surfaces.answers.turns import in_turn
from mahdar.surfaces.web.document import findings_of
from mahdar.surfaces.web.faults import OurMistake, log
from mahdar.surfaces.web.forms import LARGEST_FILE, Fields, Sent, TooLong, one, sent_of
from mahdar.surfaces.web.marks import marks_of, paragraphs
from mahdar.surfaces.web.page import language_of, page, record_of

routes = APIRouter(include_in_schema=False)

LONGEST = 200_000
"""Characters of a text at most: a hundred long reports, and less than two seconds of reading."""
HELD, FEW = 60, 20
"""Statements, and meetings and pledges, of a text that are held against the record: one takes some 40 ms of a record
of 27,507 reports where it has many in words alike."""
KINDS = ".txt,.text,.html,.htm,.xhtml,.docx,.json,.jsonl,.ndjson,.csv,.tsv"
"""The kinds of files that are taken, as a browser is told."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was given to be read: the document, the file that it came from, and what was wrong or left out."""

    document: Document | None
    file: str = ""
    troubles: tuple[Trouble, ...] = ()
    others: int = 0


@routes.api_route("/read", methods=["GET", "HEAD"])
def paste(request: Request) -> Response:
    """The form."""
    return _form(request, "", Given(None))


@routes.post("/read")
async def read(request: Request) -> Response:
    """What the text or the file says, with its words marked, and what the record holds about it."""
    fields, file = await sent_of(request)
    return await in_turn(_read, request, fields, file)


def _read(request: Request, fields: Fields, file: Sent | None) -> HTMLResponse:
    """The page of a reading; the form alone where there is nothing to read."""
    told = one(fields, "date").strip()
    day = day_of(told) if told else None
    given = of_file(file, day) if file else _of_text(fields.get("text", [""])[0], day)
    if given.document is None:
        return _form(request, told, given)
    if len(given.document.text) > LONGEST:
        raise TooLong
    outcome = read_one(given.document, loaded(), lambda reading: reading)
    if isinstance(outcome, Trouble):
        log.error("%s", outcome)
        raise OurMistake
    return _shown(request, outcome.value, told, given)


def _of_text(text: str, day: date | None) -> Given:
    """The document of a text that was pasted."""
    if "\0" in text:
        raise BadSetting("A NUL character stands in it.", "Take it out.")
    return Given(Document(content_id(text), text, None, day) if text.strip() else None)


def of_file(file: Sent, day: date | None) -> Given:
    """The first document of a file, how many others it has, and what was wrong with it.

    >>> of_file(Sent("a.pdf", b"%PDF-1.7"), None).troubles[0].code
    'unreadable-input'
    """
    if len(file.body) > LARGEST_FILE:
        raise TooLong
    found = list(read_sent(file.body, file.name, day))
    documents = [each for each in found if isinstance(each, Document)]
    troubles = tuple(each for each in found if isinstance(each, Trouble))
    first = documents[0] if documents else None
    if first and "\0" in first.text:
        raise BadSetting("A NUL character stands in it.", "Take it out.")
    return Given(first, file.name, troubles[:3], max(0, len(documents) - 1))


def _form(request: Request, told: str, given: Given) -> HTMLResponse:
    """The form, with what was wrong with a file."""
    made = page(
        request, "read.html", language=language_of(request), text="", date=told, found=None, given=given,
        kinds=KINDS, megabytes=LARGEST_FILE // 1024**2,
    )  # fmt: skip
    if given.troubles:
        made.status_code = 422
    return made


def _shown(request: Request, reading: Reading, told: str, given: Given) -> HTMLResponse:
    """The page of one reading."""
    document, found = reading.document, as_json(reading)
    part = replace(reading, statements=reading.statements[:HELD], meetings=reading.meetings[:FEW],
                   pledges=reading.pledges[:FEW])  # fmt: skip
    checked = views.check(record_of(request), part, tracks_named(document), questions_of(loaded()))
    return page(
        request, "read.html", language=language_of(request), text=document.text, date=told, given=given,
        found=findings_of(found), actors=found["actors"], places=found["places"], checked=checked,
        marked=paragraphs(document.text, marks_of(found)), unheld=max(0, len(reading.statements) - HELD),
        kinds=KINDS, megabytes=LARGEST_FILE // 1024**2,
    )  # fmt: skip
