"""Properties of times over drawn texts: spans in range and tight, no overlap, the same every time."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mahdar.extract.times import find_times
from mahdar.language.timewords import build_time_words
from mahdar.model import Refusal, TimeExpression
from mahdar.shelf import shipped_packs
from mahdar.text import Page

WORDS = build_time_words("ar", shipped_packs() / "ar")
FORMS = sorted(WORDS.senses)
PIECES = st.one_of(
    st.sampled_from(FORMS),
    st.sampled_from(["2", "14", "31", "2018", "٢٠٢٣", "12:30", "21/6/2023", "17,00", "99", "0", "1973"]),
    st.sampled_from(["،", ".", "(", ")", "/", "-", "\n", "و", "ـ", "\u200f", "«", "»", "%"]),
    st.text(alphabet="ابتسمنيوالقدر ًّـ٣4", max_size=6),
)
TEXTS = st.tuples(st.lists(PIECES, max_size=25), st.sampled_from([" ", "", "  "])).map(lambda t: t[1].join(t[0]))
DAYS = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))


def read(text: str, published: date | None) -> list[TimeExpression | Refusal]:
    return list(find_times(Page.of(text), WORDS, published))


@given(TEXTS, DAYS)
def test_spans_show_words(text: str, published: date | None) -> None:
    for found in read(text, published):
        words = text[found.span.start : found.span.end]
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert words
        assert words == words.strip()


@given(TEXTS, DAYS)
def test_spans_follow_one_another(text: str, published: date | None) -> None:
    spans = [found.span for found in read(text, published)]
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(TEXTS, DAYS)
def test_days_are_in_order_and_complete(text: str, published: date | None) -> None:
    for time in read(text, published):
        if isinstance(time, TimeExpression):
            assert (time.earliest is None) == (time.latest is None)
            assert time.earliest is None or time.latest is None or time.earliest <= time.latest
            assert time.type in ("DATE", "TIME") or time.earliest is None


@given(TEXTS)
def test_no_day_comes_from_nowhere(text: str) -> None:
    for time in read(text, None):
        if isinstance(time, TimeExpression) and time.basis == "relative":
            assert time.earliest is None


@given(TEXTS, DAYS)
def test_the_same_every_time(text: str, published: date | None) -> None:
    assert read(text, published) == read(text, published)


@given(st.sampled_from(FORMS), DAYS)
def test_a_prefix_moves_every_span_alike(form: str, published: date | None) -> None:
    text, before = f"{form} 2019", "كلام. "
    moved = [(f.span.start - len(before), f.span.end - len(before)) for f in read(before + text, published)]
    assert moved == [(f.span.start, f.span.end) for f in read(text, published)]
