"""RSS and Atom as outlets write them, and as they should not; and the list of feeds with its mistakes by line."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.errors import BadSetting, MissingFile
from mahdar.model import Document
from mahdar.sources import Trouble
from mahdar.sources.feedlist import Feed, FeedList, read_feeds
from mahdar.sources.feeds import BrokenFeed, day_told, document_of_item, items_of, plain_body

AT = "https://news.example/rss"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>نشرة</title>
<link>https://news.example/</link>
<item><title>وصل الوفد</title><link>/a?x=1&amp;y=2</link><pubDate>Wed, 21 Jun 2023 23:30:00 +0300</pubDate>
<description>موجز</description>
<content:encoded><![CDATA[<p>أعلنت <b>الوزارة</b> أمس.</p><script>x()</script><p>وصل.</p>]]>
</content:encoded></item>
<item><title>بلا رابط</title><description>موجز</description></item>
<item><title>رقم</title><guid>https://news.example/b</guid></item>
<item><title>مكرر</title><link>/a?x=1&amp;y=2</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>نشرة</title><link href="https://news.example/"/>
<entry><title>خبر</title><link rel="edit" href="/edit"/><link href="https://news.example/c"/>
<published>2023-06-20T08:00:00Z</published><updated>2023-06-21T08:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>سطر</p><p>وآخر</p></div></content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>نشرة</title></channel>
<item><title>خبر</title><link>https://news.example/d</link><dc:date>2023-06-19</dc:date></item></rdf:RDF>"""


@pytest.mark.parametrize(
    ("feed", "links", "days"),
    [
        (RSS, ["https://news.example/a?x=1&y=2", "https://news.example/b"], [date(2023, 6, 21), None]),
        (ATOM, ["https://news.example/c"], [date(2023, 6, 20)]),
        (RDF, ["https://news.example/d"], [date(2023, 6, 19)]),
    ],
)
def test_each_page_is_listed_once_with_its_day(feed: str, links: list[str], days: list[date | None]) -> None:
    items, whole = items_of(feed.encode(), AT)
    assert (whole, [i.link for i in items], [i.published for i in items]) == (True, links, days)


def test_the_words_of_an_item_are_lines() -> None:
    [first, _], [entry] = items_of(RSS.encode(), AT)[0], items_of(ATOM.encode(), AT)[0]
    assert plain_body(first.body) == "أعلنت الوزارة أمس.\nوصل."
    assert plain_body(entry.body) == "سطر\nوآخر"
    [document] = document_of_item(first, AT)
    assert isinstance(document, Document)
    assert document.text == "وصل الوفد\nأعلنت الوزارة أمس.\nوصل."
    assert (document.url, document.published) == ("https://news.example/a?x=1&y=2", date(2023, 6, 21))


def test_an_item_without_words_and_one_in_another_language_are_told() -> None:
    codes = []
    for body in ("", "<p>The delegation arrived.</p>"):
        [item], _ = items_of(RDF.replace("<dc:date>", f"<description><![CDATA[{body}]]></description><dc:date>")
                             .replace("خبر", "news").encode(), AT)  # fmt: skip
        [trouble] = document_of_item(item, AT)
        assert isinstance(trouble, Trouble)
        codes.append(trouble.code)
    assert codes == ["no-report", "unknown-language"]


def test_a_changed_item_has_another_stamp() -> None:
    stamps = {items_of(feed.encode(), AT)[0][0].stamp for feed in (ATOM, ATOM, ATOM.replace("21T08", "21T09"))}
    assert len(stamps) == 2


def test_a_feed_that_breaks_off_gives_what_came_before() -> None:
    items, whole = items_of(RSS[: RSS.index("<item><title>رقم")].encode(), AT)
    assert ([i.title for i in items], whole) == (["وصل الوفد"], False)


BOMB = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
PARAMETER = "<!DOCTYPE rss [<!ENTITY % a SYSTEM 'http://127.0.0.1/'>]>"
OUTSIDE = "<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (f"{BOMB}<rss><item><link>/a</link><title>&b;</title></item></rss>", "entities"),
        (f"{OUTSIDE}<rss><item><link>/a</link><title>&a;</title></item></rss>", "entities"),
        (f"{PARAMETER}<rss><item><link>/a</link></item></rss>", "entities"),
        ("<html><body>404</body></html>", "no RSS"),
        ("<rss><channel>", "breaks off"),
        ("nothing", "no XML"),
        ("", "no XML"),
    ],
)
def test_what_is_no_feed_is_refused(data: str, says: str) -> None:
    with pytest.raises(BrokenFeed, match=says) as told:
        items_of(data.encode(), AT)
    assert told.value.next_step


@given(st.one_of(st.binary(max_size=100), st.integers(0, len(RSS)).map(lambda end: RSS[:end].encode())))
@settings(deadline=None)
def test_any_bytes_give_items_or_a_sentence(data: bytes) -> None:
    items = []
    with suppress(BrokenFeed):
        items, _ = items_of(data, AT)
    assert all(item.link.startswith("https://news.example/") for item in items)


@given(st.text(max_size=30))
def test_any_date_is_a_day_or_none(told: str) -> None:
    assert day_told(told) is None or isinstance(day_told(told), date)


LIST = """every = 30
[[feed]]
url = "https://news.example/rss"
outlet = "نشرة المثال"
language = "ar"
tracks = ["astana"]

[[feed]]
url = "https://other.example/atom"
content = "feed"
every = 60
"""


def test_a_list_of_feeds_is_read(tmp_path: Path) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text(LIST, encoding="utf-8")
    first = Feed("https://news.example/rss", "نشرة المثال", ("astana",), every=30)
    assert read_feeds(file) == FeedList((first, Feed("https://other.example/atom", whole=True, every=60)))


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("every = 30", "every = ", 1, "not TOML"),
        ("every = 30", "evry = 30", 1, "«evry» is not known"),
        ("every = 30", "every = 1", 1, "5 minutes at least"),
        ("every = 30", "pause = 0", 1, "1 second at least"),
        ('tracks = ["astana"]', "tracks = 7", 6, "«tracks» is a list"),
        ('tracks = ["astana"]', "tracks = [7]", 6, "are ids"),
        ('language = "ar"', 'language = "ru"', 5, "does not read «ru»"),
        ('url = "https://other.example/atom"', "", 8, "no url"),
        ("https://other.example/atom", "https://news.example/rss", 9, "stands twice"),
        ("https://other.example/atom", "ftp://other.example/atom", 9, "«ftp» is not read"),
        ('content = "feed"', 'content = "both"', 10, "page or feed"),
        ("every = 60", "every = true", 11, "a whole number"),
        ("every = 60", "name = 1", 11, "«name» is not known"),
    ],
)
def test_a_mistake_in_the_list_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text(LIST.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadSetting) as told:
        read_feeds(file)
    assert told.value.sentence.startswith(f"feeds.toml:{line}: ")
    assert says in told.value.sentence


@pytest.mark.parametrize("text", ["", "every = 30", "feed = []", "feed = [7]"])
def test_a_list_without_feeds_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadSetting):
        read_feeds(file)
    with pytest.raises(MissingFile):
        read_feeds(tmp_path / "other.toml")
