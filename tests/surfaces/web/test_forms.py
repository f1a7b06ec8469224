"""Search with its facets, coverage, the brief, and a text that is read and not kept."""

from __future__ import annotations

import re
import sys
from html import unescape

import pytest
from fastapi.testclient import TestClient

from mahdar import views
from mahdar.record import Record
from mahdar.surfaces.briefs import MEDIA_TYPES
from mahdar.surfaces.web import briefs
from mahdar.surfaces.web.forms import LARGEST
from mahdar.surfaces.web.screen import screen
from mahdar.views import Asked

BOTH = pytest.mark.parametrize("language", ["ar", "en"])
TEXT = "أعلنت موسكو أن الجولة العشرين من محادثات أستانا ستعقد في 20 حزيران.\nوقال الوزير إن المسار مستمر."


def test_facets_count_what_is_found(where: str) -> None:
    with Record.open(where) as record:
        found = views.facets(record, "الجولة", Asked())
        rows = views.search(record, "الجولة", Asked(limit=1000))
        assert found.documents == len(rows)
        assert sum(number for _, number in found.years) == len([r for r in rows if r.published])
        for track, number in found.tracks:
            assert len(views.search(record, "الجولة", Asked(track=track, limit=1000))) == number
        assert views.facets(record, "كلمةلاتوجد", Asked()).documents == 0
        assert views.facets(record, "()", Asked()).documents == 0
        assert views.facets(record, "", Asked()).documents == len(views.documents(record, Asked(limit=1000)))


@BOTH
def test_a_search_shows_the_words_and_goes_on(client: TestClient, language: str) -> None:
    page = client.get(f"/{language}/search", params={"q": "جولة", "since": "", "until": ""}).text
    assert "<mark>الجولة</mark>" in page
    older = re.search(r'href="([^"]*page=2[^"]*)" rel="next"', page)
    assert older
    second = client.get(unescape(older[1]))
    assert second.status_code == 200
    assert not set(re.findall(r"/document/(d\w+)", page)) & set(re.findall(r"/document/(d\w+)", second.text))


def test_facets_narrow_a_search(client: TestClient) -> None:
    page = client.get("/en/search", params={"q": "الجولة", "track": "astana"}).text
    assert '<input type="hidden" name="track" value="astana">' in page
    assert screen("en")("clear") in page


@BOTH
def test_a_place_leads_to_the_words_that_name_it(client: TestClient, where: str, language: str) -> None:
    with Record.open(where) as record:
        named = views.places(record, Asked(track="astana", limit=40))
        for place in named:
            found = views.documents(record, Asked(track="astana", place=place.id, limit=100))
            assert len(found) == place.documents
            shown = views.mention(views.reading(record, found[0].id), place.id)
            assert re.search("⟦.+⟧", shown)
        assert views.mention(views.reading(record, found[0].id), "place/none") == ""
    answer = client.get(f"/{language}/search", params={"track": "astana", "place": "place/idlib"})
    assert "<mark>" in answer.text
    assert '<input type="hidden" name="place" value="place/idlib">' in answer.text
    assert client.get(f"/{language}/search", params={"place": "<b>"}).status_code == 200


@BOTH
@pytest.mark.parametrize("words", ["'\"", "a AND (b", "كلمةلاتوجد", "*", "NEAR(", "⟦<b>⟧", "%_", "x" * 200])
def test_a_search_for_anything_is_answered(client: TestClient, language: str, words: str) -> None:
    answer = client.get(f"/{language}/search", params={"q": words})
    assert answer.status_code == 200
    assert "<b>" not in answer.text


@pytest.mark.parametrize(
    "asked", ["since=soon", "until=2023-02-30", "page=0", "q=" + "x" * 201, "q=%00", "track=a%00", "page=1e9"]
)
@pytest.mark.parametrize("path", ["search", "coverage", "brief"])
def test_what_makes_no_sense_is_told(client: TestClient, path: str, asked: str) -> None:
    answer = client.get(f"/ar/{path}?{asked}")
    assert answer.status_code == 422
    assert screen("ar")("faults", "bad-setting", "title") in answer.text


@BOTH
def test_coverage_names_every_outlet(client: TestClient, where: str, language: str) -> None:
    with Record.open(where) as record:
        rows = views.coverage(record, Asked(limit=1000))
    page = unescape(client.get(f"/{language}/coverage").text)
    assert all(f"<bdi>{row.outlet}</bdi>" in page for row in rows)
    assert client.get(f"/{language}/coverage?track=gerd").text.count("<meter") == 1


@BOTH
def test_a_brief_is_seen_and_taken_away(client: TestClient, language: str) -> None:
    assert client.get(f"/{language}/brief").status_code == 200
    seen = client.get(f"/{language}/brief?track=astana").text
    notes = set(re.findall(r'href="#(n\d+)"', seen))
    assert notes
    assert notes <= set(re.findall(r' id="(n\d+)"', seen))
    links = [unescape(link) for link in re.findall(r'class="button" href="([^"]+)"', seen)]
    taken, *files = [client.get(link) for link in links]
    for answer, (ending, first) in zip(files, (("docx", b"PK"), ("pdf", b"%PDF")), strict=True):
        assert answer.headers["content-disposition"] == f'attachment; filename="astana-{language}.{ending}"'
        assert answer.headers["content-type"] == MEDIA_TYPES[ending]
        assert answer.content.startswith(first)
    assert taken.headers["content-disposition"] == f'attachment; filename="astana-{language}.html"'
    assert taken.text.lstrip().startswith("<!doctype html>")
    assert 'href="/' not in taken.text
    assert "src=" not in taken.text
    for page in (seen, taken.text):
        body = page[page.index("<section>") :]
        assert not re.search(r"\d{4}-\d\d-\d\d", re.sub(r'="[^"]*"', "", body))


def test_the_name_of_a_file_is_plain(client: TestClient) -> None:
    answer = client.get("/ar/brief.html", params={"track": 'a"\r\nX: y/../ب'})
    assert answer.headers["content-disposition"] == 'attachment; filename="aXy-ar.html"'


@BOTH
def test_where_no_pdf_can_be_made_none_is_offered(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setattr(briefs, "has_pdf", lambda: False)
    seen = client.get(f"/{language}/brief?track=gerd").text
    assert "/brief.docx?" in seen
    assert "/brief.pdf?" not in seen
    answer = client.get(f"/{language}/brief.pdf?track=gerd")
    assert answer.status_code == 501
    assert screen(language)("faults", "missing-extra", "next") in answer.text  # type: ignore[arg-type]


def test_a_brief_of_no_track_is_refused(client: TestClient) -> None:
    assert client.get("/ar/brief.docx").status_code == 422


@BOTH
def test_a_text_is_read_and_not_kept(client: TestClient, where: str, language: str) -> None:
    with Record.open(where) as record:
        before = len(views.documents(record, Asked(limit=1000)))
    page = client.post(f"/{language}/read", data={"text": TEXT, "date": "2023-06-01"})
    assert page.status_code == 200
    assert 'class="cue"' in page.text
    assert screen(language)("checked") in page.text  # type: ignore[arg-type]
    links, there = (
        set(re.findall(rf' {name}="{mark}([^"]+)"', page.text)) for name, mark in (("href", "#"), ("id", ""))
    )
    assert links <= there
    with Record.open(where) as record:
        assert len(views.documents(record, Asked(limit=1000))) == before


@BOTH
@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"text=" + b"a" * LARGEST, 413), (b"text=x&date=soon", 422), (b"text=%ff%fe", 422), (b"\xff\xfe", 422),
        (b"&".join([b"a=b"] * 500), 422), (b"", 200), (b"text=", 200), (b"text=" + b"x" * 100_000, 200),
    ],
)  # fmt: skip
def test_whatever_is_sent_is_answered(client: TestClient, language: str, body: bytes, status: int) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = client.post(f"/{language}/read", content=body, headers=kind)
    assert answer.status_code == status
    assert f'lang="{language}"' in answer.text


@pytest.mark.parametrize(
    ("key", "place"), [("astana/20", "/ar/round/astana/20"), ("nothing", None), ("..%2F..%2Fetc", None)]
)
def test_whatever_has_an_id_has_a_page(client: TestClient, key: str, place: str | None) -> None:
    answer = client.get(f"/ar/show/{key}")
    assert answer.headers.get("location") == place
    assert answer.status_code == (307 if place else 404)


def test_an_id_of_any_kind_leads_to_its_page(client: TestClient, where: str) -> None:
    with Record.open(where) as record:
        said = views.statements(record, Asked(limit=1))[0]
        pledge = views.pledges(record, Asked(limit=1))[0]
        meeting = views.rounds(record, Asked(limit=1))[0].cites[0]
    for key, place in (
        (said.id, f"/en/statement/{said.id}"), (pledge.id, f"/en/pledge/{pledge.id}"),
        (said.cite.document, f"/en/document/{said.cite.document}"),
        (meeting.finding, f"/en/document/{meeting.document}#{meeting.finding}"),
    ):  # fmt: skip
        assert client.get(f"/en/show/{key}").headers["location"] == place


def test_an_address_without_a_language_finds_one(client: TestClient) -> None:
    answer = client.get("/track/astana", headers={"accept-language": "en"})
    assert answer.headers["location"] == "/en/track/astana"
    assert client.get("//evil.example/", headers={"accept-language": "en"}).status_code in (404, 307)
    assert "evil" not in client.get("/track//evil.example").headers["location"].split("/track")[0]
