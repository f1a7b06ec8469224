"""A track in one look: its timeline, its meetings, who sits where, positions, pledges, conflicts, places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from mahdar import views
from mahdar.pipeline import loaded
from mahdar.record import UnknownId
from mahdar.surfaces.web.maps import maps, sites
from mahdar.surfaces.web.matrix import matrix
from mahdar.surfaces.web.page import language_of, page, record_of
from mahdar.surfaces.web.screen import screen
from mahdar.surfaces.web.timeline import NARROW, WIDE, timeline
from mahdar.views import Asked, RoundRow

routes = APIRouter(include_in_schema=False)

ROLES = ("guarantor", "party", "mediator", "observer", "host")

PLACES = 60
"""Places that are looked at for the map."""
ROWS = 12
"""Meetings that a track shows before the rest is opened."""


@routes.api_route("/track/{key}", methods=["GET", "HEAD"])
def track(request: Request, key: str) -> Response:
    """A track."""
    record, language = record_of(request), language_of(request)
    asked = Asked(track=key, limit=12)
    row = next(iter(views.tracks(record, asked)), None)
    if row is None:
        raise UnknownId(key)
    met = sorted(views.rounds(record, asked.but(limit=500)), key=_lately, reverse=True)
    named = views.places(record, asked.but(limit=PLACES))
    leftwards = screen(language).direction == "rtl"
    return page(
        request, "track.html", language=language, row=row, rounds=met,
        timelines=[timeline(met, leftwards=leftwards, size=size) for size in (WIDE, NARROW)], seats=seats(key, met),
        shown=ROWS,
        matrix=matrix(views.positions(record, asked.but(limit=60))), pledges=views.pledges(record, asked),
        conflicts=views.conflicts(record, asked), places=named, maps=maps(sites(named, met), screen(language).entity),
        statements=views.statements(record, asked.but(limit=6)),
    )  # fmt: skip


def _lately(row: RoundRow) -> tuple[str, int]:
    """When a meeting was, for its place in the list: those of which nobody tells the day are the oldest."""
    return row.earliest or row.latest or "", row.number or 0


def seats(track: str, met: Sequence[RoundRow]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Each role with those who have it, and at how many meetings the record sees them in it.

    The world pack tells who usually has which role; the meetings, who was told to have it.
    """
    known = loaded().world.tracks.get(track)
    seen = Counter((p.role, p.actor) for row in met for p in row.minutes.participants)
    usual = {(role, actor) for role, actors in (known.roles if known else {}).items() for actor in actors}
    found = []
    for role in ROLES:
        mine = {actor for r, actor in {*usual, *seen} if r == role}
        if mine:
            found.append((role, sorted(((a, seen[role, a]) for a in mine), key=lambda pair: (-pair[1], pair[0]))))
    return found
