"""Pages that have not changed are not sent again, and not made again; nobody is shown what was made for another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from fastapi.testclient import TestClient

from mahdar import views
from mahdar.accounts import Accounts
from mahdar.pipeline import keep
from mahdar.record import Record
from mahdar.surfaces.web import build
from mahdar.surfaces.web.asker import COOKIE

PAGES = ("", "track/astana", "search?q=الجولة", "coverage", "brief?track=astana", "round/astana/20")
PASSWORD = "four words in a row"


@pytest.fixture
def mine(where: str, tmp_path: Path) -> str:
    path = tmp_path / "mine.db"
    copyfile(where, path)
    return str(path)


@pytest.fixture
def asked(mine: str) -> Iterator[TestClient]:
    with TestClient(build(mine), raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each time that tracks are asked of the record."""
    told: list[str] = []
    ask = views.tracks

    def counted(record: Record, asked: views.Asked) -> list[views.TrackRow]:
        told.append("tracks")
        return ask(record, asked)

    monkeypatch.setattr(views, "tracks", counted)
    return told


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_page_that_the_asker_has_is_not_sent(client: TestClient, language: str, path: str) -> None:
    first = client.get(f"/{language}/{path}")
    assert first.headers["cache-control"] == "no-cache"
    assert {"Cookie", "Accept-Encoding"} <= set(first.headers["vary"].replace(" ", "").split(","))
    again = client.get(f"/{language}/{path}", headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    head = client.head(f"/{language}/{path}")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"])


def test_a_page_is_packed_for_those_who_take_it_so(client: TestClient) -> None:
    packed, plain = (client.get("/ar/track/astana", headers={"Accept-Encoding": of}) for of in ("gzip", "identity"))
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < len(plain.content) / 4
    assert packed.headers["etag"] != plain.headers["etag"]
    assert client.get("/ar/track/astana").headers["etag"] == packed.headers["etag"]
    refused = client.get("/ar/track/astana", headers={"Accept-Encoding": "gzip;q=0"})
    assert "content-encoding" not in refused.headers


def test_a_font_is_packed_already(client: TestClient) -> None:
    page = client.get("/ar/").text
    style = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert client.get(style).headers["content-encoding"] == "gzip"
    font = style.rpartition("/")[0] + "/noto-naskh-arabic-400.woff2"
    answer = client.get(font)
    assert "content-encoding" not in answer.headers
    assert "immutable" in answer.headers["cache-control"]
    assert client.get(font, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def test_a_page_is_made_once(asked: TestClient, times: list[str]) -> None:
    first = asked.get("/ar/")
    for _ in range(3):
        again = asked.get("/ar/")
        assert (again.content, again.headers) == (first.content, first.headers)
    assert len(times) == 1
    asked.get("/en/")
    asked.get("/ar/?x=1")
    asked.get("/ar/", headers={"Accept-Encoding": "identity"})
    assert len(times) == 4


def test_whoever_changes_the_record_is_heeded(asked: TestClient, mine: str) -> None:
    before = asked.get("/ar/")
    with Record.open(mine) as other:
        said = views.statements(other, views.Asked(limit=1))[0]
        number = keep.decide(other, "reject", said.id, who="test", why="")
    changed = asked.get("/ar/", headers={"If-None-Match": before.headers["etag"]})
    assert changed.status_code == 200
    assert said.id in before.text
    assert said.id not in changed.text
    with Record.open(mine) as other:
        keep.undo(other, number)
    assert asked.get("/ar/").headers["etag"] == before.headers["etag"]


def test_what_is_shown_to_somebody_is_shown_to_nobody_else(asked: TestClient, mine: str, times: list[str]) -> None:
    with Accounts.open(mine) as accounts:
        accounts.make("salma", PASSWORD, "reviewer", by="test")
        secret, _ = accounts.sign_in("salma", PASSWORD, origin="here")
    everybody = asked.get("/ar/").text
    asked.cookies.set(COOKIE, secret)
    signed = [asked.get("/ar/") for _ in range(2)]
    asked.cookies.clear()
    assert all("salma" in answer.text for answer in signed)
    assert all(answer.headers["cache-control"] == "no-store" for answer in signed)
    assert all("etag" not in answer.headers for answer in signed)
    assert asked.get("/ar/").text == everybody
    assert len(times) == 3


def test_a_form_of_signing_in_is_made_for_each(asked: TestClient) -> None:
    first = asked.get("/ar/sign-in")
    asked.cookies.clear()
    assert first.headers["set-cookie"] != asked.get("/ar/sign-in").headers["set-cookie"]


def test_a_mistake_is_not_remembered_and_runs_nothing(asked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(views, "tracks", None)
        answer = asked.get("/ar/")
        assert answer.status_code == 500
        assert 'lang="ar"' in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "etag" not in answer.headers
    assert asked.get("/ar/").status_code == 200


def test_a_record_that_is_private_is_not_remembered(mine: str, times: list[str]) -> None:
    with Accounts.open(mine) as accounts:
        accounts.make("salma", PASSWORD, "reader", by="test")
        secret, _ = accounts.sign_in("salma", PASSWORD, origin="here")
    with TestClient(build(mine, private=True), follow_redirects=False) as client:
        client.cookies.set(COOKIE, secret)
        assert client.get("/ar/").status_code == 200
        client.cookies.clear()
        assert client.get("/ar/").status_code == 303
    assert len(times) == 1
