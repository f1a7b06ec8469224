"""`mahdar serve`: whom it serves, and what it says when it cannot."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from mahdar.surfaces.cli.main import run


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "example.org", "192.0.2.1"])
def test_nobody_else_may_reach_it(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--demo", "--host", host]) == 2
    assert "can be reached by others" in capsys.readouterr().err


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
