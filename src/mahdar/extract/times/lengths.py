"""The makers of lengths and repetitions: durations, sets, and days counted back from publication."""

from __future__ import annotations

from datetime import date, timedelta

from mahdar.extract.times.calendar import Stretch, a_day, a_month, a_week, a_year, add_months
from mahdar.extract.times.context import Context, Frame
from mahdar.extract.times.made import Made, valued

_ONE = ("unit-one", "unit-accusative", "unit-many", "the-unit-many", "unit-two", "the-unit-two")
_TEN_YEARS = 10


def _unit(frame: Frame) -> str:
    """The letter of the unit that a length is counted in."""
    return str(frame.value(*_ONE))


def _count(frame: Frame) -> int | None:
    """How many units; None where the text does not say."""
    if "unit-two" in frame or "the-unit-two" in frame:
        return 2
    number = frame.integer("number", "the-number")
    if number is not None:
        return number
    unnamed = "several" in frame or "unit-many" in frame or "the-unit-many" in frame
    return None if unnamed else 1


def _period(unit: str, count: str) -> str:
    """The TIMEX3 value of a length: hours and smaller stand behind T, a decade counts ten years."""
    if unit == "NI":
        return f"P{count}NI"
    if unit == "DE" and count == "1":
        return f"P{_TEN_YEARS}Y"
    return f"PT{count}{unit[1:]}" if unit[0] == "T" else f"P{count}{unit}"


_HALVES = {
    "CE": ("Y", 100), "DE": ("Y", 10), "Y": ("M", 12), "W": ("D", 7),
    "D": ("TH", 24), "TH": ("TM", 60), "TM": ("TS", 60),
}  # fmt: skip
"""How many of a smaller unit a unit has; a month is left out, for its half is a fraction."""


def make_duration(frame: Frame, context: Context) -> Made | None:
    """A DURATION with its amount, `X` where none is named; None where the words are something else."""
    unit = _unit(frame)
    if unit == "Y" and _year_follows(frame, context):
        return None
    count = _count(frame)
    if count == 0 or (unit == "TS" and "number" not in frame):
        return None
    mod = frame.value("approx")
    if "+half" in frame or "half" in frame:
        return valued("DURATION", _halved(frame, unit, count or 1), mod=str(mod) if mod else None)
    return valued("DURATION", _period(unit, "X" if count is None else str(count)), mod=str(mod) if mod else None)


def make_bare_duration(frame: Frame, context: Context) -> Made | None:
    """A DURATION of one unit, or of some; `decade` in the singular only where nothing follows that it could govern."""
    if _unit(frame) == "DE" and "unit-one" in frame:
        end = frame.end
        behind = context.line.folded[end] if end < len(context.line.folded) else "."
        if frame.cut or (behind.isalpha() and behind not in context.line.words.contexts["of"]):
            return None
    return make_duration(frame, context)


def _halved(frame: Frame, unit: str, count: int) -> str:
    """A length with a half, a third or a quarter, in whole smaller units where there are some."""
    part = frame.integer("+half", "half") or 2
    whole = count if "+half" in frame else 0
    if unit in _HALVES:
        smaller, size = _HALVES[unit]
        return _period(smaller, str(whole * size + size // part))
    return _period(unit, f"{whole + 1 / part:g}")


def _year_follows(frame: Frame, context: Context) -> bool:
    """Whether the unit is the word before a year (more than in the year 2015)."""
    end = frame.end
    return "unit-one" in frame and end < len(context.line.folded) and "year" in context.line.atoms(end)


def make_streak(frame: Frame, context: Context) -> Made | None:
    """A DURATION up to now: the fifth day running."""
    unit = "D" if "deictic" in frame else str(frame.value("the-unit-one"))
    return valued("DURATION", _period(unit, str(frame.integer("the-ordinal"))))


def make_period(frame: Frame, context: Context) -> Made | None:
    """A length without a unit."""
    return valued("DURATION", "PX")


def make_bare_period(frame: Frame, context: Context) -> Made | None:
    """The same where no word says how long; None where a unit follows that does."""
    end = frame.end
    if end < len(context.line.folded) and any(kind in context.line.atoms(end) for kind in ("number", "approx", *_ONE)):
        return None
    return make_period(frame, context)


def make_ago(frame: Frame, context: Context) -> Made | None:
    """A DATE so long before publication, bounded by its unit."""
    unit, count = _unit(frame), _count(frame)
    mod = frame.value("approx")
    if unit[0] == "T":
        return _ago_hours(context)
    if context.published is None:
        return valued("DATE", "PAST_REF", relative=True)
    if unit == "Y" and _year_follows(frame, context):
        return None
    try:
        stretch = _ago_unnamed(unit, context.published) if count is None else _ago(unit, count, context.published)
    except (ValueError, OverflowError):
        return None
    if stretch is None:
        return valued("DATE", "PAST_REF", relative=True)
    return Made("DATE", stretch._replace(mod=str(mod) if mod else None))


def _ago_hours(context: Context) -> Made:
    """Hours and minutes ago: the day of publication."""
    if context.published is None:
        return valued("DATE", "PAST_REF", relative=True)
    return Made("DATE", a_day(context.published, True))


def _ago(unit: str, count: int, published: date) -> Stretch | None:
    """The day, week, month or year that lies `count` units back."""
    if unit in ("D", "NI"):
        return a_day(published - timedelta(count), True)
    if unit == "W":
        return a_week(published - timedelta(7 * count), True)
    if unit == "M":
        back = add_months(published, -count)
        return a_month(back.year, back.month, True)
    years = count * {"Y": 1, "DE": 10, "CE": 100}.get(unit, 1)
    return a_year(published.year - years, True)


def _ago_unnamed(unit: str, published: date) -> Stretch | None:
    """Some days or weeks ago: up to ten of them, told under the month or year that they lie in."""
    if unit == "D":
        first, last = published - timedelta(10), published - timedelta(1)
        return Stretch(f"{last.year:04}-{last.month:02}", first, last, "D", True)
    return None


_REFERENCES = {-1: "PAST_REF", 1: "FUTURE_REF", 0: "PRESENT_REF"}


def make_about(frame: Frame, context: Context) -> Made | None:
    """The last years, the coming days: a vague reference."""
    direction = frame.direction() or 0
    return valued("DATE", _REFERENCES[(direction > 0) - (direction < 0)])


def make_every(frame: Frame, context: Context) -> Made | None:
    """A SET: every day, every two weeks."""
    count = 2 if "unit-two" in frame else frame.integer("number") or 1
    unit = _unit(frame)
    return valued("SET", _period(unit, str(count))) if unit != "TS" else None


def make_each(frame: Frame, context: Context) -> Made | None:
    """A SET whose value the pack gives: daily, yearly."""
    return valued("SET", str(frame.value("each-day")))


def make_every_weekday(frame: Frame, context: Context) -> Made | None:
    """A SET: every Friday."""
    return valued("SET", f"XXXX-WXX-{frame.integer('plain-weekday', 'weekday')}")
