"""Finding the times of a text: the longest form at each place, made by its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from mahdar.extract.times import days, feasts, hours, lengths, pointing
from mahdar.extract.times.context import Context, Frame
from mahdar.extract.times.line import Line, Match
from mahdar.extract.times.made import Made, Undecided
from mahdar.language.timewords import TimeRule, TimeWords
from mahdar.model import RawOffset, Refusal, Span, TimeExpression
from mahdar.text import Page
from mahdar.text.letters import INVISIBLE, TATWEEL

DROPPED_AT_END = INVISIBLE | {TATWEEL}
"""Filling and hidden marks at the end of a word are no part of what a reader is shown (a single letter keeps its)."""

Result = Made | Undecided | tuple[Made | None, Made | None] | None

MAKERS: dict[str, Callable[[Frame, Context], Result]] = {
    "about": lengths.make_about,
    "ago": lengths.make_ago,
    "bare-daypart": days.make_bare_daypart,
    "bare-duration": lengths.make_bare_duration,
    "bare-period": lengths.make_bare_period,
    "bare-year": days.make_bare_year,
    "clock": hours.make_clock,
    "date": days.make_date,
    "dates": days.make_dates,
    "duration": lengths.make_duration,
    "each": lengths.make_each,
    "earlier": pointing.make_earlier,
    "every": lengths.make_every,
    "every-weekday": lengths.make_every_weekday,
    "feast": feasts.make_feast,
    "last-night": days.make_last_night,
    "midnight": days.make_midnight,
    "next-day": pointing.make_next_day,
    "night": days.make_night,
    "pair": days.make_pair,
    "period": lengths.make_period,
    "range": days.make_range,
    "reference": pointing.make_reference,
    "season": feasts.make_season,
    "streak": lengths.make_streak,
    "then": pointing.make_then,
}
"""What a grammar may `make`; `nothing` passes its words over."""


def find_times(page: Page, words: TimeWords, published: date | None) -> Iterator[TimeExpression | Refusal]:
    """The times of a page in reading order; relative ones are counted from `published`.

    Where `published` is None a relative time keeps a value without its anchor and has no days.

    >>> from mahdar.language.timewords import load_time_words
    >>> page = Page.of("اجتمع الوفدان مساء الأربعاء.")
    >>> [(t.value, str(t.earliest)) for t in find_times(page, load_time_words("ar"), date(2021, 3, 4))]
    [('2021-03-03TEV', '2021-03-03')]
    """
    line = Line(page, words)
    context = Context(line, published)
    index = 0
    while (index := _next_head(index, line)) < len(line.folded):
        index, found = _at(index, context)
        yield from found


def _next_head(index: int, line: Line) -> int:
    """The first token from `index` on at which a time may begin; the number of tokens where there is none."""
    words, folded, count = line.words, line.folded, len(line.folded)
    heads, alone, seconds = words.heads, words.alone, words.seconds
    while index < count:
        form = folded[index]
        if form in heads:
            if form in alone or (index + 1 < count and (folded[index + 1] in seconds or folded[index + 1].isdecimal())):
                return index
        elif "0" <= form[:1] <= "9" and (len(form) > 2 or (index + 1 < count and folded[index + 1] in seconds)):
            return index
        index += 1
    return count


def _at(index: int, context: Context) -> tuple[int, list[TimeExpression | Refusal]]:
    """What begins at token `index`, and where to go on."""
    rules = context.line.words.rules
    for match in context.line.matches(index):
        for number in match.rules:
            rule = rules[number]
            if not _allowed(rule, index, match, context.line):
                continue
            if rule.make == "nothing":
                return match.end, []
            frame = Frame(index, match.end, match.chain)
            result = _make(rule, frame, context)
            if result is not None and result != (None, None):
                return match.end, list(_written(result, frame, rule, context))
    return index + 1, []


def _make(rule: TimeRule, frame: Frame, context: Context) -> Result:
    """What the maker of a rule gives; undecided where the words lead beyond the calendar."""
    try:
        return MAKERS[rule.make](frame, context)
    except (OverflowError, ValueError):
        return Undecided("outside-the-calendar")


def _allowed(rule: TimeRule, index: int, match: Match, line: Line) -> bool:
    """Whether the neighbours of a form are as its rule asks."""
    before = line.folded[index - 1] if index else ""
    if before in rule.not_after:
        return False
    behind = line.folded[match.end] if match.end < len(line.folded) else ""
    if behind in rule.not_before or (rule.before is not None and behind not in rule.before):
        return False
    if rule.after is None or before in rule.after:
        return True
    return rule.joined and f"~{match.chain[0][0]}" in line.atoms(index)


def _written(result: Result, frame: Frame, rule: TimeRule, context: Context) -> Iterator[TimeExpression | Refusal]:
    """The findings of what was made, each with its span."""
    for made in result if isinstance(result, tuple) else (result,):
        if isinstance(made, Undecided):
            yield Refusal(_span(None, frame, context), "time", made.reason, _name(rule, context))
        elif made is not None:
            if made.told:
                context.tell(frame.first, made.stretch)
            yield _expression(made, _span(made, frame, context), _name(rule, context))


def _name(rule: TimeRule, context: Context) -> str:
    return f"{context.line.words.language}.time.{rule.name}"


def _expression(made: Made, span: Span, rule: str) -> TimeExpression:
    """The finding that was made, over its span."""
    stretch = made.stretch
    return TimeExpression(
        span, made.type, stretch.value, rule, stretch.mod, stretch.earliest, stretch.latest,
        "relative" if stretch.relative else "explicit",
    )  # fmt: skip


def _span(made: Made | None, frame: Frame, context: Context) -> Span:
    """The words of a time without the clitics before it."""
    tokens = context.line.tokens
    first, last, cut = frame.first, frame.end - 1, frame.cut
    if made is not None and made.until is not None:
        last = made.until - 1
    if made is not None and made.since is not None:
        first, cut = frame.start_of(made.since), made.since.cut
    end = tokens.ends[last]
    while len(tokens.folded[last]) > 1 and tokens.text[end - 1] in DROPPED_AT_END:
        end -= 1
    return Span(tokens.inner_start(first, cut), RawOffset(end))
