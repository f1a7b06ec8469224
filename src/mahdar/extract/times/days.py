"""The makers of dates: a date, a pair or a range of them, a time of day."""

from __future__ import annotations

from datetime import timedelta

from mahdar.extract.times.calendar import Stretch, a_day, a_year, unknown
from mahdar.extract.times.context import Context, Frame
from mahdar.extract.times.made import Made, of_day
from mahdar.extract.times.moment import moment, near_weekday
from mahdar.extract.times.numbers import Atom

OLDEST, NEWEST = 1940, 2035
"""Years that reports name without the word year; of bare numbers outside these, hardly one in the corpus is a year."""
SHORTEST_NAME = 3


def make_date(frame: Frame, context: Context) -> Made | None:
    """A DATE, or a TIME where a part of the day is named."""
    daypart = frame.value("daypart", "daypart-adverb", "the-daypart")
    stretch = moment(frame, context)
    if stretch is None and daypart is not None and ("early" in frame or "det-this" in frame):
        day, relative = context.day_here(frame.first)
        stretch = a_day(day, relative) if day else unknown("D")
    if stretch is None:
        return None
    if "tonight" in frame:
        daypart = "NI"
    if daypart is None and "early" not in frame:
        return Made("DATE", stretch)
    return of_day(stretch, str(daypart or "MO"))


def make_bare_year(frame: Frame, context: Context) -> Made | None:
    """A year right behind a name (the conference of 2012), unless it is the number of a resolution."""
    year = frame.integer("year") or 0
    before = context.form_before(frame)
    if not OLDEST <= year <= NEWEST or year % 1000 == 0 or not before.isalpha() or len(before) < SHORTEST_NAME:
        return None
    resolutions = context.line.words.contexts["resolutions"]
    if any(form in resolutions for form in context.line.folded[max(0, frame.first - 5) : frame.first]):
        return None
    return Made("DATE", a_year(year))


def make_pair(frame: Frame, context: Context) -> Made | None:
    """One DATE over two days, months or years named together."""
    first, second = _two(frame, context)
    if first is None or second is None:
        return None
    if first.earliest is None or second.earliest is None:
        return Made("DATE", Stretch(f"{first.value}/{second.value}", None, None, first.unit, True))
    if second.earliest < first.earliest:
        return None
    value = f"{first.value}/{second.value}"
    return Made("DATE", Stretch(value, first.earliest, second.latest, first.unit, second.relative))


def _two(frame: Frame, context: Context) -> tuple[Stretch | None, Stretch | None]:
    """The first and the last stretch of a pair."""
    for kind in ("day", "year", "month", "weekday"):
        atoms = [*frame.parts.get(kind, ()), *frame.parts.get("+" + kind, ())]
        if len(atoms) > 1:
            first, last = (moment(_with(frame, kind, atom), context) for atom in (atoms[0], atoms[-1]))
            return (_week_before(first, last) if kind == "weekday" else first), last
    return None, None


def _week_before(first: Stretch | None, last: Stretch | None) -> Stretch | None:
    """The first weekday of a pair, moved so that the second is the next of its name behind it."""
    if first is None or last is None or first.earliest is None or last.earliest is None:
        return first
    return a_day(near_weekday(last.earliest, first.earliest.isoweekday(), ahead=False, strictly=True), True)


def _with(frame: Frame, kind: str, atom: Atom | None) -> Frame:
    """The same frame with one atom of a kind."""
    copy = Frame(frame.first, frame.end, ())
    copy.parts = {key: atoms for key, atoms in frame.parts.items() if key.lstrip("+") != kind}
    if atom is not None:
        copy.parts[kind] = [atom]
    return copy


def make_range(frame: Frame, context: Context) -> tuple[Made | None, Made | None]:
    """Two DATEs, the first of which leaves its month to the second."""
    first, second = _two(frame, context)
    if first is None or second is None:
        return None, None
    days = [*frame.parts.get("day", ()), *frame.parts.get("+day", ())]
    return Made("DATE", first, until=days[0].end), Made("DATE", second, since=days[1])


def make_dates(frame: Frame, context: Context) -> tuple[Made | None, Made | None]:
    """Two DATEs with a month each, the first of which leaves its year to the second."""
    months = [*frame.parts["month"], *frame.parts.get("+month", ())]
    days = [*frame.parts.get("day", ()), *frame.parts.get("+day", ())]
    ends = (0, -1)
    pair = [_with(_with(frame, "month", months[n]), "day", days[n] if len(days) > 1 else None) for n in ends]
    first, second = (moment(part, context) for part in pair)
    if first is None or second is None:
        return None, None
    since = days[-1] if len(days) > 1 else months[-1]
    return Made("DATE", first, until=months[0].end), Made("DATE", second, since=since)


def make_night(frame: Frame, context: Context) -> Made | None:
    """The night between two weekdays."""
    first, second = _two(frame, context)
    if first is None or second is None:
        return None
    value = first.value + "TNI"
    return Made("TIME", Stretch(value, first.earliest, second.earliest, "T", True))


def make_last_night(frame: Frame, context: Context) -> Made | None:
    """The night before the day of publication."""
    if context.published is None:
        return Made("TIME", Stretch("XXXX-XX-XXTNI", None, None, "T", True))
    eve = context.published - timedelta(1)
    return Made("TIME", Stretch(f"{eve}TNI", eve, context.published, "T", True))


def make_bare_daypart(frame: Frame, context: Context) -> Made | None:
    """A part of the day alone, on the day that its sentence tells of."""
    day, relative = context.day_here(frame.first)
    stretch = a_day(day, relative) if day else unknown("D")
    return of_day(stretch, str(frame.value("bare-daypart")))


def make_midnight(frame: Frame, context: Context) -> Made | None:
    """Midnight at the end of the day that is named or that its sentence tells of."""
    stretch = moment(frame, context)
    if stretch is None:
        day, relative = context.day_here(frame.first)
        stretch = a_day(day, relative) if day else unknown("D")
    return Made("TIME", stretch._replace(value=f"{stretch.value}{frame.value('midnight')}", unit="T"))
