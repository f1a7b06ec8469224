"""Speakers: the actor of an attribution, named, pointed to by grammar, or carried on from before."""

from __future__ import annotations

from mahdar.model import Attribution, SourcePhrase
from mahdar.resolve.agreement import may_go_on
from mahdar.resolve.member import Member
from mahdar.resolve.offices import state_of
from mahdar.resolve.turns import Reading, Turn


def speaker_of(reading: Reading, attribution: Attribution, outer: Turn | None) -> Member | None:
    """The actor of an attribution, None where nobody fits."""
    source, anchor = attribution.source, attribution.anchor
    if source is not None:
        return _named(reading, attribution, source, outer)
    if anchor is not None and attribution.link in ("antecedent", "parties", "owner"):
        return _named(reading, attribution, anchor, outer)
    if attribution.link == "headline":
        return None
    if attribution.link == "parties" and attribution.act == "agree":
        return next((t.member for t in reading.standing() if t.member is not None and t.member.plural), None)
    if anchor is not None and _points(reading, attribution, anchor, outer):
        return _named(reading, attribution, anchor, outer)
    found = carried(reading, attribution, outer)
    if found is None and attribution.link == "subject":
        return carried(reading, attribution, outer, agree=False)
    return found


def _named(reading: Reading, attribution: Attribution, phrase: SourcePhrase, outer: Turn | None) -> Member | None:
    """Whom words name; a body with the speaker's pronoun is the side that the speaker stands on (بلاده)."""
    if not phrase.own:
        return reading.cast.actor(phrase)
    anchor = attribution.anchor if phrase is attribution.source else None
    if outer is not None:
        speaker = outer.member
    elif anchor is not None and not anchor.own:
        speaker = reading.cast.actor(anchor)
    else:
        speaker = carried(reading, attribution, outer, agree=False)
    if speaker is None:
        return reading.cast.actor(phrase)
    return own_side(reading, speaker, phrase) or speaker


def own_side(reading: Reading, speaker: Member, phrase: SourcePhrase) -> Member | None:
    """The state or body that a speaker calls his own: by his office, or by the adjective in his title."""
    world = reading.cast.world
    entity = world.entities.get(speaker.id)
    side = state_of(world, entity, reading.cast.published) if entity is not None else None
    side = side or next((e.id for e in world.entities.values() if e.kind == "state" and _adjective(e, speaker)), None)
    return reading.cast.side(side, phrase) if side is not None else None


def _adjective(state: object, speaker: Member) -> bool:
    """Whether the adjective of a state stands among a speaker's words."""
    adjectives = state.adjective.get("ar", ())  # type: ignore[attr-defined]
    return any(a in speaker.words for a in adjectives)


def _points(reading: Reading, attribution: Attribution, anchor: SourcePhrase, outer: Turn | None) -> bool:
    """Whether the words that grammar points to count: nobody nearer who agrees has spoken at the same depth."""
    if attribution.link not in ("same", "subject") or _has_floor(reading, attribution, outer):
        return False
    if outer is not None and not any(s.covers(anchor.span) for s in outer.attribution.content.spans):
        return False
    standing = reading.standing()
    if any(t.outer is outer and _told_by(t, attribution, anchor) for t in standing):
        return False
    nearer = [t for t in standing if _nearer(t, attribution, anchor)]
    return not any((t.outer is outer or _sibling(t, attribution)) and may_go_on(t, attribution) for t in nearer)


def _has_floor(reading: Reading, attribution: Attribution, outer: Turn | None) -> bool:
    """Whether a verb that goes on (أضاف) finds somebody who was speaking in the sentences right before it."""
    if not attribution.goes_on or attribution.link != "same":
        return False
    near = (t for t in reading.standing() if attribution.sentence - t.attribution.sentence <= _FLOOR)
    return any(t.outer is outer and may_go_on(t, attribution) for t in near)


_FLOOR = 2
"""Sentences for which whoever spoke keeps the floor."""


def _told_by(turn: Turn, attribution: Attribution, anchor: SourcePhrase) -> bool:
    """Whether an anchor is only told of in the words of whoever goes on (أعرب عن أسفه لعجز المجلس، ويدعو إلى …)."""
    told = any(s.covers(anchor.span) for s in turn.attribution.content.spans)
    return told and _sibling(turn, attribution) and may_go_on(turn, attribution)


def _nearer(turn: Turn, attribution: Attribution, anchor: SourcePhrase) -> bool:
    """Whether a turn stands nearer than an anchor: behind it, or within the reach that the anchor yields to."""
    if attribution.reach == "clause":
        return turn.at > anchor.span.start
    return attribution.reach == "text" or _sibling(turn, attribution)


def _sibling(turn: Turn, attribution: Attribution) -> bool:
    """Whether a turn stands before an attribution in its own sentence."""
    return turn.attribution.sentence == attribution.sentence and turn.at < attribution.cue.span.start


def carried(reading: Reading, attribution: Attribution, outer: Turn | None, *, agree: bool = True) -> Member | None:
    """The latest speaker who may go on, at the same depth first, a verb's subject before others of its sentence."""
    turns = [t for t in reading.standing() if t is not outer and (not agree or may_go_on(t, attribution))]
    level = [t for t in turns if t.outer is outer]
    best = _main([t for t in level if t.attribution.sentence == level[0].attribution.sentence]) if level else None
    inside = [t for t in turns if t.outer is not outer and _sibling(t, attribution)]
    if outer is None and inside and _goes_on_inside(best, inside[0], attribution):
        return inside[0].member
    if best is not None:
        return best.member
    if outer is not None:
        return outer.member
    latest = turns[0].member if turns else None
    return latest or reading.cast.latest_person(attribution.cue.span.start, attribution.gender)


def _main(turns: list[Turn]) -> Turn | None:
    """The latest turn of a verb before those of relative clauses, of nouns and of بحسب, which stand beside it."""
    verbs = [t for t in turns if not t.attribution.backwards and ".nominal-" not in t.attribution.rule]
    main = [t for t in verbs if t.attribution.link != "antecedent"]
    return next(iter(main or verbs or turns), None)


def _goes_on_inside(best: Turn | None, inside: Turn, attribution: Attribution) -> bool:
    """Whether the speaker inside another's words goes on: nobody outside agrees, or only his spokesman does."""
    if best is None or not _sibling(best, attribution):
        return True
    source, member = best.attribution.source, inside.member
    return source is not None and source.spokesman and member is not None and member.known
