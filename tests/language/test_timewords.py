"""The drawers of times: what is compiled from them, and how mistakes in them are told."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from mahdar.errors import PackError
from mahdar.language.timegrammar import circle, expand
from mahdar.language.timewords import build_time_words
from mahdar.shelf import shipped_packs

AR = shipped_packs() / "ar"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the shipped pack to break."""
    shutil.copytree(AR / "times", tmp_path / "times")
    shutil.copy(AR / "clitics.yaml", tmp_path)
    return tmp_path


def change(pack: Path, drawer: str, old: str, new: str) -> int:
    """Replace the first `old` in a drawer; gives the line where it stood."""
    file = pack / "times" / drawer
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def refused(pack: Path) -> PackError:
    with pytest.raises(PackError) as caught:
        build_time_words("ar", pack)
    return caught.value


def test_forms_carry_their_clitics() -> None:
    senses = build_time_words("ar", AR).senses
    assert ("~the-unit-one", "Y", 2) in [s[:3] for s in senses["للعام"]]
    assert ("+weekday", 2, 1) in [s[:3] for s in senses["والثلاثاء"]]
    assert ("~month", ("gregorian", 6), 2) in [s[:3] for s in senses["ولحزيران"]]


def test_the_compiled_words_can_be_sent_to_a_worker() -> None:
    words = build_time_words("ar", AR)
    assert pickle.loads(pickle.dumps(words)) == words


@pytest.mark.parametrize(
    ("drawer", "old", "new", "part"),
    [
        ("months.yaml", "words: [يناير]", "words: [ينا\N{ARABIC FATHA}ير]", "mark"),
        ("months.yaml", "words: [يناير]", "words: [\N{ARABIC LETTER YEH INITIAL FORM}ناير]", "presentation form"),
        ("months.yaml", "words: [فبراير]", "words: [فبراير, يناير]", "another value"),
        ("months.yaml", "words: [فبراير]", "words: [فبراير, فبراير]", "twice"),
        ("months.yaml", "{value: [gregorian, 1], words: [يناير]}", "{value: [gregorian, 1], wrods: [يناير]}", "needs"),
        ("months.yaml", "words: [يناير]}", "words: [يناير], color: red}", "«color»"),
        ("grammar.yaml", "<dated>]}", "<datde>]}", "«<datde>»"),
        ("grammar.yaml", "after: overnight", "after: overnihgt", "«overnihgt»"),
    ],
)
def test_mistakes_are_told_with_file_and_line(pack: Path, drawer: str, old: str, new: str, part: str) -> None:
    line = change(pack, drawer, old, new)
    error = refused(pack)
    assert (error.file, error.line) == (drawer, line)
    assert part in str(error)


def test_a_form_that_could_be_empty_is_refused(pack: Path) -> None:
    change(pack, "grammar.yaml", "- day-word? weekday\n", "- day-word? weekday?\n")
    assert "empty" in str(refused(pack))


def test_a_missing_list_is_refused(pack: Path) -> None:
    change(pack, "contexts.yaml", "schedule:", "timetable:")
    assert "«schedule»" in str(refused(pack))


def test_a_group_that_begins_with_itself_is_found() -> None:
    assert circle({"a": ["<b> x"], "b": ["y", "<a> z"]}) == "a"
    assert circle({"a": ["<b> x"], "b": ["y"]}) is None


def test_alternatives_and_optional_parts_expand() -> None:
    assert list(expand("a|b c?")) == [("a", "c"), ("a",), ("b", "c"), ("b",)]
