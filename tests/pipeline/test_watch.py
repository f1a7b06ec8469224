"""Watching feeds of a server on this machine: asked seldom and politely, and nothing is lost or read twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest

from loopback import Site
from mahdar.errors import BadSetting
from mahdar.pipeline import watch as watch_room
from mahdar.pipeline.watch import Clock, Looked, check_tracks, look, watch
from mahdar.record import Record, RecordError
from mahdar.sources.feedlist import Feed
from mahdar.sources.fetching import Fetcher
from mahdar.surfaces.cli.main import run
from mahdar.views import Asked, documents

HTML = {"Content-Type": "text/html; charset=utf-8"}
XML = {"Content-Type": "application/rss+xml"}
OPENED = "انطلقت في أستانا اليوم الجولة العشرون من محادثات أستانا، وقال الوزير إن الوفود وصلت إلى العاصمة."
DELAYED = "تأجلت الجولة العشرون من محادثات أستانا، وقال الوزير إن الوفود ستصل إلى العاصمة في الأسبوع المقبل."
BESIDE = "قال وزير الزراعة إن موسم القمح هذا العام أفضل من موسم العام الماضي في معظم المحافظات الشمالية كلها."


class Time:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.at = 0.0
        self.waits: list[float] = []

    def now(self) -> float:
        return self.at

    def wait(self, seconds: float) -> None:
        self.at += seconds
        self.waits.append(seconds)

    def today(self) -> datetime:
        return datetime(2023, 6, 21, tzinfo=UTC) + timedelta(seconds=self.at)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "a.db") as made:
        yield made


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def fetcher(time: Time) -> Fetcher:
    return Fetcher(allow_private=True, pause=5.0, now=time.now, wait=time.wait, today=time.today)


def page(body: str) -> tuple[int, dict[str, str], bytes]:
    """A page with one report."""
    html = f"<html><head><title>خبر</title></head><body><article><p>{body} {body}</p></article></body></html>"
    return 200, HTML, html.encode()


def feed(*paths: str, updated: str = "", etag: str = "") -> tuple[int, dict[str, str], bytes]:
    """A feed that lists these pages."""
    items = "".join(
        f"<item><title>خبر {path}</title><link>{path}</link><description>{updated or BESIDE}</description>"
        "<pubDate>Wed, 21 Jun 2023 08:00:00 +0300</pubDate></item>"
        for path in paths
    )
    return 200, XML | ({"ETag": etag} if etag else {}), f"<rss><channel>{items}</channel></rss>".encode()


def rows(record: Record, columns: str) -> list[tuple[object, ...]]:
    with record.asking() as connection:
        query = f"select {columns} from document order by fetched, url"
        return [tuple(row) for row in connection.exec_driver_sql(query).all()]


def test_what_a_feed_lists_is_fetched_once(site: Site, record: Record, fetcher: Fetcher, time: Time) -> None:
    site.answers |= {"/rss": feed("/a", "/b"), "/a": page(OPENED), "/b": page(BESIDE)}
    watched = Feed(site.at("/rss"), "نشرة المثال")
    assert [look(watched, record, fetcher).added.new for _ in range(2)] == [2, 0]
    assert site.paths == ["/rss", "/a", "/b", "/rss"]
    assert rows(record, "url, outlet, published") == [
        (site.at("/a"), "نشرة المثال", "2023-06-21"), (site.at("/b"), "نشرة المثال", "2023-06-21"),
    ]  # fmt: skip
    assert time.waits == [5.0, 5.0, 5.0]


def test_a_feed_that_did_not_change_is_not_sent_again(site: Site, record: Record, fetcher: Fetcher) -> None:
    site.answers |= {"/rss": feed("/a", etag='"one"'), "/a": page(OPENED)}
    watched = Feed(site.at("/rss"))
    assert [look(watched, record, fetcher).unchanged for _ in range(2)] == [False, True]
    site.answers["/rss"] = feed("/a", "/b", etag='"two"')
    site.answers["/b"] = page(BESIDE)
    assert look(watched, record, fetcher).added.new == 1
    assert site.paths == ["/rss", "/a", "/rss", "/rss", "/b"]


def test_a_changed_page_is_a_new_version_and_both_stay(
    site: Site, record: Record, fetcher: Fetcher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    watched = Feed(site.at("/rss"))
    for body, updated in ((OPENED, "one"), (DELAYED, "two"), (DELAYED, "three")):
        site.answers |= {"/rss": feed("/a", updated=updated), "/a": page(body)}
        look(watched, record, fetcher)
    older, newer = rows(record, "id, standing")
    assert (older[1], newer[1]) == ("superseded", "current")
    capsys.readouterr()
    for (key, _), body in ((older, OPENED), (newer, DELAYED)):
        assert run(["show", str(key), "--record", str(tmp_path / "a.db")]) == 0
        assert body[:40] in capsys.readouterr().out
    assert [row.id for row in documents(record, Asked())] == [newer[0]]


def test_only_reports_on_its_tracks_are_kept(site: Site, record: Record, fetcher: Fetcher) -> None:
    site.answers |= {"/rss": feed("/a", "/b"), "/a": page(OPENED), "/b": page(BESIDE)}
    looked = look(Feed(site.at("/rss"), tracks=("astana",)), record, fetcher)
    assert (looked.added.new, looked.beside) == (1, 1)
    with pytest.raises(BadSetting, match="«nowhere»"):
        check_tracks([Feed(site.at("/rss"), tracks=("nowhere",))])


def test_a_feed_that_holds_its_texts_needs_no_pages(site: Site, record: Record, fetcher: Fetcher) -> None:
    site.answers["/rss"] = feed("/a", updated=f"&lt;p&gt;{OPENED}&lt;/p&gt;")
    assert look(Feed(site.at("/rss"), whole=True), record, fetcher).added.new == 1
    assert site.paths == ["/rss"]
    assert rows(record, "url, origin") == [(site.at("/a"), site.at("/rss"))]


def test_a_page_that_fails_is_tried_three_times(site: Site, record: Record, fetcher: Fetcher) -> None:
    site.answers |= {"/rss": feed("/a", "/b", etag='"one"'), "/a": (500, {}, b""), "/b": page(BESIDE)}
    watched = Feed(site.at("/rss"))
    looks = [look(watched, record, fetcher) for _ in range(5)]
    assert [[t.code for t in each.added.troubles] for each in looks] == [["not-fetched"]] * 3 + [[], []]
    assert (site.paths.count("/a"), site.paths.count("/b"), looks[-1].unchanged) == (3, 1, True)


def test_one_broken_feed_stops_no_other(site: Site, record: Record, fetcher: Fetcher, time: Time) -> None:
    site.answers |= {"/broken": (200, XML, b"<rss><channel>"), "/rss": feed("/a"), "/a": page(OPENED)}
    feeds = [Feed(site.at("/broken")), Feed(site.at("/gone")), Feed(site.at("/rss"))]
    looks = list(islice(watch(feeds, record, fetcher, clock=Clock(time.now, time.wait)), 3))
    assert [each.trouble and each.trouble.code for each in looks] == ["broken-feed", "not-fetched", None]
    assert looks[2].added.new == 1


def test_feeds_come_in_their_time_and_failing_ones_less_often(
    site: Site, record: Record, fetcher: Fetcher, time: Time
) -> None:
    site.answers["/rss"] = feed()
    feeds = [Feed(site.at("/rss"), every=10), Feed(site.at("/gone"), every=10)]
    fetcher.pause = 0.0
    looks: Iterator[Looked] = watch(feeds, record, fetcher, clock=Clock(time.now, time.wait))
    told = [(each.feed.url[-4:], round(time.at / 60)) for each in islice(looks, 10)]
    assert [at for name, at in told if name == "/rss"] == [0, 10, 20, 30, 40, 50, 60]
    assert [at for name, at in told if name == "gone"] == [0, 20, 60]


def test_a_pause_that_robots_ask_for_is_kept(site: Site, record: Record, fetcher: Fetcher, time: Time) -> None:
    site.answers |= {
        "/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 30\nDisallow: /b\n"),
        "/rss": feed("/a", "/b"), "/a": page(OPENED), "/b": page(BESIDE),
    }  # fmt: skip
    looked = look(Feed(site.at("/rss")), record, fetcher)
    assert ([t.code for t in looked.added.troubles], site.paths) == (["not-fetched"], ["/rss", "/a"])
    assert time.waits == [30.0]


def test_a_record_that_cannot_be_written_forgets_no_item(
    site: Site, record: Record, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers |= {"/rss": feed("/a", etag='"one"'), "/a": page(OPENED)}
    watched = Feed(site.at("/rss"))

    def gone(*_: object, **__: object) -> None:
        raise RecordError("The record could not be written; what was there before is untouched.", "")

    with monkeypatch.context() as patched:
        patched.setattr(Record, "add", gone)
        with pytest.raises(RecordError):
            look(watched, record, fetcher)
    assert look(watched, record, fetcher).added.new == 1


def test_a_stop_loses_no_more_than_what_was_under_way(
    site: Site, record: Record, fetcher: Fetcher, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while the fifteenth of twenty pages is waited for."""
    paths = [f"/{number}" for number in range(20)]
    site.answers |= {"/rss": feed(*paths, etag='"one"')} | {path: page(f"{OPENED} {path}") for path in paths}
    watched = Feed(site.at("/rss"))

    def stop(seconds: float) -> None:
        time.wait(seconds)
        if len(time.waits) == 15:
            raise KeyboardInterrupt

    fetcher.wait = stop
    with pytest.raises(KeyboardInterrupt):
        look(watched, record, fetcher)
    assert len(rows(record, "id")) == 10
    assert (look(watched, record, fetcher).added.new, len(rows(record, "id"))) == (10, 20)
    assert [site.paths.count(path) for path in paths] == [1] * 10 + [2] * 4 + [1] * 6


def test_a_long_feed_comes_in_several_looks(
    site: Site, record: Record, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch_room, "MOST_AT_ONCE", 2)
    paths = ["/a", "/b", "/c"]
    site.answers |= {"/rss": feed(*paths, etag='"one"')} | {path: page(f"{OPENED} {path}") for path in paths}
    looks = [look(Feed(site.at("/rss")), record, fetcher) for _ in range(3)]
    assert [(each.added.new, each.unchanged) for each in looks] == [(2, False), (1, False), (0, True)]


def test_a_feed_reaches_no_private_machine(site: Site, record: Record) -> None:
    looked = look(Feed(site.at("/rss")), record, Fetcher())
    assert (looked.trouble and looked.trouble.code, site.asked) == ("refused-address", [])


def write(folder: Path, site: Site, *paths: str) -> str:
    file = folder / "feeds.toml"
    file.write_text("pause = 1\n" + "".join(f'[[feed]]\nurl = "{site.at(p)}"\n' for p in paths), encoding="utf-8")
    return str(file)


def test_the_command_looks_once(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(Fetcher, "_keep_apart", lambda *_: 0.0)
    site.answers |= {"/rss": feed("/a"), "/a": page(OPENED)}
    options = ["--once", "--allow-private", "--record", str(tmp_path / "a.db")]
    assert run(["watch", write(tmp_path, site, "/rss"), *options]) == 0
    assert "1 documents added" in capsys.readouterr().err
    assert run(["watch", write(tmp_path, site, "/rss", "/gone"), *options]) == 1
    assert "answers 404" in capsys.readouterr().err
    assert run(["watch", write(tmp_path, site, "/gone"), *options]) == 2
    assert run(["watch", str(tmp_path / "nothing.toml"), *options]) == 2
    assert "is not there" in capsys.readouterr().err


def test_ctrl_c_stops_it_cleanly(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                 monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    def stop(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(watch_room.time, "sleep", stop)
    monkeypatch.setattr(Fetcher, "_keep_apart", lambda *_: 0.0)
    monkeypatch.setattr("mahdar.surfaces.cli.watch.Clock", lambda: Clock(watch_room.time.monotonic, stop))
    site.answers |= {"/rss": feed("/a"), "/a": page(OPENED)}
    assert run(["watch", write(tmp_path, site, "/rss"), "--allow-private", "--record", str(tmp_path / "a.db")]) == 130
    assert capsys.readouterr().err.splitlines()[-1] == "mahdar: Stopped."
    with Record.open(tmp_path / "a.db") as record:
        assert (len(rows(record, "id")), record.unsettled()) == (1, [])
