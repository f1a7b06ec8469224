"""A track in one look: its timeline, its meetings, who sits where, positions, pledges, conflicts, places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from mahdar import views
from mahdar.pipeline import loaded
from mahdar.record import UnknownId
from mahdar.surfaces.web.matrix import matrix
from mahdar.surfaces.web.page import language_of, page, record_of
from mahdar.surfaces.web.screen import screen
from mahdar.surfaces.web.timeline import timeline
from mahdar.views import Asked, RoundRow

routes = APIRouter(include_in_schema=False)

ROLES = ("guarantor", "party", "mediator", "observer", "host")


@routes.api_route("/track/{key}", methods=["GET", "HEAD"])
def track(request: Request, key: str) -> Response:
    """A track."""
    record, language = record_of(request), language_of(request)
    asked = Asked(track=key, limit=12)
    row = next((t for t in views.tracks(record, Asked(limit=1000)) if t.id == key), None)
    if row is None:
        raise UnknownId(key)
    met = views.rounds(record, asked.but(limit=500))
    return page(
        request, "track.html", language=language, row=row, rounds=met,
        timeline=timeline(met, leftwards=screen(language).direction == "rtl"), seats=seats(key, met),
        matrix=matrix(views.positions(record, asked.but(limit=60))), pledges=views.pledges(record, asked),
        conflicts=views.conflicts(record, asked), places=views.places(record, asked.but(limit=24)),
        statements=views.statements(record, asked.but(limit=6)),
    )  # fmt: skip


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
