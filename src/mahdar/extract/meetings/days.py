"""Days: which of the times of a page say when a meeting takes place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from mahdar.extract.meetings.sightings import Sighting, is_barrier
from mahdar.language.meetingwords import MeetingWords
from mahdar.model import Statement, TimeExpression
from mahdar.text import Page

BEHIND, BEFORE = 16, 9
"""Tokens between a meeting and a day behind it or before it."""

LONGEST = 400
"""Days that a time may span and still say when a meeting was: a year, not a decade."""

LONGEST_ROUND = 31
"""Days that a single round may take."""


class Day(NamedTuple):
    """A time of the page with its tokens, `first` up to `last` (exclusive)."""

    first: int
    last: int
    time: TimeExpression


class Length(NamedTuple):
    """How many days something takes, told at token `first`."""

    first: int
    days: int


class When(NamedTuple):
    """When a meeting takes place, and the tokens that say so; both days are None where nothing does."""

    earliest: date | None = None
    latest: date | None = None
    first: int = -1
    last: int = -1
    since: bool = False

    @property
    def told(self) -> bool:
        """Whether any side is told."""
        return self.earliest is not None or self.latest is not None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a page by token, and the tokens that part a day from a meeting (cues, the nouns of meetings)."""

    days: tuple[Day, ...]
    lengths: tuple[Length, ...]
    cues: frozenset[int]
    folded: list[str]
    words: MeetingWords

    @classmethod
    def of(
        cls, page: Page, times: Iterable[TimeExpression], statements: Sequence[Statement], words: MeetingWords
    ) -> Calendar:
        """The calendar of a page."""
        at = page.tokens.at
        days = [Day(at(t.span.start), at(t.span.end - 1) + 1, t) for t in times if _bounded(t)]
        lengths = tuple(Length(at(t.span.start), n) for t in times if (n := _whole_days(t)))
        cues = frozenset(at(s.cue.span.start) for s in statements)
        return cls(tuple(sorted(days, key=lambda d: d.first)), lengths, cues, page.tokens.folded, words)

    def holds(self, index: int) -> bool:
        """Whether a day stands on a token: the number of such a noun is a date (قمة 12 يونيو)."""
        return any(day.first <= index < day.last for day in self.days)

    def length(self, sighting: Sighting) -> int:
        """How many days the meeting takes by the words behind it (التي استمرت يومين), 0 where nothing tells."""
        behind = (n for n in self.lengths if sighting.last < n.first < min(sighting.last + BEHIND, sighting.end))
        found = next(behind, None)
        if found is None:
            return 0
        clues = (c for form in self.folded[max(found.first - 2, sighting.last) : found.first]
                 for c in self.words.clues.get(form, ()))  # fmt: skip
        return found.days if any(clue.sense == "last" for clue in clues) else 0

    def single(self, end: int, eve: date, published: date) -> date | None:
        """The first day told before token `end`, where it is the day of publication or the one before."""
        told = (d.time.earliest for d in self.days if d.first < end and d.time.earliest == d.time.latest)
        return next((day for day in told if day in (eve, published)), None)

    def follows(self, index: int) -> bool:
        """Whether «after» or «before» stands right before a token (بعد يوم من)."""
        bounds = self.words.bounds
        return any(f in bounds["after"] or f in bounds["before"] for f in self.folded[max(index - 3, 0) : index])

    def when(self, sighting: Sighting, heads: Sequence[int]) -> When:
        """When the sighting takes place; `heads` are the first tokens of all sightings."""
        best: tuple[int, int] | None = None
        for number, day in enumerate(self.days):
            if day.first >= sighting.end or day.last <= sighting.begin or self._until_now(number):
                continue
            gap = self._gap(day, sighting, heads)
            if gap is not None and (best is None or gap < best[0]):
                best = (gap, number)
        return self._joined(best[1], sighting) if best else When()

    def _gap(self, day: Day, sighting: Sighting, heads: Sequence[int]) -> int | None:
        """How far a day is from a sighting; None where something parts them."""
        if day.first >= sighting.first:
            gap = max(day.first - sighting.last, 0)
            parted = gap > BEHIND or self._parted(sighting.last, day.first, heads)
            return None if parted else gap
        if self._opens(day, sighting):
            return BEFORE
        gap = sighting.first - day.last + 2
        told = any(sighting.begin <= cue < day.first for cue in self.cues)
        apart = told or self._of_another_verb(day.last, sighting.first)
        parted = gap > BEFORE or apart or self._parted(day.last, sighting.first, heads)
        return None if parted else gap

    def _until_now(self, number: int) -> bool:
        """Whether a day only says how long something has lasted (إلى اليوم), and closes no stretch of days."""
        day = self.days[number]
        before = self.folded[day.first - 1] if day.first else ""
        bounds = self.words.bounds
        until = before in bounds["until"] or (len(before) > 1 and before in bounds["joins"])
        follows = number > 0 and self.days[number - 1].last >= day.first - 2
        return until and not follows and day.last - day.first == 1 and not self.folded[day.first][0].isdigit()

    def _opens(self, day: Day, sighting: Sighting) -> bool:
        """Whether a day opens the sentence of what somebody comes to hold (والأربعاء، يصل الرئيس لعقد قمة)."""
        purpose = self.folded[sighting.first - 1]
        comes = purpose.startswith(self.words.clitics.prepositions[1]) and any(
            clue.sense == "hold" and not clue.tense for clue in self.words.clues.get(purpose, ())
        )
        head = day.first <= sighting.begin + 1 and self.folded[day.last] in "،,"
        return comes and head and sighting.first - day.last <= BEHIND

    def _parted(self, first: int, last: int, heads: Sequence[int]) -> bool:
        """Whether a barrier, a cue or another meeting stands between two tokens."""
        bounds = self.words.bounds
        for index in range(first, last):
            form, beside = self.folded[index], index == last - 1
            if is_barrier(self.folded, index, self.words):
                return True
            if not beside and any(form in bounds[name] for name in ("before", "after", "since")):
                return True
        return any(first <= i < last for i in heads) or any(first <= i < last for i in self.cues)

    def _of_another_verb(self, first: int, last: int) -> bool:
        """Whether a verb joined by a conjunction, a purpose (لإجراء) or a proposal begins between day and meeting."""
        clitics, clues = self.words.clitics, self.words.clues
        joined = (clitics.conjunctions[0], clitics.prepositions[1])
        return any(
            form in clues and (form.startswith(joined) or any(c.sense == "propose" for c in clues[form]))
            for form in self.folded[first:last]
        )

    def _joined(self, number: int, sighting: Sighting) -> When:
        """The day and those joined to it on either side (من 3 إلى 5، مساء الجمعة وصباح السبت)."""
        low = high = number
        while high + 1 < len(self.days) and self._touch(self.days[high], self.days[high + 1]):
            high += 1
        while low and self._touch(self.days[low - 1], self.days[low]):
            low -= 1
        chosen = self.days[low : high + 1]
        first = chosen[0]
        if low == high:
            return self._bound(first)
        earliest = min((d.time.earliest for d in chosen if d.time.earliest), default=None)
        latest = max((d.time.latest for d in chosen if d.time.latest), default=None)
        return When(earliest, latest, first.first, chosen[-1].last)

    def _touch(self, left: Day, right: Day) -> bool:
        """Whether two days are joined by nothing but words of joining, or stand with no word between."""
        between = self.folded[left.last : right.first]
        return len(between) <= 2 and all(form in self.words.bounds["joins"] for form in between)

    def _bound(self, day: Day) -> When:
        """One day, read with the word before it (قبل نهاية الشهر، بعد الخامس والعشرين)."""
        before = self.folded[day.first - 1] if day.first else ""
        bounds, time = self.words.bounds, day.time
        if before in bounds["before"]:
            return When(None, time.latest, day.first, day.last)
        if before in bounds["after"]:
            return When(time.latest + timedelta(1) if time.latest else None, None, day.first, day.last)
        if before in bounds["since"]:
            return When(time.earliest, None, day.first, day.last, since=True)
        return When(time.earliest, time.latest, day.first, day.last)


def _whole_days(time: TimeExpression) -> int:
    """The days of a duration that is told in days and is no longer than talks take, else 0."""
    number = time.value[1:-1] if time.type == "DURATION" and time.value.startswith("P") else ""
    days = int(number) if number.isdigit() and time.value.endswith("D") else 0
    return days if days <= LONGEST_ROUND else 0


def _bounded(time: TimeExpression) -> bool:
    """Whether a time is a day or a stretch of days short enough to say when."""
    if time.type not in ("DATE", "TIME") or time.earliest is None or time.latest is None:
        return False
    return (time.latest - time.earliest).days <= LONGEST
