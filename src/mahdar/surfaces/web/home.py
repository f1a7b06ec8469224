"""The first page: search, the tracks with their last and next round, what is in dispute, what was said last."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from mahdar import views
from mahdar.surfaces.web.page import language_of, page, record_of
from mahdar.views import Asked

routes = APIRouter(include_in_schema=False)

FEW = 5
"""Lines of a list that goes on elsewhere."""


@dataclass(frozen=True, slots=True)
class Track:
    """A track with its last and its next round opened."""

    row: views.TrackRow
    last: views.RoundRow | None
    next: views.RoundRow | None


@routes.api_route("/", methods=["GET", "HEAD"])
def home(request: Request) -> Response:
    """The first page."""
    record = record_of(request)
    rows = views.tracks(record, Asked())
    met = views.rounds_by_id(record, (key for row in rows for key in (row.last, row.next) if key))
    tracks = [Track(row, met.get(row.last or ""), met.get(row.next or "")) for row in rows]
    return page(
        request, "home.html", language=language_of(request), tracks=tracks,
        conflicts=views.conflicts(record, Asked(limit=FEW)), statements=views.statements(record, Asked(limit=FEW)),
        documents=views.how_many(record, Asked()),
    )  # fmt: skip
