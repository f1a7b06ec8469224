"""Documentation that cannot lie: links lead somewhere, commands exist, every error and word is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mahdar import errors
from mahdar.model import Document
from mahdar.pipeline import Knowledge, loaded, read_document
from mahdar.pipeline.watch import check_tracks
from mahdar.score.examples import KINDS, load_examples
from mahdar.score.golden import judge
from mahdar.sources.feedlist import read_feeds
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


def blocks(page: str, language: str) -> list[str]:
    """The code blocks of one language in a page."""
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / "docs" / page).read_text("utf-8"), flags=re.S)


def test_the_example_of_the_golden_page_holds(tmp_path: Path) -> None:
    file = tmp_path / "examples.txt"
    file.write_text(blocks("golden.md", "")[0], encoding="utf-8")
    for example in load_examples(file):
        verdict = judge(example, loaded())
        assert verdict.passed, f"\n{verdict}"


def test_the_example_of_the_verb_page_is_well_written(tmp_path: Path) -> None:
    file = tmp_path / "examples.txt"
    file.write_text(blocks("add-a-verb.md", "")[0], encoding="utf-8")
    assert [example.kinds for example in load_examples(file)] == [{"statement"}]


def test_the_drawers_of_the_track_page_can_be_used(tmp_path: Path) -> None:
    tracks, groups, people = blocks("add-a-track.md", "yaml")
    for name, content in (("tracks", tracks), ("groups", groups), ("people", people)):
        (tmp_path / f"{name}.yaml").write_text(content, encoding="utf-8")
    knowledge = Knowledge.load(tmp_path)
    assert knowledge.world.tracks["valley"].host == "state/ch"
    document = Document.of("أعلن سالم المثال أن الجولة انتهت.", id="one")
    [statement] = read_document(document, knowledge).statements
    assert statement.actors == ("person/salem-example",)


def test_the_feeds_of_the_sources_page_can_be_watched(tmp_path: Path) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text(blocks("sources.md", "toml")[0], encoding="utf-8")
    feeds = read_feeds(file).feeds
    check_tracks(feeds)
    assert [feed.whole for feed in feeds] == [False, True]
