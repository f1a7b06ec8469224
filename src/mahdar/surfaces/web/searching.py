"""Search over the texts with its facets, and coverage: what the record holds and where it is silent."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request, Response
from markupsafe import Markup, escape

from mahdar import views
from mahdar.record import Record
from mahdar.surfaces.web.filters import LINES, Asking, Form
from mahdar.surfaces.web.page import language_of, page, record_of
from mahdar.views import Asked

routes = APIRouter(include_in_schema=False)

OUTLETS = 500
"""Outlets on the page of coverage."""
NAMES = 4
"""Actors of the name that was sought."""

_FOUND = re.compile("⟦(.*?)⟧")


@routes.api_route("/search", methods=["GET", "HEAD"])
def search(request: Request, form: Asking) -> Response:
    """The documents in which words stand, by outlet, track and year; the latest ones where no word is asked for."""
    record, asked = record_of(request), form.asked()
    found = views.search(record, form.q, asked) if form.q else views.documents(record, asked)
    called = views.actors(record, Asked(actor=form.q, limit=NAMES)) if form.q and "/" not in form.q else []
    return page(
        request, "search.html", language=language_of(request), form=form,
        found=[(row, marked(_snippet(record, row, form))) for row in found[:LINES]], more=len(found) > LINES,
        facets=views.facets(record, form.q, asked), called=called,
    )  # fmt: skip


def _snippet(record: Record, row: views.DocumentRow, form: Form) -> str:
    """The words that were sought; where only a place was, the words that name it."""
    return row.snippet if form.q or not form.place else views.mention(views.reading(record, row.id), form.place)


def marked(snippet: str) -> Markup:
    """A piece of text with the words that were found marked; all else is escaped.

    >>> marked("<b> ⟦نعم⟧")
    Markup('&lt;b&gt; <mark>نعم</mark>')
    """
    return Markup(_FOUND.sub(r"<mark>\1</mark>", str(escape(snippet))))


@routes.api_route("/coverage", methods=["GET", "HEAD"])
def coverage(request: Request, form: Asking) -> Response:
    """Outlets with their documents and silent weeks."""
    record = record_of(request)
    rows = views.coverage(record, form.asked().but(limit=OUTLETS, skip=0))
    return page(
        request, "coverage.html", language=language_of(request), form=form, rows=rows,
        most=max((row.documents for row in rows), default=0),
        tracks=[row.id for row in views.tracks(record, Asked(limit=1000))],
    )  # fmt: skip
