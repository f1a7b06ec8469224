"""Positions: where an actor stands on a topic over time, read off the acts of its statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from zlib import crc32

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
    """One point for each statement."""
    ordered = sorted(told, key=lambda t: (said_on(t) or date.max, t.document, t.finding.cue.span.start))
    return with_turns(
        Point(said_on(t), stance_of(t.finding, t.words, conditional), t.finding.act, t.id, wording=_wording(t))
        for t in ordered
    )


def _wording(told: Told[Statement]) -> str:
    """What reprints of one wire text have in common."""
    return f"{told.cluster}:{crc32(told.words.encode('utf-8', 'surrogatepass')):x}"


def joined(positions: Iterable[Position]) -> tuple[Position, ...]:
    """The positions of several tracks as those of all: one for each actor and topic."""
    series: dict[tuple[str, str], dict[str, Point]] = {}
    for position in positions:
        points = series.setdefault((position.actor, position.topic), {})
        points.update((point.finding, point) for point in position.points)
    return tuple(
        Position(actor, topic, with_turns(sorted(points.values(), key=_by_day)))
        for (actor, topic), points in sorted(series.items())
    )


def _by_day(point: Point) -> tuple[date, str]:
    """The order of points of several tracks; those of one document keep theirs."""
    return point.said or date.max, point.wording.partition(":")[0]


def with_turns(points: Iterable[Point]) -> tuple[Point, ...]:
    """Points in their order with the turns marked; reprints of one wire text give one."""
    found: list[Point] = []
    seen: set[str] = set()
    before: str | None = None
    for point in points:
        if point.wording in seen:
            continue
        seen.add(point.wording)
        turn = before is not None and OPPOSED.get(point.stance) == before
        found.append(replace(point, turn=turn))
        before = point.stance if point.stance in OPPOSED else before
    return tuple(found)
