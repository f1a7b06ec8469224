"""Corrections: what a reviewer says stands in the place of what was read, until it is undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mahdar.pipeline import keep
from mahdar.pipeline.add import add
from mahdar.record import Record, RecordError
from mahdar.surfaces.cli.main import run
from mahdar.views import Asked, actors, positions, reading, rounds, statements
from record.reports import ALL


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "talks.db") as made:
        add(ALL, made)
        yield made


def correct(record: Record, target: str, field: str, value: str) -> int:
    return keep.decide(record, "correct", target, who="سلمى", why="من النص", value=(field, value))


def content(record: Record) -> list[object]:
    asked = Asked(limit=1000)
    return [rounds(record, asked), statements(record, asked), positions(record, asked), actors(record, asked)]


def test_a_corrected_round_stands_under_its_number_until_the_correction_is_undone(record: Record) -> None:
    before = content(record)
    (twentieth,) = [r for r in rounds(record, Asked(track="astana")) if r.number == 20]
    for telling in twentieth.minutes.findings:
        correct(record, telling, "number", "19")
    assert [r.number for r in rounds(record, Asked(track="astana")) if r.status == "held"] == [19]
    for decision in keep.decisions(record):
        keep.undo(record, decision["id"])
    assert content(record) == before


def test_a_meeting_is_moved_to_another_track(record: Record) -> None:
    (twentieth,) = [r for r in rounds(record, Asked(track="astana")) if r.number == 20]
    correct(record, twentieth.minutes.findings[0], "track", "geneva-syria")
    assert [r.number for r in rounds(record, Asked(track="geneva-syria"))] == [20]
    (left,) = [r for r in rounds(record, Asked(track="astana")) if r.number == 20]
    assert len(left.cites) == len(twentieth.cites) - 1


def test_a_corrected_statement_answers_by_its_correction(record: Record) -> None:
    before = content(record)
    said = next(s for s in statements(record, Asked()) if s.actors == ("state/ru",))
    first = correct(record, said.id, "actors", "state/kz")
    second = correct(record, said.id, "act", "propose")
    (row,) = statements(record, Asked(actor="state/kz", act="propose", limit=9))[:1]
    assert said.id in {s.id for s in statements(record, Asked(actor="state/kz", act="propose"))}
    assert statements(record, Asked(actor="state/ru")) == []
    assert row.decided in (None, "correct")
    heard = {a.id: a.statements for a in actors(record, Asked())}
    assert heard["state/kz"] == 1 + {a.id: a.statements for a in before[3]}["state/kz"]  # type: ignore[attr-defined]
    kept = reading(record, said.cite.document).reading["statements"]
    assert {"state/ru"} in [set(s["actors"]) for s in kept]
    keep.undo(record, first)
    assert [s.act for s in statements(record, Asked(actor="state/ru"))] == ["propose"]
    keep.undo(record, second)
    assert content(record) == before


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("act", "shout", "none of the values"), ("colour", "red", "no colour to correct"),
        ("actors", "state/atlantis", "nothing called"), ("said", "gestern", "is no day"), ("topics", "a b", "is no id"),
    ],
)  # fmt: skip
def test_a_correction_that_is_none_is_told_and_nothing_is_kept(
    record: Record, field: str, value: str, told: str
) -> None:  # fmt: skip
    before = content(record)
    said = statements(record, Asked())[0]
    with pytest.raises(RecordError, match=told):
        correct(record, said.id, field, value)
    assert content(record) == before
    assert keep.decisions(record) == []


def test_a_rejected_telling_counts_no_more_in_the_minutes(record: Record) -> None:
    (twentieth,) = [r for r in rounds(record, Asked(track="astana")) if r.number == 20]
    gone = twentieth.minutes.findings[0]
    number = keep.decide(record, "reject", gone, who="سلمى", why="عن لقاء آخر")
    (left,) = [r for r in rounds(record, Asked(track="astana")) if r.number == 20]
    assert gone not in left.minutes.findings
    keep.undo(record, number)
    assert [r for r in rounds(record, Asked(track="astana")) if r.number == 20] == [twentieth]


def test_the_command_corrects_and_lists(record: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = statements(record, Asked())[0]
    where = ["--record", str(tmp_path / "talks.db")]
    assert run(["decide", "correct", said.id, "act", "expect", "--who", "سلمى", *where]) == 0
    assert run(["decide", "list", *where]) == 0
    assert "act expect" in capsys.readouterr().out
    assert run(["decide", "correct", said.id, "act", *where]) == 2
    assert "mahdar decide correct ID FIELD VALUE" in capsys.readouterr().err
