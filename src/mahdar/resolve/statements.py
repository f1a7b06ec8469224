"""Statements resolved: each attribution gets its actor, or a refusal says why it has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from mahdar.model import Actor, Attribution, Days, Introduction, Refusal, Span, Statement
from mahdar.resolve.cast import Cast, Member
from mahdar.world import World


@dataclass(frozen=True, slots=True)
class Resolved:
    """The statements of a document, their actors, and what could not be resolved."""

    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...]
    refusals: tuple[Refusal, ...]


@dataclass(slots=True)
class _Turn:
    """An attribution with its actor, as far as the reading has come."""

    attribution: Attribution
    member: Member | None
    outer: _Turn | None = None
    dropped: bool = False


@dataclass(slots=True)
class _Reading:
    """The turns so far and the cast."""

    cast: Cast
    turns: list[_Turn] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def resolve_statements(
    attributions: Sequence[Attribution], introductions: list[Introduction], world: World, published: date | None
) -> Resolved:
    """Give every attribution its actor; drop those that only repeat the speaker they stand in."""
    reading = _Reading(Cast(world, published, introductions))
    ordered = sorted(attributions, key=lambda a: (a.sentence, a.backwards, a.cue.span.start))
    for attribution in ordered:
        _take(reading, attribution)
    _headlines(reading)
    _places(reading)
    return _finish(reading, published)


def _take(reading: _Reading, attribution: Attribution) -> None:
    """Resolve one attribution in the light of those before it."""
    outer = _outer(reading, attribution)
    if _relays(reading, attribution):
        return
    member = _member(reading, attribution, outer)
    turn = _Turn(attribution, member, outer)
    if outer is not None and _repeats(reading, turn, outer):
        return
    if outer is not None and _merely_relays(turn, outer):
        outer.dropped = True
        turn.outer = None
    reading.turns.append(turn)


def _outer(reading: _Reading, attribution: Attribution) -> _Turn | None:
    """The innermost earlier statement whose content holds this cue."""
    cue = attribution.cue.span
    held = [t for t in reading.turns if not t.dropped and any(s.covers(cue) for s in t.attribution.content.spans)]
    return min(held, key=lambda t: t.attribution.content.end - t.attribution.content.start, default=None)


def _relays(reading: _Reading, attribution: Attribution) -> bool:
    """Whether a بحسب names only the outlet that carried a speaker's words."""
    if not attribution.backwards or attribution.source is None:
        return False
    carried = attribution.source.kind == "media" or ".according-relay" in attribution.rule
    if not carried:
        return False
    span = attribution.content.first
    return any(
        t.attribution.sentence == attribution.sentence
        and t.attribution.cue.span.start < attribution.cue.span.start
        or t.attribution.content.end >= span.end
        and t.attribution.content.start >= span.start - 40
        for t in reading.turns
        if not t.dropped
        and t.attribution.sentence >= attribution.sentence - 1
        and t.attribution.cue.span.start < attribution.cue.span.start
        and (t.attribution.sentence == attribution.sentence)
    )


def _member(reading: _Reading, attribution: Attribution, outer: _Turn | None) -> Member | None:
    """The actor of an attribution: named, pointed to by grammar, or carried on from before."""
    if attribution.source is not None:
        return reading.cast.actor(attribution.source)
    anchor = attribution.anchor
    if anchor is not None and attribution.link in ("antecedent", "parties"):
        return reading.cast.actor(anchor)
    if attribution.link == "headline":
        return None
    if attribution.link == "parties" and attribution.act == "agree":
        return _several(reading)
    carried = _carried(reading, attribution, outer)
    several = attribution.number in ("p", "d") and carried is not None
    if anchor is not None and not several and _points(reading, attribution, outer):
        return reading.cast.actor(anchor)
    return carried


def _several(reading: _Reading) -> Member | None:
    """The latest speaker that is more than one, for an agreement whose parties are not named."""
    return next((t.member for t in reversed(reading.turns) if t.member is not None and t.member.plural), None)


def _points(reading: _Reading, attribution: Attribution, outer: _Turn | None) -> bool:
    """Whether the words that grammar points to count: nobody has spoken since at the same depth."""
    if outer is not None or attribution.link not in ("same", "subject") or attribution.anchor is None:
        return False
    position = attribution.anchor.span.start
    return not any(
        t.attribution.cue.span.start > position
        and t.outer is None
        and not t.dropped
        and t.member is not None
        and _agrees(t.member, attribution)
        for t in reading.turns
    )


def _carried(reading: _Reading, attribution: Attribution, outer: _Turn | None) -> Member | None:
    """The latest speaker at the same depth whom the cue may agree with."""
    for turn in reversed(reading.turns):
        if turn.dropped or turn.member is None or turn is outer:
            continue
        if turn.outer is not outer and turn.outer is not None:
            continue
        if _agrees(turn.member, attribution):
            return turn.member
    return outer.member if outer is not None and attribution.link == "owner" else None


def _agrees(member: Member, attribution: Attribution) -> bool:
    """Whether a member may be the subject that the cue leaves out."""
    if not attribution.gender:
        return True
    if attribution.number in ("p", "d"):
        return member.plural or member.kind in ("group", "anonymous", "media")
    if member.plural and (attribution.gender == "m" or member.kind == "person"):
        return False
    if member.gender is None:
        return True
    return member.gender == attribution.gender


def _repeats(reading: _Reading, turn: _Turn, outer: _Turn) -> bool:
    """Whether a statement inside another is the same speaker's, and so part of it."""
    attribution = turn.attribution
    if turn.member is None and attribution.source is None and attribution.link in ("same", "subject", "owner"):
        return True
    if turn.member is None or outer.member is None:
        return False
    if turn.member is outer.member:
        return True
    return outer.attribution.quoted == "full" and _stands_for(reading, outer.member, turn.member)


def _stands_for(reading: _Reading, speaker: Member, other: Member) -> bool:
    """Whether a speaker speaks for the state or body that his own words name (الأردن يرحب, his spokesman says)."""
    entity = reading.cast.world.entities.get(speaker.id)
    if entity is not None and (entity.represents == other.id or any(o.of == other.id for o in entity.offices)):
        return True
    state = reading.cast.world.entities.get(other.id)
    if state is None or state.kind != "state":
        return False
    adjectives = [a for a in state.adjective.get("ar", ())]
    return any(a in word for a in adjectives for word in speaker.words)


def _merely_relays(turn: _Turn, outer: _Turn) -> bool:
    """Whether the outer statement is an outlet that only carries the inner speaker's words."""
    source = outer.attribution.source
    if source is None or source.kind != "media" or turn.attribution.source is None:
        return False
    begins = min(turn.attribution.cue.span.start, turn.attribution.source.span.start)
    return (
        begins - outer.attribution.content.start <= 2
        and turn.attribution.link == "same"
        and not turn.attribution.backwards
    )


def _headlines(reading: _Reading) -> None:
    """A headline that names nobody belongs to whoever says it first below."""
    for turn in reading.turns:
        if turn.attribution.link == "headline" and turn.member is None:
            below = [
                t for t in reading.turns if t.member is not None and t.attribution.sentence > turn.attribution.sentence
            ]
            like = [t for t in below if t.attribution.act == turn.attribution.act]
            turn.member = (like or below or [turn])[0].member


def _places(reading: _Reading) -> None:
    """A state before a headline's colon speaks only if someone of that state speaks below; else it is a place."""
    for turn in reading.turns:
        source = turn.attribution.source
        if not turn.attribution.rule.endswith("headline-colon") or source is None or turn.member is None:
            continue
        if turn.member.kind == "state" and source.role in ("name", "alias"):
            below = [t.member for t in reading.turns if t is not turn and t.member is not None and not t.dropped]
            if not any(m is turn.member or _stands_for(reading, m, turn.member) for m in below):
                turn.dropped = True
                reading.refusals.append(Refusal(source.span, "statement", "place-before-colon", turn.attribution.rule))


def _finish(reading: _Reading, published: date | None) -> Resolved:
    """Number the statements in the order of their cues and refuse those without an actor."""
    statements: list[Statement] = []
    refusals = list(reading.refusals)
    used: set[str] = set()
    kept = sorted((t for t in reading.turns if not t.dropped), key=lambda t: t.attribution.cue.span.start)
    for turn in kept:
        if turn.member is None:
            refusals.append(
                Refusal(turn.attribution.cue.span, "statement", "source-not-resolved", turn.attribution.rule)
            )
        statements.append(_statement(turn, len(statements) + 1, published))
        used.update(statements[-1].actors)
        if turn.attribution.relay is not None:
            used.add(reading.cast.actor(turn.attribution.relay).id)
    return Resolved(tuple(statements), reading.cast.actors(used), tuple(refusals))


def _statement(turn: _Turn, number: int, published: date | None) -> Statement:
    """The statement of one turn."""
    a = turn.attribution
    source: Span | None = a.source.span if a.source is not None else None
    document = a.source is not None and a.source.document
    spokesman = a.source is not None and a.source.spokesman
    return Statement(
        id=f"s{number}",
        actors=(turn.member.id,) if turn.member is not None else (),
        source=source,
        cue=a.cue,
        content=a.content,
        act=a.performed or a.act,
        quoted=a.quoted,
        rule=a.rule,
        negated=a.negated,
        held_at_distance=a.act == "claim",
        capacity="document" if document else "spokesperson" if spokesman else "own",
        said=Days(published, published, "published") if published is not None else None,
    )
