"""The house rules that no other tool holds: short files, knowledge in packs, nobody's machine in the sources."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
PACKS = ROOT / "src" / "mahdar" / "packs"
TEXTS = {".py", ".md", ".toml", ".yaml", ".yml", ".json", ".txt", ".cfg", ".svg", ".service", ".timer", ".conf", ""}
ARABIC_WORD = re.compile(r"[\u0621-\u064a]{2,}")
A_MACHINE = re.compile(r"(?<![\w./:-])/(?:home|root|work|Users|tmp|mnt|opt)/\w")


def named(file: Path) -> str:
    return str(file.relative_to(ROOT))


def ours() -> list[Path]:
    """Every text file of the project."""
    folders = ["src", "tests", "docs", "benchmarks", "deploy", "dossier", ".ci"]
    files = [f for folder in folders for f in (ROOT / folder).rglob("*") if f.is_file()]
    files += [f for f in ROOT.iterdir() if f.is_file()]
    return sorted(
        f for f in files if f.suffix in TEXTS and "__pycache__" not in f.parts and f.name not in {".git", ".ready"}
    )


@pytest.mark.parametrize("file", SOURCES, ids=named)
def test_no_file_is_longer_than_four_hundred_lines(file: Path) -> None:
    lines = file.read_text("utf-8").count("\n")
    assert lines <= 400


@pytest.mark.parametrize("file", SOURCES, ids=named)
def test_no_function_is_longer_than_forty_lines(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            document = ast.get_docstring(node, clean=False)
            length = (node.end_lineno or 0) - node.lineno - (document.count("\n") + 1 if document else 0)
            assert length <= 40, f"{node.name}: {length} lines"


@pytest.mark.parametrize("file", SOURCES, ids=named)
def test_arabic_words_stand_in_packs_not_in_python(file: Path) -> None:
    source = file.read_text("utf-8")
    docstrings = {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    strings = [
        token.string
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.STRING and token.start[0] not in docstrings
    ]
    words = [word for string in strings for word in ARABIC_WORD.findall(string)]
    assert len(words) <= 2, f"these belong in a pack: {words}"


@pytest.mark.parametrize("file", SOURCES, ids=named)
def test_every_module_says_what_it_is(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text("utf-8")))


def test_no_python_lives_in_the_packs() -> None:
    assert [named(f) for f in PACKS.rglob("*.py")] == []


@pytest.mark.parametrize("name", ["utils", "util", "helpers", "common", "misc", "manager", "handler"])
def test_no_module_is_called_after_nothing(name: str) -> None:
    assert [named(f) for f in SOURCES if f.stem == name or f.parent.name == name] == []


def test_nobodys_machine_stands_in_the_project() -> None:
    found = [named(f) for f in ours() if f != Path(__file__) and A_MACHINE.search(f.read_text("utf-8"))]
    assert found == []


def test_every_room_is_told_in_the_architecture() -> None:
    told = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rooms = {f.parent.name for f in (ROOT / "src" / "mahdar").glob("*/__init__.py")}
    assert [room for room in sorted(rooms) if f"`{room}`" not in told] == []
