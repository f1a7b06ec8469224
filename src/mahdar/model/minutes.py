"""The minutes: what many documents say together, each line still resting on the findings that it comes from.

Nothing here asserts: where findings disagree, every answer stays, with who gives it and how many independent
sources do. Ids of findings are those of the record (see `mahdar.record`), never those of one reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from mahdar.model.findings import (
    Days,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Participant,
    Pledge,
    PledgeStatus,
    Statement,
)

T = TypeVar("T", Statement, Meeting, Pledge)

Stance = Literal["for", "against", "proposes", "demands", "conditions", "expects", "neutral"]
ConflictKind = Literal["meeting-fact", "parties", "self", "pledge", "denial"]
Question = Literal["days", "place", "host", "status"]
Implementation = Literal[0, 1, 2, 3]
"""How far a pledge is kept, on the scale of the Peace Accords Matrix: none, minimal, intermediate, full."""


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """One finding as the record holds it: `finding` as read, with the document's frame around it.

    `id` and `document` are ids of the record; `cluster` stands for the one wire text behind near-duplicates, so
    that two tellings of one cluster count as one source. `actors` are canonical: of a statement who says it, of a
    pledge who binds itself, of a meeting who takes part. `by` is who says the statement inside which a meeting or
    pledge is told; it is empty where the outlet tells it in its own voice. `words` are the evidence, as published,
    and `sentence` the sentence or sentences around them.
    """

    id: str
    document: str
    cluster: str
    outlet: str | None
    published: date | None
    finding: T
    actors: tuple[str, ...]
    words: str
    sentence: str = ""
    by: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One answer to a question about a meeting: `findings` give it, `sources` counts the independent among them."""

    value: str
    findings: tuple[str, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class Step:
    """One telling in a history: what stood on the day when it was published, and which finding says so."""

    published: date | None
    status: str
    finding: str
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingMinutes:
    """One meeting of a track as all its tellings give it.

    `accounts` holds every answer to each question, the best supported first; `earliest`, `latest`, `place`,
    `host` and `status` are the first answers. `placed` tells why a number that no source gives was inferred from
    the series, and is None otherwise. `history` runs from the first telling to the last.
    """

    id: str
    track: str
    number: int | None
    kind: MeetingKind
    status: MeetingStatus
    earliest: date | None
    latest: date | None
    place: str | None
    place_name: str | None
    host: str | None
    accounts: Mapping[Question, tuple[Account, ...]]
    findings: tuple[str, ...]
    history: tuple[Step, ...]
    participants: tuple[Participant, ...] = ()
    topics: tuple[str, ...] = ()
    placed: str | None = None


@dataclass(frozen=True, slots=True)
class PledgeMinutes:
    """One pledge and what became of it as all its tellings give it.

    `words` are those of the fullest telling, `made` the days when it was first told as made. `implementation` is
    None where no finding tells. `claimed_by` and `denied_by` are who says that it was kept and who says that not.
    """

    id: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    words: str
    status: PledgeStatus
    implementation: Implementation | None
    findings: tuple[str, ...]
    history: tuple[Step, ...]
    made: Days | None = None
    due: Days | None = None
    topics: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """Where an actor stands on a topic in one statement; `turn` where it stood otherwise before.

    `wording` is the same for all reprints of one statement, of which one counts.
    """

    said: date | None
    stance: Stance
    act: str
    finding: str
    turn: bool = False
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """What an actor says on a topic over time, oldest point first."""

    actor: str
    topic: str
    points: tuple[Point, ...]

    @property
    def last(self) -> date | None:
        """The day of the last statement: since then the actor is silent."""
        return self.points[-1].said if self.points else None


@dataclass(frozen=True, slots=True)
class Side:
    """One answer in a conflict, who gives it (nobody where it is an outlet's own voice), and in which findings."""

    answer: str
    actors: tuple[str, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One question with two or more answers; both sides stay.

    `about` is the id of the meeting or pledge in question, or the topic of the statements.
    """

    id: str
    kind: ConflictKind
    question: str
    about: str
    sides: tuple[Side, ...]
    track: str | None = None
