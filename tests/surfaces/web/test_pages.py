"""The pages over the sample dossier: both languages, ways to the evidence, and what goes wrong."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
import yaml
from fastapi.testclient import TestClient

from mahdar.record import Record
from mahdar.shelf import shipped_packs
from mahdar.surfaces import api
from mahdar.surfaces.web import build
from mahdar.surfaces.web.assets import assets, edition
from mahdar.surfaces.web.guard import HEADERS
from mahdar.surfaces.web.screen import screen
from mahdar.views import Asked, documents

BOTH = pytest.mark.parametrize("language", ["ar", "en"])


@pytest.fixture(scope="session")
def report(where: str) -> str:
    """The id of a report."""
    with Record.open(where) as record:
        return documents(record, Asked(limit=1))[0].id


def keys(words: object, path: str = "") -> set[str]:
    """Every key of a drawer, with those under it."""
    if not isinstance(words, dict):
        return {path}
    return {found for key, value in words.items() for found in keys(value, f"{path}/{key}")}


@pytest.mark.parametrize("drawer", ["web.yaml", "review.yaml"])
def test_every_word_stands_in_both_languages(drawer: str) -> None:
    found = [yaml.safe_load((shipped_packs() / x / drawer).read_text("utf-8")) for x in ("ar", "en")]
    assert keys(found[0]) == keys(found[1])


@pytest.mark.parametrize(
    ("accepted", "place"), [("ar", "/ar/"), ("en-GB,en;q=0.9", "/en/"), ("de", "/ar/"), ("", "/ar/"), (";;q=x", "/ar/")]
)
def test_the_browser_says_which_language(client: TestClient, accepted: str, place: str) -> None:
    answer = client.get("/", headers={"accept-language": accepted})
    assert (answer.status_code, answer.headers["location"]) == (307, place)


@BOTH
def test_the_first_page_leads_to_tracks_and_words(client: TestClient, language: str) -> None:
    page = client.get(f"/{language}/")
    assert page.status_code == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page.text
    assert f'href="/{language}/track/astana"' in page.text
    assert re.search(rf'href="/{language}/document/d[0-9a-f]+#w-s[0-9a-f]+"', page.text)


@BOTH
def test_a_report_and_its_findings_lead_to_each_other(client: TestClient, report: str, language: str) -> None:
    page = client.get(f"/{language}/document/{report}").text
    there = set(re.findall(r' id="([^"]+)"', page))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert len(there) == len(re.findall(r' id="', page))
    assert links <= there
    assert {key for key in there if key.startswith("w-s")}


def test_the_other_language_stays_on_the_page(client: TestClient, report: str) -> None:
    assert f'href="/en/document/{report}?a=%D8%A7"' in client.get(f"/ar/document/{report}?a=ا").text


@BOTH
@pytest.mark.parametrize("path", ["", "document/nothing", "document/%3Cscript%3E", "nowhere"])
def test_every_answer_has_the_headers(client: TestClient, language: str, path: str) -> None:
    answer = client.get(f"/{language}/{path}")
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "script-src 'self';" in HEADERS["Content-Security-Policy"]
    assert not re.search(r"<script|<style| style=| on[a-z]+=", answer.text)


@pytest.mark.parametrize(
    ("path", "kind"),
    [("document/nothing", "unknown-id"), ("nowhere", "nothing-here"), ("document/..%2F..%2Fetc%2Fpasswd", None)],
)
@BOTH
def test_what_is_not_there_is_told_in_the_readers_language(
    client: TestClient, language: str, path: str, kind: str | None
) -> None:
    answer = client.get(f"/{language}/{path}")
    assert answer.status_code == 404
    assert screen(language)("faults", kind or "nothing-here", "title") in answer.text  # type: ignore[arg-type]
    assert "passwd" not in answer.text.replace(str(answer.url.path), "").replace("/etc/passwd", "")


def test_an_address_of_no_language_is_told_in_the_browsers(client: TestClient) -> None:
    answer = client.get("/nowhere", headers={"accept-language": "en"})
    assert (answer.status_code, 'lang="en"' in answer.text) == (404, True)


def test_assets_are_kept_and_nothing_else_is_found(client: TestClient) -> None:
    for name in assets():
        answer = client.get(f"/static/{edition()}/{name}")
        assert (answer.status_code, answer.content) == (200, assets()[name])
        assert "immutable" in answer.headers["cache-control"]
    for path in ("x/../app.py", f"{edition()}/..%2Fapp.py", f"{edition()}/%2e%2e/page.py", "a/b/c"):
        assert client.get(f"/static/{path}").status_code == 404


def test_the_first_page_is_light(client: TestClient) -> None:
    fonts = [body for name, body in assets().items() if name.endswith("woff2")]
    page = len(client.get("/ar/").content) + len(assets()["web.css"]) + len(assets()["mark.svg"])
    assert page + sum(map(len, fonts)) < 150_000


@BOTH
def test_an_empty_record_says_what_to_do(tmp_path: Path, language: str) -> None:
    Record.open(tmp_path / "empty.db").close()
    with TestClient(build(str(tmp_path / "empty.db"))) as client:
        answer = client.get(f"/{language}/")
    assert answer.status_code == 200
    assert screen(language)("no-documents") in answer.text  # type: ignore[arg-type]


def _spoiled(path: Path, change: str) -> str:
    """A record that somebody changed behind our back."""
    Record.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(change)
    connection.close()
    return str(path)


@BOTH
@pytest.mark.parametrize(
    ("change", "kind"),
    [("UPDATE meta SET value = '999'", "newer"), ("DROP TABLE document_track", "record")],
)
def test_a_record_that_cannot_be_read_is_told(tmp_path: Path, language: str, change: str, kind: str) -> None:
    where = _spoiled(tmp_path / "spoiled.db", change)
    with TestClient(build(where), raise_server_exceptions=False) as client:
        answer = client.get(f"/{language}/")
    assert answer.status_code == 503
    assert screen(language)("faults", kind, "title") in answer.text  # type: ignore[arg-type]


def test_a_record_that_is_not_there_yet_is_opened_when_it_is(tmp_path: Path) -> None:
    where = tmp_path / "later.db"
    with TestClient(build(str(where)), raise_server_exceptions=False) as client:
        assert client.get("/ar/").status_code == 503
        Record.open(where).close()
        assert client.get("/ar/").status_code == 200


def test_our_mistakes_are_told_without_their_inner_parts(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the inner parts")

    monkeypatch.setattr("mahdar.views.tracks", broken)
    with TestClient(build(where), raise_server_exceptions=False) as client:
        answer = client.get("/en/")
    assert answer.status_code == 500
    assert "inner parts" not in answer.text


def test_the_interface_stands_beside_the_pages(where: str) -> None:
    with TestClient(build(where, beside=api.build(where), names={"testserver"})) as client:
        assert client.get("/api/v1/tracks").json()["items"]
        assert client.get("/health").json()["status"] == "ok"
        assert client.get("/ar/").status_code == 200
        assert client.get("/ar/", headers={"host": "elsewhere.example"}).status_code == 421
        assert client.get("/api/v1/tracks", headers={"host": "elsewhere.example"}).status_code == 421


@pytest.mark.parametrize(
    ("number", "told"),
    [(0, "لا وثائق"), (1, "وثيقة واحدة"), (2, "وثيقتان"), (3, "3 وثائق"), (11, "11 وثيقة"), (100, "100 وثيقة"),
     (27507, "27,507 وثائق")],
)  # fmt: skip
def test_arabic_counts_as_arabic_does(number: int, told: str) -> None:
    assert screen("ar").count("documents", number) == told


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2023-06-20", "2023-06-21", "20–21 يونيو 2023"), ("2023-06-20", None, "20 يونيو 2023"),
        ("2025-01-01", "2025-06-30", "يناير – يونيو 2025"), (None, None, "لم يُذكر"), ("soon", "later", "soon"),
    ],
)  # fmt: skip
def test_days_are_told_as_arabic_does(first: str | None, last: str | None, told: str) -> None:
    assert screen("ar").days(first, last) == told
