"""Clitics: the ways in which a written word may come apart into conjunction, preposition, article and stem.

The pieces come from `packs/<language>/clitics.yaml`. Nothing is decided here: a word gives all its
readings, whole word first, and whoever looks for a stem takes the first that it knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from mahdar.shelf import read_drawer
from mahdar.text import fold


@dataclass(frozen=True, slots=True)
class Part:
    """One reading of a word: `cut` folded letters stand before `stem`."""

    cut: int
    conjunction: str
    preposition: str
    article: bool
    stem: str


@dataclass(frozen=True, slots=True)
class Clitics:
    """The clitics of one language, folded."""

    conjunctions: tuple[str, ...]
    prepositions: tuple[str, ...]
    future: tuple[str, ...]
    article: str
    article_after_lam: str
    pronouns: tuple[str, ...]

    def parts(self, form: str) -> tuple[Part, ...]:
        """Every reading of a folded word, the whole word first, fewest letters cut first.

        >>> c = load_clitics(shipped("ar"))
        >>> [(p.conjunction, p.preposition, p.article, p.stem) for p in c.parts("وللمرصد")][-1]
        ('و', 'ل', True, 'مرصد')
        """
        return _parts(self, form)


@lru_cache(maxsize=65536)
def _parts(clitics: Clitics, form: str) -> tuple[Part, ...]:
    """The readings of `form`; see `Clitics.parts`."""
    found: list[Part] = []
    for conjunction in ("", *clitics.conjunctions):
        if not form.startswith(conjunction) or len(form) - len(conjunction) < 2:
            continue
        rest = form[len(conjunction) :]
        found.append(Part(len(conjunction), conjunction, "", False, rest))
        found += _inner(clitics, conjunction, rest)
    return tuple(found)


def _inner(clitics: Clitics, conjunction: str, rest: str) -> list[Part]:
    """The readings of what follows the conjunction: with a preposition, an article, or both."""
    found = []
    for preposition in ("", *clitics.prepositions):
        if not rest.startswith(preposition):
            continue
        inner = rest[len(preposition) :]
        cut = len(conjunction) + len(preposition)
        if preposition and len(inner) > 1:
            found.append(Part(cut, conjunction, preposition, False, inner))
        for article in (
            clitics.article,
            clitics.article_after_lam if preposition == clitics.prepositions[1] else "",
        ):
            if article and inner.startswith(article) and len(inner) - len(article) > 1:
                found.append(Part(cut + len(article), conjunction, preposition, True, inner[len(article) :]))
    return found


def shipped(language: str) -> Path:
    """The folder of a language's shipped pack."""
    from mahdar.shelf import shipped_packs

    return shipped_packs() / language


def load_clitics(pack: Path) -> Clitics:
    """The clitics of the pack in the folder `pack`."""
    data: dict[str, Any] = read_drawer(pack / "clitics.yaml")
    words = {key: tuple(fold(w) for w in value) for key, value in data.items() if isinstance(value, list)}
    return Clitics(
        words["conjunctions"], words["prepositions"], words["future"],
        fold(data["article"]), fold(data["article_after_lam"]), words["pronouns"],
    )  # fmt: skip
