"""Answers that are remembered: the same bytes, none from a record that has changed since, and no end of memory."""

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
from mahdar.surfaces.answers import remembered
from mahdar.surfaces.api import build
from mahdar.views import Stamp
from record.server import HOW, binaries, server

HOME = "/api/v1"


@pytest.fixture
def mine(where: str, tmp_path: Path) -> str:
    path = tmp_path / "mine.db"
    copyfile(where, path)
    return str(path)


@pytest.fixture
def asked(mine: str) -> Iterator[TestClient]:
    with TestClient(build(mine), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each time that the rounds are asked of the record."""
    told: list[str] = []
    ask = views.rounds

    def counted(record: Record, asked: views.Asked) -> list[views.RoundRow]:
        told.append("rounds")
        return ask(record, asked)

    monkeypatch.setattr(views, "rounds", counted)
    return told


def test_the_same_question_is_asked_of_the_record_once(asked: TestClient, times: list[str]) -> None:
    first = asked.get(f"{HOME}/rounds?track=astana")
    for _ in range(3):
        again = asked.get(f"{HOME}/rounds?track=astana")
        assert (again.content, again.headers) == (first.content, first.headers)
    assert len(times) == 1
    asked.get(f"{HOME}/rounds?track=yemen-un")
    assert len(times) == 2
    assert 'route="/api/v1/rounds",status="200"} 5.0' in asked.get("/metrics").text


def test_whoever_changes_the_record_is_heeded(asked: TestClient, mine: str, times: list[str]) -> None:
    row = asked.get(f"{HOME}/statements?limit=1").json()["items"][0]
    before = asked.get(f"{HOME}/rounds").content
    with Record.open(mine) as other:
        keep.decide(other, "reject", row["id"], who="test", why="")
    assert asked.get(f"{HOME}/statements?limit=1").json()["items"][0]["id"] != row["id"]
    assert asked.get(f"{HOME}/rounds").content == before
    assert len(times) == 2
    keep.undo(asked.app.state.record, 1)  # type: ignore[attr-defined]
    assert asked.get(f"{HOME}/statements?limit=1").json()["items"][0]["id"] == row["id"]


def test_mistakes_are_not_remembered(asked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(views, "rounds", None)
        assert asked.get(f"{HOME}/rounds").status_code == 500
    assert asked.get(f"{HOME}/rounds").status_code == 200


def test_a_private_record_is_not_answered_from_memory(mine: str, times: list[str]) -> None:
    with Accounts.open(mine) as accounts:
        accounts.make("salma", "four words in a row", "reader", by="test")
        secret, _ = accounts.sign_in("salma", "four words in a row", origin="here")
    with TestClient(build(mine, private=True), raise_server_exceptions=False) as client:
        for _ in range(2):
            assert client.get(f"{HOME}/rounds", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
            assert client.get(f"{HOME}/rounds").status_code == 401
    assert len(times) == 2


def test_what_is_asked_longest_ago_is_forgotten(
    asked: TestClient, times: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    size = len(asked.get(f"{HOME}/rounds?limit=1").content)
    monkeypatch.setattr(remembered, "MOST", 3 * size)
    for limit in range(1, 9):
        asked.get(f"{HOME}/rounds?limit={limit}")
    asked_of_the_record = len(times)
    asked.get(f"{HOME}/rounds?limit=1")
    assert len(times) == asked_of_the_record + 1


@pytest.mark.skipif(binaries() is None, reason=HOW)
def test_a_server_tells_that_it_has_changed() -> None:
    with server() as address, Record.open(address) as record, Record.open(address) as other:
        stamp = Stamp(record)
        before = stamp.now()
        assert stamp.now() == before
        with other.writing() as connection:
            connection.exec_driver_sql("INSERT INTO dirty (track) VALUES ('x')")
        assert stamp.now() != before
        stamp.close()
