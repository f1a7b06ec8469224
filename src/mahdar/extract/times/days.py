"""The makers of dates: a date, a pair or a range of them, a time of day, a feast, a season."""

from __future__ import annotations

from datetime import date, timedelta

from mahdar.extract.times.calendar import Stretch, a_day, a_season, a_year, unknown
from mahdar.extract.times.calendars import YEAR_OF, day_in
from mahdar.extract.times.context import Context, Frame
from mahdar.extract.times.moment import again, moment, near_weekday
from mahdar.extract.times.made import Made, of_day
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
    if first is None or second is None or first.earliest is None:
        return None
    if second.earliest is None or second.earliest < first.earliest:
        return None
    value = f"{first.value}/{second.value}"
    return Made("DATE", Stretch(value, first.earliest, second.latest, first.unit, second.relative))


def _two(frame: Frame, context: Context) -> tuple[Stretch | None, Stretch | None]:
    """The first and the last stretch of a pair."""
    for kind in ("day", "year", "month", "weekday", "deictic"):
        atoms = [*frame.parts.get(kind, ()), *frame.parts.get("+" + kind, ())]
        if kind == "deictic" and atoms:
            atoms.append(Atom(None, 0))
        if len(atoms) > 1:
            last = _with(frame, kind, atoms[-1])
            if kind == "deictic":
                last = _with(_with(frame, "deictic", None), "weekday", frame.get("+weekday"))
            end = moment(last, context)
            first = moment(_with(frame, kind, atoms[0]), context)
            if kind == "weekday" and first and end and first.earliest and end.earliest:
                first = _week_before(first, end)
            return first, end
    return None, None


def _week_before(first: Stretch, last: Stretch) -> Stretch:
    """The first weekday of a pair, moved so that the second is the next of its name behind it."""
    assert first.earliest is not None and last.earliest is not None
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
    months = frame.parts["month"]
    days = [*frame.parts.get("day", ()), None, None]
    single = len(frame.parts.get("day", ())) < 2
    first = moment(_with(_with(frame, "month", months[0]), "day", None if single else days[0]), context)
    second = moment(_with(_with(frame, "month", months[-1]), "day", None if single else days[1]), context)
    if first is None or second is None:
        return None, None
    return Made("DATE", first, until=months[0].end), Made("DATE", second, since=months[-1] if single else days[1])


def make_night(frame: Frame, context: Context) -> Made | None:
    """The night between two weekdays."""
    first, second = _two(frame, context)
    if first is None or second is None or first.earliest is None or second.earliest is None:
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


def make_season(frame: Frame, context: Context) -> Made | None:
    """A season of a year that is written, pointed at, or told before."""
    season = str(frame.value("season", "the-season"))
    year = frame.integer("year")
    relative = year is None
    if year is None and "same" in frame:
        told = again(context, frame.first, "Y")
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
    here = a_season(published.year, season)
    assert here.earliest is not None and here.latest is not None
    if direction < 0:
        return published.year - (here.latest >= published)
    return published.year + (here.earliest <= published)


def make_feast(frame: Frame, context: Context) -> Made | None:
    """A feast in the year that is written, else at its occurrence nearest to publication."""
    feast = frame.value("feast", "short-feast") or context.feast
    if "the-feast" in frame and context.feast is None:
        feast = _nearest_feast(context)
    if not isinstance(feast, tuple):
        return None
    context.feast = feast
    first = _feast_day(feast, frame, context)
    if first is None:
        return Made("DATE", unknown("D"))
    return Made("DATE", _feast_days(frame, first, feast[3]))


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


def _feast_day(feast: tuple[object, ...], frame: Frame, context: Context) -> date | None:
    """The first day of a feast."""
    calendar, month, day = str(feast[0]), int(str(feast[1])), int(str(feast[2]))
    written, published = frame.integer("year"), context.published
    if written is None and published is None:
        return None
    anchor = published if written is None or published is None else published
    middle = anchor or date(written or 1, 6, 30)
    wanted = written if written is not None else _feast_year(frame, middle)
    if wanted is not None:
        middle = date(wanted, 6, 30)
    year = YEAR_OF[calendar](middle)
    days = [d for y in range(year - 1, year + 2) if (d := day_in(calendar, y, month, day))]
    if wanted is not None:
        days = [d for d in days if d.year == wanted] or days
    direction = frame.direction() if wanted is None else None
    if direction and published:
        days = [d for d in days if (d > published) == (direction > 0)] or days
    return min(days, key=lambda d: abs(d - middle), default=None)


def _feast_year(frame: Frame, published: date) -> int | None:
    """The year that words such as `last year` give a feast."""
    if "the-year-word" not in frame:
        return None
    return published.year + (frame.direction() or 0)


def _nearest_feast(context: Context) -> tuple[object, ...] | None:
    """The feast called short that lies nearest to publication."""
    if context.published is None:
        return None
    rows = {s.value for form in context.line.words.senses.values() for s in form if s.kind == "short-feast"}
    empty = Frame(0, 0, ())
    days = [(abs(d - context.published), f) for f in sorted(rows, key=str) if (d := _feast_day(f, empty, context))]
    return min(days, default=(timedelta(), None))[1]
