"""What goes wrong under a page: an empty record, one of a newer version, one that is lost while a page is made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from fastapi.testclient import TestClient

from mahdar import views
from mahdar.record import Record
from mahdar.surfaces.web import build
from mahdar.surfaces.web.faults import STATUS
from mahdar.surfaces.web.screen import screen
from mahdar.views import Asked
from signing import sign_in

BOTH = pytest.mark.parametrize("language", ["ar", "en"])
LISTS = ["", "search", "search?q=x", "coverage", "brief", "read", "review", "review/list", "review/decisions"]
"""Pages that need nothing of the record to be there."""
THINGS = [
    "track/astana", "round/astana/20", "actor/person/nobody", "statement/s1", "pledge/p1", "conflict/c1",
    "position/ceasefire/state/ru", "document/d1", "show/x", "review/correct/s1", "review/correct/x",
]  # fmt: skip
"""Pages of one thing."""


def spoiled(path: Path, change: str) -> None:
    """Change a record behind our back."""
    with sqlite3.connect(path) as connection:
        connection.executescript(change)
    connection.close()


@pytest.fixture
def signed(mine: str) -> Iterator[tuple[TestClient, Path]]:
    """Somebody who has signed in, and the record."""
    with TestClient(build(mine), raise_server_exceptions=False, follow_redirects=False) as client:
        sign_in(client, "reviewer")
        yield client, Path(mine)


def told(answer: Any, language: Any, kind: str) -> None:
    """The page says in the reader's language what happened and what to do, and leads on."""
    words = screen(language)
    assert answer.status_code == STATUS[kind]
    assert f'<html lang="{language}"' in answer.text
    assert all(words("faults", kind, part) in answer.text for part in ("title", "text", "next"))
    assert f'href="/{language}/"' in answer.text


@BOTH
def test_every_fault_has_its_words(language: Any) -> None:
    for kind in (*STATUS, "our-mistake"):
        assert all(screen(language)("faults", kind, part) for part in ("title", "text", "next"))


@pytest.fixture
def empty(tmp_path: Path, mine: str) -> Iterator[TestClient]:
    """An empty record, and somebody who may decide."""
    where = tmp_path / "empty.db"
    Record.open(where).close()
    copyfile(f"{mine}.accounts", f"{where}.accounts")
    with TestClient(build(str(where)), raise_server_exceptions=False, follow_redirects=False) as client:
        sign_in(client, "reviewer")
        yield client


@BOTH
def test_an_empty_record_has_every_list_and_no_thing(empty: TestClient, language: str) -> None:
    for path in LISTS:
        answer = empty.get(f"/{language}/{path}")
        assert answer.status_code == 200, path
        assert f'<html lang="{language}"' in answer.text
    for path in THINGS:
        told(empty.get(f"/{language}/{path}"), language, "unknown-id")


@BOTH
def test_a_text_is_read_beside_an_empty_record(empty: TestClient, language: str) -> None:
    answer = empty.post(f"/{language}/read", data={"text": "قال الوزير إن الجولة العشرين من أستانا ستعقد غدا."})
    assert answer.status_code == 200
    assert 'class="cue"' in answer.text


@BOTH
def test_a_record_of_a_newer_version_is_told_on_every_page(mine: str, language: str) -> None:
    spoiled(Path(mine), "UPDATE meta SET value = '999' WHERE key = 'schema'")
    with TestClient(build(mine), raise_server_exceptions=False, follow_redirects=False) as client:
        sign_in(client, "reviewer")
        for path in (*LISTS, *THINGS):
            if path == "read":
                assert client.get(f"/{language}/{path}").status_code == 200
            else:
                told(client.get(f"/{language}/{path}"), language, "newer")


@BOTH
def test_a_record_that_is_lost_is_told_on_every_page_and_comes_back(
    signed: tuple[TestClient, Path], language: str
) -> None:
    client, where = signed
    assert client.get(f"/{language}/").status_code == 200
    tables = ("document", "statement", "actor", "minutes_meeting", "minutes_pledge", "conflict", "position", "decision")
    spoiled(where, ";".join(f"ALTER TABLE {name} RENAME TO lost_{name}" for name in tables))
    for path in (*LISTS, *THINGS):
        if path not in ("read", "review/correct/x"):
            told(client.get(f"/{language}/{path}"), language, "record")
    spoiled(where, ";".join(f"ALTER TABLE lost_{name} RENAME TO {name}" for name in tables))
    for path in LISTS:
        assert client.get(f"/{language}/{path}").status_code == 200


@BOTH
def test_a_record_that_is_lost_within_a_request_is_told(
    signed: tuple[TestClient, Path], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, where = signed
    whole = views.conflicts

    def lost(record: Record, asked: Asked) -> list[views.ConflictRow]:
        spoiled(where, "ALTER TABLE conflict RENAME TO lost")
        return whole(record, asked)

    monkeypatch.setattr("mahdar.views.conflicts", lost)
    told(client.get(f"/{language}/"), language, "record")
    monkeypatch.undo()
    spoiled(where, "ALTER TABLE lost RENAME TO conflict")
    assert client.get(f"/{language}/").status_code == 200


@BOTH
def test_a_file_that_is_no_database_any_more_is_told(mine: str, language: str) -> None:
    with TestClient(build(mine), raise_server_exceptions=False) as client:
        Path(mine).write_bytes(b"nothing of a database " * 1000)
        told(client.get(f"/{language}/track/astana"), language, "record")


@BOTH
def test_a_decision_upon_a_lost_record_is_told_and_not_half_stored(
    signed: tuple[TestClient, Path], language: str
) -> None:
    client, where = signed
    page = client.get(f"/{language}/review").text
    fields = {"kind": "reject", "target": page.partition('name="target" value="')[2].partition('"')[0]}
    fields["csrf"] = page.partition('name="csrf" value="')[2].partition('"')[0]
    spoiled(where, "ALTER TABLE dirty RENAME TO lost")
    told(client.post(f"/{language}/review/decide", data=fields), language, "record")
    spoiled(where, "ALTER TABLE lost RENAME TO dirty")
    assert screen(language)("no-decisions") in client.get(f"/{language}/review/decisions").text  # type: ignore[arg-type]


def test_lost_accounts_are_told_where_somebody_must_be_signed_in(signed: tuple[TestClient, Path]) -> None:
    client, where = signed
    spoiled(Path(f"{where}.accounts"), "ALTER TABLE account RENAME TO lost")
    told(client.get("/ar/review"), "ar", "record")


@BOTH
@pytest.mark.parametrize("method", ["DELETE", "PUT", "POST"])
def test_what_a_page_does_not_do_is_told(client: TestClient, language: str, method: str) -> None:
    answer = client.request(method, f"/{language}/track/astana")
    assert answer.status_code == 405
    assert f'<html lang="{language}"' in answer.text
