"""Skeletons of names: one form for the spellings that the press has for a foreign name (لافرنتييف، لافرينتييف)."""

from __future__ import annotations

from functools import lru_cache

from mahdar.text.fold import fold

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
