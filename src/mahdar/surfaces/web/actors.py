"""An actor: offices over time, what it says and where it turned, its pledges, and under which names it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import RedirectResponse

from mahdar import views
from mahdar.pipeline import loaded
from mahdar.record import Record, UnknownId
from mahdar.surfaces.web.page import language_of, page, record_of
from mahdar.surfaces.web.screen import screen
from mahdar.views import Asked

routes = APIRouter(include_in_schema=False)

LINES = 20
"""Statements on one page."""
ALIASES = 16
"""Names that are shown; the press has dozens for some."""


@dataclass(frozen=True, slots=True)
class Post:
    """An office that an actor held: its title, the body it belongs to, and from when to when."""

    title: str
    of: str | None
    since: str | None
    until: str | None


@routes.api_route("/actor/{key:path}", methods=["GET", "HEAD"])
def actor(request: Request, key: str, number: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1) -> Response:
    """An actor."""
    record, language = record_of(request), language_of(request)
    card = card_of(record, key)
    if card.into:
        return RedirectResponse(screen(language).at(f"/actor/{card.into}"), 307)
    asked = Asked(actor=key, limit=12)
    said = views.statements(record, asked.but(limit=LINES + 1, skip=(number - 1) * LINES))
    return page(
        request, "actor.html", language=language, card=card, posts=posts(key, language),
        aliases=aliases(key), heard=next(iter(views.actors(record, asked.but(limit=1))), None),
        positions=views.positions(record, asked), pledges=views.pledges(record, asked),
        statements=said[:LINES], number=number, more=len(said) > LINES,
    )  # fmt: skip


def card_of(record: Record, key: str) -> views.ActorCard:
    """Who an actor is, by the record; by the world pack where no report of the record names it."""
    try:
        return views.actor(record, key)
    except UnknownId:
        known = loaded().world.entities.get(key)
        if known is None:
            raise
        return views.ActorCard(key, known.kind, True, known.name(), known.represents, (), None)


def posts(key: str, language: str) -> list[Post]:
    """The offices of an actor as the world pack has them, the latest first."""
    known = loaded().world.get(key)
    found = []
    for office in known.offices if known else ():
        titles = office.titles.get(language) or next(iter(office.titles.values()), ())
        if titles:
            found.append(Post(titles[0], office.of, office.since, office.until))
    return sorted(found, key=lambda p: p.since or "", reverse=True)


def aliases(key: str) -> list[str]:
    """Other names of an actor in the languages that are read."""
    known = loaded().world.get(key)
    if known is None:
        return []
    names = [n for of in (known.names, known.aliases) for forms in of.values() for n in forms]
    return list(dict.fromkeys(names))[:ALIASES]
