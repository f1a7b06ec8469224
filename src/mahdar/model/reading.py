"""A reading: one document and everything found in it."""

from __future__ import annotations

from dataclasses import dataclass

from mahdar.model.document import Document
from mahdar.model.findings import Actor, Meeting, Place, Pledge, Refusal, Statement, TimeExpression

SCHEMA = "mahdar/reading/1"
"""The name of the JSON shape that a reading is written in."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One document with its findings, each kind in reading order."""

    document: Document
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    places: tuple[Place, ...] = ()
    refusals: tuple[Refusal, ...] = ()
