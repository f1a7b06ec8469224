"""Statements: who said what, filtered, latest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from mahdar.record import Record, schema
from mahdar.record.decisions import judged, merges
from mahdar.views.asked import Asked
from mahdar.views.cite import Cite, cites
from mahdar.views.who import names_of, who_is

FEW = 1000
"""Documents of an outlet up to which its statements are looked up by document."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement: who says it, on which day, what is done by saying it, and the words; `decided` by a reviewer."""

    id: str
    said: str | None
    who: tuple[str, ...]
    actors: tuple[str, ...]
    act: str
    negated: bool
    words: str
    decided: str | None
    cite: Cite


def statements(record: Record, asked: Asked) -> list[StatementRow]:
    """The statements asked for, the latest first; those that a reviewer rejected are left out."""
    with record.asking() as connection:
        into, decided = merges(connection), judged(connection)
        rows = [r for r in connection.execute(_query(connection, asked)).all() if decided.get(r.id) != "reject"]
        return told(connection, rows[asked.page], into, decided)


def told(
    connection: Connection, rows: Sequence[Row[Any]], into: dict[str, str], decided: dict[str, str]
) -> list[StatementRow]:
    """Statements of the table with who says them, after people's merges, and where."""
    ids = [row.id for row in rows]
    actors = actors_of(connection, ids, into)
    names = names_of(connection, {a for each in actors.values() for a in each})
    found = cites(connection, ids)
    return [
        StatementRow(
            r.id, r.said, tuple(names[a] for a in actors.get(r.id, ())), actors.get(r.id, ()), r.act, bool(r.negated),
            r.words, decided.get(r.id), found[r.id],
        )
        for r in rows
    ]  # fmt: skip


def statement_ids(connection: Connection, asked: Asked) -> list[str]:
    """The ids of all statements asked for, on whatever page, rejected ones with them."""
    own = schema.statement.c
    return list(connection.scalars(_narrowed(connection, select(own.id), asked)))


def _query(connection: Connection, asked: Asked) -> Select[Any]:
    """The question for the rows of a page; twice as many, since some may have been rejected."""
    query = _narrowed(connection, select(*schema.statement.c), asked)
    return query.limit(asked.skip + asked.limit * 2)


def _narrowed(connection: Connection, query: Select[Any], asked: Asked) -> Select[Any]:
    """A question of statements, narrowed by what was asked, in their order."""
    own = schema.statement.c
    query = _standing(connection, query, asked)
    if asked.key:
        query = query.where(own.id == asked.key)
    if asked.act:
        query = query.where(own.act == asked.act)
    if asked.since:
        query = query.where(own.said >= asked.since.isoformat())
    if asked.until:
        query = query.where(own.said <= asked.until.isoformat())
    if asked.topic:
        topic = schema.statement_topic.c
        query = query.where(own.id.in_(select(topic.statement).where(topic.topic == asked.topic)))
    if asked.actor:
        actor = schema.statement_actor.c
        query = query.where(own.id.in_(select(actor.statement).where(actor.actor.in_(who_is(connection, asked.actor)))))
    return query.order_by(own.said.desc().nulls_last(), own.document, own.cue_start, own.id)


def _standing(connection: Connection, query: Select[Any], asked: Asked) -> Select[Any]:
    """The question for the statements of current documents, of the track and the outlet asked for.

    Where the outlet has few documents these are looked up first; else the statements are gone through in their order.
    """
    own, document = schema.statement.c, schema.document.c
    if asked.outlet and not asked.track:
        named = select(document.id).where((document.standing == "current") & (document.outlet == asked.outlet))
        some = list(connection.execute(named.limit(FEW + 1)).scalars())
        if len(some) <= FEW:
            return query.where(own.document.in_(some))
    return asked.but(since=None, until=None).of_documents(query.where(own.document == document.id))


def actors_of(connection: Connection, statements: list[str], into: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The actors of statements after people's merges."""
    column, found = schema.statement_actor.c, dict[str, list[str]]()
    query = select(column.statement, column.actor).where(column.statement.in_(statements)).order_by(column.actor)
    for statement, actor in connection.execute(query).all():
        found.setdefault(statement, []).append(into.get(actor, actor))
    return {key: tuple(dict.fromkeys(values)) for key, values in found.items()}
