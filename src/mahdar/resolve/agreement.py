"""Agreement: whether the one who spoke may be the subject that a later verb leaves out."""

from __future__ import annotations

from mahdar.model import Attribution
from mahdar.resolve.member import Member
from mahdar.resolve.turns import Turn

_MANY = ("group", "anonymous", "media")


def may_go_on(turn: Turn, attribution: Attribution) -> bool:
    """Whether whoever spoke in `turn` agrees in number and gender with a cue that leaves its subject out."""
    member = turn.member
    if member is None:
        return False
    if not attribution.gender:
        return True
    number = _number(turn, member, attribution.number)
    if attribution.number in ("p", "d"):
        return number == attribution.number or number == "p" or (number == "s" and member.kind in _MANY)
    if number != "s" and (attribution.gender == "m" or (member.kind == "person" and not _collective(turn))):
        return False
    return _gender_fits(turn, member, attribution.gender)


def _collective(turn: Turn) -> bool:
    """Whether several were named by a plural in ات, whose verb stands in the feminine singular (عائلات الأسرى)."""
    source = turn.attribution.source
    return source is not None and source.head.endswith(_PLURAL)


_PLURAL = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER TEH}"


def _number(turn: Turn, member: Member, asked: str) -> str:
    """The number in which the speaker was named; a document is one, whoever stands behind it."""
    source = turn.attribution.source
    if source is None or (source.document and asked != "s"):
        return member.number
    return source.number


def _gender_fits(turn: Turn, member: Member, gender: str) -> bool:
    """Whether the words that named the speaker, or the speaker behind a document, may take a verb of this gender."""
    source, cue = turn.attribution.source, turn.attribution
    if source is None:
        shown = cue.gender if cue.number == "s" else ""
        return (member.gender or shown or gender) == gender if not shown else shown == gender
    named = source.gender or (cue.gender if cue.number == "s" and not cue.backwards else None) or member.gender
    if named is None or named == gender:
        return True
    return source.document and member.gender == gender
