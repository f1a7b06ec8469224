"""Pages from a server on this machine, and a table of addresses that must not be reached."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, date
from pathlib import Path

import docx
import pytest

from drawn import ending, pdf
from loopback import Site
from mahdar.errors import MahdarError
from mahdar.model import Document
from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.sources import Trouble, addresses, fetching, read_inputs
from mahdar.sources.addresses import NotFetched, RefusedAddress, is_public
from mahdar.sources.fetching import Fetcher
from mahdar.surfaces.cli.main import run

BODY = "أعلنت الوزارة أن الوفد وصل إلى العاصمة للمشاركة في الجولة."
PAGE = f"<html><head><title>خبر</title></head><body><article><p>{BODY} {BODY}</p></article></body></html>".encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}


def here() -> Fetcher:
    return Fetcher(allow_private=True)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://[::]/",
        "http://10.1.2.3/", "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/", "http://[fe80::1]/", "http://[fc00::1]/", "http://[fec0::1]/", "http://[ff02::1]/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:10.0.0.1]/", "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/",
        "http://224.0.0.1/", "http://255.255.255.255/", "http://192.0.2.1/", "http://user:word@93.184.216.34/",
        "file:///etc/passwd", "ftp://93.184.216.34/", "gopher://93.184.216.34/", "https://", "http://:80/",
        "http://[::1", "http://93.184.216.34:99999/", "http://a..b/",
    ],
)  # fmt: skip
def test_hostile_addresses_are_refused_before_anything_is_sent(address: str) -> None:
    with pytest.raises(RefusedAddress) as told:
        Fetcher().fetch(address)
    assert told.value.next_step


def test_public_addresses_are_public() -> None:
    assert all(map(is_public, ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"]))


def test_one_private_address_among_public_ones_refuses_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "resolve", lambda host, port: ["93.184.216.34", "127.0.0.1"])
    with pytest.raises(RefusedAddress, match="no public address"):
        Fetcher().fetch("http://news.example/")


def test_the_connection_goes_to_the_address_that_was_checked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = []

    def resolve(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"]

    monkeypatch.setattr(addresses, "resolve", resolve)
    site.answers["/a"] = (200, HTML, PAGE)
    assert here().fetch(site.at("/a", "news.example")).body == PAGE
    assert looked_up == ["news.example"] * len(site.asked)
    assert {host for _, host, _ in site.asked} == {f"news.example:{site.server_port}"}


def test_a_page_is_read_with_its_last_address_and_time(site: Site) -> None:
    site.answers |= {"/a": (302, {"Location": "/b?x=1"}, b""), "/b?x=1": (200, HTML, PAGE)}
    [document] = read_inputs([site.at("/a")], fetcher=here())
    assert isinstance(document, Document)
    assert BODY in document.text
    assert document.url == site.at("/b?x=1")
    assert document.provenance is not None
    assert document.provenance.fetched is not None
    assert document.provenance.fetched.tzinfo is UTC
    assert {agent for _, _, agent in site.asked} == {fetching.AGENT}


@pytest.mark.parametrize("target", ["http://127.0.0.2/", "file:///etc/passwd", "http://[::ffff:127.0.0.1]/"])
def test_each_redirect_is_checked_anew(site: Site, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    site.answers["/a"] = (302, {"Location": target}, b"")
    with pytest.raises(RefusedAddress):
        Fetcher().fetch(site.at("/a"))


def test_redirects_have_an_end(site: Site) -> None:
    site.answers["/a"] = (301, {"Location": "/a"}, b"")
    with pytest.raises(NotFetched, match="more than 5 times"):
        here().fetch(site.at("/a"))
    assert [path for path, _, _ in site.asked].count("/a") == 6


def test_robots_are_heeded_and_asked_once(site: Site) -> None:
    site.answers |= {
        "/robots.txt": (200, {}, b"User-agent: mahdar\nDisallow: /closed\n"),
        "/closed/a": (200, HTML, PAGE), "/a": (200, HTML, PAGE),
    }  # fmt: skip
    fetcher = here()
    with pytest.raises(NotFetched, match=r"robots\.txt"):
        fetcher.fetch(site.at("/closed/a"))
    assert fetcher.fetch(site.at("/a")).body == PAGE
    assert [path for path, _, _ in site.asked] == ["/robots.txt", "/a"]


def test_where_robots_cannot_be_read_nothing_is(site: Site) -> None:
    site.answers |= {"/robots.txt": (503, {}, b""), "/a": (200, HTML, PAGE)}
    with pytest.raises(NotFetched, match=r"robots\.txt cannot be read \(503\)"):
        here().fetch(site.at("/a"))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((404, {}, b""), "answers 404"),
        ((500, {}, b""), "answers 500"),
        ((200, HTML, b"x" * 5_000), "larger than"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 500_000)), "larger than"),
        ((200, {"Content-Encoding": "br"}, b"x"), "not read"),
        ((200, {"Content-Encoding": "gzip"}, b"no gzip"), "wrongly"),
        ((200, {"Content-Length": "90"}, b"cut"), "wrongly"),
    ],
)
def test_what_goes_wrong_is_one_sentence(
    site: Site, answer: tuple[int, dict[str, str], bytes], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 4_000)
    site.answers["/a"] = answer
    with pytest.raises(NotFetched) as told:
        here().fetch(site.at("/a"))
    assert says in told.value.sentence
    assert told.value.next_step


def test_a_compressed_page_is_unpacked(site: Site) -> None:
    site.answers["/a"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE))
    assert here().fetch(site.at("/a")).body == PAGE


def test_time_has_an_end(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.0)
    with pytest.raises(NotFetched, match="too long"):
        here().fetch(site.at("/a"))


def test_a_server_that_is_not_there_is_told(site: Site) -> None:
    closed = site.at("/a")
    site.server_close()
    with pytest.raises(MahdarError):
        here().fetch(closed)


def test_without_a_fetcher_nothing_is_fetched(site: Site) -> None:
    [trouble] = read_inputs([site.at("/a")])
    assert isinstance(trouble, Trouble)
    assert (trouble.code, site.asked) == ("missing-file", [])


def test_an_address_goes_into_a_record(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.answers["/a"] = (200, HTML, PAGE)
    where = ["--record", str(tmp_path / "a.db")]
    assert run(["add", site.at("/a"), "--allow-private", *where]) == 0
    assert run(["add", site.at("/a"), "--allow-private", *where]) == 0
    assert run(["add", site.at("/a"), *where]) == 2
    assert "1 were there already" in capsys.readouterr().err


def packed(body: str) -> bytes:
    """A DOCX of one paragraph."""
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph(body)
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["application/pdf", "application/octet-stream", "text/html"])
def test_a_pdf_at_an_address_is_read_whatever_it_is_called(site: Site, kind: str) -> None:
    site.answers["/get?id=7"] = (200, {"Content-Type": kind}, pdf([ending(BODY)]))
    [document] = read_inputs([site.at("/get?id=7")], fetcher=here())
    assert isinstance(document, Document)
    assert (document.text, document.url) == (BODY, site.at("/get?id=7"))
    assert document.provenance is not None
    assert document.provenance.fetched is not None


@pytest.mark.parametrize(("path", "kind"), [("/a.docx", "application/octet-stream"), ("/a", "application/x-thing")])
def test_a_docx_at_an_address_is_read(site: Site, path: str, kind: str) -> None:
    site.answers[path] = (200, {"Content-Type": kind}, packed(BODY))
    [document] = read_inputs([site.at(path)], fetcher=here())
    assert isinstance(document, Document)
    assert (document.text, document.url) == (BODY, site.at(path))


def test_a_feed_at_an_address_gives_its_pages(site: Site) -> None:
    items = "".join(f"<item><link>{path}</link><pubDate>2023-06-21</pubDate></item>" for path in ("/a", "/gone", "/f"))
    feed = f"<?xml version='1.0'?><rss><channel>{items}</channel></rss>".encode()
    site.answers |= {"/f": (200, {"Content-Type": "text/xml"}, feed), "/a": (200, HTML, PAGE)}
    found = list(read_inputs([site.at("/f")], fetcher=here()))
    assert [f.published for f in found if isinstance(f, Document)] == [date(2023, 6, 21)]
    assert [f.code for f in found if isinstance(f, Trouble)] == ["not-fetched", "unknown-language"]
    assert site.paths == ["/f", "/a", "/gone", "/f"]


def test_a_broken_feed_at_an_address_is_told_and_its_beginning_read(site: Site) -> None:
    site.answers |= {"/f": (200, {}, b"<rss><item><link>/a</link></item><item><li"), "/a": (200, HTML, PAGE)}
    trouble, document = read_inputs([site.at("/f")], fetcher=here())
    assert isinstance(trouble, Trouble)
    assert (trouble.code, isinstance(document, Document)) == ("broken-feed", True)


def test_a_server_that_goes_away_in_the_middle_costs_what_it_did_not_send(site: Site, tmp_path: Path) -> None:
    """The second page is promised longer than it comes; what came before is kept, and the rest goes on."""
    site.answers |= {f"/{n}": (200, HTML, PAGE.replace("الوفد".encode(), f"الوفد رقم {n}".encode())) for n in "abc"}
    site.answers["/b"] = (200, HTML | {"Content-Length": "99999"}, PAGE[:200])
    with Record.open(tmp_path / "a.db") as record:
        added = add(read_inputs([site.at(f"/{n}") for n in "abc"], fetcher=here()), record)
    assert (added.new, [t.code for t in added.troubles]) == (2, ["not-fetched"])
