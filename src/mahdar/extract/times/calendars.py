"""Other calendars: Hijri (Umm al-Qura), Persian and Easter, turned into Gregorian days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta


def hijri_day(year: int, month: int, day: int) -> date | None:
    """The day of a Hijri date, None outside the table of the calendar of Umm al-Qura (1343 to 1500).

    >>> hijri_day(1439, 10, 1)
    datetime.date(2018, 6, 15)
    """
    from hijridate import Hijri

    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def hijri_year(day: date) -> int:
    """About which Hijri year a day lies in; a year off at its turn, so neighbours are to be tried."""
    return round((day.toordinal() - 227015) / 354.36707) + 1


def persian_day(year: int, month: int, day: int) -> date | None:
    """The day of a date of the Persian solar calendar, by its leap cycle of 33 years (right from 1210 to 1500).

    >>> persian_day(1402, 1, 1), persian_day(1403, 12, 30)
    (datetime.date(2023, 3, 21), datetime.date(2025, 3, 20))
    """
    length = 31 if month <= 6 else 30 if month < 12 or _persian_leap(year) else 29
    if not (1 <= month <= 12 and 1 <= day <= length and 1210 <= year <= 1500):
        return None
    leaps = sum(_persian_leap(y) for y in range(1402, year)) - sum(_persian_leap(y) for y in range(year, 1402))
    new_year = date(2023, 3, 21) + timedelta(365 * (year - 1402) + leaps)
    return new_year + timedelta((month - 1) * 30 + min(month - 1, 6) + day - 1)


def _persian_leap(year: int) -> bool:
    """Whether a Persian year has 366 days: eight in each cycle of 33."""
    return year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)


def persian_year(day: date) -> int:
    """The Persian year in which most of the Gregorian year of `day` lies; neighbours are to be tried."""
    return day.year - 621


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian algorithm.

    >>> easter(2018)
    datetime.date(2018, 4, 1)
    """
    century, cycle = year // 100, year % 19
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * cycle + 15) % 30
    epact -= epact // 28 * (1 - 29 // (epact + 1) * ((21 - cycle) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    days = epact - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))


YEAR_OF: dict[str, Callable[[date], int]] = {
    "gregorian": lambda day: day.year,
    "easter": lambda day: day.year,
    "hijri": hijri_year,
    "persian": persian_year,
}
"""About which year of a calendar a day lies in."""


def day_in(calendar: str, year: int, month: int, day: int) -> date | None:
    """The day that a date of `calendar` means, None where there is no such date."""
    if calendar == "hijri":
        return hijri_day(year, month, day)
    if calendar == "persian":
        return persian_day(year, month, day)
    try:
        return easter(year) if calendar == "easter" else date(year, month, day)
    except (ValueError, OverflowError):
        return None


def month_in(calendar: str, year: int, month: int) -> tuple[date, date] | None:
    """The first and last day of a month of `calendar`."""
    first = day_in(calendar, year, month, 1)
    after = day_in(calendar, year + month // 12, month % 12 + 1, 1)
    if first is None or after is None:
        return None
    return first, after - timedelta(1)
