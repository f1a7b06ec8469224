"""Conflicts of words: parties that answer one question differently, a party against its earlier self, denials.

The questions and the words that answer them are data (`packs/world/questions.yaml`): unrelated statements never
conflict, since only the answers to one question on one track are held against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from mahdar.model import Statement
from mahdar.model.minutes import Conflict, ConflictKind, Side, Told
from mahdar.resolve.across.answers import Asking
from mahdar.resolve.across.conflicts import conflict_id
from mahdar.resolve.across.positions import said_on


def statement_conflicts(statements: Iterable[Told[Statement]], questions: Sequence[Asking]) -> tuple[Conflict, ...]:
    """The questions that statements answer differently, on each track by itself.

    Two actors with different answers make a conflict of parties; one actor with two answers over time, of itself.
    """
    told = sorted(statements, key=lambda t: (said_on(t) or date.max, t.document, t.finding.cue.span.start))
    return tuple(conflict for question in questions for conflict in _on(question, told))


def _on(question: Asking, told: Sequence[Told[Statement]]) -> Iterator[Conflict]:
    """The conflicts about one question."""
    by_track: dict[str, list[tuple[str, Told[Statement]]]] = {}
    for each in told:
        answer = question.answer(each) if each.actors else None
        for track in each.tracks if answer else ():
            by_track.setdefault(track, []).append((answer or "", each))
    for track in sorted(by_track):
        yield from _on_track(question.id, track, by_track[track])


def _on_track(question: str, track: str, answers: Sequence[tuple[str, Told[Statement]]]) -> Iterator[Conflict]:
    """Parties against each other, then each party against itself."""
    actors = {actor for _, told in answers for actor in told.actors}
    given = {actor: tuple(dict.fromkeys(a for a, told in answers if actor in told.actors)) for actor in sorted(actors)}
    if len({given[actor][-1] for actor in given}) > 1:
        yield _conflict("parties", question, track, answers)
    for actor, values in given.items():
        if len(values) > 1:
            yield _conflict("self", question, track, [(a, t) for a, t in answers if actor in t.actors], actor)


def _conflict(
    kind: ConflictKind, question: str, track: str, answers: Sequence[tuple[str, Told[Statement]]], actor: str = ""
) -> Conflict:
    """The conflict with a side for each answer, in the order in which they were first given."""
    sides = []
    for value in dict.fromkeys(answer for answer, _ in answers):
        told = [each for answer, each in answers if answer == value]
        actors = (actor,) if actor else tuple(dict.fromkeys(a for each in told for a in each.actors))
        sides.append(Side(value, actors, tuple(each.id for each in told)))
    about = f"{track}/{question}" + (f"/{actor}" if actor else "")
    return Conflict(conflict_id(kind, about, question), kind, question, question, tuple(sides), track)
