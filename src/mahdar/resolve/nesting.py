"""Nesting: statements that only repeat the speaker they stand in, and outlets that only carry words."""

from __future__ import annotations

from mahdar.model import Attribution
from mahdar.resolve.member import Member
from mahdar.resolve.turns import Reading, Turn


def outer_of(reading: Reading, attribution: Attribution) -> Turn | None:
    """The innermost earlier statement whose content holds this cue."""
    cue = attribution.cue.span
    held = [t for t in reading.turns if not t.dropped and any(s.covers(cue) for s in t.attribution.content.spans)]
    return min(held, key=lambda t: t.attribution.content.end - t.attribution.content.start, default=None)


def carried_words(reading: Reading, attribution: Attribution) -> Turn | None:
    """The statement that a بحسب in its sentence only tells the carrier of, None where it makes its own."""
    source = attribution.source
    if not attribution.backwards or source is None:
        return None
    if source.kind != "media" and ".according-relay" not in attribution.rule:
        return None
    here = (t for t in reading.turns if not t.dropped and t.attribution.sentence == attribution.sentence)
    return next((t for t in here if t.at < attribution.cue.span.start or _led_in(t, attribution)), None)


def _led_in(turn: Turn, attribution: Attribution) -> bool:
    """Whether the words behind a بحسب that opens the sentence are another's at once (بحسب وكالة كذا، قال فلان إن)."""
    source = turn.attribution.source
    begins = min(turn.at, source.span.start) if source is not None else turn.at
    return not turn.attribution.backwards and 0 <= begins - attribution.content.start <= 2


def repeats(reading: Reading, turn: Turn, outer: Turn) -> bool:
    """Whether a statement inside another is the same speaker's, and so part of it."""
    attribution = turn.attribution
    if turn.member is None and attribution.source is None and attribution.link in ("same", "subject", "owner"):
        return True
    if turn.member is None or outer.member is None:
        return False
    if turn.member is outer.member:
        return True
    return outer.attribution.quoted == "full" and stands_for(reading, outer.member, turn.member)


def stands_for(reading: Reading, speaker: Member, other: Member) -> bool:
    """Whether a speaker speaks for the state or body that his own words name (الأردن يرحب, his spokesman says)."""
    entities = reading.cast.world.entities
    entity, body = entities.get(speaker.id), entities.get(other.id)
    if entity is not None and (entity.represents == other.id or any(o.of == other.id for o in entity.offices)):
        return True
    if body is None or body.kind != "state":
        return False
    return any(a in word for a in body.adjective.get("ar", ()) for word in speaker.words)


def merely_relays(turn: Turn, outer: Turn) -> bool:
    """Whether the outer statement is an outlet that only carries the inner speaker's words."""
    source, inner = outer.attribution.source, turn.attribution
    if source is None or source.kind != "media" or inner.source is None:
        return False
    begins = min(turn.at, inner.source.span.start)
    return begins - outer.attribution.content.start <= 2 and inner.link == "same" and not inner.backwards
