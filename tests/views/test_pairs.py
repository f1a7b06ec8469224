"""Names that may be one person in two spellings: proposed with evidence, merged by people alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mahdar.pipeline import keep
from mahdar.pipeline.add import add
from mahdar.record import Record, RecordError
from mahdar.surfaces.cli.main import run
from mahdar.text import consonants
from mahdar.views import Asked, Waiting, pairs
from record.reports import report

REPORTS = [
    report("a", "وقال المفاوض دانيار قاسمبيكوف إن الطريق مفتوح."),
    report("b", "وقال المفاوض دنيار كاسمبيكوف إن المعابر مغلقة.", outlet="وكالة السهل"),
    report("c", "وقالت الباحثة هالة الدمنهوري إن القوافل وصلت.", outlet="جريدة المرفأ"),
]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "talks.db") as made:
        add(REPORTS, made)
        yield made


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [("لافرنتييف", "Lavrentiev"), ("ألكسندر", "Alexander"), ("غريفيث", "Griffith"), ("بيسكوف", "Peskov")],
)
def test_one_name_in_two_scripts_has_the_same_consonants(arabic: str, latin: str) -> None:
    assert consonants(arabic) == consonants(latin)


def test_two_spellings_are_proposed_with_the_sentences_of_both(record: Record) -> None:
    (pair,) = pairs(record, Asked())
    assert {pair.one.name, pair.other.name} == {"دانيار قاسمبيكوف", "دنيار كاسمبيكوف"}
    assert all(side.cites and side.name in side.cites[0].sentence for side in (pair.one, pair.other))


def test_who_is_heard_in_one_report_is_two_people(tmp_path: Path) -> None:
    one, other = (f"وقال الخبير عبد {name} الدمنهوري إن الطريق مفتوح." for name in ("الرحمن", "الرحيم"))
    with Record.open(tmp_path / "two.db") as made:
        add([report("e", one), report("f", other, outlet="وكالة السهل")], made)
        assert len(pairs(made, Asked())) == 1
        add([report("d", f"{one} {other}", outlet="جريدة المرفأ")], made)
        assert pairs(made, Asked()) == []


def test_a_pair_waits_until_it_is_merged_and_again_when_that_is_undone(
    record: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--record", str(tmp_path / "talks.db")]
    assert run(["decide", "queue", *where]) == 0
    merge = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("mahdar decide merge"))
    assert run([*merge.split()[1:], "--who", "سلمى", *where]) == 0
    assert pairs(record, Asked()) == []
    assert run(["decide", "undo", "1", *where]) == 0
    assert len(pairs(record, Asked())) == 1
    assert run(["decide", "split", *merge.split()[3:], "--who", "سلمى", *where]) == 0
    assert pairs(record, Asked()) == []
    capsys.readouterr()
    assert run(["decide", "queue", *where]) == 0
    assert "No two names wait" in capsys.readouterr().out


THIRD = report("g", "وقال المفاوض دانيار كسمبيكوف إن الهدنة صامدة.", outlet="جريدة المرفأ")


def test_a_split_parts_the_pair_that_it_is_told_alone(record: Record) -> None:
    add([THIRD], record)
    ids = sorted({side.id for pair in pairs(record, Asked()) for side in (pair.one, pair.other)})
    assert [len(ids), len(pairs(record, Asked())), len(spelling(record))] == [3, 3, 3]
    first, second, third = ids
    number = keep.decide(record, "split", first, who="سلمى", why="رجلان", value=second)
    left = {frozenset((p.one.id, p.other.id)) for p in pairs(record, Asked())}
    assert left == spelling(record) == {frozenset((first, third)), frozenset((second, third))}
    keep.undo(record, number)
    assert len(pairs(record, Asked())) == len(spelling(record)) == 3


def spelling(record: Record) -> set[frozenset[str]]:
    return {frozenset(item.parts) for item in Waiting(record).items(Asked(), "spelling")}


def test_a_split_takes_the_merge_of_its_pair_back_and_no_other(record: Record) -> None:
    add([THIRD], record)
    first, second, third = sorted({side.id for pair in pairs(record, Asked()) for side in (pair.one, pair.other)})
    for target in (first, second):
        keep.decide(record, "merge", target, who="سلمى", why="", value=third)
    number = keep.decide(record, "split", first, who="سلمى", why="", value=third)
    assert record.merged() == {second: third}
    keep.undo(record, number)
    assert record.merged() == {first: third, second: third}
    keep.decide(record, "split", second, who="سلمى", why="")
    assert [row["value"] for row in keep.decisions(record)][-1] == third
    assert record.merged() == {first: third}


def test_a_split_from_nobody_is_told(record: Record) -> None:
    (pair,) = pairs(record, Asked())
    for value, fault in ((None, "merged into nobody"), (pair.one.id, "is one actor"), ("person/x", "nothing called")):
        with pytest.raises(RecordError, match=fault):
            keep.decide(record, "split", pair.one.id, who="سلمى", why="", value=value)
    assert keep.decisions(record) == []
