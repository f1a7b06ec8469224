"""Decisions carried from one record to another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mahdar.pipeline import keep
from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.surfaces.cli.main import run
from mahdar.views import Asked, actors, conflicts, decided, rounds, statements
from record.reports import ALL, CLOSING, ENDING, OPENING


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A record with a decision of each kind, one of them undone."""
    with Record.open(tmp_path / "one.db") as made:
        add(ALL, made)
        first, second, *_ = statements(made, Asked())
        met = rounds(made, Asked(track="astana"))[0]
        keep.decide(made, "reject", first.id, who="سلمى", why="ليس قولا")
        keep.decide(made, "accept", met.id, who="هالة", why="")
        keep.decide(made, "correct", met.cites[0].finding, who="سلمى", why="", value=("number", "19"))
        keep.decide(made, "merge", "state/kz", who="سلمى", why="", value="state/ru")
        keep.decide(made, "split", "state/kz", who="هالة", why="دولتان")
        keep.undo(made, keep.decide(made, "reject", second.id, who="سلمى", why="سهو"))
        yield made


def exported(tmp_path: Path) -> Path:
    file = tmp_path / "decisions.jsonl"
    assert run(["decide", "export", str(file), "--record", str(tmp_path / "one.db")]) == 0
    return file


def answers(record: Record) -> list[Any]:
    """What depends on decisions, and these without their numbers and the moment when one was undone."""
    told = [
        {name: row[name] for name in row if name not in ("id", "undone")} | {"undone": bool(row["undone"])}
        for row in keep.decisions(record)
    ]
    return [told, *(question(record, Asked()) for question in (statements, rounds, actors, conflicts))]


def test_a_record_takes_on_the_decisions_of_another(
    record: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, where = exported(tmp_path), ["--record", str(tmp_path / "two.db")]
    with Record.open(tmp_path / "two.db") as other:
        add(reversed(ALL), other)
        assert answers(other) != answers(record)
        assert run(["decide", "import", str(file), *where]) == 0
        assert "6 new, 0 undone, 0 there already, 0 left out" in capsys.readouterr().out
        assert answers(other) == answers(record)
        assert run(["decide", "import", str(file), *where]) == 0
        assert "0 new, 0 undone, 6 there already, 0 left out" in capsys.readouterr().out
        assert answers(other) == answers(record)
        keep.undo(record, 1)
        assert run(["decide", "import", str(exported(tmp_path)), *where]) == 0
        assert "0 new, 1 undone, 5 there already" in capsys.readouterr().out
        assert answers(other) == answers(record)


def test_an_export_has_who_when_why_and_the_words(record: Record, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in exported(tmp_path).read_text(encoding="utf-8").splitlines()]
    assert [row["kind"] for row in rows] == ["reject", "accept", "correct", "merge", "split", "reject"]
    assert rows == json.loads(json.dumps([as_plain(row) for row in decided(record)]))
    assert (rows[0]["who"], rows[0]["why"]) == ("سلمى", "ليس قولا")
    assert rows[0]["evidence"][0]["finding"] == rows[0]["target"]
    assert all(cite["words"] and cite["outlet"] for row in rows for cite in row["evidence"])
    assert all(row["evidence"] for row in rows)
    assert [bool(row["undone"]) for row in rows] == [False] * 5 + [True]


def as_plain(row: Any) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in row.__slots__}
    return plain | {"evidence": [{name: getattr(c, name) for name in c.__slots__} for c in row.evidence]}


def test_a_decision_upon_what_is_not_there_is_told_and_the_rest_goes_in(
    record: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = exported(tmp_path)
    gone = json.loads(file.read_text(encoding="utf-8").splitlines()[0])["evidence"][0]
    kept = [d for d in (OPENING, CLOSING, ENDING) if d.outlet != gone["outlet"]]
    with Record.open(tmp_path / "less.db") as other:
        add(kept, other)
        assert run(["decide", "import", str(file), "--record", str(tmp_path / "less.db")]) == 1
        told = capsys.readouterr()
        assert "line 1: reject" in told.err
        assert gone["words"] in told.err
        assert "Traceback" not in told.err
        assert "هالة" in {row["who"] for row in keep.decisions(other)}
        before = keep.decisions(other)
        assert run(["decide", "import", str(file), "--record", str(tmp_path / "less.db")]) == 1
        assert keep.decisions(other) == before


def test_the_later_of_two_decisions_counts_whichever_came_first(record: Record, tmp_path: Path) -> None:
    target = statements(record, Asked())[0].id
    early, late = (
        {"decided": f"20{year}-01-01T00:00:00Z", "who": "x", "why": "", "kind": kind, "target": target}
        for year, kind in ((10, "reject"), (20, "accept"))
    )
    for number, order in enumerate(([early, late], [late, early])):
        with Record.open(tmp_path / f"order{number}.db") as other:
            add(ALL, other)
            for line in order:
                file = tmp_path / "one-line.jsonl"
                file.write_text(json.dumps(line), encoding="utf-8")
                assert run(["decide", "import", str(file), "--record", str(tmp_path / f"order{number}.db")]) == 0
            assert {s.id: s.decided for s in statements(other, Asked())}[target] == "accept"


GOOD = {"decided": "2024-01-01T00:00:00+00:00", "who": "x", "why": "", "kind": "reject", "target": "s1"}


@pytest.mark.parametrize(
    "line",
    [
        "{", "[]", "3", *(json.dumps(GOOD | wrong) for wrong in (
            {"kind": "burn"}, {"who": ""}, {"who": 3}, {"target": None}, {"why": "\0"}, {"decided": "yesterday"},
            {"decided": "2024-01-01T00:00:00"}, {"undone": "x"}, {"value": "x"}, {"kind": "merge"},
            {"kind": "merge", "value": ["a"]}, {"kind": "split", "value": {}}, {"kind": "correct", "value": "x"},
            {"kind": "correct", "value": {"field": 3, "value": 4}}, {"why": "x" * 2001},
        )),
    ],
)  # fmt: skip
def test_a_line_that_is_no_decision_is_one_sentence_and_nothing_is_taken_in(
    record: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    before = keep.decisions(record)
    file = tmp_path / "bad.jsonl"
    good = {**GOOD, "target": statements(record, Asked())[0].id}
    file.write_text(f"{json.dumps(good)}\n\n{line}\n", encoding="utf-8")
    assert run(["decide", "import", str(file), "--record", str(tmp_path / "one.db")]) == 2
    assert "line 3 is no decision" in capsys.readouterr().err
    assert keep.decisions(record) == before


@pytest.mark.parametrize(
    "value", [{"field": "act", "value": "burn"}, {"field": "said", "value": 3}, {"field": "x", "value": None}]
)
def test_a_correction_that_does_not_fit_is_left_out(record: Record, tmp_path: Path, value: dict[str, Any]) -> None:
    target = statements(record, Asked())[0].id
    file = tmp_path / "odd.jsonl"
    file.write_text(json.dumps({**GOOD, "kind": "correct", "target": target, "value": value}), encoding="utf-8")
    before = keep.decisions(record)
    assert run(["decide", "import", str(file), "--record", str(tmp_path / "one.db")]) == 1
    assert keep.decisions(record) == before


def test_no_file_is_one_sentence(record: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", "import", str(tmp_path / "none"), "--record", str(tmp_path / "one.db")]) == 2
    assert run(["decide", "import", str(tmp_path), "--record", str(tmp_path / "one.db")]) == 2
    assert run(["decide", "export", str(tmp_path / "no" / "x"), "--record", str(tmp_path / "one.db")]) == 2
    assert "Traceback" not in capsys.readouterr().err
