"""`mahdar serve`: whom it serves, and what it says when it cannot."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from mahdar.accounts import Accounts
from mahdar.record import Record
from mahdar.surfaces import serving
from mahdar.surfaces.cli.main import run
from mahdar.surfaces.serving import Served, application


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What would be served, asked for a page and for an answer instead of run."""
    found: list[Any] = []

    def ask(what: Served, heard: socket.socket, *, workers: int) -> None:
        app = application(what.record, what.names, behind=what.behind, private=what.private)
        with TestClient(app, base_url="http://talks.example", follow_redirects=False) as client:
            found.extend(client.get(path) for path in ("/en/", "/api/v1/tracks"))

    monkeypatch.setattr(serving, "run", ask)
    return found


@pytest.fixture
def where(tmp_path: Path) -> Path:
    Record.open(tmp_path / "mine.db").close()
    return tmp_path / "mine.db"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "example.org", "192.0.2.1"])
def test_nobody_else_may_reach_it(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--demo", "--host", host]) == 2
    assert "can be reached by others" in capsys.readouterr().err


@pytest.mark.parametrize("asked", [[], ["--private"]])
def test_others_read_where_somebody_can_sign_in(
    where: Path, asked: list[str], served: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["serve", "--record", str(where), "--port", "0", "--name", "talks.example", *asked]
    assert run(command) == 2
    assert "nobody has one" in capsys.readouterr().err
    with Accounts.open(where) as accounts:
        accounts.make("salma", "four words in a row", "reader", by="test")
    assert run(command) == 0
    page, answer = served
    assert (page.status_code, page.headers["location"]) == (303, "/en/sign-in?next=%2Fen%2F")
    assert answer.status_code == 401


def test_a_private_record_asks_on_this_machine_too(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--record", str(where), "--port", "0", "--private"]) == 2
    assert "--open lets everybody read" in capsys.readouterr().err


def test_reading_is_open_where_one_says_so_and_nobody_else_gets_here(where: Path, served: list[Any]) -> None:
    command = ["serve", "--record", str(where), "--port", "0"]
    assert run([*command, "--name", "talks.example", "--open"]) == 0
    assert [answer.status_code for answer in served] == [200, 200]
    served.clear()
    assert run(command) == 0
    assert [answer.status_code for answer in served] == [421, 421]


def test_the_sample_can_be_reviewed(served: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--demo", "--port", "0", "--name", "talks.example"]) == 0
    assert "Sign in as demo with the password: " in capsys.readouterr().err
    assert [answer.status_code for answer in served] == [303, 401]


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert run(["serve", "--demo", "--port", str(taken.getsockname()[1])]) == 2
    assert "--port names another" in capsys.readouterr().err


def test_a_record_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--record", str(tmp_path / "none.db"), "--port", "0"]) == 2
    assert "There is no record" in capsys.readouterr().err


def test_the_sample_has_a_record_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--demo", "--record", "x.db"]) == 2
    assert "Leave out" in capsys.readouterr().err
