"""Topics: found behind clitics and the article, the longest wording first, in order, inside the stretch only."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from arabic import texts
from mahdar.extract.topics import TopicTable, build_topic_table, find_topics
from mahdar.language.clitics import load_clitics, shipped
from mahdar.text import Page
from mahdar.world import load_world


@pytest.fixture(scope="module")
def table() -> TopicTable:
    return build_topic_table(load_world(), load_clitics(shipped("ar")))


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("بحثوا وقف إطلاق النار وتبادل الأسرى.", ("ceasefire", "prisoner-exchange")),
        ("والهدنة قائمة.", ("ceasefire",)),
        ("للمعابر أولوية ثم للمعتقلين.", ("crossings", "detainees")),
        ("وبالدستور.", ("constitution",)),
        ("خطة لا تخص أحدا.", ()),
        ("", ()),
    ],
)
def test_topics_in_order(table: TopicTable, text: str, topics: tuple[str, ...]) -> None:
    page = Page.of(text)
    assert find_topics(page, (0, len(page.tokens)), table) == topics


def test_the_longest_wording_takes_its_words(table: TopicTable) -> None:
    page = Page.of("مناطق خفض التصعيد")
    assert find_topics(page, (0, len(page.tokens)), table) == ("de-escalation-zones",)


def test_nothing_outside_the_stretch_counts(table: TopicTable) -> None:
    page = Page.of("وقف إطلاق النار ثم الانتخابات")
    assert find_topics(page, (3, 5), table) == ("elections",)
    assert find_topics(page, (0, 2), table) == ()


@settings(max_examples=60, deadline=None)
@given(texts)
def test_any_text_gives_known_topics_once(table: TopicTable, text: str) -> None:
    page = Page.of(text)
    found = find_topics(page, (0, len(page.tokens)), table)
    assert len(found) == len(set(found))
    assert set(found) <= load_world().topics.keys() if found else True
