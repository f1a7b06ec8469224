"""Positions: where an actor stands on a topic over time, read off the acts of its statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from mahdar.model import Act, Statement
from mahdar.model.minutes import Point, Position, Stance, Told

STANCES: dict[Act, Stance] = {
    "support": "for", "agree": "for", "promise": "for", "reject": "against", "criticise": "against", "deny": "against",
    "propose": "proposes", "call": "demands", "expect": "expects", "warn": "against",
    "assert": "neutral", "claim": "neutral", "announce": "neutral",
}  # fmt: skip
"""The stance that an act takes towards what its content names; a warning warns against it."""

OPPOSED = {"for": "against", "against": "for"}

Conditional = Callable[[str], bool]
"""Whether a content binds what it says to a condition."""


def stance_of(statement: Statement, words: str = "", conditional: Conditional = lambda words: False) -> Stance:
    """The stance of one statement; a negated act takes none, since not to reject is not yet to support."""
    if statement.negated:
        return "neutral"
    stance = STANCES[statement.act]
    return "conditions" if stance in ("for", "demands", "neutral") and conditional(words) else stance


def settle_positions(
    statements: Iterable[Told[Statement]], conditional: Conditional = lambda words: False
) -> tuple[Position, ...]:
    """The positions of every actor on every topic in these statements, by actor and topic, oldest point first.

    A point is a turn where the actor's last stance for or against the topic was the opposite.
    """
    series: dict[tuple[str, str], list[Told[Statement]]] = {}
    for told in statements:
        for actor in told.actors:
            for topic in told.finding.topics:
                series.setdefault((actor, topic), []).append(told)
    return tuple(Position(actor, topic, _points(series[actor, topic], conditional)) for actor, topic in sorted(series))


def said_on(told: Told[Statement]) -> date | None:
    """The day on which it was said, as far as the text tells, else the day of publication."""
    said = told.finding.said
    return (said.earliest or said.latest) if said and (said.earliest or said.latest) else told.published


def _points(told: Sequence[Told[Statement]], conditional: Conditional) -> tuple[Point, ...]:
    """One point for each statement; reprints of one wire text give one."""
    points: list[Point] = []
    seen: set[tuple[str, str]] = set()
    before: str | None = None
    for each in sorted(told, key=lambda t: (said_on(t) or date.max, t.document, t.finding.cue.span.start)):
        if (each.cluster, each.words) in seen:
            continue
        seen.add((each.cluster, each.words))
        stance = stance_of(each.finding, each.words, conditional)
        turn = before is not None and OPPOSED.get(stance) == before
        points.append(Point(said_on(each), stance, each.finding.act, each.id, turn))
        before = stance if stance in OPPOSED else before
    return tuple(points)
