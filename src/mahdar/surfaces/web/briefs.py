"""The brief of a track: seen here first, then taken away as a page that stands by itself and prints well."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from mahdar import views
from mahdar.shelf import read_drawer, shipped_packs
from mahdar.surfaces.web.filters import Asking, Form
from mahdar.surfaces.web.page import language_of, page, record_of
from mahdar.views import Asked
from mahdar.views.brief import BriefRows, brief_rows

routes = APIRouter(include_in_schema=False)

LINES = 40
"""Lines of a section."""


@routes.api_route("/brief", methods=["GET", "HEAD"])
def preview(request: Request, form: Asking) -> Response:
    """The form, and the brief of the track that was chosen."""
    record = record_of(request)
    return page(
        request, "brief.html", language=language_of(request), form=form, **_made(request, form),
        tracks=[row.id for row in views.tracks(record, Asked(limit=1000))],
    )  # fmt: skip


@routes.api_route("/brief.html", methods=["GET", "HEAD"])
def download(request: Request, form: Asking) -> Response:
    """The brief as a file."""
    made = page(request, "brief-alone.html", language=language_of(request), form=form, **_made(request, form))
    name = "".join(c for c in form.track if c.isascii() and (c.isalnum() or c == "-")) or "mahdar"
    made.headers["Content-Disposition"] = f'attachment; filename="{name}-{language_of(request)}.html"'
    return made


def _made(request: Request, form: Form) -> dict[str, Any]:
    """The brief, None where no track is chosen, and the words of its sections."""
    words = read_drawer(shipped_packs() / language_of(request) / "screen.yaml")
    found: BriefRows | None = None
    if form.track:
        found = brief_rows(record_of(request), form.asked().but(limit=LINES, skip=0))
    return {"brief": found, "words": words}
