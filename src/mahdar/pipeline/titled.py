"""Which names are no names of people but begin with an office that the world pack knows."""

from __future__ import annotations

from functools import lru_cache

from mahdar.pipeline.knowledge import loaded
from mahdar.record.words import folded_head, words_of
from mahdar.resolve.offices import heads_and_givens


def is_titled(name: str) -> bool:
    """Whether a name is an office noun phrase: it begins with the first word of a title, and no given name follows.

    >>> is_titled("المتحدث باسم البلدية"), is_titled("متحدثون باسم البلدية"), is_titled("دانيار قاسمبيكوف")
    (True, True, False)
    >>> is_titled("الوزير سيرغي قاسمبيكوف")
    False
    """
    heads, givens = _known()
    first, *rest = words_of(name) or ("",)
    return folded_head(first) in heads and givens.isdisjoint(rest)


@lru_cache(maxsize=1)
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """The heads of titles without articles and endings, and the given names, folded."""
    heads, givens = heads_and_givens(loaded().world)
    folded = frozenset(word for name in givens for word in words_of(name)[:1])
    return frozenset(folded_head(word) for head in heads for word in words_of(head)[:1]) - folded, folded
