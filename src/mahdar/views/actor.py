"""One actor: what it is called, for whom it speaks, and whom people made one with it."""

from __future__ import annotations

from dataclasses import dataclass

import orjson
from sqlalchemy import select

from mahdar.record import Record, UnknownId, schema
from mahdar.record.decisions import merges
from mahdar.views.who import names_of


@dataclass(frozen=True, slots=True)
class ActorCard:
    """An actor as the record knows it; `merged` are those that people said are the same, `into` what it is part of."""

    id: str
    kind: str
    known: bool
    name: str
    represents: str | None
    merged: tuple[tuple[str, str], ...]
    into: str | None


def actor(record: Record, key: str) -> ActorCard:
    """The actor of an id; raises `UnknownId`."""
    own = schema.actor.c
    with record.asking() as connection:
        row = connection.execute(select(*own).where(own.id == key)).first()
        if row is None:
            raise UnknownId(key)
        into = merges(connection)
        names = names_of(connection, [other for other, one in into.items() if one == key])
    called: dict[str, str] = orjson.loads(row.names)
    name = called.get("ar") or next(iter(called.values()), key)
    return ActorCard(key, row.kind, bool(row.known), name, row.represents, tuple(sorted(names.items())), into.get(key))
