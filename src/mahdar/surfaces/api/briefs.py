"""The brief of a track as a file."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from pydantic import Field

from mahdar.surfaces.api.feeds import Language
from mahdar.surfaces.api.filters import ByTrack, Words
from mahdar.surfaces.api.questions import Asked
from mahdar.surfaces.briefs import MEDIA_TYPES, WRITERS, sheet_of
from mahdar.surfaces.web.screen import screen
from mahdar.views.brief import brief_rows

routes = APIRouter(prefix="/api/v1", tags=["briefs"])

Form = Literal["html", "markdown", "docx", "pdf"]


class OfBrief(ByTrack):
    """What a brief is of, and how it is written."""

    track: Words = Field(description="A track by its id: astana, yemen-un.")
    lang: Language = "ar"
    format: Form = Field("html", description="What it is written as; pdf where the server has `mahdar[pdf]`, else 501.")
    limit: int = Field(40, ge=1, le=200, description="Lines of a section.")

    def narrowed(self) -> dict[str, Any]:
        """The filters that were given."""
        return self.model_dump(include={"track", "since", "until"}, exclude_none=True)


def _described() -> dict[int | str, dict[str, Any]]:
    """The description of the answers."""
    text, file = {"type": "string"}, {"type": "string", "format": "binary"}
    kinds = {kind: {"schema": text if kind.startswith("text/") else file} for kind in MEDIA_TYPES.values()}
    return {200: {"content": kinds, "description": "The brief."}}


@routes.get("/brief", response_class=Response, responses=_described())
def brief(record: Asked, given: Annotated[OfBrief, Query()]) -> Response:
    """Rounds, who said what, pledges, conflicts and open questions of a track, each line with its footnotes."""
    asked = given.asked().but(limit=given.limit)
    made = WRITERS[given.format](sheet_of(brief_rows(record, asked), asked, screen(given.lang)))
    return Response(made, media_type=MEDIA_TYPES[given.format], headers={"Content-Language": given.lang})
