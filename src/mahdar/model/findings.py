"""The findings of a reading: statements, times, meetings, pledges, actors, places, refusals.

Each holds its evidence; none can be built without. `None` means that the text does not say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mahdar.model.span import Evidence, Span

Act = Literal[
    "assert", "claim", "deny", "announce", "propose", "call", "promise",
    "agree", "reject", "support", "criticise", "warn", "expect",
]  # fmt: skip
Quoted = Literal["full", "partial", "none"]
Capacity = Literal["own", "spokesperson", "document"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
MeetingStatus = Literal["held", "ongoing", "planned", "proposed", "cancelled"]
MeetingKind = Literal["round", "session", "summit", "conference", "consultation"]
PledgeStatus = Literal["pledged", "underway", "kept", "broken", "frozen", "abandoned"]
Basis = Literal["explicit", "relative", "published"]


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that attribute; `lemma` is their dictionary form as the pack has it."""

    span: Span
    lemma: str


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both ends included; an end is None where only the other is told."""

    earliest: date | None
    latest: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what: a PARC3 attribution relation of source, cue and content."""

    id: str
    actors: tuple[str, ...]
    source: Span | None
    cue: Cue
    content: Evidence
    act: Act
    quoted: Quoted
    rule: str
    negated: bool = False
    held_at_distance: bool = False
    capacity: Capacity = "own"
    relayed_by: str | None = None
    addressee: str | None = None
    medium: str | None = None
    said: Days | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TimeML TIMEX3: `value` is ISO 8601 as TIMEX3 extends it; the days are inclusive.

    `basis` is "explicit" where the words alone give the value, "relative" where the day of
    publication was needed (or is missing: then `value` stays relative and both days are None).
    """

    span: Span
    type: TimexType
    value: str
    rule: str
    mod: str | None = None
    earliest: date | None = None
    latest: date | None = None
    basis: Basis = "explicit"

    def __post_init__(self) -> None:
        Evidence((self.span,))


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor at a meeting and the part it plays there."""

    actor: str
    role: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a negotiation track as one document tells of it."""

    id: str
    track: str
    number: int | None
    kind: MeetingKind
    earliest: date | None
    latest: date | None
    place: str | None
    place_name: str | None
    status: MeetingStatus
    evidence: Evidence
    rule: str
    host: str | None = None
    participants: tuple[Participant, ...] = ()
    topics: tuple[str, ...] = ()
    according_to: str | None = None


@dataclass(frozen=True, slots=True)
class Pledge:
    """What parties bind themselves to, and what the document says has become of it."""

    id: str
    by: tuple[str, ...]
    what: Span
    status: PledgeStatus
    evidence: Evidence
    rule: str
    to: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    places: tuple[str, ...] = ()
    broken_by: tuple[str, ...] = ()
    according_to: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody named in the document: `known` tells whether the world pack has them."""

    id: str
    kind: str
    names: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...]
    known: bool
    mentions: tuple[Span, ...]
    represents: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in the document."""

    id: str
    name: str
    kind: str
    lat: float | None
    lon: float | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something seen and not decided, with the reason; `kind` is the finding that it might have been."""

    span: Span
    kind: str
    reason: str
    rule: str = ""

    def __post_init__(self) -> None:
        Evidence((self.span,))
