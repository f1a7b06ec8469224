"""Documentation that cannot lie: links lead somewhere, commands exist, every error and word is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mahdar import errors
from mahdar.score.examples import KINDS
from mahdar.surfaces.cli.main import COMMANDS

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)|(?:src|href)=\"([^\"#]+)\"")
COMMAND = re.compile(r"\bmahdar ([a-z]+)\b(?=[ \n`]|$)")


def named(file: Path) -> str:
    return file.name


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    links = [a or b for a, b in LINK.findall(page.read_text("utf-8"))]
    lost = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_in_code_exist(page: Path) -> None:
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", page.read_text("utf-8"), flags=re.S))
    assert set(COMMAND.findall(code)) <= set(COMMANDS)


def test_make_targets_in_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.M))
    assert set(re.findall(r"\bmake ([a-z]+)", (ROOT / "README.md").read_text("utf-8"))) <= targets


def test_every_error_is_told() -> None:
    told = (ROOT / "docs" / "errors.md").read_text("utf-8")
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.MahdarError)]
    sources = "\n".join(f.read_text("utf-8") for f in (ROOT / "src" / "mahdar").rglob("*.py"))
    codes = {kind.code for kind in kinds if kind is not errors.MahdarError}
    codes |= set(re.findall(r"Trouble\(\s*[^,]+,\s*\"([a-z-]{4,})\"", sources))
    assert {"broken-json", "wrong-date", "our-mistake"} <= codes
    assert sorted(code for code in codes if f"`{code}`" not in told) == []


def test_every_kind_of_example_is_told() -> None:
    told = (ROOT / "docs" / "golden.md").read_text("utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in told] == []


def test_every_page_is_reached_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [page.name for page in (ROOT / "docs").glob("*.md") if f"docs/{page.name}" not in readme] == []
