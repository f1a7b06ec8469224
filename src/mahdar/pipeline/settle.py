"""Settling: what follows from all documents of a track, made anew where documents or decisions have changed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from mahdar.language.clitics import load_clitics, shipped
from mahdar.model.minutes import Conflict
from mahdar.pipeline.knowledge import Knowledge, loaded
from mahdar.record import Record, Settled
from mahdar.record.decisions import Decided
from mahdar.record.telling import told_meetings, told_pledges, told_statements
from mahdar.resolve.across import (
    Asking,
    find_denials,
    meeting_conflicts,
    pledge_conflicts,
    prepare_questions,
    settle_meetings,
    settle_pledges,
    settle_positions,
    statement_conflicts,
)
from mahdar.world import World


def settle(record: Record, *, packs: Path | None = None) -> list[str]:
    """Settle the tracks that are not; gives them. The same documents and decisions give the same minutes."""
    tracks = record.unsettled()
    if not tracks:
        return []
    knowledge = loaded(packs)
    with record.asking() as connection:
        decided = Decided.of(connection)
    with _uncollected():
        for track in tracks:
            record.settle(_settled(record, track, knowledge, decided))
    return tracks


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let the garbage collector rest: nothing here goes in rings, and looking for them takes a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _settled(record: Record, track: str, knowledge: Knowledge, decided: Decided) -> Settled:
    """The minutes of one track, without the findings that people rejected."""
    world = knowledge.world
    within = _within(world)
    with record.asking() as connection:
        told = decided.standing(told_meetings(connection, track, decided.canon))
        bound = decided.standing(told_pledges(connection, track, decided.canon))
        said = decided.standing(told_statements(connection, track, decided.canon)) if track else []
    numbered = track in world.tracks and world.tracks[track].numbered
    meetings = settle_meetings(told, within, numbered=numbered) if track else ()
    prefixes = _prefixes(knowledge.lexicon.language)
    pledges = settle_pledges(bound, prefixes)
    conflicts: tuple[Conflict, ...] = (
        *meeting_conflicts(meetings, {t.id: t for t in told}, within),
        *pledge_conflicts(pledges, {t.id: t for t in bound}),
        *statement_conflicts(said, questions_of(knowledge)),
        *find_denials(said, prefixes),
    )
    unique = {conflict.id: conflict for conflict in conflicts}
    return Settled(track, meetings, pledges, tuple(unique[i] for i in sorted(unique)), settle_positions(said))


@lru_cache(maxsize=4)
def _prefixes(language: str) -> tuple[str, ...]:
    """What the language joins to the front of a word, longest first."""
    clitics = load_clitics(shipped(language))
    articles = [p + clitics.article for p in ("", *clitics.prepositions, *clitics.conjunctions)]
    swallowed = clitics.prepositions[1] + clitics.article_after_lam
    return tuple(sorted([*articles, swallowed, *clitics.conjunctions], key=lambda prefix: -len(prefix)))


_ASKED: dict[int, tuple[Asking, ...]] = {}


def questions_of(knowledge: Knowledge) -> tuple[Asking, ...]:
    """The questions of the world pack, ready for the language; made once for each knowledge."""
    lexicon = knowledge.lexicon
    if id(knowledge) not in _ASKED:
        questions = knowledge.world.questions.values()
        _ASKED[id(knowledge)] = prepare_questions(questions, lexicon.clitics, lexicon.denying, lexicon.language)
    return _ASKED[id(knowledge)]


def _within(world: World) -> Callable[[str], tuple[str, ...]]:
    """The places that a place lies in, itself first."""

    @lru_cache(maxsize=4096)
    def within(place: str) -> tuple[str, ...]:
        found = [place]
        entity = world.get(place)
        while entity is not None and entity.within and entity.within not in found:
            above = entity.within
            found.append("place/" + above.removeprefix("state/") if above.startswith("state/") else above)
            entity = world.get(found[-1]) if found[-1] != found[-2] else None
        return tuple(found)

    return within
