"""The stages and their order: the one list that says how a document becomes a reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mahdar.model import (
    Actor,
    Document,
    Meeting,
    Place,
    Pledge,
    Reading,
    Refusal,
    Statement,
    TimeExpression,
)
from mahdar.pipeline.knowledge import Knowledge
from mahdar.text import Page


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of one document so far; each stage gives a new draft that knows more."""

    document: Document
    page: Page
    knowledge: Knowledge
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    places: tuple[Place, ...] = ()
    refusals: tuple[Refusal, ...] = ()


Stage = Callable[[Draft], Draft]

STAGES: tuple[Stage, ...] = ()
"""In this order; a stage may lean on what those before it found and on nothing else."""


def read_document(document: Document, knowledge: Knowledge) -> Reading:
    """Everything that is found in one document."""
    draft = Draft(document, Page.of(document.text), knowledge)
    for stage in STAGES:
        draft = stage(draft)
    return Reading(
        document, draft.actors, draft.statements, draft.times, draft.meetings,
        draft.pledges, draft.places, draft.refusals,
    )  # fmt: skip
