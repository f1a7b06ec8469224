"""The timeline of a track as a picture: each meeting on its day, in the direction in which the reader reads.

Time runs evenly, so that a gap in the talks is a gap in the picture. Meetings that would lie on one another rise in
lanes above the axis; where the lanes are full, what is left is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mahdar.views import RoundRow


@dataclass(frozen=True, slots=True)
class Size:
    """A picture for a kind of screen, in its own units: how wide, how large a numbered and an unnumbered meeting are,
    how much room a year and a month need on the axis, and how many lanes lie above one another."""

    name: str
    width: int
    numbered: int
    bare: int
    year: int
    month: int
    lanes: int = 6

    @property
    def lane(self) -> int:
        """The height of a lane."""
        return 2 * self.numbered + 4


WIDE, NARROW = Size("wide-line", 1100, 14, 7, 60, 120), Size("narrow-line", 358, 10, 5, 38, 88)
"""For a laptop and for a phone, which shows one of the two."""

EARLY, LONG = 0.1, 4
"""As many of the meetings as may be left before the beginning of the picture, where it is so many times as long with
them: one report that recalls 1950 pressed 139 meetings of 2018 into a corner."""
SHORT = timedelta(days=800)
"""Below this the axis is told in months."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A meeting in the picture: where its middle lies, and how large it is."""

    row: RoundRow
    x: int
    y: int
    r: int


@dataclass(frozen=True, slots=True)
class More:
    """Meetings for which there was no room in the picture, and where they would be; `earlier` than its beginning."""

    x: int
    y: int
    number: int
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a year or a month on the axis, as `2018` or `2018-04`."""

    told: str
    x: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture: its size, the height of the axis, the meetings, and the years."""

    size: Size
    height: int
    axis: int
    dots: tuple[Dot, ...]
    more: tuple[More, ...]
    ticks: tuple[Tick, ...]


class _Lanes:
    """What is taken in each lane."""

    def __init__(self, size: Size) -> None:
        self.size, self.taken = size, list[list[tuple[int, int]]]()

    def lane(self, x: int, r: int, *, always: bool) -> int | None:
        """The lowest lane with room at a place, which is then taken there; None where all are full."""
        for number, lane in enumerate(self.taken):
            if all(abs(x - at) >= r + other + 2 for at, other in lane):
                lane.append((x, r))
                return number
        if len(self.taken) >= self.size.lanes and not always:
            return None
        self.taken.append([(x, r)])
        return len(self.taken) - 1


def timeline(rows: Sequence[RoundRow], *, leftwards: bool, size: Size = WIDE) -> Timeline | None:
    """The picture of the meetings whose day is told, None where there are fewer than two."""
    dated = [(day, r) for r in rows if (day := _day(r))]
    if len(dated) < 2:
        return None
    first, last = _begin(sorted(day for day, _ in dated)), max(day for day, _ in dated)
    length, margin = max((last - first).days, 1), size.numbered + 6

    def x(day: date) -> int:
        along = margin + round((day - first).days / length * (size.width - 2 * margin))
        return size.width - along if leftwards else along

    lanes, placed, left = _Lanes(size), [], list[int]()
    earlier = sum(day < first for day, _ in dated)
    for day, row in sorted(
        (each for each in dated if each[0] >= first), key=lambda pair: (pair[1].number is None, pair[0])
    ):
        r = size.numbered if row.number is not None else size.bare
        lane = lanes.lane(x(day), r, always=row.number is not None)
        if lane is None:
            left.append(x(day))
        else:
            placed.append((day, row, x(day), lane, r))
    top = size.lane if left or earlier else 4
    axis = top + len(lanes.taken) * size.lane + 4
    dots = tuple(
        Dot(row, at, axis - 6 - size.lane // 2 - lane * size.lane, r)
        for _, row, at, lane, r in sorted(placed, key=lambda each: each[0])
    )
    edge = size.width - size.year // 2 if leftwards else size.year // 2
    before = (More(edge, size.lane // 2 + 4, earlier, True),) if earlier else ()
    return Timeline(size, axis + 30, axis, dots, (*before, *_counted(left, size)), _ticks(first, last, x, size))


def _begin(days: Sequence[date]) -> date:
    """The day on which the picture begins: the first one, or a later one where few lie very far before it.

    >>> _begin([date(1950, 1, 1)] + [date(2018, 1, day) for day in range(1, 20)])
    datetime.date(2018, 1, 1)
    """
    begin = 0
    for at in range(1, int(len(days) * EARLY) + 1):
        if (days[-1] - days[at]) * LONG < days[-1] - days[begin]:
            begin = at
    return days[begin]


def _day(row: RoundRow) -> date | None:
    """The day of a meeting in the picture."""
    return row.minutes.earliest or row.minutes.latest


def _counted(left: Sequence[int], size: Size) -> tuple[More, ...]:
    """Meetings without room, counted where they lie close to one another."""
    found: list[More] = []
    for at in sorted(left):
        if found and at - found[-1].x < size.year:
            found[-1] = More(found[-1].x, found[-1].y, found[-1].number + 1)
        else:
            found.append(More(min(max(at, size.year // 2), size.width - size.year // 2), size.lane // 2 + 4, 1))
    return tuple(found)


def _ticks(first: date, last: date, x: Callable[[date], int], size: Size) -> tuple[Tick, ...]:
    """The years that begin within the picture, or its months where it is short; as many as can be read."""
    short = last - first < SHORT
    begin = first.year * 12 + first.month if short else first.year * 12 + 12
    months = range(begin, last.year * 12 + last.month, 1 if short else 12)
    most = size.width // (size.month if short else size.year)
    step = -(-len(months) // most) if months else 1
    days = [date(month // 12, month % 12 + 1, 1) for month in months[::step]]
    return tuple(Tick(day.isoformat()[: 7 if short else 4], x(day)) for day in days)
