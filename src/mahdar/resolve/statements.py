"""Statements resolved: each attribution gets its actor, or a refusal says why it has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mahdar.model import Actor, Attribution, Days, Introduction, Refusal, Statement
from mahdar.resolve.cast import Cast
from mahdar.resolve.headlines import join_headlines, place_headlines, settle_headlines
from mahdar.resolve.nesting import carried_words, merely_relays, outer_of, repeats
from mahdar.resolve.speakers import speaker_of
from mahdar.resolve.turns import Reading, Turn
from mahdar.world import World


@dataclass(frozen=True, slots=True)
class Resolved:
    """The statements of a document, their actors, and what could not be resolved."""

    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...]
    refusals: tuple[Refusal, ...]


def resolve_statements(
    attributions: Sequence[Attribution], introductions: list[Introduction], world: World, published: date | None
) -> Resolved:
    """Give every attribution its actor; drop those that only repeat the speaker they stand in."""
    reading = Reading(Cast(world, published, introductions))
    for attribution in sorted(attributions, key=lambda a: (a.sentence, a.backwards, a.cue.span.start)):
        _take(reading, attribution)
    settle_headlines(reading)
    join_headlines(reading)
    place_headlines(reading)
    return _finish(reading, published)


def _take(reading: Reading, attribution: Attribution) -> None:
    """Resolve one attribution in the light of those before it."""
    told = carried_words(reading, attribution)
    if told is not None and attribution.source is not None:
        told.relay = told.relay or reading.cast.actor(attribution.relay or attribution.source)
        return
    outer = outer_of(reading, attribution)
    turn = Turn(attribution, speaker_of(reading, attribution, outer), outer)
    if attribution.medium == "statement" and turn.member is not None:
        turn.member.issuer = True
    if attribution.relay is not None:
        turn.relay = reading.cast.actor(attribution.relay)
    if outer is not None and repeats(reading, turn, outer):
        return
    if outer is not None and merely_relays(turn, outer):
        outer.dropped, turn.outer, turn.relay = True, None, outer.member
    reading.turns.append(turn)


def _finish(reading: Reading, published: date | None) -> Resolved:
    """Number the statements in the order of their cues and refuse those without an actor."""
    statements: list[Statement] = []
    refusals = list(reading.refusals)
    used: set[str] = set()
    for turn in sorted((t for t in reading.turns if not t.dropped), key=lambda t: t.at):
        if turn.member is None:
            rule = turn.attribution.rule
            refusals.append(Refusal(turn.attribution.cue.span, "statement", "source-not-resolved", rule))
        made = _statement(reading, turn, len(statements) + 1, published)
        statements.append(made)
        used.update(made.actors, {made.relayed_by or "", made.addressee or ""})
    return Resolved(tuple(statements), reading.cast.actors(used), tuple(refusals))


def _statement(reading: Reading, turn: Turn, number: int, published: date | None) -> Statement:
    """The statement of one turn; several who speak as one stand beside the actor that they make."""
    a, source, member = turn.attribution, turn.attribution.source, turn.member
    spokesman = source is not None and source.spokesman
    document = source is not None and source.document
    return Statement(
        id=f"s{number}",
        actors=(member.id, *member.parts) if member is not None else (),
        source=source.span if source is not None else None,
        cue=a.cue,
        content=a.content,
        act=a.performed or a.act,
        quoted=a.quoted,
        rule=a.rule,
        negated=a.negated,
        held_at_distance=a.act == "claim",
        capacity="document" if document else "spokesperson" if spokesman else "own",
        relayed_by=turn.relay.id if turn.relay is not None and turn.relay is not member else None,
        addressee=reading.cast.actor(a.addressee).id if a.addressee is not None else None,
        medium=a.medium,
        said=Days(published, published, "published") if published is not None else None,
    )
