"""The same record on a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pg8000.native import Connection

from mahdar.pipeline import add as adding
from mahdar.pipeline import keep
from mahdar.pipeline.add import add
from mahdar.record import Record, RecordError
from mahdar.views import Asked, changes, conflicts, coverage, documents, pledges, rounds, search, statements, tracks
from record.reports import ALL, report
from record.server import HOW, binaries, server

pytestmark = pytest.mark.skipif(binaries() is None, reason=HOW)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with server() as made:
        yield made


def test_a_server_answers_as_a_file_does(address: str, tmp_path: Path) -> None:
    asked = Asked(limit=1000)
    with Record.open(address) as there, Record.open(tmp_path / "talks.db") as here:
        for record in (there, here):
            assert add(ALL, record).new == 3
            assert add(ALL, record).known == 3
            assert keep.verify(record) == []
        for question in (tracks, rounds, statements, pledges, conflicts, documents, coverage):
            assert question(there, asked) == question(here, asked), question
        for words in ("القمه", "استانا", "بالقمة"):
            assert search(there, words, asked) == search(here, words, asked) != []
        for record in (there, here):
            number = keep.decide(record, "merge", "state/kz", who="سلمى", why="", value="state/ru")
            told = changes(record, asked.but(since=date(2023, 6, 1)))
            assert {row.kind for row in told} >= {"new-round", "statements", "report"}
            keep.undo(record, number)
        news = [asked.but(since=date(2023, 6, 22)), asked.but(since=date(2023, 6, 1), actor="روسيا")]
        assert [changes(there, each) for each in news] == [changes(here, each) for each in news]
        document = documents(there, asked)[0]
        assert keep.retract(there, document.id, really=True).findings
        assert len(documents(there, asked)) == 2


def test_a_server_that_goes_away_while_adding_loses_no_committed_document(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "BATCH", 1)
    more = [report(f"n{n}", f"قال الوزير إن الجولة العشرين من محادثات أستانا تأجلت {n} أيام.") for n in range(4)]
    with Record.open(address) as record:
        before = keep_count(record)
        with pytest.raises(RecordError) as told, accepting(address) as accept:
            add(more, record, heard=lambda added: accept(added.new < 2))
        assert told.value.next_step
        assert keep_count(record) == before + 2
        assert (add(more, record).new, keep_count(record)) == (2, before + 4)
        assert (keep.verify(record), record.unsettled()) == ([], [])


def keep_count(record: Record) -> int:
    with record.asking() as connection:
        return int(connection.exec_driver_sql("select count(*) from document").scalar_one())


@contextmanager
def accepting(address: str) -> Iterator[Callable[[bool], None]]:
    """Lets a test decide whether the server is there for those who ask; in the end it is."""
    parts = urlsplit(address)
    asked = Connection("mahdar", parts.hostname or "", "template1", parts.port or 0)

    def accept(there: bool) -> None:
        asked.run(f"ALTER DATABASE postgres WITH ALLOW_CONNECTIONS {str(there).lower()}")
        if not there:
            asked.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'postgres'")

    try:
        yield accept
    finally:
        accept(True)
        asked.close()


def test_a_server_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(RecordError, match="does not answer"):
        Record.open("postgresql://mahdar@127.0.0.1:1/none")
