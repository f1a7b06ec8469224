"""A text against the record: who said so before, who said otherwise, what is told of its meetings and pledges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from mahdar.model import Meeting, Pledge, Reading, Statement
from mahdar.record import Record, schema
from mahdar.record.decisions import judged, merges
from mahdar.record.settled import conflict_of
from mahdar.resolve.across import Asking
from mahdar.resolve.across.alike import likeness
from mahdar.resolve.across.denials import ALIKE, ENOUGH
from mahdar.resolve.across.stretch import Stretch
from mahdar.views.asked import Asked
from mahdar.views.cite import sentence_of
from mahdar.views.near import statements_near, stems_of
from mahdar.views.pledges import PledgeRow, pledges
from mahdar.views.rounds import RoundRow, rounds
from mahdar.views.statements import StatementRow, told

SHOWN = 5
"""Lines of the record that are shown for each line of the text, on each side."""

TURNED = frozenset({"deny", "reject"})
"""Acts that say no to what their content says."""


@dataclass(frozen=True, slots=True)
class CheckedStatement:
    """A statement of the text, those that say it in words alike, and those that say no to it."""

    words: str
    sentence: str
    who: tuple[str, ...]
    act: str
    before: tuple[StatementRow, ...]
    against: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class CheckedMeeting:
    """A meeting of the text, and the same one in the record; `days_meet` is None where one of them tells no days."""

    words: str
    sentence: str
    track: str
    number: int | None
    days: str
    place: str | None
    record: RoundRow
    days_meet: bool | None


@dataclass(frozen=True, slots=True)
class CheckedPledge:
    """A pledge of the text, and those of the record that bind one of the same parties in words alike."""

    words: str
    sentence: str
    status: str
    record: tuple[PledgeRow, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the record holds about a text; what it does not hold is left out, which says nothing against it."""

    statements: tuple[CheckedStatement, ...]
    meetings: tuple[CheckedMeeting, ...]
    pledges: tuple[CheckedPledge, ...]


def check(record: Record, reading: Reading, tracks: Iterable[str], questions: Sequence[Asking]) -> Checked:
    """The lines of a text that the record has something about.

    `tracks` are those that the text is about, `questions` those that parties are known to answer differently.
    """
    about = {*tracks, *(m.track for m in reading.meetings)}
    with record.asking() as connection:
        asking = _Asking(connection, reading, about, questions)
        said = [asking.statement(s) for s in reading.statements]
    met = [row for m in reading.meetings for row in _meeting(record, m, reading)]
    bound = [_pledge(record, p, reading) for p in reading.pledges]
    return Checked(tuple(s for s in said if s.before or s.against), tuple(met), tuple(p for p in bound if p.record))


class _Asking:
    """Asks the record about the statements of one text."""

    def __init__(self, connection: Connection, reading: Reading, tracks: set[str], questions: Sequence[Asking]) -> None:
        self.connection, self.text, self.questions = connection, reading.document.text, questions
        self.names = {actor.id: dict(actor.names).get("ar", actor.id) for actor in reading.actors}
        self.decided, self.into = judged(connection), merges(connection)
        own = schema.conflict.c
        found = connection.execute(select(own.json).where(own.track.in_(tracks)).order_by(own.id)).scalars()
        self.conflicts = [c for c in map(conflict_of, found) if c.kind == "parties"]

    def statement(self, statement: Statement) -> CheckedStatement:
        """One statement of the text with those of the record on each side."""
        content = statement.content
        words = " … ".join(span.of(self.text) for span in content.spans)
        denied = statement.negated != (statement.act in TURNED)
        near = self._standing(statements_near(self.connection, stems_of(words)))
        against = [row for row in near if self._opposed(row, words, denied)]
        before = [row for row in near if row not in against]
        answered = [row for row in self._answering(words, denied) if row not in near]
        return CheckedStatement(
            words, sentence_of(self.text, content.start, content.end),
            tuple(self.names.get(a, a) for a in statement.actors), statement.act,
            self._told(before), self._told([*against, *answered]),
        )  # fmt: skip

    def _standing(self, rows: Iterable[Row[Any]]) -> list[Row[Any]]:
        return [row for row in rows if self.decided.get(row.id) != "reject"]

    def _told(self, rows: list[Row[Any]]) -> tuple[StatementRow, ...]:
        return tuple(told(self.connection, rows[:SHOWN], self.into, self.decided))

    def _opposed(self, row: Row[Any], words: str, denied: bool) -> bool:
        """Whether a statement in words alike says the opposite: by its answer to a question, else by its act."""
        theirs = bool(row.negated) != (row.act in TURNED)
        for question in self.questions:
            one, other = question.given(words, denied=denied), question.given(row.words, denied=theirs)
            if one and other:
                return one != other
        return denied != theirs

    def _answering(self, words: str, denied: bool) -> list[Row[Any]]:
        """The statements of known conflicts that answer a question otherwise than some words do."""
        answers = {q.id: q.given(words, denied=denied) for q in self.questions}
        ids = [
            finding
            for conflict in self.conflicts
            if answers.get(conflict.question)
            for side in conflict.sides
            if side.answer != answers[conflict.question]
            for finding in side.findings
        ]
        own = schema.statement.c
        query = select(*own).where(own.id.in_(ids[:100])).order_by(own.said.desc().nulls_last(), own.id)
        return self._standing(self.connection.execute(query))


def _meeting(record: Record, meeting: Meeting, reading: Reading) -> list[CheckedMeeting]:
    """The meetings in the record that one of the text may be: by its number, else by days that overlap."""
    own, text, at = Stretch.of(meeting), reading.document.text, meeting.evidence.first
    found = []
    for row in rounds(record, Asked(track=meeting.track, limit=1000)):
        theirs = Stretch(row.minutes.earliest, row.minutes.latest)
        both = own.told and theirs.told
        if row.number == meeting.number if meeting.number else both and own.narrow and own.overlaps(theirs):
            found.append(
                CheckedMeeting(
                    at.of(text), sentence_of(text, at.start, at.end), meeting.track, meeting.number, own.text,
                    meeting.place_name or meeting.place, row, own.overlaps(theirs) if both else None,
                )
            )  # fmt: skip
    return found


def _pledge(record: Record, pledge: Pledge, reading: Reading) -> CheckedPledge:
    """A pledge of the text with those of the record."""
    text = reading.document.text
    words = pledge.what.of(text)
    own = stems_of(words)
    bound = {p.id: p for actor in pledge.by for p in pledges(record, Asked(actor=actor, limit=1000))}
    alike = [p for p in bound.values() if len(own & stems_of(p.words)) >= ENOUGH and _share(own, p) >= ALIKE]
    shown = sorted(alike, key=lambda p: (-_share(own, p), p.id))[:SHOWN]
    return CheckedPledge(words, sentence_of(text, pledge.what.start, pledge.what.end), pledge.status, tuple(shown))


def _share(own: frozenset[str], row: PledgeRow) -> float:
    return likeness(own, stems_of(row.words))
