"""Feeds and the calendar over the sample dossier."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

from mahdar.model import Document
from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.surfaces.api import build

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("address", ["/feeds/track/astana.atom", "/feeds/search.atom?q=الجولة"])
def test_a_feed_has_all_that_atom_asks_for(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for node in (feed, *entries):
        assert node.findtext(f"{ATOM}id", "").startswith("urn:mahdar:")
        assert node.findtext(f"{ATOM}title")
        assert node.findtext(f"{ATOM}updated", "").endswith("T00:00:00Z")
    for entry in entries:
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
        assert entry.findtext(f"{ATOM}content")
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.get("href", "").startswith("http")
    assert feed.findtext(f"{ATOM}updated") == max(e.findtext(f"{ATOM}updated", "") for e in entries)


def test_the_links_of_a_feed_lead_somewhere(client: TestClient) -> None:
    feed = ElementTree.fromstring(client.get("/feeds/track/astana.atom").content)
    for entry in feed.findall(f"{ATOM}entry")[:5]:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert client.get(link.get("href", "")).status_code == 200


def test_a_feed_that_has_nothing_new_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/feeds/track/astana.atom").headers["etag"]
    assert client.get("/feeds/track/astana.atom", headers={"If-None-Match": tag}).status_code == 304


def test_the_calendar_has_the_rounds_and_calls_planned_ones_tentative(client: TestClient) -> None:
    answer = client.get("/calendar.ics?track=astana&lang=en")
    assert answer.headers["content-type"].startswith("text/calendar")
    events = {str(e["uid"]): e for e in Calendar.from_ical(answer.content).walk("VEVENT")}
    held, planned = events["astana/17@mahdar"], events["astana/23@mahdar"]
    assert (held["dtstart"].dt, held["dtend"].dt) == (date(2021, 12, 21), date(2021, 12, 23))
    assert str(held["status"]) == "CONFIRMED"
    assert str(held["summary"]) == "Astana track 17"
    assert "2022-06-16" in str(held["description"])
    assert str(planned["status"]) == "TENTATIVE"
    assert client.get("/calendar.ics?track=astana&lang=en").content == answer.content


@pytest.mark.parametrize(
    "address", ["/feeds/search.atom", "/feeds/search.atom?q=x&cursor=1", "/calendar.ics?lang=fr", "/calendar.ics?act=x"]
)
def test_what_a_feed_does_not_know_is_refused(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad-setting")


def test_nothing_that_a_document_holds_breaks_a_feed(tmp_path: Path) -> None:
    path = tmp_path / "hostile.db"
    text = "قال الوزير في مسار أستانا إن \x01<script>alert(1)</script> الجولة ]]> تأجلت \ufffe إلى الأسبوع المقبل."
    hostile = Document("one", text, None, date(2023, 1, 1), "<b>\x02", "javascript:alert(1)")
    with Record.open(path) as made:
        add([hostile], made)
    with TestClient(build(str(path))) as client:
        for address in ("/feeds/track/astana.atom", "/feeds/search.atom?q=الجولة"):
            feed = ElementTree.fromstring(client.get(address).content)
            (entry,) = feed.findall(f"{ATOM}entry")
            assert "<script>" in entry.findtext(f"{ATOM}content", "")
            assert [e.tag for e in entry.iter() if "script" in e.tag] == []
            link = entry.find(f"{ATOM}link")
            assert link is not None
            assert link.get("href", "").startswith("http://testserver/api/v1/")
        assert client.get("/calendar.ics").status_code == 200
