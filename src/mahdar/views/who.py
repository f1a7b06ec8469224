"""Actors and places: who is heard, who is meant by a name, and what is spoken of where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, Select, func, select

from mahdar.record import Record, schema
from mahdar.record.decisions import merges
from mahdar.record.words import stem_of, words_of
from mahdar.record.writing import chunks
from mahdar.resolve.spelling import skeleton
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
        into, counts = merges(connection), dict[str, tuple[int, int]]()
        for key, said, heard in connection.execute(_heard(connection, asked)):
            before = counts.get(into.get(key, key), (0, 0))
            counts[into.get(key, key)] = (before[0] + said, before[1] + heard)
        ranked = sorted(counts, key=lambda key: (-counts[key][0], key))[asked.page]
        rows = {
            r.id: r for some in chunks(ranked) for r in connection.execute(select(*actor).where(actor.id.in_(some)))
        }
    known = [rows[key] for key in ranked if key in rows]
    return [ActorRow(r.id, _name(r.names, r.id), r.kind, bool(r.known), *counts[r.id]) for r in known]


def _heard(connection: Connection, asked: Asked) -> Select[Any]:
    """The question for how often each actor is heard; where nothing narrows it, of the likeliest only."""
    own, by, document = schema.statement.c, schema.statement_actor.c, schema.document.c
    query = select(by.actor, func.count(), func.count(own.document.distinct())).where(
        (by.statement == own.id) & (own.document == document.id)
    )
    query = asked.of_documents(query).group_by(by.actor)
    if asked.actor:
        return query.where(by.actor.in_(who_is(connection, asked.actor)))
    if asked == Asked(limit=asked.limit, skip=asked.skip):
        often = (
            select(by.actor)
            .group_by(by.actor)
            .order_by(func.count().desc(), by.actor)
            .limit((asked.skip + asked.limit) * 2)
        )
        return query.where(by.actor.in_(list(connection.execute(often).scalars())))
    return query


def places(record: Record, asked: Asked) -> list[PlaceRow]:
    """The places that the documents asked for name, the most frequent first."""
    named, place, document = schema.document_place.c, schema.place.c, schema.document.c
    query = select(*place, func.count().label("heard")).where(
        (named.place == place.id) & (named.document == document.id)
    )
    query = (
        asked.of_documents(query)
        .group_by(*place)
        .order_by(func.count().desc(), place.id)
        .limit(asked.limit)
        .offset(asked.skip)
    )
    with record.asking() as connection:
        rows = connection.execute(query).all()
    return [PlaceRow(r.id, r.name, r.kind, r.heard, r.lat, r.lon) for r in rows]


def names_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The usual name of each actor, its id where the record has none."""
    column, wanted = schema.actor.c, sorted(set(ids))
    found = {key: key for key in wanted}
    for some in chunks(wanted):
        for key, names in connection.execute(select(column.id, column.names).where(column.id.in_(some))):
            found[key] = _name(names, key)
    return found


def who_is(connection: Connection, asked: str) -> list[str]:
    """The actors that an id or a part of a name means, in whatever spelling; none where nobody is called so."""
    column = schema.actor.c
    if "/" in asked:
        merged = [a for a, b in merges(connection).items() if b == asked]
        return [asked, *merged]
    wanted = _sounds(asked)
    if not wanted:
        return []
    rows = connection.execute(select(column.id, column.names))
    return [key for key, names in rows if any(wanted <= _sounds(n) for n in orjson.loads(names).values())]


def _sounds(name: str) -> set[str]:
    """The consonants of each word of a name, so that لافرينتيف finds لافرنتييف."""
    return {skeleton(stem_of(word)) for word in words_of(name)}


def _name(names: str, key: str) -> str:
    found: dict[str, str] = orjson.loads(names)
    return found.get("ar") or next(iter(found.values()), key)
