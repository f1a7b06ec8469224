"""Marks: whatever lies in whatever, the text stays the text, letter by letter."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.surfaces.web.marks import KINDS, Mark, paragraphs

LETTERS = st.text(alphabet="ابتسﻻ َ<>&\"'\n x\u202e", max_size=40)


class Shown(HTMLParser):
    """The words of a piece of HTML, and its tags in their order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words, self.tags, self.links, self.open = "", [], [], []
        self.feed(text)
        self.close()

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(LETTERS)
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends, st.sampled_from(KINDS), st.sampled_from(["s1", "m2"])), max_size=6))
    return text, sorted((Mark(a, b, kind, key) for a, b, kind, key in spans if a < b), key=lambda m: (m.start, -m.end))


@given(marked())
def test_the_words_shown_are_the_text(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    lines = [line for line in text.split("\n") if line.strip()]
    shown = [Shown(str(p)) for p in paragraphs(text, marks)]
    assert [s.words for s in shown] == lines
    assert all(s.open == [] and set(s.tags) <= {"span", "a"} for s in shown)


@given(marked())
def test_no_address_stands_twice_in_a_page(case: tuple[str, list[Mark]]) -> None:
    page = "".join(paragraphs(*case))
    assert page.count('id="w-s1"') <= 1
    assert "<a" not in page.replace("<a href", "") or "<span><a" not in page


def test_marks_inside_one_another_are_nested() -> None:
    text = "قال إن محمد أعلن"
    found = paragraphs(text, [Mark(0, 16, "content", "s1"), Mark(7, 11, "source", "s2")])[0]
    assert '<span class="content" id="w-s1"><a href="#s1">قال إن </a><span class="source" id="w-s2">' in found


def test_marks_that_cross_are_cut_and_stay_whole() -> None:
    found = Shown(str(paragraphs("abcdef", [Mark(0, 4, "content", "s1"), Mark(2, 6, "meeting", "m1")])[0]))
    assert found.words == "abcdef"
    assert found.links == ["#s1", "#m1", "#m1"]


def test_a_finding_is_reached_by_the_keyboard_once() -> None:
    text = "abcdefghi"
    marks = [Mark(0, 9, "content", "s1"), Mark(3, 5, "time", "t3")]
    page = paragraphs(text, marks)[0]
    assert page.count("href") == 3
    assert page.count('tabindex="-1"') == 1


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_what_looks_like_a_tag_stays_words(words: str) -> None:
    found = Shown(str(paragraphs(words, [Mark(1, 5, "cue", 's"1')])[0]))
    assert found.words == words
    assert set(found.tags) == {"span", "a"}
