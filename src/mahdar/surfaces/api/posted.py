"""Reading a text that somebody sends: what is found in it comes back, and nothing of it is kept."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mahdar import views
from mahdar.errors import MahdarError
from mahdar.model import Document
from mahdar.model.contract import encode
from mahdar.pipeline import loaded, read_one
from mahdar.pipeline.add import tracks_named
from mahdar.pipeline.settle import questions_of
from mahdar.record import Record
from mahdar.sources import Trouble, day_of
from mahdar.sources.record import content_id
from mahdar.surfaces.answers.turns import in_turn
from mahdar.surfaces.api.faults import OurMistake, log, refusal_of
from mahdar.surfaces.api.paging import as_json
from mahdar.surfaces.api.questions import Asked
from mahdar.surfaces.api.readings import Reading

routes = APIRouter(prefix="/api/v1", tags=["reading"])


class Report(BaseModel):
    """A report to read, as in the lines that `mahdar read` takes."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, description="The body of the report.")
    title: str | None = Field(None, description="Its title, which stands above the body.")
    date: str | None = Field(None, description="The day of publication, as 2023-06-21.")
    id: str | None = Field(None, max_length=200)
    outlet: str | None = Field(None, max_length=200)
    url: str | None = Field(None, max_length=2000)

    def document(self) -> Document:
        """The document; raises `BadSetting` where its date is none."""
        text = f"{self.title}\n{self.text}" if self.title else self.text
        day = day_of(self.date) if self.date else None
        return Document(self.id or content_id(text), text, self.title or None, day, self.outlet, self.url)


_BODY = {"required": True, "content": {"application/json": {"schema": Report.model_json_schema()}}}


@routes.post("/read", response_model=Reading, openapi_extra={"requestBody": _BODY})
async def read(request: Request) -> Response:
    """What a text says: its statements, times, meetings, pledges, and whom it names. Nothing of it is kept."""
    document = _report(await request.body()).document()
    found = await in_turn(read_one, document, loaded(), encode)
    if isinstance(found, Trouble):
        log.error("%s", found)
        raise OurMistake
    return Response(found.value, media_type="application/json")


@routes.post("/check", response_model=views.Checked, openapi_extra={"requestBody": _BODY})
async def check(request: Request, record: Asked) -> Response:
    """A text against the record: who said so before, who says otherwise, what is told of its rounds and pledges."""
    document = _report(await request.body()).document()
    return as_json(await in_turn(_checked, record, document))


def _checked(record: Record, document: Document) -> views.Checked:
    """What the record holds about a document."""
    found = read_one(document, loaded(), lambda reading: reading)
    if isinstance(found, Trouble):
        log.error("%s", found)
        raise OurMistake
    return views.check(record, found.value, tracks_named(document), questions_of(loaded()))


def _report(body: bytes) -> Report:
    """The report that a request holds; raises `BadSetting` where it holds none."""
    try:
        return Report.model_validate_json(body)
    except ValidationError as error:
        raise _refused(error) from None


def _refused(error: ValidationError) -> MahdarError:
    """The first thing that is wrong with a report."""
    first = error.errors(include_input=False, include_url=False)[0]
    return refusal_of(first | {"loc": first["loc"] or ("the body",)})
