"""Pledges: who bound themselves to what, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from mahdar.model.minutes import PledgeMinutes
from mahdar.record import Record, schema
from mahdar.record.decisions import judged
from mahdar.record.settled import pledge_minutes
from mahdar.views.asked import Asked
from mahdar.views.cite import Cite, cites
from mahdar.views.who import names_of


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
    own = schema.minutes_pledge.c
    query = select(*own).order_by(own.made.desc(), own.id)
    if asked.track:
        query = query.where(own.track == asked.track)
    if asked.key:
        query = query.where(own.id == asked.key)
    with record.asking() as connection:
        decided = judged(connection)
        rows = {r.id: r for r in connection.execute(query) if asked.within(r.made, r.made)}
        told = [pledge_minutes(r.json) for r in rows.values()]
        told = [p for p in told if _wanted(p, asked) and any(decided.get(f) != "reject" for f in p.findings)]
        told = told[asked.page]
        names = names_of(connection, {actor for p in told for actor in p.by})
        found = cites(connection, (f for p in told for f in p.findings))
    return [
        PledgeRow(
            p.id, rows[p.id].made, tuple(names[a] for a in p.by), p.words, p.status, p.implementation, p,
            tuple(found[f] for f in p.findings if f in found),
        )
        for p in told
    ]  # fmt: skip


def _wanted(pledge: PledgeMinutes, asked: Asked) -> bool:
    """Whether a pledge is of the actor and on the topic asked for."""
    actor = asked.actor is None or asked.actor in pledge.by
    return actor and (asked.topic is None or asked.topic in pledge.topics)
