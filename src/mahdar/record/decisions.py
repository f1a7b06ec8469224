"""People's decisions: rows that say who decided what, when and why; they outlive new readings and can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import orjson
from sqlalchemy import Connection, insert, select, update

from mahdar.model.minutes import T, Told
from mahdar.record import schema
from mahdar.record.corrections import correction, restore, take_on
from mahdar.record.failing import BadSplit, RecordError, UnknownId
from mahdar.record.writing import tracks_of


class NoDecision(UnknownId):
    """A decision that was not made, or is undone."""

    def __init__(self, number: int) -> None:
        RecordError.__init__(self, f"There is no standing decision {number}.", "mahdar decide list shows them.")


DecisionKind = Literal["accept", "reject", "correct", "merge", "split"]


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided, as far as minutes depend on it."""

    into: dict[str, str]
    judged: dict[str, str]

    @classmethod
    def of(cls, connection: Connection) -> Decided:
        """The decisions of a record that stand."""
        return cls(merges(connection), judged(connection))

    def canon(self, actor: str) -> str:
        """The id that an actor goes by."""
        return self.into.get(actor, actor)

    def standing(self, told: Iterable[Told[T]]) -> list[Told[T]]:
        """The findings without those that were rejected."""
        return [each for each in told if self.judged.get(each.id) != "reject"]


@dataclass(frozen=True, slots=True)
class DecidedPairs:
    """Of which two actors people decided whether they are one; `alone` are the actors that need not be asked about."""

    alone: frozenset[str]
    split: frozenset[frozenset[str]]

    @classmethod
    def of(cls, connection: Connection) -> DecidedPairs:
        """The decisions of a record that stand: who was merged is in no pair any more, a split is of one pair alone.

        Splits of older records name no other actor; they take an actor out of every pair, as they did.
        """
        into, split = _merged(connection)
        older = {target for target, other in split if other is None}
        pairs = frozenset(frozenset((target, other)) for target, other in split if other is not None)
        return cls(frozenset(older | set(into)), pairs)

    def has(self, one: str, other: str) -> bool:
        """Whether this pair was decided upon."""
        return one in self.alone or other in self.alone or frozenset((one, other)) in self.split


def decide(connection: Connection, kind: DecisionKind, target: str, *, who: str, why: str, value: Any = None) -> int:
    """Write a decision down; gives its number. `target` is the id of a finding or, for a merge or split, of an actor.

    `value` is the actor that another is merged into or split from, for a split that of the standing merge where none
    is given; of a correction the field and what is to stand in it. Raises `RecordError` where the record has nothing
    of that id, where a split has no other side, and where a correction is none.
    """
    if kind == "correct":
        value = correction(connection, target, *value)
    if kind == "split":
        value = _other_side(connection, target, value)
    for key in (target, value) if kind in ("merge", "split") else (target,):
        if not is_there(connection, key, actors=kind in ("merge", "split")):
            raise UnknownId(key)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    row = {"decided": now, "who": who, "why": why, "kind": kind, "target": target,
           "value": orjson.dumps(value).decode(), "undone": None}  # fmt: skip
    number = connection.execute(insert(schema.decision).values(row).returning(schema.decision.c.id)).scalar_one()
    if kind == "correct":
        take_on(connection)
    return int(number)


def _other_side(connection: Connection, target: str, other: str | None) -> str:
    """The actor that another is split from: the one told, or the one that it was merged into."""
    other = other or _merged(connection)[0].get(target)
    if other is None and is_there(connection, target, actors=True):
        raise BadSplit(f"{target} is merged into nobody.", "Say from whom: mahdar decide split ACTOR OTHER.")
    if other == target:
        raise BadSplit(f"{target} is one actor.", "Name two: mahdar decide split ACTOR OTHER.")
    return other or target


def is_there(connection: Connection, key: str, *, actors: bool) -> bool:
    """Whether the record has an actor, or a finding, meeting, pledge or conflict, of this id."""
    derived = (schema.minutes_meeting, schema.minutes_pledge, schema.conflict)
    tables = (schema.actor,) if actors else (schema.statement, schema.meeting, schema.pledge, *derived)
    return any(connection.execute(select(t.c.id).where(t.c.id == key).limit(1)).first() for t in tables)


def undo(connection: Connection, number: int) -> None:
    """Undo a decision; its row stays, with the moment when it was undone. Raises `RecordError` where there is none."""
    table = schema.decision
    corrected = connection.execute(
        select(table.c.target).where((table.c.id == number) & (table.c.kind == "correct"))
    ).scalar()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    standing = (table.c.id == number) & table.c.undone.is_(None)
    if not connection.execute(update(table).where(standing).values(undone=now)).rowcount:
        raise NoDecision(number)
    if corrected is not None:
        restore(connection, corrected)


def lost(connection: Connection) -> list[dict[str, Any]]:
    """The standing decisions on something that the record does not have any more."""
    return [d for d in decisions(connection) if not d["undone"] and not _stands(connection, d)]


def _stands(connection: Connection, decision: dict[str, Any]) -> bool:
    """Whether what was decided upon is there."""
    return is_there(connection, decision["target"], actors=decision["kind"] in ("merge", "split"))


def decisions(connection: Connection) -> list[dict[str, Any]]:
    """All decisions in the order in which they were made, undone ones included."""
    rows = connection.execute(select(schema.decision).order_by(*_IN_ORDER)).mappings()
    return [{**row, "value": orjson.loads(row["value"])} for row in rows]


def touched(connection: Connection, target: str) -> set[str]:
    """The tracks whose minutes rest on a finding; none for what is itself part of minutes."""
    own = schema.meeting.c
    found = set(connection.execute(select(own.track).where(own.id == target)).scalars())
    for table in (schema.statement, schema.meeting, schema.pledge):
        document = connection.execute(select(table.c.document).where(table.c.id == target)).scalar()
        if document is not None:
            found |= tracks_of(connection, [document])
    return found


_OWN = schema.decision.c
_STANDS = _OWN.undone.is_(None)
_IN_ORDER = (_OWN.decided, _OWN.id)
"""The order in which decisions were made; those from another record came to this one later."""
_JUDGED = select(_OWN.target, _OWN.kind).where(_STANDS, _OWN.kind.not_in(["merge", "split"])).order_by(*_IN_ORDER)
_MERGED = (
    select(_OWN.kind, _OWN.target, _OWN.value).where(_STANDS, _OWN.kind.in_(["merge", "split"])).order_by(*_IN_ORDER)
)
"""Asked with every answer, so that they are made once."""


def judged(connection: Connection) -> dict[str, str]:
    """Each finding that was accepted, rejected or corrected, with the last decision on it that stands."""
    return dict(connection.execute(_JUDGED).all())


def merges(connection: Connection) -> dict[str, str]:
    """Each actor that was merged into another, with the last one of the chain; a split takes a merge back."""
    into, _ = _merged(connection)
    return {actor: _end(into, actor) for actor in into}


def _merged(connection: Connection) -> tuple[dict[str, str], list[tuple[str, str | None]]]:
    """Each actor that was merged with the one that it was merged into, and who was split from whom."""
    into, split = dict[str, str](), list[tuple[str, str | None]]()
    for kind, target, raw in connection.execute(_MERGED).all():
        value = orjson.loads(raw)
        if kind == "merge":
            into[target] = value
            continue
        split.append((target, value))
        if value is None:
            into.pop(target, None)
        elif _end(into, target) == _end(into, value):
            into.pop(target if target in into else value, None)
    return into, split


def _end(into: dict[str, str], actor: str) -> str:
    """The end of a chain of merges; a ring ends where it began."""
    seen = {actor}
    while actor in into and into[actor] not in seen:
        actor = into[actor]
        seen.add(actor)
    return actor
