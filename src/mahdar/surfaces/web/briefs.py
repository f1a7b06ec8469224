"""The brief of a track: seen here first, then taken away as a page, Word or PDF."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from mahdar import views
from mahdar.errors import BadSetting
from mahdar.shelf import read_drawer, shipped_packs
from mahdar.surfaces.briefs import MEDIA_TYPES, WRITERS, has_pdf, sheet_of
from mahdar.surfaces.web.asker import seen
from mahdar.surfaces.web.filters import Asking, Form
from mahdar.surfaces.web.page import language_of, page, record_of
from mahdar.surfaces.web.screen import screen
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
        endings=("html", "docx", "pdf") if has_pdf() else ("html", "docx"),
        tracks=[row.id for row in views.tracks(record, Asked(limit=1000))],
    )  # fmt: skip


@routes.api_route("/brief.html", methods=["GET", "HEAD"])
def as_page(request: Request, form: Asking) -> Response:
    """The brief as a page that stands by itself."""
    return _taken(request, form, "html")


@routes.api_route("/brief.docx", methods=["GET", "HEAD"])
def as_word(request: Request, form: Asking) -> Response:
    """The brief as a Word file."""
    return _taken(request, form, "docx")


@routes.api_route("/brief.pdf", methods=["GET", "HEAD"])
def as_pdf(request: Request, form: Asking) -> Response:
    """The brief as PDF."""
    return _taken(request, form, "pdf")


def _taken(request: Request, form: Form, ending: str) -> Response:
    """The brief as a file; raises `BadSetting` where no track is chosen, `MissingExtra` where there is no Typst."""
    if not form.track:
        raise BadSetting("No track is chosen.", "Choose one.")
    language, asked = language_of(request), form.asked().but(limit=LINES, skip=0)
    made = WRITERS[ending](sheet_of(brief_rows(record_of(request), asked), asked, screen(language)))
    name = "".join(c for c in form.track if c.isascii() and (c.isalnum() or c == "-")) or "mahdar"
    return Response(made, media_type=MEDIA_TYPES[ending], headers={
        "Content-Disposition": f'attachment; filename="{name}-{language}.{ending}"', "Content-Language": language,
        "Cache-Control": "no-store" if seen(request) else "no-cache", "Vary": "Cookie",
    })  # fmt: skip


def _made(request: Request, form: Form) -> dict[str, Any]:
    """The brief, None where no track is chosen, and the words of its sections."""
    words = read_drawer(shipped_packs() / language_of(request) / "screen.yaml")
    found: BriefRows | None = None
    if form.track:
        found = brief_rows(record_of(request), form.asked().but(limit=LINES, skip=0))
    return {"brief": found, "words": words}
