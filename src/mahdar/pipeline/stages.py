"""The stages and their order: the one list that says how a document becomes a reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from mahdar.extract.meetings import find_meetings
from mahdar.extract.names import Mention, find_mentions
from mahdar.extract.places import find_places
from mahdar.extract.pledges import find_pledges
from mahdar.extract.statements import Scene, call, find_attributions, find_introductions
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
from mahdar.pipeline.company import with_company
from mahdar.pipeline.details import detailed_meeting, detailed_pledge, detailed_statement
from mahdar.pipeline.knowledge import Knowledge
from mahdar.resolve import resolve_statements
from mahdar.text import Page

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of one document so far; each stage gives a new draft that knows more."""

    document: Document
    page: Page
    knowledge: Knowledge
    mentions: dict[int, Mention] = field(default_factory=dict)
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    places: tuple[Place, ...] = ()
    refusals: tuple[Refusal, ...] = ()


Stage = Callable[[Draft], Draft]


def _names(draft: Draft) -> Draft:
    """The known names, and the places among them."""
    known = draft.knowledge.known
    mentions = find_mentions(draft.page, known.names)
    return replace(draft, mentions=mentions, places=tuple(find_places(draft.page, mentions, known.places)))


def _times(draft: Draft) -> Draft:
    """The times."""
    found = list(find_times(draft.page, draft.knowledge.times, draft.document.published))
    return replace(draft, times=_only(TimeExpression, found), refusals=draft.refusals + _only(Refusal, found))


def _statements(draft: Draft) -> Draft:
    """The statements, and the actors behind them."""
    knowledge, document = draft.knowledge, draft.document
    scene = Scene(draft.page, knowledge.lexicon, draft.mentions, knowledge.known.genders, document.body_start)
    introductions = find_introductions(scene)
    call(scene, introductions)
    attributions = list(find_attributions(scene))
    found = resolve_statements(attributions, introductions, knowledge.world, document.published)
    return replace(draft, statements=found.statements, actors=found.actors, refusals=draft.refusals + found.refusals)


def _meetings(draft: Draft) -> Draft:
    """The meetings of known tracks."""
    knowledge = draft.knowledge
    tracks, places = knowledge.known.tracks, knowledge.known.places
    seen = draft.page, draft.document, draft.mentions, draft.times, draft.statements
    found = list(find_meetings(*seen, knowledge.meetings, tracks, places))
    return replace(draft, meetings=_only(Meeting, found), refusals=draft.refusals + _only(Refusal, found))


def _pledges(draft: Draft) -> Draft:
    """The pledges, and what became of them."""
    seen = draft.page, draft.document, draft.mentions, draft.statements
    found = list(find_pledges(*seen, draft.knowledge.pledges, sides=draft.knowledge.known.tracks.sides))
    return replace(draft, pledges=_only(Pledge, found), refusals=draft.refusals + _only(Refusal, found))


def _company(draft: Draft) -> Draft:
    """The actors whom meetings and pledges name besides."""
    told = draft.actors, draft.meetings, draft.pledges
    language = draft.knowledge.lexicon.language
    return replace(draft, actors=with_company(*told, draft.knowledge.world, draft.page, draft.mentions, language))


def _details(draft: Draft) -> Draft:
    """What the findings are about, and when statements were made."""
    page, table = draft.page, draft.knowledge.known.topics
    return replace(
        draft,
        statements=tuple(detailed_statement(each, page, table, draft.times) for each in draft.statements),
        meetings=tuple(detailed_meeting(each, page, table) for each in draft.meetings),
        pledges=tuple(detailed_pledge(each, page, table) for each in draft.pledges),
    )


def _only(kind: type[T], found: Iterable[object]) -> tuple[T, ...]:
    """Those of one kind."""
    return tuple(each for each in found if isinstance(each, kind))


STAGES: tuple[Stage, ...] = (_names, _times, _statements, _meetings, _pledges, _company, _details)
"""In this order; a stage may lean on what those before it found and on nothing else."""


def read_document(document: Document, knowledge: Knowledge) -> Reading:
    """Everything that is found in one document."""
    draft = Draft(document, Page.of(document.text), knowledge)
    for stage in STAGES:
        draft = stage(draft)
    return Reading(
        document, draft.actors, draft.statements, draft.times, draft.meetings,
        draft.pledges, draft.places, _in_order(draft.refusals),
    )  # fmt: skip


def _in_order(refusals: tuple[Refusal, ...]) -> tuple[Refusal, ...]:
    """The refusals of all stages in reading order."""
    return tuple(sorted(refusals, key=lambda refusal: refusal.span))
