"""The first page: search, the tracks with their last and next round, what is in dispute, what was said last."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from mahdar import views
from mahdar.record import Record
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
    tracks = [_opened(record, row) for row in views.tracks(record, Asked())]
    return page(
        request, "home.html", language=language_of(request), tracks=tracks,
        conflicts=views.conflicts(record, Asked(limit=FEW)), statements=views.statements(record, Asked(limit=FEW)),
        documents=sum(row.documents for row in views.coverage(record, Asked(limit=10_000))),
    )  # fmt: skip


def _opened(record: Record, row: views.TrackRow) -> Track:
    """A track with its rounds."""
    return Track(row, _round(record, row.last), _round(record, row.next))


def _round(record: Record, key: str | None) -> views.RoundRow | None:
    """A round by its id."""
    return next(iter(views.rounds(record, Asked(key=key, limit=1))), None) if key else None
