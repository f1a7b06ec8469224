"""What is bad in one place costs nothing elsewhere: one sentence each, and nothing lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from drawn import LOCK, ending, pdf
from mahdar.model import Document
from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.sources import Trouble, read_inputs
from mahdar.surfaces.cli.main import run

BODY = "أعلنت الوزارة أن الوفد وصل إلى العاصمة للمشاركة في الجولة"


def added(record: Path) -> int:
    with Record.open(record) as made, made.asking() as connection:
        return int(connection.exec_driver_sql("select count(*) from document").scalar_one())


@pytest.mark.parametrize(
    ("count", "name", "bad", "says"),
    [
        (999, "bad.txt", b"\x00\x01", "bad.txt: it is binary"),
        (3, "bad.jsonl.gz", b"\x1f\x8b cut", "bad.jsonl.gz: it cannot be read"),
        (3, "bad.pdf", pdf([ending(BODY)], extra=LOCK), "bad.pdf: it is protected by a password"),
    ],
)
def test_one_bad_file_among_many_is_told_and_the_rest_goes_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], count: int, name: str, bad: bytes, says: str
) -> None:
    folder, record = tmp_path / "reports", tmp_path / "a.db"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").write_text(f"{BODY} رقم {number}.", encoding="utf-8")
    (folder / name).write_bytes(bad)
    assert run(["add", str(folder), "--record", str(record)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert sum(says in line for line in told) == 1
    assert told[-1] == f"{count} documents added, 0 were there already."
    assert added(record) == count


def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import mahdar.sources.inputs as room

    def denied(path: Path, mode: str) -> object:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return path.open(mode)

    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"{BODY} {name}.", encoding="utf-8")
    monkeypatch.setattr(room, "open", denied, raising=False)
    assert run(["add", str(tmp_path), "--record", str(tmp_path / "r.db")]) == 1
    assert "b.txt: it cannot be read (Permission denied)" in capsys.readouterr().err
    assert added(tmp_path / "r.db") == 2


def test_a_link_that_leads_nowhere_and_a_folder_that_is_shut_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere.txt")
    scan = os.scandir

    def shut(where: str) -> object:
        if Path(where).name == "sub":
            raise PermissionError(13, "Permission denied", where)
        return scan(where)

    monkeypatch.setattr(os, "scandir", shut)
    found = list(read_inputs([str(tmp_path)]))
    told = [str(each) for each in found if isinstance(each, Trouble)]
    assert [line.partition(": ")[2].partition(".")[0] for line in told] == [
        "it cannot be read (Permission denied)", "it cannot be read (No such file or directory)",
    ]  # fmt: skip
    assert len(found) == 3


def test_what_comes_slowly_is_put_in_before_all_is_there(tmp_path: Path) -> None:
    """Pages come every two seconds; Ctrl-C after the eighth loses those of the last ten seconds at most."""
    seconds = 0.0

    def pages() -> Iterator[Document]:
        nonlocal seconds
        for number in range(8):
            seconds += 2.0
            yield Document.of(f"{BODY} رقم {number}.", id=str(number))
        raise KeyboardInterrupt

    with Record.open(tmp_path / "a.db") as record, pytest.raises(KeyboardInterrupt):
        add(pages(), record, now=lambda: seconds)
    assert added(tmp_path / "a.db") == 4
