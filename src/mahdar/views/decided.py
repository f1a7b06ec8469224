"""Decisions with the words that they were made upon, to be carried elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, select

from mahdar.record import Record, schema
from mahdar.record.chunks import chunks
from mahdar.record.decisions import decisions
from mahdar.views.cite import Cite, cites

QUOTED = 3
"""Findings quoted for a decision at most: of a meeting, pledge or conflict the first, of an actor any."""


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """Who decided what, when and why, and upon which words. Moments are ISO text in UTC.

    `value` is the actor that another is merged into or split from, or the field and value of a correction.
    """

    decided: str
    who: str
    why: str
    kind: str
    target: str
    value: Any
    undone: str | None
    evidence: tuple[Cite, ...]


def decided(record: Record) -> list[DecidedRow]:
    """All decisions in the order in which they were made, undone ones included."""
    with record.asking() as connection:
        rows = decisions(connection)
        actors = {key for row in rows for key in _actors(row)}
        findings = _findings_of(connection, {row["target"] for row in rows}) | _heard(connection, actors)
        behind = [[f for key in (row["target"], *_actors(row)) for f in findings.get(key, [key])] for row in rows]
        found = cites(connection, (f for each in behind for f in each))
    names = [name for name in DecidedRow.__slots__ if name != "evidence"]
    return [
        DecidedRow(
            **{name: row[name] for name in names}, evidence=tuple(found[f] for f in dict.fromkeys(each) if f in found)
        )
        for row, each in zip(rows, behind, strict=True)
    ]


def _actors(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The actors that a merge or split is about."""
    named = (row["target"], row["value"]) if row["kind"] in ("merge", "split") else ()
    return tuple(actor for actor in named if actor)


def _findings_of(connection: Connection, targets: Iterable[str]) -> dict[str, list[str]]:
    """The first findings of meetings, pledges and conflicts as the minutes have them."""
    found: dict[str, list[str]] = {}
    for table in (schema.minutes_meeting, schema.minutes_pledge, schema.conflict):
        for some in chunks(sorted(targets)):
            for key, raw in connection.execute(select(table.c.id, table.c.json).where(table.c.id.in_(some))):
                told = orjson.loads(raw)
                sides = told.get("sides") or [told]
                share = QUOTED if len(sides) == 1 else 1
                found[key] = [f for side in sides for f in side["findings"][:share]]
    return found


def _heard(connection: Connection, actors: Iterable[str]) -> dict[str, list[str]]:
    """Some statements of each actor, by the names as they were read."""
    by = schema.statement_actor.c
    return {
        actor: list(
            connection.execute(
                select(by.statement).where(by.actor == actor).order_by(by.statement).limit(QUOTED)
            ).scalars()
        )
        for actor in sorted(set(actors))
    }
