"""Stretches of days: comparing when two documents say that one thing took place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mahdar.model import Meeting

NARROW = 10
"""Days that a stretch may cover and still tell one meeting from the next: rounds of a track lie weeks apart."""


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Days from `earliest` to `latest`, both included; None where that side is not told.

    >>> Stretch(date(2018, 5, 14), date(2018, 5, 15)).text
    '2018-05-14..2018-05-15'
    """

    earliest: date | None
    latest: date | None

    @classmethod
    def of(cls, meeting: Meeting) -> Stretch:
        """When a meeting took or takes place as one document tells it."""
        return cls(meeting.earliest, meeting.latest)

    @property
    def told(self) -> bool:
        """Whether at least one side is."""
        return self.earliest is not None or self.latest is not None

    @property
    def width(self) -> int:
        """How many days it covers; a very great number where a side is open."""
        if self.earliest is None or self.latest is None:
            return 10**6
        return (self.latest - self.earliest).days + 1

    @property
    def narrow(self) -> bool:
        """Whether it is short enough to tell one meeting from the next."""
        return self.width <= NARROW

    @property
    def text(self) -> str:
        """As an account writes it: one ISO day, or both ends with two dots between; empty where nothing is told."""
        first, last = (day.isoformat() if day else "" for day in (self.earliest, self.latest))
        return first if first == last else f"{first}..{last}"

    def overlaps(self, other: Stretch) -> bool:
        """Whether the two share a day; an open side reaches for ever."""
        return _before(self.earliest, other.latest) and _before(other.earliest, self.latest)

    def covers(self, other: Stretch) -> bool:
        """Whether every day of the other lies in this one."""
        starts = self.earliest is None or (other.earliest is not None and self.earliest <= other.earliest)
        ends = self.latest is None or (other.latest is not None and other.latest <= self.latest)
        return starts and ends

    def gap(self, other: Stretch) -> int:
        """Days between the two: 0 where they overlap or a side that matters is open."""
        if self.overlaps(other):
            return 0
        first, second = sorted((self, other), key=lambda s: s.earliest or date.min)
        return (second.earliest - first.latest).days if first.latest and second.earliest else 0


def _before(one: date | None, other: date | None) -> bool:
    """Whether the first is no later than the second, where both are told."""
    return one is None or other is None or one <= other
