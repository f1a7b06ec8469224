"""Pledges: who bound themselves to what, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, false, or_, select

from mahdar.model.minutes import PledgeMinutes
from mahdar.record import Record, schema
from mahdar.record.chunks import chunks
from mahdar.record.decisions import judged
from mahdar.record.settled import pledge_minutes
from mahdar.views.asked import Asked
from mahdar.views.cite import Cite, cites
from mahdar.views.who import names_of, who_is

MOST = 200
"""People of one name whose pledges are looked for."""


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """A pledge with its standing, and how far it is kept on the 0 to 3 of the Peace Accords Matrix."""

    id: str
    made: str | None
    who: tuple[str, ...]
    words: str
    status: str
    implementation: int | None
    minutes: PledgeMinutes
    cites: tuple[Cite, ...]


def pledges(record: Record, asked: Asked) -> list[PledgeRow]:
    """The pledges asked for, the latest made first; one that stands on several tracks comes once."""
    with record.asking() as connection:
        made = pledge_ids(connection, asked)
        ids = _of_outlet(connection, list(made), asked)[asked.page]
        return _rows(connection, {key: made[key] for key in ids}, asked)


def pledge_ids(connection: Connection, asked: Asked) -> dict[str, str | None]:
    """The day when each pledge asked for was made, in their order, of whatever outlet; rejected ones are left out."""
    decided = judged(connection)
    return {key: day for key, day in connection.execute(_query(connection, asked)) if decided.get(key) != "reject"}


def pledge_tracks(record: Record) -> dict[str, tuple[str, ...]]:
    """The tracks on which each pledge of a record stands."""
    own, found = schema.minutes_pledge.c, dict[str, tuple[str, ...]]()
    with record.asking() as connection:
        for key, track in connection.execute(select(own.id, own.track).order_by(own.id, own.track)):
            found[key] = (*found.get(key, ()), track)
    return found


def pledges_of(connection: Connection, made: Mapping[str, str | None], asked: Asked) -> list[PledgeRow]:
    """Those of some pledges that the outlet asked for tells of, in their order."""
    ids = _of_outlet(connection, list(made), asked)
    return _rows(connection, {key: made[key] for key in ids}, asked)


def _rows(connection: Connection, made: Mapping[str, str | None], asked: Asked) -> list[PledgeRow]:
    """Pledges with the days when they were made, the names of who made them, and the words of every telling."""
    told = _minutes(connection, list(made), asked)
    names = names_of(connection, {actor for p in told for actor in p.by})
    found = cites(connection, (f for p in told for f in p.findings))
    return [
        PledgeRow(
            p.id, made[p.id], tuple(names[a] for a in p.by), p.words, p.status, p.implementation, p,
            tuple(found[f] for f in p.findings if f in found),
        )
        for p in told
    ]  # fmt: skip


def _query(connection: Connection, asked: Asked) -> Select[Any]:
    """The question for the ids of pledges and the days when they were made."""
    own = schema.minutes_pledge.c
    query = select(own.id, own.made).distinct().order_by(own.made.desc().nulls_last(), own.id)
    if asked.track:
        query = query.where(own.track == asked.track)
    if asked.key:
        query = query.where(own.id == asked.key)
    if asked.topic:
        query = query.where(own.topics.contains(f" {asked.topic} ", autoescape=True))
    if asked.since:
        query = query.where(own.made >= asked.since.isoformat())
    if asked.until:
        query = query.where(own.made <= asked.until.isoformat())
    if asked.actor:
        ids = list(connection.execute(who_is(connection, asked.actor)).scalars())[:MOST]
        query = query.where(or_(false(), *(own.by.contains(f" {actor} ", autoescape=True) for actor in ids)))
    return query


def _of_outlet(connection: Connection, ids: list[str], asked: Asked) -> list[str]:
    """Those of the pledges that the outlet tells of; all where none is asked for."""
    if not asked.outlet:
        return ids
    own, document = schema.pledge.c, schema.document.c
    query = select(own.id).where((own.document == document.id) & (document.outlet == asked.outlet))
    tellings = set(connection.execute(query).scalars())
    return [p.id for p in _minutes(connection, ids, asked) if not tellings.isdisjoint(p.findings)]


def _minutes(connection: Connection, ids: Sequence[str], asked: Asked) -> list[PledgeMinutes]:
    """The minutes of some pledges, in their order."""
    own, found = schema.minutes_pledge.c, dict[str, PledgeMinutes]()
    for some in chunks(ids):
        query = select(own.json).where(own.id.in_(some)).order_by(own.track)
        if asked.track:
            query = query.where(own.track == asked.track)
        found |= {p.id: p for p in map(pledge_minutes, connection.execute(query).scalars())}
    return [found[key] for key in ids]
