"""Stretches of the calendar: days, weeks, months, years and their parts, each with its TIMEX3 value."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple


class Stretch(NamedTuple):
    """Days from `earliest` to `latest` under a TIMEX3 value; both None where no calendar can tell them.

    `unit` is the letter of its size; `relative` says that the day of publication was needed.
    """

    value: str
    earliest: date | None
    latest: date | None
    unit: str
    relative: bool = False
    mod: str | None = None


UNKNOWN = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX", "DE": "XXX", "CE": "XX"}
"""The value of a relative stretch whose anchor is not known."""


def unknown(unit: str) -> Stretch:
    """A stretch of one unit that only a day of publication could place."""
    return Stretch(UNKNOWN[unit], None, None, unit, True)


def a_day(day: date, relative: bool = False) -> Stretch:
    """One day."""
    return Stretch(day.isoformat(), day, day, "D", relative)


def a_week(day: date, relative: bool = False) -> Stretch:
    """The ISO week of a day, from Monday on.

    >>> a_week(date(2018, 5, 23)).value
    '2018-W21'
    """
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(weekday - 1)
    return Stretch(f"{year}-W{week:02}", monday, monday + timedelta(6), "W", relative)


def a_month(year: int, month: int, relative: bool = False) -> Stretch:
    """One Gregorian month."""
    last = monthrange(year, month)[1]
    return Stretch(f"{year:04}-{month:02}", date(year, month, 1), date(year, month, last), "M", relative)


def a_year(year: int, relative: bool = False) -> Stretch:
    """One Gregorian year."""
    return Stretch(f"{year:04}", date(year, 1, 1), date(year, 12, 31), "Y", relative)


def a_decade(year: int, relative: bool = False) -> Stretch:
    """The ten years that `year` lies in; TIMEX3 writes their first three digits."""
    first = year // 10 * 10
    return Stretch(f"{first // 10:03}", date(first, 1, 1), date(first + 9, 12, 31), "DE", relative)


def a_century(year: int, relative: bool = False) -> Stretch:
    """The hundred years that share the first two digits with `year`."""
    first = year // 100 * 100
    return Stretch(f"{first // 100:02}", date(max(first, 1), 1, 1), date(first + 99, 12, 31), "CE", relative)


def add_months(day: date, months: int) -> date:
    """The first day of the month that lies `months` after that of `day`."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def shifted(unit: str, anchor: date, steps: int) -> Stretch | None:
    """The unit that lies `steps` after the one of `anchor`; None where the calendar ends.

    >>> shifted("M", date(2018, 1, 31), -1).value
    '2017-12'
    """
    try:
        return _SHIFTS[unit](anchor, steps)
    except (KeyError, ValueError, OverflowError):
        return None


def _shift_month(anchor: date, steps: int) -> Stretch:
    """The month that lies `steps` after that of `anchor`."""
    first = add_months(anchor, steps)
    return a_month(first.year, first.month, True)


_SHIFTS: dict[str, Callable[[date, int], Stretch]] = {
    "D": lambda anchor, steps: a_day(anchor + timedelta(steps), True),
    "W": lambda anchor, steps: a_week(anchor + timedelta(7 * steps), True),
    "M": _shift_month,
    "Y": lambda anchor, steps: a_year(anchor.year + steps, True),
    "DE": lambda anchor, steps: a_decade(anchor.year + 10 * steps, True),
    "CE": lambda anchor, steps: a_century(anchor.year + 100 * steps, True),
}

_YEAR_PARTS = {"START": (1, 3), "MID": (5, 8), "END": (10, 12)}
_MONTH_PARTS = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}
_WEEK_PARTS = {"START": (0, 2), "MID": (2, 4), "END": (5, 6)}
_DECADE_PARTS = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}


def part_of(whole: Stretch, part: str) -> Stretch:
    """The start, the middle or the end of a stretch: its value, with narrower days and `mod`.

    Thirds, as annotators bound them: three, four and three months of a year, ten days of a month.
    """
    days = _part_days(whole, part)
    value = whole.value
    if whole.unit == "W" and part == "END" and whole.earliest is not None:
        value = whole.value + "-WE"
    return Stretch(value, *days, whole.unit, whole.relative, part)


def _part_days(whole: Stretch, part: str) -> tuple[date | None, date | None]:
    """The days of a part; those of the whole where the unit has no parts."""
    first, last = whole.earliest, whole.latest
    if first is None or last is None:
        return first, last
    if whole.unit == "Y":
        begin, end = _YEAR_PARTS[part]
        return date(first.year, begin, 1), date(first.year, end, monthrange(first.year, end)[1])
    if whole.unit == "DE":
        begin, end = _DECADE_PARTS[part]
        return date(first.year + begin, 1, 1), date(first.year + end, 12, 31)
    if whole.unit == "M":
        begin, end = _MONTH_PARTS[part]
        return first + timedelta(begin - 1), min(first + timedelta(end - 1), last)
    if whole.unit == "W":
        begin, end = _WEEK_PARTS[part]
        return first + timedelta(begin), first + timedelta(end)
    return first, last


def half_of(whole: Stretch, number: int) -> Stretch | None:
    """The first or second half of a year or a month."""
    if whole.earliest is None or whole.latest is None:
        return whole
    first, last = whole.earliest, whole.latest
    if whole.unit == "Y":
        middle = date(first.year, 6, 30)
        value = f"{whole.value}-H{number}"
    elif whole.unit == "M":
        middle, value = first + timedelta(14), whole.value
    else:
        middle, value = first + (last - first) / 2, whole.value
    days = (first, middle) if number == 1 else (middle + timedelta(1), last)
    return Stretch(value, *days, "H", whole.relative)


def quarter_of(whole: Stretch, number: int) -> Stretch | None:
    """One quarter of a year."""
    if whole.unit != "Y" or whole.earliest is None:
        return None
    first = a_month(whole.earliest.year, 3 * number - 2)
    last = a_month(whole.earliest.year, 3 * number)
    return Stretch(f"{whole.value}-Q{number}", first.earliest, last.latest, "Q", whole.relative)


def week_of(whole: Stretch, number: int) -> Stretch | None:
    """The first to fourth seven days of a month."""
    if whole.unit != "M" or whole.earliest is None:
        return None
    first = whole.earliest + timedelta(7 * (number - 1))
    return Stretch(whole.value, first, first + timedelta(6), "W", whole.relative)


_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def a_season(year: int, season: str, relative: bool = False) -> Stretch:
    """Three whole months; winter is told by the year in which it begins.

    >>> a_season(2014, "SU").earliest, a_season(2014, "SU").latest
    (datetime.date(2014, 6, 1), datetime.date(2014, 8, 31))
    """
    first = date(year, _SEASONS[season], 1)
    last = add_months(first, 3) - timedelta(1)
    return Stretch(f"{year:04}-{season}", first, last, "S", relative)
