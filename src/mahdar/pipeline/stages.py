"""The stages and their order: the one list that says how a document becomes a reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from mahdar.extract.names import find_mentions
from mahdar.extract.statements import Scene, find_attributions, find_introductions
from mahdar.extract.times import find_times
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
from mahdar.resolve import resolve_statements
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


def _times(draft: Draft) -> Draft:
    """The times of the text."""
    found = list(find_times(draft.page, draft.knowledge.times, draft.document.published))
    times = tuple(t for t in found if isinstance(t, TimeExpression))
    return replace(draft, times=times, refusals=draft.refusals + tuple(r for r in found if isinstance(r, Refusal)))


def _statements(draft: Draft) -> Draft:
    """The statements of the text and the actors behind them."""
    known, document = draft.knowledge, draft.document
    mentions = find_mentions(draft.page, known.table)
    scene = Scene(draft.page, known.lexicon, mentions, known.genders, document.body_start)
    attributions = list(find_attributions(scene))
    resolved = resolve_statements(attributions, find_introductions(scene), known.world, document.published)
    return replace(
        draft,
        statements=resolved.statements,
        actors=resolved.actors,
        refusals=draft.refusals + resolved.refusals,
    )


STAGES: tuple[Stage, ...] = (_times, _statements)
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
