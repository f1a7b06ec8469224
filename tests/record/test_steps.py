"""Records of older schemas: each opens, is led up by itself, and answers as one that is made now."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from mahdar.pipeline import keep
from mahdar.pipeline.add import add
from mahdar.pipeline.opened import opened
from mahdar.record.schema import VERSION
from mahdar.views import Asked, actors, conflicts, documents, places, pledges, positions, rounds, search, statements
from record.reports import ALL, report

OLDER = sorted(Path(__file__).parent.glob("schema-*.sql"))
EVERYTHING = Asked(limit=1000)
LATER = report("one", "تأجلت الجولة العشرون من محادثات أستانا.", published="2023-06-23")


def test_every_older_schema_has_its_fixture() -> None:
    assert [int(f.stem.partition("-")[2]) for f in OLDER] == list(range(1, VERSION))


@pytest.fixture(params=OLDER, ids=lambda f: f.stem)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "older.db"
    with sqlite3.connect(path) as raw:
        raw.executescript(request.param.read_text("utf-8"))
    return path


def test_an_older_record_answers_as_one_made_now(older: Path, tmp_path: Path) -> None:
    with opened(older) as led, opened(tmp_path / "now.db") as made:
        add([*ALL, LATER], made)
        first = statements(made, EVERYTHING)[0]
        keep.decide(made, "accept", first.id, who="سلمى", why="صحيح")
        # what a round is said to be is the reader's, who may have learnt since: the rounds themselves must be there
        assert {row.id for row in rounds(led, EVERYTHING)} <= {row.id for row in rounds(made, EVERYTHING)}
        for question in (statements, pledges, conflicts, documents, actors, places, positions):
            assert question(led, EVERYTHING) == question(made, EVERYTHING), question
        for words in ("القمه", "استانا", "بالقمة"):
            assert search(led, words, EVERYTHING) == search(made, words, EVERYTHING)
        assert keep.verify(led) == []
        assert [d["kind"] for d in keep.decisions(led)] == ["accept", "merge"]
        assert add([*ALL, LATER], led).new == 0


def test_an_older_record_has_the_tables_of_one_made_now(older: Path, tmp_path: Path) -> None:
    shapes = []
    for path in (older, tmp_path / "now.db"):
        with opened(path):
            pass
        with sqlite3.connect(path) as raw:
            made = raw.execute("select type, name, sql from sqlite_master order by type, name").fetchall()
            shapes.append([(kind, name, (sql or "").split()) for kind, name, sql in made])
            assert raw.execute("select value from meta").fetchall() == [(str(VERSION),)]
            assert raw.execute("select version from step order by version").fetchall()[-1] == (VERSION,)
    assert shapes[0] == shapes[1]


def test_a_step_that_fails_leaves_the_older_record(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr("mahdar.record.steps._take_in", fails)
        with pytest.raises(MemoryError), opened(older):
            pass
    with opened(older) as led:
        assert len(documents(led, EVERYTHING)) == 3
