"""The timeline of a track as a picture: each meeting on its day, in the direction in which the reader reads.

Time runs evenly, so that a gap in the talks is a gap in the picture. Meetings that would lie on one another rise in
lanes above the axis.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from mahdar.views import RoundRow

WIDTH, MARGIN, LANE, ROOM = 1100, 34, 34, 31
"""Units of the picture: its width, what is left free on each side, the height of a lane, and the room of a meeting."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A meeting in the picture: where its middle lies, and how far above the axis."""

    row: RoundRow
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a year on the axis."""

    year: int
    x: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture: its size, the height of the axis, the meetings, and the years."""

    height: int
    axis: int
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    width: int = WIDTH


def timeline(rows: Sequence[RoundRow], *, leftwards: bool) -> Timeline | None:
    """The picture of the meetings whose day is told, None where there are fewer than two."""
    dated = sorted(((day, r) for r in rows if (day := _day(r))), key=lambda pair: pair[0])
    if len(dated) < 2:
        return None
    first, last = dated[0][0], dated[-1][0]
    length = max((last - first).days, 1)

    def x(day: date) -> int:
        along = MARGIN + round((day - first).days / length * (WIDTH - 2 * MARGIN))
        return WIDTH - along if leftwards else along

    lanes: list[int] = []
    placed = [(row, x(day), _lane(lanes, x(day))) for day, row in dated]
    axis = (max(lane for _, _, lane in placed) + 1) * LANE + 6
    dots = tuple(Dot(row, at, axis - 8 - LANE // 2 - lane * LANE) for row, at, lane in placed)
    return Timeline(axis + 30, axis, dots, _years(first, last, x))


def _day(row: RoundRow) -> date | None:
    """The day of a meeting in the picture."""
    return row.minutes.earliest or row.minutes.latest


def _lane(lanes: list[int], x: int) -> int:
    """The lowest lane with room at a place; the place is then taken there."""
    free = next((i for i, taken in enumerate(lanes) if abs(x - taken) >= ROOM), len(lanes))
    lanes[free : free + 1] = [x]
    return free


def _years(first: date, last: date, x: Callable[[date], int]) -> tuple[Tick, ...]:
    """The years that begin within the picture, as many as can be read."""
    years = range(first.year + 1, last.year + 1)
    step = max(1, len(years) // 12 + 1) if len(years) > 12 else 1
    return tuple(Tick(year, x(date(year, 1, 1))) for year in years[::step])
