"""The makers of what returns every year: feasts of all calendars, and seasons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from mahdar.extract.times.calendar import Stretch, a_day, a_season, unknown
from mahdar.extract.times.calendars import YEAR_OF, day_in
from mahdar.extract.times.context import Context, Frame
from mahdar.extract.times.made import Made
from mahdar.extract.times.moment import again

Feast = tuple[str, int, int, int]
"""A feast as the pack has it: calendar, month, day, and how many days it lasts."""


def make_season(frame: Frame, context: Context) -> Made | None:
    """A season of a year that is written, pointed at, or told before."""
    season = str(frame.value("season", "the-season"))
    year = frame.integer("year")
    relative = year is None
    if year is None and "same" in frame:
        told = again(context, "Y")
        year = told.earliest.year if told and told.earliest else None
    elif year is None and context.published is not None:
        year = _season_year(frame, season, context.published)
    if year is None:
        return Made("DATE", Stretch(f"XXXX-{season}", None, None, "S", True)) if relative else None
    return Made("DATE", a_season(year, season, relative))


def _season_year(frame: Frame, season: str, published: date) -> int:
    """The year of the last, this or next season, counted from the day of publication."""
    direction = frame.direction() or 0
    if "the-year-word" in frame or direction == 0:
        return published.year + direction
    first, last = a_season(published.year, season)[1:3]
    if direction < 0:
        return published.year - (last is None or last >= published)
    return published.year + (first is None or first <= published)


def make_feast(frame: Frame, context: Context) -> Made | None:
    """A feast in the year that is written, else at its occurrence nearest to publication."""
    feast = frame.value("feast", "short-feast") or context.feast or _nearest_feast(context)
    if not isinstance(feast, tuple):
        return None
    context.feast = feast
    first = _first_day(feast, frame, context.published)
    return Made("DATE", _feast_days(frame, first, feast[3]) if first else unknown("D"))


def _feast_days(frame: Frame, first: date, length: int) -> Stretch:
    """The days of a feast, or the one that an ordinal or a part picks."""
    relative = "year" not in frame
    if "ordinal" in frame:
        return a_day(first + timedelta((frame.integer("ordinal") or 1) - 1), relative)
    if frame.value("part") == "END":
        return a_day(first + timedelta(length - 1), relative)
    if frame.value("part") == "START":
        return a_day(first, relative)
    return Stretch(first.isoformat(), first, first + timedelta(length - 1), "D", relative)


def _first_day(feast: Feast, frame: Frame, published: date | None) -> date | None:
    """The first day of a feast: in the year that is told, else before or after publication, else the nearest."""
    year = _year_told(frame, published)
    if year is not None:
        return _nearest(feast, date(year, 6, 30), lambda day: day.year == year)
    if published is None:
        return None
    direction = frame.direction()
    if not direction:
        return _nearest(feast, published, lambda day: True)
    return _nearest(feast, published, lambda day: (day > published) == (direction > 0))


def _year_told(frame: Frame, published: date | None) -> int | None:
    """The year that stands beside a feast, in figures or as `last year`."""
    written = frame.integer("year", "worded-year")
    if written is not None or published is None or "the-year-word" not in frame:
        return written
    return published.year + (frame.direction() or 0)


def _nearest(feast: Feast, anchor: date, fits: Callable[[date], bool]) -> date | None:
    """The first day of a feast nearest to `anchor` of those that fit."""
    calendar, month, day, _ = feast
    around = YEAR_OF[calendar](anchor)
    days = (day_in(calendar, year, month, day) for year in range(around - 1, around + 2))
    return min((d for d in days if d and fits(d)), key=lambda d: abs(d - anchor), default=None)


def _nearest_feast(context: Context) -> Feast | None:
    """Of the feasts that the pack calls short, the one nearest to publication."""
    published = context.published
    if published is None:
        return None
    senses = context.line.words.senses.values()
    feasts = sorted({s.value for found in senses for s in found if s.kind == "short-feast"})
    days = [(abs(d - published), f) for f in feasts if (d := _nearest(f, published, lambda day: True))]
    return min(days)[1] if days else None
