"""Positions: what an actor says on a topic over time, and where it turned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select, tuple_

from mahdar.model.minutes import Position
from mahdar.record import Record, schema
from mahdar.record.settled import position_points
from mahdar.resolve.across import joined
from mahdar.views.asked import Asked
from mahdar.views.cite import Cite, cites
from mahdar.views.who import names_of, who_is

AT_ONCE = 100
"""Positions that are opened together."""


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
    """The positions asked for, those with most points first."""
    with record.asking() as connection:
        found = _found(connection, asked)[asked.page]
        names = names_of(connection, {p.actor for p in found})
        words = cites(connection, (point.finding for p in found for point in p.points))
    return [_row(p, names, words) for p in found]


def _found(connection: Connection, asked: Asked) -> list[Position]:
    """As many positions as are asked for; those that cannot have more points than these are not opened.

    Points on several tracks may be the same, so that their sum is the most that a position can have.
    """
    own = schema.position.c
    most = func.sum(own.points)
    keys = _narrowed(connection, select(own.actor, own.topic, most.label("most")), asked)
    ranked = connection.execute(keys.group_by(own.actor, own.topic).order_by(most.desc(), own.actor, own.topic)).all()
    found: list[Position] = []
    for begin in range(0, len(ranked), AT_ONCE):
        found += _opened(connection, [(r.actor, r.topic) for r in ranked[begin : begin + AT_ONCE]], asked)
        found.sort(key=lambda p: (-len(p.points), p.actor, p.topic))
        last = found[: asked.page.stop][-1] if len(found) >= asked.page.stop else None
        if last and begin + AT_ONCE < len(ranked) and len(last.points) > ranked[begin + AT_ONCE].most:
            break
    return found


def _opened(connection: Connection, keys: Sequence[tuple[str, str]], asked: Asked) -> list[Position]:
    """The positions of some actors on some topics that have a point on the days asked for."""
    own = schema.position.c
    query = _narrowed(connection, select(own.actor, own.topic, own.json).order_by(own.track), asked)
    rows = connection.execute(query.where(tuple_(own.actor, own.topic).in_(keys))).all()
    found = joined(Position(actor, topic, position_points(raw)) for actor, topic, raw in rows)
    return [p for p in found if asked.on_days(point.said for point in p.points)]


def _narrowed(connection: Connection, query: Select[Any], asked: Asked) -> Select[Any]:
    """A question narrowed to the actor, the topic and the track asked for."""
    own = schema.position.c
    if asked.track:
        query = query.where(own.track == asked.track)
    if asked.topic:
        query = query.where(own.topic == asked.topic)
    if asked.actor:
        query = query.where(own.actor.in_(who_is(connection, asked.actor)))
    return query


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
