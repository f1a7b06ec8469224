"""Spelling: when two written names may be one (لافرنتييف، لافرينتييف)."""

from __future__ import annotations

from functools import lru_cache

from mahdar.text import fold

_LONG = frozenset("\N{ARABIC LETTER ALEF}\N{ARABIC LETTER WAW}\N{ARABIC LETTER YEH}\N{ARABIC LETTER HAMZA}")
_NEAR = str.maketrans(
    {
        "\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}",
        "\N{ARABIC LETTER TAH}": "\N{ARABIC LETTER TEH}",
        "\N{ARABIC LETTER SAD}": "\N{ARABIC LETTER SEEN}",
        "\N{ARABIC LETTER DAD}": "\N{ARABIC LETTER DAL}",
        "\N{ARABIC LETTER QAF}": "\N{ARABIC LETTER KAF}",
        "\N{ARABIC LETTER GHAIN}": "\N{ARABIC LETTER JEEM}",
        "\N{ARABIC LETTER THEH}": "\N{ARABIC LETTER TEH}",
        "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}": "\N{ARABIC LETTER WAW}",
        "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}": "\N{ARABIC LETTER YEH}",
    }
)
"""Letters that the press swaps when it writes a foreign name."""


@lru_cache(maxsize=1 << 14)
def skeleton(name: str) -> str:
    """The consonants of a name, those that the press swaps counted as one; a first vowel stays.

    >>> skeleton("لافرنتييف") == skeleton("لافرينتييف") == skeleton("لافرينتيف")
    True
    """
    folded = fold(name).translate(_NEAR)
    kept = [c for i, c in enumerate(folded) if c not in _LONG or i == 0]
    return "".join(c for i, c in enumerate(kept) if i == 0 or c != kept[i - 1])


def same_name(one: str, other: str) -> bool:
    """Whether two family names are spellings of one: equal skeletons of three consonants or more.

    >>> same_name("غريفيث", "غريفثس"), same_name("ماكرون", "ماكرن"), same_name("هوك", "هووك")
    (False, True, True)
    """
    if one == other or _single(fold(one)) == _single(fold(other)):
        return True
    left, right = skeleton(one), skeleton(other)
    return left == right and len(left) >= 3


def _single(form: str) -> str:
    """A folded form with each doubled letter once."""
    return "".join(c for i, c in enumerate(form) if i == 0 or c != form[i - 1])
