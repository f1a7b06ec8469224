"""Positions: what an actor says on a topic over time, and where it turned."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from mahdar.model.minutes import Position
from mahdar.record import Record, schema
from mahdar.record.decisions import judged, merges
from mahdar.record.telling import told_statements
from mahdar.resolve.across import settle_positions
from mahdar.views.asked import Asked
from mahdar.views.cite import Cite, cites
from mahdar.views.who import names_of, who_is


@dataclass(frozen=True, slots=True)
class PointRow:
    """Where an actor stood on one day, in whose words; `turn` where it stood otherwise before."""

    said: str | None
    stance: str
    act: str
    turn: bool
    cite: Cite


@dataclass(frozen=True, slots=True)
class PositionRow:
    """An actor's stances on a topic, oldest first; since `last` it is silent."""

    actor: str
    who: str
    topic: str
    last: str | None
    turns: int
    points: tuple[PointRow, ...]


def positions(record: Record, asked: Asked) -> list[PositionRow]:
    """The positions asked for, those with most points first; a track must be asked for, or an actor."""
    with record.asking() as connection:
        into, decided = merges(connection), judged(connection)
        on = schema.document_track.c.track
        tracks = (
            [asked.track] if asked.track else list(connection.execute(select(on).distinct().order_by(on)).scalars())
        )
        told = {t.id: t for track in tracks for t in told_statements(connection, track, lambda a: into.get(a, a))}
        standing = [t for t in told.values() if decided.get(t.id) != "reject"]
        wanted = set(who_is(connection, asked.actor)) if asked.actor else None
        found = [p for p in settle_positions(standing) if _wanted(p, asked, wanted)]
        found = sorted(found, key=lambda p: (-len(p.points), p.actor, p.topic))[asked.page]
        names = names_of(connection, {p.actor for p in found})
        words = cites(connection, (point.finding for p in found for point in p.points))
    return [_row(p, names, words) for p in found]


def _wanted(position: Position, asked: Asked, wanted: set[str] | None) -> bool:
    """Whether a position is of the actor and on the topic asked for."""
    return (wanted is None or position.actor in wanted) and asked.topic in (None, position.topic)


def _row(position: Position, names: dict[str, str], words: dict[str, Cite]) -> PositionRow:
    """A position with the words of every point."""
    points = tuple(
        PointRow(p.said.isoformat() if p.said else None, p.stance, p.act, p.turn, words[p.finding])
        for p in position.points
        if p.finding in words
    )
    last = position.last.isoformat() if position.last else None
    turns = sum(p.turn for p in points)
    return PositionRow(position.actor, names[position.actor], position.topic, last, turns, points)
