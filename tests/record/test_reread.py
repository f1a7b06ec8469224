"""A record read anew: as if its documents were added now, with the decisions that people made on it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from mahdar.pipeline import keep
from mahdar.pipeline.add import add
from mahdar.pipeline.opened import opened
from mahdar.pipeline.reread import Reread, reread
from mahdar.record import Record
from mahdar.surfaces.cli.main import run
from mahdar.views import Asked, actors, search, statements
from record.reports import ALL, report

PEOPLE = """
- id: person/salma-al-wahati
  names: {ar: سلمى الواحاتي}
  aliases: {ar: [الوزيرة الواحاتي]}
  gender: f
"""
SPOKEN = report("four", "وقالت سلمى الواحاتي إن اللاجئين عادوا إلى إدلب. وأضافت أن الطريق مفتوح.", outlet="وكالة السهل")
DOCUMENTS = [*ALL, SPOKEN]
TABLES = (
    "statement", "statement_actor", "statement_topic", "document_track", "meeting", "pledge", "actor", "actor_sound",
    "document_actor", "document_place", "place", "sketch", "reading", "minutes_meeting", "minutes_pledge", "conflict",
    "position", "dirty",
)  # fmt: skip


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    folder = tmp_path / "additions"
    folder.mkdir()
    (folder / "people.yaml").write_text(PEOPLE, "utf-8")
    return folder


def rows(path: Path) -> dict[str, list[object]]:
    with sqlite3.connect(path) as raw:
        found = {table: sorted(map(repr, raw.execute(f"select * from {table}"))) for table in TABLES}
        found["document"] = raw.execute(
            "select id, standing, cluster, reader, sketch from document order by id"
        ).fetchall()
        return found


def test_a_record_read_anew_is_one_made_now(tmp_path: Path, packs: Path) -> None:
    with opened(tmp_path / "old.db") as old, opened(tmp_path / "now.db") as now:
        add(DOCUMENTS, old)
        add(DOCUMENTS, now, packs=packs)
        assert "person/salma-al-wahati" not in {a.id for a in actors(old, Asked())}
        assert reread(old, packs=packs).read == 4
        assert rows(tmp_path / "old.db") == rows(tmp_path / "now.db")
        for words in ("القمه", "اللاجئين", "بالقمة"):
            assert search(old, words, Asked()) == search(now, words, Asked()) != []
        assert keep.verify(old) == []
        assert reread(old, packs=packs) == Reread()


def test_a_stopped_reading_goes_on_where_it_was(tmp_path: Path, packs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(done: Reread) -> None:
        if done.read == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("mahdar.pipeline.reread.BATCH", 1)
    with opened(tmp_path / "old.db") as old, opened(tmp_path / "now.db") as now:
        add(DOCUMENTS, old)
        add(DOCUMENTS, now, packs=packs)
        with pytest.raises(KeyboardInterrupt):
            reread(old, packs=packs, heard=stop)
        assert keep.verify(old) == []
        assert reread(old, packs=packs).read == 2
        assert rows(tmp_path / "old.db") == rows(tmp_path / "now.db")


def test_one_that_was_stopped_before_its_end_is_finished(
    tmp_path: Path, packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with opened(tmp_path / "old.db") as old, opened(tmp_path / "now.db") as now:
        add(DOCUMENTS, old)
        add(DOCUMENTS, now, packs=packs)
        with monkeypatch.context() as broken:
            broken.setattr("mahdar.record.renewing.recluster", stop)
            with pytest.raises(KeyboardInterrupt):
                reread(old, packs=packs)
        assert reread(old, packs=packs).read == 0
        assert rows(tmp_path / "old.db") == rows(tmp_path / "now.db")


def test_decisions_stay_and_one_that_lost_its_finding_is_told(
    tmp_path: Path, packs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "talks.db"
    with opened(path) as record:
        add(DOCUMENTS, record, packs=packs)
        said = {s.words: s for s in statements(record, Asked())}
        kept = next(s for w, s in said.items() if w.startswith("الجولة المقبلة"))
        keep.decide(record, "correct", kept.id, who="سلمى", why="اقتراح", value=("act", "propose"))
        assert any("person/salma-al-wahati" in s.actors for s in said.values())
        keep.decide(record, "merge", "person/salma-al-wahati", who="سلمى", why="هي", value="state/kz")
    assert run(["reread", "--record", str(path)]) == 1
    told = capsys.readouterr().err
    assert "4 documents read anew" in told
    assert "person/salma-al-wahati" in told
    assert kept.id not in told
    with Record.open(path) as record:
        assert next(s for s in statements(record, Asked()) if s.id == kept.id).act == "propose"
    assert run(["reread", "--record", str(path)]) == 0
