"""`mahdar backup` and `mahdar restore`: the same answers come back, and nothing is written over unasked."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from mahdar import views
from mahdar.accounts import Accounts
from mahdar.pipeline import keep
from mahdar.pipeline.add import add
from mahdar.pipeline.opened import opened
from mahdar.record import Record
from mahdar.record.schema import VERSION
from mahdar.surfaces.cli.main import run
from mahdar.views import Asked
from record.reports import ALL, CLOSING, OPENING
from record.server import HOW, binaries, server

PASSWORD = "four words in a row"


@pytest.fixture
def where(tmp_path: Path) -> Path:
    """A record with a decision and an account."""
    path = tmp_path / "talks.db"
    with Record.open(path) as made:
        add(ALL, made)
        said = views.statements(made, Asked(limit=1))[0]
        keep.decide(made, "reject", said.id, who="salma", why="said by somebody else")
    with Accounts.open(path) as accounts:
        accounts.make("salma", PASSWORD, "admin", by="test")
    return path


def answers(path: Path | str) -> list[object]:
    """All that a record answers, its decisions included."""
    questions = (
        views.rounds, views.statements, views.positions, views.pledges, views.conflicts, views.actors, views.places,
        views.documents, views.coverage, views.tracks,
    )  # fmt: skip
    with opened(path) as record:
        told: list[object] = [question(record, Asked(limit=1000)) for question in questions]
        return [*told, views.search(record, "الجولة", Asked()), keep.decisions(record)]


def left(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_a_restored_record_answers_as_before(where: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = answers(where)
    assert run(["backup", str(tmp_path / "b" / "x.db"), "--record", str(where)]) == 2
    (tmp_path / "b").mkdir()
    kept = tmp_path / "b" / "kept.db"
    assert run(["backup", str(kept), "--record", str(where)]) == 0
    assert "3 documents, 1 decisions, with its accounts" in capsys.readouterr().out
    assert left(tmp_path / "b") == {"kept.db", "kept.db.accounts"}
    assert stat.S_IMODE((tmp_path / "b" / "kept.db.accounts").stat().st_mode) == 0o600
    again = tmp_path / "b" / "again.db"
    assert run(["restore", str(kept), "--record", str(again)]) == 0
    assert answers(again) == before
    with Accounts.open(again) as accounts:
        assert accounts.sign_in("salma", PASSWORD, origin="here")


def test_nothing_is_written_over_unasked(where: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "kept.db"
    assert run(["backup", str(kept), "--record", str(where)]) == 0
    bytes_before = kept.read_bytes()
    with Record.open(where) as record:
        add([replace(CLOSING, id="four", text=CLOSING.text.replace("روسيا", "تركيا"))], record)
    for command in ("backup", "restore"):
        assert run([command, str(kept), "--record", str(where)]) == 2
        assert "is there already" in capsys.readouterr().err
    assert run(["restore", str(where), "--record", str(where), "--force"]) == 2
    assert "are one file" in capsys.readouterr().err
    assert kept.read_bytes() == bytes_before
    with Record.open(where) as record:
        assert len(views.documents(record, Asked())) == 4
    assert run(["backup", str(kept), "--record", str(where), "--force"]) == 0
    with Record.open(kept) as record:
        assert len(views.documents(record, Asked())) == 4


def test_accounts_that_are_there_are_not_written_over_either(where: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    assert run(["backup", str(kept), "--record", str(where)]) == 0
    where.unlink()
    assert run(["restore", str(kept), "--record", str(where)]) == 2
    assert not where.exists()


@pytest.fixture
def writer(where: Path) -> Iterator[Event]:
    """Somebody who adds one report after another until the test is over; the event comes with the first."""
    begun, ended = Event(), Event()

    def write() -> None:
        number = 0
        with Record.open(where) as record:
            while not ended.is_set():
                number += 1
                add([replace(OPENING, id=f"w{number}", text=f"{OPENING.text} وتحدث {number} مندوبا.")], record)
                begun.set()

    thread = Thread(target=write)
    thread.start()
    yield begun
    ended.set()
    thread.join()


def test_a_backup_is_taken_while_somebody_writes(where: Path, tmp_path: Path, writer: Event) -> None:
    assert writer.wait(60)
    for number in range(5):
        kept = tmp_path / f"kept-{number}.db"
        assert run(["backup", str(kept), "--record", str(where)]) == 0
        with opened(kept) as record:
            assert len(views.documents(record, Asked(limit=1000))) > 3
            assert keep.verify(record) == []


def test_who_has_the_record_open_sees_the_restored_one(where: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    assert run(["backup", str(kept), "--record", str(where)]) == 0
    before = answers(where)
    with Record.open(where) as reader:
        stamp = views.Stamp(reader)
        with Record.open(where) as other:
            add([replace(CLOSING, id="four", text=CLOSING.text.replace("روسيا", "تركيا"))], other)
        assert len(views.documents(reader, Asked())) == 4
        moment = stamp.now()
        assert run(["restore", str(kept), "--record", str(where), "--force"]) == 0
        assert stamp.now() != moment
        assert len(views.documents(reader, Asked())) == 3
        stamp.close()
    assert answers(where) == before


def test_a_log_that_nobody_owns_is_not_read_into_a_restored_record(where: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    assert run(["backup", str(kept), "--record", str(where)]) == 0
    with Record.open(where) as record:
        add([replace(CLOSING, id="four", text=CLOSING.text.replace("روسيا", "تركيا"))], record)
        log = (tmp_path / "talks.db-wal").read_bytes()
    assert log
    target = tmp_path / "new.db"
    (tmp_path / "new.db-wal").write_bytes(log)
    assert run(["restore", str(kept), "--record", str(target)]) == 0
    assert answers(target) == answers(kept)


@pytest.mark.parametrize("command", ["backup", "restore"])
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "There is no record"), (b"", "is no record of Mahdar"), (b"no database" * 1000, "cannot be copied"),
        ("other", "is no record of Mahdar"), ("newer", "newer Mahdar"), ("cut", "damaged"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_record_leaves_nothing(
    where: Path, tmp_path: Path, command: str, content: bytes | str | None, told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    folder = tmp_path / "there"
    folder.mkdir()
    bad = tmp_path / "bad.db"
    if content in ("newer", "cut"):
        assert run(["backup", str(bad), "--record", str(where)]) == 0
        Path(f"{bad}.accounts").unlink()
    if content == "cut":
        half = bad.stat().st_size // 8192 * 4096
        body = bad.read_bytes()
        bad.write_bytes(body[:half] + bytes(4096) + body[half + 4096 :])
    elif isinstance(content, bytes):
        bad.write_bytes(content)
    elif content:
        with closing(sqlite3.connect(bad)) as made:
            made.execute("CREATE TABLE x (y)" if content == "other" else f"UPDATE meta SET value = '{VERSION + 1}'")
            made.commit()
    to = folder / "to.db"
    arguments = [str(to), "--record", str(bad)] if command == "backup" else [str(bad), "--record", str(to)]
    assert run([command, *arguments]) == 2
    assert told in capsys.readouterr().err
    assert left(folder) == set()


def test_a_fault_is_carried_and_told(where: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Record.open(where) as record, record.writing() as connection:
        connection.exec_driver_sql("UPDATE statement SET words = 'x' WHERE id = (SELECT min(id) FROM statement)")
    assert run(["backup", str(tmp_path / "kept.db"), "--record", str(where)]) == 1
    told = capsys.readouterr()
    assert "1 faults." in told.out
    assert "do not stand where it says" in told.err


def test_a_server_has_ways_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("backup", "restore"):
        assert run([command, str(tmp_path / "x.db"), "--record", "postgresql://nobody@127.0.0.1:1/none"]) == 2
        assert "pg_dump" in capsys.readouterr().err


@pytest.mark.skipif(binaries() is None, reason=HOW)
def test_a_dump_of_a_server_brings_all_back(tmp_path: Path) -> None:
    programs, dump = binaries(), tmp_path / "talks.dump"
    assert programs
    with server() as address:
        with Record.open(address) as made:
            add(ALL, made)
            said = views.statements(made, Asked(limit=1))[0]
            keep.decide(made, "reject", said.id, who="salma", why="said by somebody else")
        with Accounts.open(address) as accounts:
            accounts.make("salma", PASSWORD, "admin", by="test")
        before = answers(address)
        subprocess.run([programs / "pg_dump", "--format=custom", f"--file={dump}", address], check=True)
        with Record.open(address) as record, record.writing() as connection:
            connection.exec_driver_sql("DELETE FROM statement")
            connection.exec_driver_sql("DELETE FROM account")
        back = ["--clean", "--if-exists", "--single-transaction", f"--dbname={address}", dump]
        subprocess.run([programs / "pg_restore", *back], check=True)
        assert answers(address) == before
        with Record.open(address) as record:
            assert keep.verify(record) == []
            add([replace(CLOSING, id="four", text=CLOSING.text.replace("روسيا", "تركيا"))], record)
        with Accounts.open(address) as accounts:
            assert accounts.sign_in("salma", PASSWORD, origin="here")
