"""The series of a track: which tellings tell of one and the same meeting, and where those without a number belong.

Two tellings are joined by number, by days that overlap, or by the place that they take in the series; never
against a place that both name and that differs, and never two that one document tells apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from mahdar.model import Meeting
from mahdar.model.minutes import Told
from mahdar.resolve.across.stretch import Stretch

Within = Callable[[str], Sequence[str]]
"""The places that a place lies in, itself first."""

AHEAD = frozenset({"planned", "proposed"})
SOON = timedelta(days=60)
"""How far ahead an announcement without a date may look for its meeting: rounds of 2017 to 2024 lie further apart."""
LATELY = timedelta(days=10)
"""How long after a meeting a report without a date still speaks of it."""
VERY = 4
"""Days that a numbered meeting that was held may cover and still be told by its days alone: a second summit «last
week» took 150 tellings of the first, which was held in that week. What is ahead is told less exactly."""


@dataclass(slots=True)
class Series:
    """One meeting while its tellings are gathered: `placed` is why an untold number was inferred."""

    number: int | None
    tellings: list[Told[Meeting]] = field(default_factory=list)
    placed: str | None = None

    @property
    def days(self) -> Stretch:
        """The best told days: of what was held before what was planned, the narrowest, then the first told."""
        told = [t for t in self.tellings if Stretch.of(t.finding).told]
        if not told:
            return Stretch(None, None)
        return Stretch.of(min(told, key=_surest).finding)

    @property
    def held(self) -> Stretch | None:
        """The best days told of it as held, where they tell one meeting from the next."""
        after = [Stretch.of(t.finding) for t in self.tellings if t.finding.status not in AHEAD | {"cancelled"}]
        return min((days for days in after if days.narrow), key=lambda days: (days.width, days), default=None)

    @property
    def sources(self) -> int:
        """How many independent sources tell of it."""
        return len({t.cluster for t in self.tellings})

    def takes(self, telling: Told[Meeting], within: Within) -> bool:
        """Whether a telling may join: its document tells no other meeting here, and the places can be one."""
        if any(t.document == telling.document for t in self.tellings):
            return False
        return any(same_place(t.finding.place, telling.finding.place, within) for t in self.tellings)


def find_series(tellings: Iterable[Told[Meeting]], within: Within, *, numbered: bool) -> list[Series]:
    """The meetings of one track, each with its tellings; the same whatever the order of `tellings`."""
    ordered = sorted(tellings, key=in_order)
    series, rest = _by_number(ordered, _next_numbers(ordered) if numbered else {})
    series, doubtful = _rising(series)
    rest = sorted([*rest, *doubtful], key=in_order)
    rest = _by_days(series, rest, within)
    rest = _by_turn(series, rest, within)
    return series + _apart(rest)


def in_order(telling: Told[Meeting]) -> tuple[date, str, int]:
    """The order of tellings: by day of publication, document, and place in it."""
    return telling.published or date.max, telling.document, telling.finding.evidence.start


def same_place(one: str | None, other: str | None, within: Within) -> bool:
    """Whether two places can be one: either is not told, or one lies in the other."""
    return one is None or other is None or one in within(other) or other in within(one)


def _surest(telling: Told[Meeting]) -> tuple[bool, int, tuple[date, str, int]]:
    finding = telling.finding
    return finding.status in AHEAD, Stretch.of(finding).width, in_order(telling)


def _next_numbers(ordered: Sequence[Told[Meeting]]) -> dict[str, int]:
    """For each document that tells of a round under way or over, the number of the one after it."""
    latest: dict[str, int] = {}
    for telling in ordered:
        number = telling.finding.number
        if number and telling.finding.status in ("held", "ongoing"):
            latest[telling.document] = max(number + 1, latest.get(telling.document, 0))
    return latest


def _by_number(ordered: Sequence[Told[Meeting]], following: dict[str, int]) -> tuple[list[Series], list[Told[Meeting]]]:
    """Those with a number, and the next rounds that a report of a numbered round announces; and the others."""
    found: dict[int, Series] = {}
    rest = []
    placed: list[tuple[int, Told[Meeting]]] = []
    for telling in ordered:
        number = telling.finding.number
        if number:
            found.setdefault(number, Series(number)).tellings.append(telling)
        elif telling.document in following and telling.finding.status in AHEAD:
            placed.append((following[telling.document], telling))
        else:
            rest.append(telling)
    for number, telling in placed:
        _place(found, number, telling, rest)
    return [found[number] for number in sorted(found)], rest


def _rising(series: list[Series]) -> tuple[list[Series], list[Told[Meeting]]]:
    """The numbered meetings whose numbers rise with their days, those with most sources first; tellings of the others.

    Two numbers on one day, or the greater before the less, cannot both be right: the seven of «the summit of the
    seven» is no number of a round.
    """
    kept: list[Series] = []
    for each in sorted(series, key=lambda s: (-s.sources, s.number or 0)):
        if all(_in_turn(each, other) for other in kept):
            kept.append(each)
    doubtful = [telling for each in series if each not in kept for telling in each.tellings]
    return sorted(kept, key=lambda s: s.number or 0), doubtful


def _in_turn(one: Series, other: Series) -> bool:
    """Whether the numbers of two meetings can both be right by their days, where these are told narrowly."""
    first, second = (series.days for series in sorted((one, other), key=lambda s: s.number or 0))
    if not (first.narrow and second.narrow and first.latest and second.earliest):
        return True
    return first.latest < second.earliest


def _place(found: dict[int, Series], number: int, telling: Told[Meeting], rest: list[Told[Meeting]]) -> None:
    """Put an announced next round where its number belongs, even where it was held later than announced."""
    series = found.get(number)
    if series is None:
        found[number] = Series(number, [telling], placed="next-after-the-round-reported")
    elif telling.document not in _documents(series):
        series.tellings.append(telling)
    else:
        rest.append(telling)


def _documents(series: Series) -> set[str]:
    return {telling.document for telling in series.tellings}


def _by_days(series: list[Series], rest: list[Told[Meeting]], within: Within) -> list[Told[Meeting]]:
    """Join those with narrow days to the meeting of these days, or begin a new one; gives back the others."""
    narrow = [t for t in rest if Stretch.of(t.finding).narrow]
    by_start: dict[date, list[Series]] = {}
    for each in series:
        _file(by_start, each)
    for telling in sorted(narrow, key=lambda t: (Stretch.of(t.finding), in_order(t))):
        home = next((s for s in _near(by_start, Stretch.of(telling.finding)) if s.takes(telling, within)), None)
        if home is None:
            home = Series(None)
            series.append(home)
            home.tellings.append(telling)
            _file(by_start, home)
        else:
            home.tellings.append(telling)
    return [t for t in rest if not Stretch.of(t.finding).narrow]


def _file(by_start: dict[date, list[Series]], series: Series) -> None:
    """File a series under each day of its narrow days; a numbered one that was held, where these are its very days."""
    days = series.days
    vague = series.number is not None and series.held is not None and days.width > VERY
    if days.narrow and days.earliest and not vague:
        for step in range(days.width):
            by_start.setdefault(days.earliest + timedelta(days=step), []).append(series)


def _near(by_start: dict[date, list[Series]], days: Stretch) -> Iterable[Series]:
    """The series filed under one of these days, numbered first."""
    assert days.earliest is not None
    met = [s for step in range(days.width) for s in by_start.get(days.earliest + timedelta(days=step), ())]
    return sorted({id(s): s for s in met}.values(), key=lambda s: s.number is None)


def _by_turn(series: list[Series], rest: list[Told[Meeting]], within: Within) -> list[Told[Meeting]]:
    """Join those with wide or no days to the one meeting that they can mean; gives back the others."""
    dated = sorted((s for s in series if s.days.earliest), key=lambda s: (s.days.earliest or date.min, s.number or 0))
    starts = [s.days.earliest or date.min for s in dated]
    left = []
    for telling in rest:
        window = _window(telling)
        found = dated[bisect_left(starts, window[0]) : bisect_left(starts, window[1])] if window else []
        fitting = [s for s in found if s.takes(telling, within)]
        if len(fitting) == 1 or (fitting and telling.finding.status in AHEAD and Stretch.of(telling.finding).told):
            fitting[0].tellings.append(telling)
        else:
            left.append(telling)
    return left


def _window(telling: Told[Meeting]) -> tuple[date, date] | None:
    """From which day to before which day the meeting that a telling means can begin; None where nothing tells."""
    days, told = Stretch.of(telling.finding), telling.published
    ahead = telling.finding.status in AHEAD
    if days.told:
        first, last = days.earliest or date.min, days.latest or date.max
        if ahead and told:
            first = max(first, told)
        return first, min(last, date.max - timedelta(days=1)) + timedelta(days=1)
    if told is None or telling.finding.status == "cancelled":
        return None
    return (told, told + SOON) if ahead else (told - LATELY, told + timedelta(days=1))


def _apart(rest: list[Told[Meeting]]) -> list[Series]:
    """Those that nothing places: one for each source, since reprints of one wire text tell of one meeting."""
    found: dict[tuple[str, str, str, str | None, int], Series] = {}
    seen: dict[str, int] = {}
    for telling in rest:
        turn = seen[telling.document] = seen.get(telling.document, -1) + 1
        finding = telling.finding
        key = (telling.cluster, Stretch.of(finding).text, finding.status, finding.place, turn)
        found.setdefault(key, Series(None)).tellings.append(telling)
    return list(found.values())
