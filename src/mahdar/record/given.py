"""Decisions that come from elsewhere: written down with their own moment and name, each once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, get_args

import orjson
from sqlalchemy import Connection, insert

from mahdar.errors import MahdarError
from mahdar.record import schema
from mahdar.record.corrections import correction, take_on
from mahdar.record.decisions import DecisionKind, decisions, is_there, touched, undo
from mahdar.record.failing import BadDecision

LONGEST = 2000
"""Characters of a name, an id or a reason at most."""


@dataclass(frozen=True, slots=True)
class Given:
    """A decision as a file tells it; moments are ISO text in UTC."""

    decided: str
    who: str
    why: str
    kind: DecisionKind
    target: str
    value: Any
    undone: str | None

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from all others, whether it stands or not."""
        return self.decided, self.who, self.why, self.kind, self.target, _json(self.value)

    @classmethod
    def of(cls, raw: object) -> Given:
        """A decision from its JSON; raises `BadDecision` where it is none.

        >>> moment = "2024-01-02T03:04:05Z"
        >>> Given.of({"decided": moment, "who": "salma", "kind": "reject", "target": "s1"}).decided
        '2024-01-02T03:04:05+00:00'
        """
        if not isinstance(raw, dict):
            raise BadDecision("it is no object")
        value = raw.get("value")
        kind: DecisionKind | None = next((k for k in get_args(DecisionKind) if k == raw.get("kind")), None)
        if kind is None:
            raise BadDecision(f"kind is none of {', '.join(get_args(DecisionKind))}")
        if not _fits(kind, value):
            raise BadDecision(f"its value is none of a {kind}")
        undone = raw.get("undone")
        return cls(
            _moment(raw.get("decided"), "decided"), _words(raw, "who"), _words(raw, "why", empty=True), kind,
            _words(raw, "target"), value, None if undone is None else _moment(undone, "undone"),
        )  # fmt: skip


def _json(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def _fits(kind: str, value: Any) -> bool:
    """Whether a value is one of this kind of decision."""
    if kind == "correct":
        return isinstance(value, dict) and set(value) == {"field", "value"} and isinstance(value["field"], str)
    named = isinstance(value, str) and 0 < len(value) <= LONGEST and "\0" not in value
    return named if kind == "merge" else value is None or (kind == "split" and named)


def _words(raw: dict[str, Any], name: str, *, empty: bool = False) -> str:
    """A text of a decision."""
    found = raw.get(name, "" if empty else None)
    if not isinstance(found, str) or len(found) > LONGEST or "\0" in found or not (found or empty):
        raise BadDecision(f"{name} is no text, or a very long one")
    return found


def _moment(found: object, name: str) -> str:
    """A moment as the record writes it."""
    try:
        moment = datetime.fromisoformat(str(found))
    except ValueError:
        raise BadDecision(f"{name} is no moment such as 2024-01-02T03:04:05+00:00") from None
    if moment.tzinfo is None:
        raise BadDecision(f"{name} does not tell its time zone")
    return moment.astimezone(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of decisions from elsewhere: how many are new, were undone, or were there; which could not be taken.

    `left` has the place of each of these in the order given, and why.
    """

    new: int
    undone: int
    known: int
    left: tuple[tuple[int, str], ...]
    tracks: frozenset[str]


def take_in(connection: Connection, given: Sequence[Given]) -> Taken:
    """Write decisions from elsewhere down, each once; what is undone there is undone here."""
    there = {_known(row).key: row for row in decisions(connection)}
    new = undone = known = 0
    left, tracks = list[tuple[int, str]](), set[str]()
    for number, each in enumerate(given):
        row = there.get(each.key)
        reason = None if row else _reason(connection, each)
        if reason:
            left.append((number, reason))
            continue
        tracks |= touched(connection, each.target)
        if row is None:
            there[each.key] = _write(connection, each)
            new += 1
        elif each.undone and not row["undone"]:
            undo(connection, row["id"])
            there[each.key] = row | {"undone": each.undone}
            undone += 1
        else:
            known += 1
    take_on(connection)
    for each in given:
        tracks |= touched(connection, each.target)
    return Taken(new, undone, known, tuple(left), frozenset(tracks))


def _known(row: dict[str, Any]) -> Given:
    """A decision of the record."""
    return Given(*(row[name] for name in Given.__slots__))


def _reason(connection: Connection, given: Given) -> str | None:
    """Why a decision cannot be taken in, None where it can."""
    actors = given.kind in ("merge", "split")
    for key in (given.target, given.value) if actors and given.value else (given.target,):
        if not is_there(connection, key, actors=actors):
            return f"the record has nothing called {key}"
    if given.kind == "correct":
        try:
            field, value = given.value["field"], given.value["value"]
            if correction(connection, given.target, field, _written(value)) != given.value:
                return f"{value} is no value of {field}"
        except MahdarError as error:
            return error.sentence.rstrip(".")
    return None


def _written(value: Any) -> str:
    """A corrected value as one writes it."""
    written = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    return "none" if value is None or not written else written


def _write(connection: Connection, given: Given) -> dict[str, Any]:
    """Write one decision down; gives its row."""
    row = asdict(given) | {"value": orjson.dumps(given.value).decode()}
    number = connection.execute(insert(schema.decision).values(row).returning(schema.decision.c.id)).scalar_one()
    return row | {"id": number}
