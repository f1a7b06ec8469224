"""Words of undertaking: the drawer `pledges.yaml` of a language's pack, checked and folded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from mahdar.model import PledgeStatus
from mahdar.shelf import check_word, compiled, fail, read_drawer, shipped_packs
from mahdar.text import fold

_LISTS = (
    "provides", "provides_on", "accords", "declared", "commits", "leaves", "leaves_from",
    "negations", "in_force", "ends",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PledgeWords:
    """The words that undertakings, provisions and their fates are told in; `fates` maps a word to its status."""

    language: str
    provides: frozenset[str]
    provides_on: frozenset[str]
    accords: frozenset[str]
    declared: frozenset[str]
    commits: frozenset[str]
    leaves: frozenset[str]
    leaves_from: frozenset[str]
    negations: frozenset[str]
    in_force: frozenset[str]
    ends: frozenset[str]
    fates: dict[str, PledgeStatus]


def load_pledge_words(language: str, packs: Path | None = None) -> PledgeWords:
    """The words of undertaking of a shipped language, from the cache where nothing has changed."""
    path = (packs or shipped_packs()) / language / "pledges.yaml"
    return compiled(f"pledges-{language}", [path], lambda: _build(language, path))


def _build(language: str, path: Path) -> PledgeWords:
    """Compile the drawer; raises `PackError` with file and line."""
    drawer = read_drawer(path)
    for key in drawer:
        if key not in (*_LISTS, "fates"):
            fail(path, [key], f"«{key}» is no list of this drawer.", f"Known are {', '.join((*_LISTS, 'fates'))}.")
    lists = {
        key: frozenset(fold(check_word(path, [key, place], word)) for place, word in enumerate(drawer[key]))
        for key in _LISTS
    }
    return PledgeWords(language=language, fates=_fates(path, drawer["fates"]), **lists)


def _fates(path: Path, table: dict[str, list[str]]) -> dict[str, PledgeStatus]:
    """Each word of fate with its status; the first status that lists a word has it."""
    found: dict[str, PledgeStatus] = {}
    for status, words in table.items():
        if status not in get_args(PledgeStatus):
            known = ", ".join(get_args(PledgeStatus))
            fail(path, ["fates", status], f"«{status}» is no status.", f"Statuses are {known}.")
        for place, word in enumerate(words):
            found.setdefault(fold(check_word(path, ["fates", status, place], word)), status)  # type: ignore[arg-type]
    return found
