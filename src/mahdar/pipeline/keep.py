"""Keeping a record: decisions, retractions and checks, each followed by settling what they touch."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from mahdar.pipeline.settle import settle
from mahdar.record import Record, keeping
from mahdar.record import decisions as ledger
from mahdar.record.decisions import DecisionKind
from mahdar.record.keeping import Fallen
from mahdar.record.telling import documents_by_track
from mahdar.record.writing import mark


def decide(record: Record, kind: DecisionKind, target: str, *, who: str, why: str, value: Any = None) -> int:
    """Write a decision down and settle what it touches; gives its number."""
    with record.writing() as connection:
        before = ledger.touched(connection, target)
        number = ledger.decide(connection, kind, target, who=who, why=why, value=value)
        all_tracks = kind in ("merge", "split")
        mark(connection, _tracks(connection) if all_tracks else before | ledger.touched(connection, target))
    settle(record)
    return number


def undo(record: Record, number: int) -> None:
    """Undo a decision and settle what it touches."""
    with record.writing() as connection:
        told = [(row["kind"], row["target"]) for row in ledger.decisions(connection) if row["id"] == number]
        before = {track for _, target in told for track in ledger.touched(connection, target)}
        ledger.undo(connection, number)
        after = {track for _, target in told for track in ledger.touched(connection, target)}
        all_tracks = any(kind in ("merge", "split") for kind, _ in told)
        mark(connection, _tracks(connection) if all_tracks else before | after)
    settle(record)


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
