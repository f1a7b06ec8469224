"""Joining: several sightings of one meeting become one, and each adds what the others leave out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from mahdar.extract.meetings.candidates import Candidate
from mahdar.extract.meetings.days import LONGEST_ROUND, When
from mahdar.extract.meetings.sightings import Sighting
from mahdar.extract.meetings.venue import Venue
from mahdar.model import MeetingStatus

VAGUE = 3
"""Days that a stretch must be wider than to be vague."""

NEAR_BY = timedelta(3)
"""How far from vague days the meeting may have been after all."""


@dataclass(slots=True)
class Gathering:
    """One meeting while its sightings come in; `told` is the sighting that tells most."""

    track: int
    told: Candidate
    number: int | None
    when: When
    status: MeetingStatus | None
    venue: Venue | None
    members: list[Candidate] = field(default_factory=list)

    @classmethod
    def of(cls, seed: Candidate) -> Gathering:
        """A meeting that so far has one sighting."""
        return cls(seed.weight.track, seed, seed.sighting.number, seed.when, seed.status, seed.venue, [seed])

    def takes(self, other: Candidate) -> bool:
        """Whether a sighting may be of this meeting: nothing that both tell differs."""
        mine, theirs = self.told.sighting, other.sighting
        summit = mine.kind == theirs.kind == "summit"
        leaders = self.told.weight.parties >= 2 <= other.weight.parties and mine.count == theirs.count == "one"
        alike = (
            self._pointed_at(other)
            or summit
            or "summit" not in (mine.kind, theirs.kind)
            or mine.verb
            or theirs.verb
            or leaders
        )
        if not self._same_track(other) or not (alike or (self._dated(other) and _same_day(self.when, other.when))):
            return False
        if _several(mine) != _several(theirs) and (self.when.first >= 0 or other.when.first >= 0):
            return False
        if self.number is not None and theirs.number is not None:
            return self.number == theirs.number
        if self._dated(other) and self._begun(other):
            return True
        if self._dated(other) and not _overlap(self.when, other.when):
            about = summit and self.status == other.status == "held" and _about(self.when, other.when)
            return about or (summit and self.status == other.status == "cancelled")
        if (self.number is None) != (theirs.number is None) and self._one_past(other):
            return False
        if self.number is None and (theirs.number or 0) > 1 and not theirs.definite:
            return False  # قمة ثانية: another one
        if theirs.has("new") and theirs.kind == "round" and not theirs.definite and mine.number is not None:
            return False  # سيدعو إلى جولة جديدة
        if theirs.has("next") and mine.number is not None and not mine.has("next"):
            return False
        return self._agrees(other)

    def _pointed_at(self, other: Candidate) -> bool:
        """Whether «the meeting» takes up a summit of the same standing."""
        mine, theirs = self.told.sighting, other.sighting
        session = theirs.kind == "session" and theirs.definite and theirs.count == "one" and not theirs.verb
        return mine.kind == "summit" and session and self.status == other.status == "planned"

    def _one_past(self, other: Candidate) -> bool:
        """Whether one of two was held and the other is to come (بعد القمة يتوقع قمة ثانية)."""
        coming = {"planned", "proposed"}
        return (self.status == "held" and other.status in coming) or (other.status == "held" and self.status in coming)

    def _dated(self, other: Candidate) -> bool:
        """Whether both tell their days in words."""
        return self.when.first >= 0 and other.when.first >= 0

    def _begun(self, other: Candidate) -> bool:
        """Whether a meeting under way is told to have begun on the day before (بدأت الخميس، وتتواصل اليوم)."""
        if "ongoing" not in (self.status, other.status) or not other.sighting.has("begin"):
            return False
        mine, eve = self.when.earliest, other.when.latest
        return mine is not None and eve is not None and eve == mine - timedelta(1)

    def _same_track(self, other: Candidate) -> bool:
        """Whether a sighting is on this track; a bare «the summit» follows the summit that was named before."""
        if self.track == other.weight.track:
            return True
        return not other.sure and other.sighting.kind == "summit" == self.told.sighting.kind

    def _agrees(self, other: Candidate) -> bool:
        """Whether standing and place allow it."""
        dated = self._dated(other)
        if self.venue and other.venue and _apart(self.venue, other.venue) and other.seed and not dated:
            return False
        if self.status is None or other.status is None or not other.seed or dated:
            return True
        if other.sighting.kind == "summit" or "cancelled" in (self.status, other.status):
            return True
        return "ongoing" in (self.status, other.status) or (self.status == "held") == (other.status == "held")

    def add(self, other: Candidate) -> None:
        """Take a sighting in: what it alone tells is kept, and it becomes the chief one if it tells more."""
        self.members.append(other)
        self.number = self.number if self.number is not None else other.sighting.number
        self.status = self._standing(other)
        if not (other.seed or other.active):
            return
        if self._dated(other) and self._begun(other):
            self.when = self.when._replace(earliest=other.when.earliest)
        elif other.when.told and _telling_days(other.when) < _telling_days(self.when):
            self.when = other.when
        if other.venue is not None and (self.venue is None or other.venue.doubt < self.venue.doubt):
            self.venue = other.venue
        if other.seed and _telling(other) > _telling(self.told):
            self.told = other

    def _standing(self, other: Candidate) -> MeetingStatus | None:
        """The standing that the sighting with days knows best; calling off comes after planning."""
        if "cancelled" in (self.status, other.status):
            return "cancelled"
        if self.told.titled and not other.titled and other.status is not None and self.when.first < 0:
            return other.status
        if self.status is None or (other.status is not None and other.when.first >= 0 and self.when.first < 0):
            return other.status or self.status
        return self.status


def join(candidates: Iterable[Candidate]) -> list[Gathering]:
    """The meetings of a page in the order of their first sighting."""
    found: list[Gathering] = []
    waiting: list[Candidate] = []
    for candidate in candidates:
        follows = candidate.seed or candidate.sighting.definite
        home = next((g for g in reversed(found) if follows and g.takes(candidate)), None)
        if home is not None:
            home.add(candidate)
        elif candidate.seed:
            found.append(Gathering.of(candidate))
        elif candidate.sighting.definite:
            waiting.append(candidate)
    for candidate in waiting:
        home = next((g for g in found if g.takes(candidate)), None)
        if home is not None:
            home.add(candidate)
    return found


def _several(sighting: Sighting) -> bool:
    """Whether a noun counts several rounds together: their days are no days of one of them."""
    return sighting.kind == "round" and sighting.count == "many" and sighting.number is None


def _overlap(a: When, b: When) -> bool:
    """Whether two stretches of days share one; an open side reaches as far as a round may last."""
    return _first(a) <= _last(b) and _first(b) <= _last(a)


def _about(a: When, b: When) -> bool:
    """Whether vague days (مطلع يونيو) lie right beside others."""
    vague = max(_width(a), _width(b)) > VAGUE
    return vague and (_first(a) - _last(b) <= NEAR_BY and _first(b) - _last(a) <= NEAR_BY)


def _first(when: When) -> date:
    """The first day that may be of a meeting."""
    reach = when.latest - timedelta(LONGEST_ROUND) if when.latest else date.min
    return when.earliest or reach


def _last(when: When) -> date:
    """The last day that may be of a meeting."""
    return when.latest or date.max


def _apart(a: Venue, b: Venue) -> bool:
    """Whether two places of which the text leaves no doubt differ."""
    return a.place != b.place and not a.doubt and not b.doubt


def _same_day(a: When, b: When) -> bool:
    """Whether two stretches of at most three days share one."""
    return _width(a) <= 2 and _width(b) <= 2 and _overlap(a, b)


def _telling_days(when: When) -> tuple[bool, int]:
    """How well days are told, the best lowest: those in words before those worked out, then the fewest."""
    return when.first < 0, _width(when)


def _width(when: When) -> int:
    if when.earliest is None or when.latest is None:
        return 10_000 if when.told else 100_000
    return (when.latest - when.earliest).days


def _telling(candidate: Candidate) -> int:
    """How much a sighting tells: a number, days, a place."""
    number, days = candidate.sighting.number is not None, candidate.when.first >= 0
    return 4 * number + 3 * days + 2 * (candidate.venue is not None) + (candidate.status is not None)
