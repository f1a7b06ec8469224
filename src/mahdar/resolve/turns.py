"""Turns: the attributions of a document as far as it has been read, each with its actor."""

from __future__ import annotations

from dataclasses import dataclass, field

from mahdar.model import Attribution, Refusal
from mahdar.resolve.cast import Cast
from mahdar.resolve.member import Member


@dataclass(slots=True)
class Turn:
    """An attribution with its actor; `outer` is the statement whose words hold it, `relay` who only carried it."""

    attribution: Attribution
    member: Member | None
    outer: Turn | None = None
    relay: Member | None = None
    dropped: bool = False

    @property
    def at(self) -> int:
        """Where the cue begins."""
        return self.attribution.cue.span.start


@dataclass(slots=True)
class Reading:
    """The turns so far, the cast, and what was seen and not decided."""

    cast: Cast
    turns: list[Turn] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def standing(self) -> list[Turn]:
        """The turns that have an actor and were not dropped, the latest first."""
        return [t for t in reversed(self.turns) if t.member is not None and not t.dropped]
