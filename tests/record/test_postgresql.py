"""The same record on a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mahdar.pipeline import keep
from mahdar.pipeline.add import add
from mahdar.record import Record, RecordError
from mahdar.views import Asked, conflicts, coverage, documents, pledges, rounds, search, statements, tracks
from record.reports import ALL
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
        document = documents(there, asked)[0]
        assert keep.retract(there, document.id, really=True).findings
        assert len(documents(there, asked)) == 2


def test_a_server_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(RecordError, match="does not answer"):
        Record.open("postgresql://mahdar@127.0.0.1:1/none")
