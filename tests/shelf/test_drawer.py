"""The shelf: every mistake in a drawer is told with its file and line, and the cache never changes an answer."""

from __future__ import annotations

import pickle
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from arabic import texts
from mahdar.errors import PackError
from mahdar.shelf import check_word, compiled, line_of, read_drawer


@pytest.mark.parametrize(
    ("content", "line"),
    [("a: [1\nb: 2\n", 2), ("a: 1\n\tb: 2\n", 2), ("- x\n- 'y\n", 3)],
)
def test_a_drawer_that_is_no_yaml_is_told_with_its_line(tmp_path: Path, content: str, line: int) -> None:
    drawer = tmp_path / "words.yaml"
    drawer.write_text(content, encoding="utf-8")
    with pytest.raises(PackError) as told:
        read_drawer(drawer)
    assert (told.value.file, told.value.line) == ("words.yaml", line)


def test_a_drawer_in_another_encoding_is_told(tmp_path: Path) -> None:
    drawer = tmp_path / "words.yaml"
    drawer.write_bytes("كلمة: قال".encode("cp1256"))
    with pytest.raises(PackError, match="UTF-8"):
        read_drawer(drawer)


@pytest.mark.parametrize(
    ("where", "line"),
    [((0, "id"), 1), ((1, "names", "ar"), 5), ((1, "names", "fr"), 5), ((9,), 1), ((), 1)],
)
def test_lines_are_found_by_keys_and_indexes(tmp_path: Path, where: tuple[str | int, ...], line: int) -> None:
    drawer = tmp_path / "words.yaml"
    drawer.write_text("- id: a\n  x: 1\n- id: b\n  names:\n    ar: [z]\n", encoding="utf-8")
    assert line_of(drawer, where) == line


@pytest.mark.parametrize("word", ["", " ", "قال ", "قال  إن", "قالَ", "قـال", "ﻗﺎل", "قال\u200f"])
def test_words_that_are_badly_written_are_refused(tmp_path: Path, word: str) -> None:
    drawer = tmp_path / "words.yaml"
    drawer.write_text("- x\n", encoding="utf-8")
    with pytest.raises(PackError) as told:
        check_word(drawer, [0], word)
    assert told.value.line == 1


@given(texts)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_drawer_is_read_or_refused(tmp_path: Path, content: str) -> None:
    drawer = tmp_path / "words.yaml"
    drawer.write_text(content, encoding="utf-8", newline="")
    with suppress(PackError):
        read_drawer(drawer)


def test_a_pack_error_survives_the_way_back_from_a_worker() -> None:
    error = PackError("no drawer has this name.", file="words.yaml", line=3)
    back = pickle.loads(pickle.dumps(error))
    assert (str(back), back.file, back.line) == (str(error), "words.yaml", 3)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda name: str(tmp_path / "cache" / name))
    return tmp_path / "cache" / "mahdar"


def test_what_was_compiled_is_kept_until_a_drawer_changes(tmp_path: Path, cache: Path) -> None:
    drawer = tmp_path / "words.yaml"
    drawer.write_text("a: 1", encoding="utf-8")
    built = []

    def build() -> int:
        built.append(1)
        return len(built)

    assert [compiled("t", [drawer], build) for _ in range(3)] == [1, 1, 1]
    drawer.write_text("a: 2", encoding="utf-8")
    assert compiled("t", [drawer], build) == 2


def test_a_broken_cache_is_passed_over(tmp_path: Path, cache: Path) -> None:
    drawer = tmp_path / "words.yaml"
    drawer.write_text("a: 1", encoding="utf-8")
    compiled("t", [drawer], lambda: 1)
    for kept in cache.glob("t-*.pickle"):
        kept.write_bytes(b"not a pickle")
    assert compiled("t", [drawer], lambda: 2) == 2


def test_a_cache_that_cannot_be_written_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda name: str(tmp_path / "file" / name))
    assert compiled("t", [], lambda: 3) == 3
