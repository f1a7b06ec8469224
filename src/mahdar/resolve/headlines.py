"""Headlines: whose words a headline without a name gives, and states before a colon that are only places."""

from __future__ import annotations

from mahdar.model import Refusal
from mahdar.resolve.nesting import stands_for
from mahdar.resolve.turns import Reading, Turn


def settle_headlines(reading: Reading) -> None:
    """A headline that names nobody belongs to whoever says it first below, in the same act before others."""
    for turn in reading.turns:
        if turn.attribution.link == "headline" and turn.member is None:
            sentence, act = turn.attribution.sentence, turn.attribution.act
            below = [t for t in reading.turns if t.member is not None and t.attribution.sentence > sentence]
            like = [t for t in below if t.attribution.act == act]
            turn.member = (like or below or [turn])[0].member


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
    named = source is not None and source.role in ("name", "alias")
    colon = turn.attribution.rule.endswith("headline-colon")
    return named and colon and turn.member is not None and turn.member.kind == "state"


def _heard_below(reading: Reading, turn: Turn) -> bool:
    """Whether the state, or someone who speaks for it, speaks in another statement."""
    others = [t.member for t in reading.turns if t is not turn and t.member is not None and not t.dropped]
    return any(m is turn.member or (turn.member is not None and stands_for(reading, m, turn.member)) for m in others)
