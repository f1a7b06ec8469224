"""Likeness of wordings: whether two passages speak of one thing, by the stems that they share."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from mahdar.text import fold

_WORD = re.compile(r"\w+")
_SHORT = 3
"""Letters below which a word carries no matter of its own: prepositions and particles of Arabic and English."""

Stems = frozenset[str]


@lru_cache(maxsize=1 << 15)
def stems(words: str, prefixes: tuple[str, ...] = ()) -> Stems:
    """The folded stems of a passage without its short words; `prefixes` are clitics that may stand before a stem.

    >>> sorted(stems("withdrawal of foreign forces"))
    ['forces', 'foreign', 'withdrawal']
    """
    return frozenset(stem for stem in _stems(words, prefixes) if len(stem) >= _SHORT)


def _stems(words: str, prefixes: tuple[str, ...]) -> Iterator[str]:
    for word in _WORD.findall(fold(words)):
        prefix = next((p for p in prefixes if word.startswith(p) and len(word) - len(p) >= _SHORT), "")
        yield word[len(prefix) :]


def likeness(one: Collection[str], other: Collection[str]) -> float:
    """The share of the smaller set of stems that the other has too; 0 where one is empty.

    >>> likeness({"a", "b"}, {"b", "c", "d"})
    0.5
    """
    smaller = min(len(one), len(other))
    return len(set(one) & set(other)) / smaller if smaller else 0.0
