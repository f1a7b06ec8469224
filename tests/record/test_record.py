"""The record: adding, versions, search, decisions, retraction, checks; and that none of it depends on the order."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import event

from mahdar.model import Document
from mahdar.pipeline import keep
from mahdar.pipeline.add import add
from mahdar.record import Record, RecordError
from mahdar.views import Asked, conflicts, documents, pledges, rounds, search, statements, tracks
from record.reports import ALL, OPENING, report


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "talks.db") as made:
        add(ALL, made)
        yield made


def content(record: Record) -> list[object]:
    """Everything that a record answers, without the moment of adding."""
    everything = Asked(limit=1000)
    return [tracks(record, everything), rounds(record, everything), statements(record, everything),
            conflicts(record, everything), documents(record, everything)]  # fmt: skip


def test_adding_again_changes_nothing(record: Record) -> None:
    before = content(record)
    again = add(ALL, record)
    assert (again.new, again.known) == (0, 3)
    assert content(record) == before


def test_any_order_of_adding_gives_the_same_record(record: Record, tmp_path: Path) -> None:
    expected = content(record)
    for number, order in enumerate(permutations(ALL)):
        with Record.open(tmp_path / f"{number}.db") as other:
            for document in order:
                add([document], other)
            assert content(other) == expected


def test_tellings_of_three_reports_are_one_round(record: Record) -> None:
    found = [r for r in rounds(record, Asked(track="astana")) if r.number == 20]
    assert [r.id for r in found] == ["astana/20"]
    assert found[0].status == "held"
    assert len(found[0].cites) == 3


def test_every_line_opens_its_sentence(record: Record) -> None:
    told = statements(record, Asked())
    assert len(told) >= 3
    for row in told:
        assert all(piece in row.cite.sentence for piece in row.words.split(" … "))


def test_a_changed_page_is_a_new_version_and_both_stay(record: Record) -> None:
    changed = report("one", "تأجلت الجولة العشرون من محادثات أستانا.", published="2023-06-23")
    add([changed], record)
    with record.asking() as connection:
        standing = dict(
            connection.exec_driver_sql("select external || substr(published, 9), standing from document").all()
        )  # type: ignore[arg-type]
    assert standing["one21"] == "superseded"
    assert standing["one23"] == "current"
    assert OPENING.text not in {d.title for d in documents(record, Asked())}


def test_two_versions_in_one_batch_leave_one_current(tmp_path: Path) -> None:
    changed = report("one", "تأجلت الجولة العشرون من محادثات أستانا.", published="2023-06-23")
    for number, order in enumerate(([OPENING, changed], [changed, OPENING])):
        with Record.open(tmp_path / f"versions{number}.db") as made:
            add(order, made)
            assert [d.published for d in documents(made, Asked())] == ["2023-06-23"]


def test_a_record_that_could_not_be_made_is_not_half_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(connection: object) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr("mahdar.record.opening._make_search", fails)
        with pytest.raises(MemoryError):
            Record.open(tmp_path / "half.db")
    with Record.open(tmp_path / "half.db") as made:
        assert add(ALL, made).new == 3


@pytest.mark.parametrize("asked", ["القمة", "القِمّة", "قمة", "بالقمه"])
def test_a_search_finds_every_spelling(record: Record, asked: str) -> None:
    assert [d.outlet for d in search(record, asked, Asked())] == ["صحيفة الواحة"]


def test_a_search_keeps_the_lam_of_a_word(record: Record) -> None:
    add([report("four", "وصل اللاجئون إلى إدلب.")], record)
    assert [d.snippet for d in search(record, "ادلب", Asked())] == ["خبر وصل اللاجئون إلى ⟦إدلب.⟧"]
    assert search(record, "اجئون", Asked()) == []


def test_a_rejected_statement_is_gone_until_the_decision_is_undone(record: Record) -> None:
    first = statements(record, Asked())[0]
    number = keep.decide(record, "reject", first.id, who="سلمى", why="ليس قولا")
    assert first.id not in {s.id for s in statements(record, Asked())}
    add(ALL, record)
    assert first.id not in {s.id for s in statements(record, Asked())}
    keep.undo(record, number)
    assert first.id in {s.id for s in statements(record, Asked())}
    assert [d["undone"] is not None for d in keep.decisions(record)] == [True]


def test_merged_actors_are_one_until_they_are_split(record: Record) -> None:
    spoken = {a for s in statements(record, Asked()) for a in s.actors}
    assert {"state/ru", "state/kz"} <= spoken
    keep.decide(record, "merge", "state/kz", who="سلمى", why="تجربة", value="state/ru")
    assert "state/kz" not in {a for s in statements(record, Asked()) for a in s.actors}
    keep.decide(record, "split", "state/kz", who="سلمى", why="خطأ")
    assert "state/kz" in {a for s in statements(record, Asked()) for a in s.actors}


def test_a_decision_on_nothing_is_told(record: Record) -> None:
    with pytest.raises(RecordError, match="nothing called"):
        keep.decide(record, "reject", "s000000000000", who="سلمى", why="")
    with pytest.raises(RecordError, match="nothing called"):
        keep.decide(record, "merge", "state/kz", who="سلمى", why="", value="state/atlantis")
    assert keep.decisions(record) == []


def test_what_rests_on_a_document_falls_with_it(record: Record) -> None:
    document = next(d for d in documents(record, Asked()) if d.outlet == "وكالة السهل")
    would = keep.retract(record, document.id, really=False)
    assert would.findings
    assert len(documents(record, Asked())) == 3
    assert keep.retract(record, document.id, really=True) == would
    assert len(documents(record, Asked())) == 2
    assert "state/ru" not in {a for s in statements(record, Asked()) for a in s.actors}
    assert add(ALL, record).known == 3


def test_a_record_checks_its_findings(record: Record, tmp_path: Path) -> None:
    assert keep.verify(record) == []
    with sqlite3.connect(tmp_path / "talks.db") as raw:
        raw.execute("update statement set words = 'سوى ذلك' where id = (select min(id) from statement)")
    assert [fault for _, fault in keep.verify(record)] == ["its words do not stand where it says"]
    with sqlite3.connect(tmp_path / "talks.db") as raw:
        raw.execute("update document set text = x'00'")
    assert len(keep.verify(record)) == 3


def test_a_record_that_is_none_and_one_from_tomorrow_are_told(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="There is no record"):
        Record.open(tmp_path / "none.db", must_exist=True)
    (tmp_path / "letter.db").write_text("Sehr geehrte Damen und Herren" * 100)
    with pytest.raises(RecordError, match="cannot be opened"):
        Record.open(tmp_path / "letter.db")
    Record.open(tmp_path / "new.db").close()
    with sqlite3.connect(tmp_path / "new.db") as raw:
        raw.execute("update meta set value = '99'")
    with pytest.raises(RecordError, match="newer"):
        Record.open(tmp_path / "new.db")


KILLED = """
import os, signal, sys
from mahdar.pipeline import add as adding
from mahdar.record import Record, record as room
from mahdar.record import writing
calls = 0
before = writing.file
def stop(connection, new):
    global calls
    calls += 1
    before(connection, new)
    if calls == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
writing.file = stop
adding.BATCH = 1
sys.path.insert(0, sys.argv[3])
from record.reports import ALL
with Record.open(sys.argv[1]) as made:
    adding.add(ALL, made)
"""


@pytest.mark.parametrize("moment", [1, 2, 3])
def test_a_record_killed_while_adding_loses_no_committed_document(record: Record, tmp_path: Path, moment: int) -> None:
    path = tmp_path / "killed.db"
    command = [sys.executable, "-c", KILLED, str(path), str(moment), str(Path(__file__).parents[1])]
    died = subprocess.run(command, capture_output=True, env={**os.environ})
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    with Record.open(path) as left:
        assert keep.verify(left) == []
        with left.asking() as connection:
            counts = [
                connection.exec_driver_sql(f"select count(*) from {t}").scalar()
                for t in ("document", "reading", "search_docsize")
            ]
        assert counts == [moment - 1] * 3
        add(ALL, left)
        assert content(left) == content(record)


def test_a_full_disk_is_one_sentence_and_loses_nothing(record: Record) -> None:
    before = content(record)
    event.listen(record.engine, "connect", _nearly_full)
    record.engine.dispose()
    many = [report(f"n{i}", "قال الوزير إن الجولة تأجلت. " * 40) for i in range(40)]
    with pytest.raises(RecordError, match="could not be written"):
        add(many, record)
    event.remove(record.engine, "connect", _nearly_full)
    record.engine.dispose()
    assert content(record) == before


def test_a_server_that_hangs_up_is_one_sentence(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def reset() -> None:
        raise ConnectionResetError(104, "Connection reset by peer")

    monkeypatch.setattr(record.engine, "connect", reset)
    with pytest.raises(RecordError, match="cannot be read") as told:
        record.has(["one"])
    assert "Connection reset by peer" in told.value.next_step


def _nearly_full(connection: sqlite3.Connection, _: object) -> None:
    pages = connection.execute("pragma page_count").fetchone()[0]
    connection.execute(f"pragma max_page_count = {pages + 2}")


def test_near_duplicates_are_one_source(record: Record) -> None:
    wire = (
        "قال الوزير إن الجولة الحادية والعشرين من محادثات أستانا ستعقد في أستانا يوم 24 يناير 2024 "
        "بمشاركة الضامنين الثلاثة ووفدي الحكومة والمعارضة ومراقبين من الأمم المتحدة ودول الجوار."
    )
    copies: list[Document] = [
        report(f"w{i}", wire + extra, outlet=f"صحيفة {i}") for i, extra in enumerate(("", " انتهى."))
    ]
    add(copies, record)
    found = next(r for r in rounds(record, Asked(track="astana")) if r.number == 21)
    assert {a.sources for a in found.minutes.accounts["days"] if a.value == "2024-01-24"} == {1}


def test_near_duplicates_part_when_what_joined_them_is_gone(record: Record) -> None:
    words = [f"كلمة{i}" for i in range(90)]
    texts = [" ".join(words[:60]), " ".join(words[14:76]), " ".join(words[30:])]
    add([report(f"k{i}", text, title="نص", outlet=f"صحيفة {i}") for i, text in enumerate(texts)], record)
    mine = [d for d in documents(record, Asked()) if d.title == "نص"]
    middle = next(d for d in mine if d.outlet == "صحيفة 1")
    before = {d.outlet: d.cluster for d in mine}
    keep.retract(record, middle.id, really=True)
    after = {d.outlet: d.cluster for d in documents(record, Asked()) if d.title == "نص"}
    assert len(set(before.values())) < 3
    assert after == {d.outlet: d.id for d in mine if d is not middle}


def test_an_undone_decision_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    with Record.open(tmp_path / "talks.db") as record:
        add(ALL, record)
        questions = (rounds, pledges, conflicts, statements)
        before = [question(record, Asked(limit=1000)) for question in questions]
        findings = [row.cites[0].finding for row in rounds(record, Asked())][:2]
        findings += [row.id for row in statements(record, Asked(limit=2))]
        for finding in findings:
            number = keep.decide(record, "reject", finding, who="test", why="")
            assert [question(record, Asked(limit=1000)) for question in questions] != before
            keep.undo(record, number)
            assert [question(record, Asked(limit=1000)) for question in questions] == before


def test_a_connection_that_breaks_under_the_driver_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ConnectionResetError(104, "Connection reset by peer")

    with Record.open(":memory:") as record:
        monkeypatch.setattr(record.engine, "connect", broken)
        monkeypatch.setattr(record.engine, "begin", broken)
        for opened in (record.asking, record.writing):
            with pytest.raises(RecordError, match="reset by peer"), opened():
                raise AssertionError


def test_what_joins_or_parts_clusters_settles_the_tracks_of_all_in_them(record: Record) -> None:
    told = "ستعقد الجولة الحادية والعشرون من محادثات أستانا في أستانا يوم 24 يناير 2024."
    words = [f"كلمة{i}" for i in range(300)]
    wires = [" ".join([told, *words[:210]]), " ".join(words[35:265]), " ".join([told, *words[90:]])]
    first, middle, last = [report(f"j{i}", wire, outlet=f"صحيفة {i}") for i, wire in enumerate(wires)]

    def sources() -> int:
        found = next(r for r in rounds(record, Asked(track="astana")) if r.number == 21)
        return next(a.sources for a in found.minutes.accounts["days"] if a.value == "2024-01-24")

    add([first, last], record)
    assert sources() == 2
    add([middle], record)
    between = next(d for d in documents(record, Asked()) if d.outlet == "صحيفة 1")
    assert between.id not in {d.id for d in documents(record, Asked(track="astana"))}
    assert sources() == 1
    keep.retract(record, between.id, really=True)
    assert sources() == 2
