"""Which days a date means: absolute and relative years, months, weeks, days, and the parts of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from mahdar.extract.times.calendar import (
    Stretch,
    a_century,
    a_day,
    a_decade,
    a_month,
    a_week,
    a_year,
    half_of,
    part_of,
    quarter_of,
    shifted,
    unknown,
    week_of,
)  # fmt: skip
from mahdar.extract.times.calendars import YEAR_OF, day_in, month_in
from mahdar.extract.times.context import Context, Frame

AHEAD = 5
"""Months: a month without a year lies in the year of publication unless that puts it further ahead than this and
nothing looks forward. Of the months without a year in the annotated reports, the farthest ahead was three."""


def moment(frame: Frame, context: Context) -> Stretch | None:
    """The stretch that a frame of date words means, parts such as `half-of` taken; None where it means none."""
    whole = _whole(frame, context)
    if whole is None:
        return None
    for kind, take in _PARTS.items():
        number = frame.value(kind)
        if number is not None:
            return take(whole, number)
    return whole


_PARTS: dict[str, Callable[..., Stretch | None]] = {
    "half-of": half_of, "quarter-of": quarter_of, "week-of": week_of, "part": part_of,
}  # fmt: skip


def _whole(frame: Frame, context: Context) -> Stretch | None:
    """The stretch without its part: the first kind of words that the frame has decides."""
    for kind, resolve in _RESOLVERS.items():
        if kind in frame:
            return resolve(frame, context)
    return None


def _full_date(frame: Frame, context: Context) -> Stretch | None:
    day = frame.value("fulldate")
    return a_day(day) if isinstance(day, date) else None


def _calendar_month(frame: Frame, context: Context) -> Stretch | None:
    """A named month, or a day in it."""
    name = frame.get("month")
    if name is None or not _in_company(name.need, frame, context):
        return None
    calendar, number = name.value
    day = frame.integer("day", "first-day")
    year, relative = year_of(frame, context, calendar, number, day or 1)
    if year is None:
        return _unplaced(calendar, number, day)
    return _placed(calendar, year, number, day, relative)


def _placed(calendar: str, year: int, month: int, day: int | None, relative: bool) -> Stretch | None:
    """A month, or a day of one, in a year of its calendar."""
    if day is not None:
        found = day_in(calendar, year, month, day)
        return a_day(found, relative) if found else None
    if calendar == "gregorian":
        return a_month(year, month, relative)
    days = month_in(calendar, year, month)
    if days is None:
        return None
    return Stretch(f"{days[0]}/{days[1]}", *days, "M", relative)


def _unplaced(calendar: str, month: int, day: int | None) -> Stretch:
    """A month, or a day of one, where nothing tells the year."""
    if calendar != "gregorian":
        return unknown("M" if day is None else "D")
    value = f"XXXX-{month:02}" + (f"-{day:02}" if day else "")
    return Stretch(value, None, None, "D" if day else "M", True)


_COMPANY = ("day", "year", "month-word", "past", "next", "this", "the-year-word", "part", "half-of", "first-day")


def _in_company(need: str, frame: Frame, context: Context) -> bool:
    """Whether an ambiguous month name has beside it what the pack asks for."""
    if not need:
        return True
    if need == "day":
        return "day" in frame and ("year" in frame or "era" in frame)
    if any(kind in frame for kind in _COMPANY):
        return True
    return need == "prep" and context.form_before(frame) in context.line.words.contexts["months"]


def year_of(frame: Frame, context: Context, calendar: str, month: int, day: int) -> tuple[int | None, bool]:
    """The year of a month or a day, and whether the day of publication was needed to tell it."""
    written = frame.integer("year", "worded-year")
    if written is not None:
        return written, False
    published = context.published
    if "same" in frame and (told := context.before()) and told.earliest:
        return YEAR_OF[calendar](told.earliest), told.relative
    if published is None:
        return None, True
    direction = frame.direction()
    if "the-year-word" in frame:
        return YEAR_OF[calendar](published) + (direction or 0), True
    if direction is not None:
        return _year_towards(calendar, month, day, published, direction, "day" in frame), True
    return _nearest_year(calendar, month, day, context, frame), True


def _year_towards(calendar: str, month: int, day: int, published: date, direction: int, exact: bool) -> int:
    """The year of the last or next such month: the month of publication itself is neither."""
    year = YEAR_OF[calendar](published)
    if direction == 0:
        return _closest(calendar, month, day, published)
    candidates = [(y, day_in(calendar, y, month, day)) for y in range(year - 2, year + 3)]
    here = published if exact else published.replace(day=1)
    if direction < 0:
        return max((y for y, d in candidates if d and d < here), default=year)
    later = published if exact or calendar != "gregorian" else _month_end(published)
    return min((y for y, d in candidates if d and d > later), default=year)


def _month_end(day: date) -> date:
    return a_month(day.year, day.month).latest or day


def _closest(calendar: str, month: int, day: int, published: date) -> int:
    """The year that puts a date nearest to the day of publication."""
    year = YEAR_OF[calendar](published)
    days = [(y, day_in(calendar, y, month, day)) for y in (year - 1, year, year + 1)]
    return min(((abs(d - published), y) for y, d in days if d), default=(timedelta(), year))[1]


def _nearest_year(calendar: str, month: int, day: int, context: Context, frame: Frame) -> int:
    """The year of a date that names none, by the tense of its clause and its distance from publication."""
    published = context.published or date.today()
    if calendar != "gregorian":
        return _closest(calendar, month, day, published)
    ahead = month - published.month
    tense = context.tense(frame.first, frame.end)
    if ahead > AHEAD and tense <= 0:
        return published.year - 1
    if ahead < 0 and tense > 0 and ahead <= -AHEAD:
        return published.year + 1
    return published.year


def _written_year(frame: Frame, context: Context) -> Stretch | None:
    """A year in figures or words, of any era."""
    year = frame.integer("year", "worded-year")
    if year is None:
        return None
    era = frame.value("era")
    if era in ("hijri", "persian"):
        first, last = day_in(str(era), year, 1, 1), day_in(str(era), year + 1, 1, 1)
        if first is None or last is None:
            return None
        last -= timedelta(1)
        return Stretch(f"{first}/{last}", first, last, "Y")
    return a_year(year)


def _month_here(frame: Frame, context: Context) -> Stretch | None:
    """This, the last or the next month, or a day in it."""
    month = _by_direction(frame, context, "M")
    day = frame.integer("day")
    if month is None or day is None:
        return month
    if month.earliest is None:
        return unknown("D")
    try:
        return a_day(month.earliest.replace(day=day), month.relative)
    except ValueError:
        return None


def _unit_here(frame: Frame, context: Context) -> Stretch | None:
    """This, the last or the next unit."""
    unit = str(frame.value("the-unit-one", "the-century"))
    if "the-ordinal" in frame and unit == "CE":
        return a_century((frame.integer("the-ordinal") or 1) * 100 - 100)
    if unit == "D" and "part" not in frame and frame.direction() is None:
        return None
    if unit == "W" and frame.value("part") in ("START", "END") and frame.direction() is None:
        return _weekend(frame, context)
    return _by_direction(frame, context, unit)


def _by_direction(frame: Frame, context: Context, unit: str) -> Stretch | None:
    """The unit that the words of direction point at, this one where there are none."""
    if unit not in ("Y", "M", "W", "D", "DE", "CE"):
        return None
    if "same" in frame:
        return again(context, unit)
    if context.published is None:
        return unknown(unit)
    return shifted(unit, context.published, frame.direction() or 0)


def again(context: Context, unit: str) -> Stretch | None:
    """The unit round the stretch told last (the same year, that day)."""
    told = context.before()
    if told is None or told.earliest is None:
        return None
    same = shifted(unit, told.earliest, 0)
    return same._replace(relative=told.relative) if same else None


def _weekend(frame: Frame, context: Context) -> Stretch | None:
    """The turn of the week, which agencies call its start (Saturday to Monday) or its end (the two days)."""
    if context.published is None:
        return unknown("W")
    week = a_week(context.published, True)
    ahead = context.tense(frame.first, frame.end) > 0
    if frame.value("part") == "START" or not ahead:
        steps = 0 if ahead and frame.value("part") == "START" else -1
        week = shifted("W", context.published, steps) or week
    saturday = (week.latest or context.published) - timedelta(1)
    days = 2 if frame.value("part") == "START" else 1
    return Stretch(week.value + "-WE", saturday, saturday + timedelta(days), "WE", True)


def _pointed_day(frame: Frame, context: Context) -> Stretch | None:
    """Today, yesterday, tomorrow; a weekday beside it corrects a day of publication that is off."""
    if context.published is None:
        return unknown("D")
    day = context.published + timedelta(frame.integer("deictic", "tonight") or 0)
    weekday = frame.integer("weekday")
    if weekday is not None and day.isoweekday() != weekday:
        day -= timedelta((day.isoweekday() - weekday) % 7)
    return a_day(day, True)


def _weekday(frame: Frame, context: Context) -> Stretch | None:
    """A day of the week: the last one up to publication, or the next one where the clause looks ahead.

    `Last Tuesday` in a report of Wednesday is not yesterday, which would need no `last`.
    """
    weekday = frame.integer("weekday") or 1
    if context.published is None:
        return Stretch(f"XXXX-WXX-{weekday}", None, None, "D", True)
    direction = frame.direction()
    ahead = context.tense(frame.first, frame.end) > 0 if direction is None else direction > 0
    day = near_weekday(context.published, weekday, ahead, direction is not None)
    if direction == -1 and (context.published - day).days == 1:
        day -= timedelta(7)
    return a_day(day, True)


def near_weekday(anchor: date, weekday: int, ahead: bool, strictly: bool) -> date:
    """The nearest such day before or after `anchor`, the day itself only where not `strictly`.

    >>> near_weekday(date(2018, 7, 21), 6, ahead=False, strictly=True)
    datetime.date(2018, 7, 14)
    """
    steps = (weekday - anchor.isoweekday()) % 7 if ahead else (anchor.isoweekday() - weekday) % 7
    steps = 7 if strictly and steps == 0 else steps
    return anchor + timedelta(steps if ahead else -steps)


def _decade(frame: Frame, context: Context) -> Stretch | None:
    """The nineties, of the century that is named, else of the last one."""
    tens = frame.integer("decade", "the-decade") or 0
    century = frame.integer("the-ordinal")
    if century is not None:
        return a_decade(century * 100 - 100 + tens)
    if frame.value("this") is not None and context.published is not None:
        return a_decade(context.published.year // 100 * 100 + tens, True)
    return a_decade(1900 + tens)


def _year_here(frame: Frame, context: Context) -> Stretch | None:
    """This, the last or the next year."""
    return _by_direction(frame, context, "Y")


_RESOLVERS: dict[str, Callable[[Frame, Context], Stretch | None]] = {
    "fulldate": _full_date,
    "month": _calendar_month,
    "decade": _decade,
    "the-decade": _decade,
    "the-century": _unit_here,
    "year": _written_year,
    "worded-year": _written_year,
    "the-month-word": _month_here,
    "deictic": _pointed_day,
    "tonight": _pointed_day,
    "weekday": _weekday,
    "the-unit-one": _unit_here,
    "the-year-word": _year_here,
}
"""The kinds that decide, in the order in which they do."""
