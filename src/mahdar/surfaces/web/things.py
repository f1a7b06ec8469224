"""A statement, a pledge, a conflict, a position: each with its words in their sentence and paragraph."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from mahdar import views
from mahdar.record import UnknownId
from mahdar.surfaces.web.marks import marks_of, passages
from mahdar.surfaces.web.page import language_of, page, record_of
from mahdar.surfaces.web.screen import screen
from mahdar.views import Asked

routes = APIRouter(include_in_schema=False)

KINDS = ("track", "round", "actor", "statement", "pledge", "conflict", "position", "document", "show")
"""The kinds of address that lead to one thing."""


@routes.api_route("/show/{key:path}", methods=["GET", "HEAD"])
def show(request: Request, key: str) -> Response:
    """To the page of whatever has an id."""
    found = views.show(record_of(request), key)
    told = screen(language_of(request))
    if isinstance(found, views.Cite):
        kind = "statement" if key.startswith("s") else ""
        return RedirectResponse(told.at(f"/{kind}/{key}" if kind else f"/document/{found.document}#{key}"), 307)
    return RedirectResponse(told.at(f"/{_KIND[type(found)]}/{key}"), 307)


_KIND = {views.RoundRow: "round", views.PledgeRow: "pledge", views.ConflictRow: "conflict", str: "document"}


@routes.api_route("/statement/{key}", methods=["GET", "HEAD"])
def statement(request: Request, key: str) -> Response:
    """A statement: who, what is done by saying it, and the paragraph that it stands in."""
    record = record_of(request)
    row = next(iter(views.statements(record, Asked(key=key, limit=1))), None)
    if row is None:
        raise UnknownId(key)
    read = views.reading(record, row.cite.document)
    found = next(s for s in read.reading["statements"] if s["id"] == key)
    marks = [m for m in marks_of(read.reading) if m.finding == key]
    language = language_of(request)
    home = f"/{language}/document/{row.cite.document}"
    return page(
        request, "statement.html", language=language, row=row, found=found, document=read.document,
        passages=passages(read.text, marks, home), read=read.reading["document"]["language"],
        names={a["id"]: next(iter(a["names"].values()), a["id"]) for a in read.reading["actors"]},
    )  # fmt: skip


@routes.api_route("/pledge/{key}", methods=["GET", "HEAD"])
def pledge(request: Request, key: str) -> Response:
    """A pledge: who bound themselves to what, and every telling of what became of it."""
    record = record_of(request)
    row = next(iter(views.pledges(record, Asked(key=key, limit=1))), None)
    if row is None:
        raise UnknownId(key)
    conflicts = [c for c in views.conflicts(record, Asked(limit=1000)) if c.about == key]
    return page(
        request, "pledge.html", language=language_of(request), row=row, cites={c.finding: c for c in row.cites},
        conflicts=conflicts,
    )  # fmt: skip


@routes.api_route("/conflict/{key}", methods=["GET", "HEAD"])
def conflict(request: Request, key: str) -> Response:
    """A conflict: its sides beside each other, each telling in its sentence."""
    record = record_of(request)
    row = next(iter(views.conflicts(record, Asked(key=key, limit=1))), None)
    if row is None:
        raise UnknownId(key)
    of = views.rounds(record, Asked(key=row.about, limit=1)) if row.kind == "meeting-fact" else []
    return page(request, "conflict.html", language=language_of(request), row=row, met=next(iter(of), None))


@routes.api_route("/position/{topic}/{actor:path}", methods=["GET", "HEAD"])
def position(request: Request, topic: str, actor: str) -> Response:
    """What one actor says on one topic over time, and where it turned."""
    asked = Asked(actor=actor, topic=topic, limit=1)
    row = next(iter(views.positions(record_of(request), asked)), None) if "/" in actor else None
    if row is None:
        raise UnknownId(f"{actor} {topic}")
    return page(request, "position.html", language=language_of(request), row=row)
