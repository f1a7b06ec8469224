"""Keeping a record: decisions, retractions and checks, each followed by settling what they touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from sqlalchemy import Connection

from mahdar.pipeline.settle import settle
from mahdar.record import Record, keeping
from mahdar.record import decisions as ledger
from mahdar.record import given as given_elsewhere
from mahdar.record.decisions import DecisionKind
from mahdar.record.given import Given, Taken
from mahdar.record.keeping import Fallen
from mahdar.record.telling import documents_by_track
from mahdar.record.writing import mark

_ONE_AT_A_TIME = Lock()
"""What follows from a decision is settled before the next is taken: two at once would settle the same tracks."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A decision that somebody wishes to make: what is decided upon what, and with which value."""

    kind: DecisionKind
    target: str
    value: Any = None


def decide(record: Record, kind: DecisionKind, target: str, *, who: str, why: str, value: Any = None) -> int:
    """Write a decision down and settle what it touches; gives its number."""
    (number,) = decide_all(record, [Wish(kind, target, value)], who=who, why=why)
    return number


def decide_all(record: Record, wishes: Sequence[Wish], *, who: str, why: str) -> list[int]:
    """Write decisions down, all or none, and settle what they touch at once; gives their numbers."""
    numbers, tracks = list[int](), set[str]()
    with _ONE_AT_A_TIME:
        with record.writing() as connection:
            for wish in wishes:
                tracks |= ledger.touched(connection, wish.target)
                numbers.append(
                    ledger.decide(connection, wish.kind, wish.target, who=who, why=why, value=wish.value)
                )  # fmt: skip
                tracks |= ledger.touched(connection, wish.target)
            if any(wish.kind in ("merge", "split") for wish in wishes):
                tracks |= set(_tracks(connection))
            mark(connection, tracks)
        settle(record)
    return numbers


def undo(record: Record, number: int) -> None:
    """Undo a decision and settle what it touches."""
    undo_all(record, [number])


def undo_all(record: Record, numbers: Sequence[int]) -> None:
    """Undo decisions, all or none, and settle what they touched at once."""
    tracks = set[str]()
    with _ONE_AT_A_TIME:
        with record.writing() as connection:
            told = {row["id"]: row for row in ledger.decisions(connection)}
            for number in numbers:
                targets = [told[number]["target"]] if number in told else []
                tracks |= {track for target in targets for track in ledger.touched(connection, target)}
                ledger.undo(connection, number)
                tracks |= {track for target in targets for track in ledger.touched(connection, target)}
            if any(told[number]["kind"] in ("merge", "split") for number in numbers):
                tracks |= set(_tracks(connection))
            mark(connection, tracks)
        settle(record)


def take_in(record: Record, given: Sequence[Given]) -> Taken:
    """Write decisions from elsewhere down and settle what they touch; those that are there change nothing."""
    with _ONE_AT_A_TIME:
        with record.writing() as connection:
            taken = given_elsewhere.take_in(connection, given)
            if taken.new or taken.undone:
                named = any(each.kind in ("merge", "split") for each in given)
                mark(connection, {*taken.tracks, *(_tracks(connection) if named else ())})
        settle(record)
    return taken


def _tracks(connection: Connection) -> list[str]:
    """All tracks, and the empty one of documents on none."""
    return ["", *(track for track, _ in documents_by_track(connection))]


def decisions(record: Record) -> list[dict[str, Any]]:
    """All decisions, undone ones included."""
    with record.asking() as connection:
        return ledger.decisions(connection)


def retract(record: Record, document: str, *, really: bool) -> Fallen:
    """What falls with a document; it is taken out only where `really` says so."""
    if not really:
        with record.asking() as connection:
            return keeping.falls_with(connection, document)
    with record.writing() as connection:
        fallen = keeping.retract(connection, document)
    settle(record)
    return fallen


def verify(record: Record) -> list[tuple[str, str]]:
    """Everything in a record that does not agree with its text."""
    with record.asking() as connection:
        return list(keeping.faults(connection))
