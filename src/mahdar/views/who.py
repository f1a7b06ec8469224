"""Actors and places: who is heard, who is meant by a name, and what is spoken of where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, Select, func, select

from mahdar.record import Record, schema
from mahdar.record.chunks import chunks
from mahdar.record.decisions import merges
from mahdar.record.words import sounds_of
from mahdar.views.asked import Asked


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor, with how many statements and documents hear it."""

    id: str
    name: str
    kind: str
    known: bool
    statements: int
    documents: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place and how many documents name it."""

    id: str
    name: str
    kind: str
    documents: int
    lat: float | None
    lon: float | None


def actors(record: Record, asked: Asked) -> list[ActorRow]:
    """The actors of the statements asked for, those who are heard most first."""
    actor = schema.actor.c
    with record.asking() as connection:
        into = merges(connection)
        counts = {key: (said, heard) for key, said, heard in connection.execute(_heard(connection, asked, into))}
        counts |= _together(connection, asked, into)
        ranked = sorted(counts, key=lambda key: (-counts[key][0], key))[asked.page]
        rows = {
            r.id: r for some in chunks(ranked) for r in connection.execute(select(*actor).where(actor.id.in_(some)))
        }
    known = [rows[key] for key in ranked if key in rows]
    return [ActorRow(r.id, _name(r.names, r.id), r.kind, bool(r.known), *counts[r.id]) for r in known]


def _heard(connection: Connection, asked: Asked, into: dict[str, str]) -> Select[Any]:
    """The question for how often each actor is heard who was not merged with another, as many as can be asked for."""
    by = schema.document_actor.c
    said = func.sum(by.statements)
    query = asked.of_frames(select(by.actor, said, func.count()), schema.document_actor)
    query = query.where((by.statements > 0) & by.actor.not_in({*into, *into.values()})).group_by(by.actor)
    if asked.actor:
        query = query.where(by.actor.in_(who_is(connection, asked.actor)))
    return query.order_by(said.desc(), by.actor).limit(asked.skip + asked.limit)


def _together(connection: Connection, asked: Asked, into: dict[str, str]) -> dict[str, tuple[int, int]]:
    """How often actors are heard whom people made one."""
    by, found = schema.document_actor.c, dict[str, tuple[int, int]]()
    wanted = set(connection.execute(who_is(connection, asked.actor)).scalars()) if asked.actor else None
    for one in sorted(set(into.values())):
        names = [one, *(actor for actor, other in into.items() if other == one)]
        if wanted is None or wanted & set(names):
            counted = select(func.coalesce(func.sum(by.statements), 0), func.count(by.document.distinct()))
            query = asked.of_frames(counted, schema.document_actor)
            said, heard = connection.execute(query.where(by.actor.in_(names) & (by.statements > 0))).one()
            found |= {one: (said, heard)} if said else {}
    return found


def places(record: Record, asked: Asked) -> list[PlaceRow]:
    """The places that the documents asked for name, the most frequent first."""
    named, place = schema.document_place.c, schema.place.c
    count = func.count().label("heard")
    often = asked.of_frames(select(named.place, count), schema.document_place).group_by(named.place)
    heard = often.order_by(count.desc(), named.place).limit(asked.limit).offset(asked.skip).subquery()
    query = select(*place, heard.c.heard).where(place.id == heard.c.place).order_by(heard.c.heard.desc(), place.id)
    with record.asking() as connection:
        rows = connection.execute(query).all()
    return [PlaceRow(r.id, r.name, r.kind, r.heard, r.lat, r.lon) for r in rows]


def names_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The usual name of each actor, its id where the record has none."""
    column, wanted = schema.actor.c, sorted(set(ids))
    found = {key: key for key in wanted}
    for some in chunks(wanted):
        for key, names in connection.execute(select(column.id, column.names).where(column.id.in_(some))).all():
            found[key] = _name(names, key)
    return found


def names(record: Record, ids: Iterable[str]) -> dict[str, str]:
    """The usual name of each actor that the record has among some ids."""
    with record.asking() as connection:
        return {key: name for key, name in names_of(connection, ids).items() if name != key}


def who_is(connection: Connection, asked: str) -> Select[tuple[str]]:
    """The question for the actors that an id or words of a name mean, in whatever spelling, merged ones with them."""
    own = schema.actor_sound.c
    into = merges(connection)
    if "/" in asked:
        ids = {asked, *(actor for actor, other in into.items() if other == asked)}
        return select(schema.actor.c.id).where(schema.actor.c.id.in_(ids))
    sounds = sorted(sounds_of(asked))
    called = select(own.actor).where(own.sound.in_(sounds)).group_by(own.actor).having(func.count() == len(sounds))
    if not into:
        return called
    found = list(connection.execute(called).scalars())
    ones = {into.get(key, key) for key in found}
    return select(schema.actor.c.id).where(
        schema.actor.c.id.in_({*found, *ones, *(actor for actor, other in into.items() if other in ones)})
    )


def _name(names: str, key: str) -> str:
    found: dict[str, str] = orjson.loads(names)
    return found.get("ar") or next(iter(found.values()), key)
