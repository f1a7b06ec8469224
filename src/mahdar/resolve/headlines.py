"""Headlines: whose words a headline without a name gives, and states before a colon that are only places."""

from __future__ import annotations

from mahdar.model import Refusal, SourcePhrase
from mahdar.resolve.member import Member
from mahdar.resolve.names import like, name_words
from mahdar.resolve.nesting import stands_for
from mahdar.resolve.offices import state_adjectives, title_words
from mahdar.resolve.turns import Reading, Turn

_LOOSE = 0.34
"""Share of the words of an office that may be missing from another telling of it (مبعوث الرئيس، المبعوث)."""


def settle_headlines(reading: Reading) -> None:
    """A headline that names nobody belongs to whoever says it first below, in the same act before others."""
    for turn in reading.turns:
        if turn.attribution.link == "headline" and turn.member is None:
            sentence, act = turn.attribution.sentence, turn.attribution.act
            below = [t for t in reading.turns if t.member is not None and t.attribution.sentence > sentence]
            like = [t for t in below if t.attribution.act == act]
            turn.member = (like or below or [turn])[0].member


def join_headlines(reading: Reading) -> None:
    """An unknown name or office is the person below who bears it (الوزير: … / قال الوزير فلان).

    The first line may give an office in other words than the text; further down the offices must be alike.
    """
    for turn in reading.turns:
        source = turn.attribution.source
        if source is None or turn.member is None or turn.member.known or turn.member.parts:
            continue
        below = [t.member for t in reading.turns if t.attribution.sentence > 0 and t.member is not None]
        named = dict.fromkeys(m.id for m in below if m.kind == "person" and m.names and m is not turn.member)
        people = [reading.cast.members[i] for i in named]
        first = turn.attribution.sentence == 0
        fitting = [m for m in people if (first and _bears(reading, m, source)) or _serves_as(reading, m, source)]
        if len(fitting) == 1:
            fitting[0].add(source, speaks=False)
            turn.member = fitting[0]


def _bears(reading: Reading, member: Member, source: SourcePhrase) -> bool:
    """Whether a person bears the name in a phrase, or where there is none the office at its head."""
    if source.name is not None or source.kind == "unknown":
        words = name_words(source.name or source.text)
        return any(like(words, name_words(name)) and len(words) <= len(name_words(name)) for name in member.names)
    return source.kind == "person" and source.number == "s" and source.head in _titles(reading, member)


def _serves_as(reading: Reading, member: Member, source: SourcePhrase) -> bool:
    """Whether a phrase without a name tells an office of a person in nearly the same words."""
    if source.name is not None or source.kind != "person" or source.number != "s" or len(source.words) < 3:
        return False
    titles = _titles(reading, member)
    missing = source.words - titles
    return source.head in titles and len(missing) <= len(source.words) * _LOOSE and not missing & _adjectives(reading)


def _titles(reading: Reading, member: Member) -> set[str]:
    """The stems of all titles of a person: those that the text gives and those of the offices held on the day."""
    entity = reading.cast.world.entities.get(member.id) if member.known else None
    held = title_words(entity, reading.cast.published) if entity is not None else frozenset()
    return member.heads | member.words | held


def _adjectives(reading: Reading) -> frozenset[str]:
    """The adjectives of states: ministers of two states are two men."""
    return state_adjectives(reading.cast.world)


def place_headlines(reading: Reading) -> None:
    """A state before a headline's colon speaks only if someone of that state speaks below; else it is a place."""
    for turn in reading.turns:
        source = turn.attribution.source
        if source is not None and _state_before_colon(turn) and not _heard_below(reading, turn):
            turn.dropped = True
            reading.refusals.append(Refusal(source.span, "statement", "place-before-colon", turn.attribution.rule))


def _state_before_colon(turn: Turn) -> bool:
    """Whether the name of a state stands before a headline's colon."""
    source = turn.attribution.source
    if source is not None and source.joint:
        return turn.attribution.rule.endswith("headline-colon") and all(_place(part) for part in source.joint)
    named = source is not None and source.role in ("name", "alias")
    colon = turn.attribution.rule.endswith("headline-colon")
    return named and colon and turn.member is not None and turn.member.kind == "state"


def _place(part: SourcePhrase) -> bool:
    """Whether one of several names is that of a state or a place."""
    return bool(part.known) and part.known[0].startswith(("state/", "place/"))


def _heard_below(reading: Reading, turn: Turn) -> bool:
    """Whether the state, or someone who speaks for it, speaks in another statement."""
    others = [t.member for t in reading.turns if t is not turn and t.member is not None and not t.dropped]
    sides = [turn.member, *(reading.cast.members.get(part) for part in (turn.member.parts if turn.member else ()))]
    return any(m is side or (side is not None and stands_for(reading, m, side)) for m in others for side in sides)
