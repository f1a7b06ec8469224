"""Questions on the command line: every format, every command, and what is wrong told in one sentence."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from mahdar.sources.dossier import dossier_reports
from mahdar.surfaces.cli.main import MODULES, run


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("cli") / "talks.db")
    assert run(["add", *dossier_reports(), "--record", path]) == 0
    return path


@pytest.mark.parametrize(
    "name", sorted(n for n, module in MODULES.items() if module == "ask" and n not in ("search", "show"))
)
@pytest.mark.parametrize("shape", ["table", "json", "jsonl", "csv", "markdown"])
def test_every_question_answers_in_every_format(
    where: str, name: str, shape: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([name, "--record", where, "--format", shape, "--limit", "5"]) == 0
    out = capsys.readouterr().out
    assert out.strip()
    if shape == "json":
        assert 0 < len(json.loads(out)) <= 5
    if shape == "csv":
        assert len(list(csv.reader(io.StringIO(out)))) > 1


@pytest.mark.parametrize("shape", ["table", "json", "jsonl", "csv", "markdown"])
def test_what_is_new_is_told_in_every_format(where: str, shape: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["changes", "--record", where, "--since", "2024-11-01", "--format", shape]) == 0
    out = capsys.readouterr().out
    assert "astana/23" in out
    assert "new-round" in out


def test_changes_since_no_day_are_one_sentence(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["changes", "--record", where]) == 2
    assert "Say since when" in capsys.readouterr().err
    assert run(["changes", "--record", where, "--since", "2024-11-01", "--added-since", "2024-11-01"]) == 2


@pytest.mark.parametrize("question", [["rounds"], ["changes", "--since", "2024-11-01"], ["rounds", "--track", "none"]])
def test_parquet_has_the_columns_of_the_table(
    where: str, question: list[str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert run([*question, "--record", where, "--format", "csv"]) == 0
    columns, *rows = list(csv.reader(io.StringIO(capfdbinary.readouterr().out.decode())))
    assert run([*question, "--record", where, "--format", "parquet"]) == 0
    table = parquet.read_table(io.BytesIO(capfdbinary.readouterr().out))
    assert table.column_names == columns
    assert [[str(v) for v in row.values()] for row in table.to_pylist()] == rows


def test_filters_narrow(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["statements", "--record", where, "--actor", "لافرينتيف", "--act", "assert", "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows
    assert {row["act"] for row in rows} == {"assert"}
    assert run(["statements", "--record", where, "--since", "2030-01-01", "--format", "jsonl"]) == 0
    assert capsys.readouterr().out == ""


def test_a_search_marks_what_it_finds(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "استانا", "--record", where, "--format", "jsonl", "--limit", "1"]) == 0
    assert "⟦" in json.loads(capsys.readouterr().out)["snippet"]


def test_one_thing_is_shown_with_its_sentences(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "astana/20", "--record", where]) == 0
    assert "⟦" in capsys.readouterr().out


def test_decisions_are_listed_and_undone(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", "accept", "astana/20", "--who", "سلمى", "--why", "صحيح", "--record", where]) == 0
    assert run(["decide", "list", "--record", where]) == 0
    assert "سلمى" in capsys.readouterr().out
    assert run(["decide", "undo", "1", "--record", where]) == 0
    assert run(["decide", "undo", "1", "--record", where]) == 2
    assert "no standing decision" in capsys.readouterr().err


def test_a_record_is_checked(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "--record", where]) == 0
    assert "Every finding" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["rounds"], ["show", "x"], ["retract", "x"], ["verify"]],
    ids=" ".join,
)
def test_no_record_is_one_sentence(arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*arguments, "--record", str(tmp_path / "none.db")]) == 2
    assert "There is no record" in capsys.readouterr().err
    assert not (tmp_path / "none.db").exists()


def test_an_unknown_id_is_one_sentence(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "nothing", "--record", where]) == 2
    assert "nothing called nothing" in capsys.readouterr().err
