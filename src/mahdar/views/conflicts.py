"""Conflicts: one question, two answers, each in its own words."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from mahdar.model.minutes import Conflict
from mahdar.record import Record, schema
from mahdar.record.decisions import judged
from mahdar.record.settled import conflict_of
from mahdar.views.asked import Asked
from mahdar.views.cite import Cite, cites
from mahdar.views.who import names_of, who_is


@dataclass(frozen=True, slots=True)
class SideRow:
    """One side of a conflict: its answer, who gives it by name and by id in the same order, and where."""

    answer: str
    who: tuple[str, ...]
    actors: tuple[str, ...]
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A conflict with all its sides."""

    id: str
    kind: str
    track: str | None
    question: str
    about: str
    sides: tuple[SideRow, ...]


def conflicts(record: Record, asked: Asked) -> list[ConflictRow]:
    """The conflicts asked for; one that a reviewer rejected, or has no two sides left, is left out."""
    own = schema.conflict.c
    query = select(own.json).order_by(own.kind, own.id, own.track)
    if asked.track:
        query = query.where(own.track == asked.track)
    if asked.key:
        query = query.where(own.id == asked.key)
    with record.asking() as connection:
        decided = judged(connection)
        told = list({c.id: c for c in map(conflict_of, connection.execute(query).scalars())}.values())
        told = [c for c in told if decided.get(c.id) != "reject"]
        if asked.actor:
            who: set[str] = set(connection.scalars(who_is(connection, asked.actor)))
            told = [c for c in told if any(not who.isdisjoint(side.actors) for side in c.sides)]
        names = names_of(connection, {a for c in told for side in c.sides for a in side.actors})
        found = cites(connection, (f for c in told for side in c.sides for f in side.findings))
    rows = [_row(c, names, found, decided) for c in told]
    return [r for r in rows if len(r.sides) > 1 and _told(r, asked)][asked.page]


def _row(conflict: Conflict, names: dict[str, str], found: dict[str, Cite], decided: dict[str, str]) -> ConflictRow:
    """A conflict with the sides whose findings still stand."""
    sides = []
    for side in conflict.sides:
        standing = tuple(found[f] for f in side.findings if f in found and decided.get(f) != "reject")
        if standing:
            sides.append(SideRow(side.answer, tuple(names[a] for a in side.actors), side.actors, standing))
    return ConflictRow(conflict.id, conflict.kind, conflict.track, conflict.question, conflict.about, tuple(sides))


def _told(row: ConflictRow, asked: Asked) -> bool:
    """Whether one of the sides was told on the days and by the outlet asked for."""
    return any(
        asked.within(c.published, c.published) and asked.outlet in (None, c.outlet)
        for side in row.sides
        for c in side.cites
    )
