"""Skeletons of names: one form for the spellings that the press has for a foreign name (لافرنتييف، لافرينتييف)."""

from __future__ import annotations

import re
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


_CLASSES = {
    "\N{ARABIC LETTER BEH}": "b", "\N{ARABIC LETTER PEH}": "b", "\N{ARABIC LETTER TEH}": "t",
    "\N{ARABIC LETTER TAH}": "t", "\N{ARABIC LETTER THEH}": "t", "\N{ARABIC LETTER JEEM}": "g",
    "\N{ARABIC LETTER GHAIN}": "g", "\N{ARABIC LETTER GAF}": "g", "\N{ARABIC LETTER HAH}": "h",
    "\N{ARABIC LETTER HEH}": "h", "\N{ARABIC LETTER KHAH}": "h", "\N{ARABIC LETTER DAL}": "d",
    "\N{ARABIC LETTER DAD}": "d", "\N{ARABIC LETTER THAL}": "d", "\N{ARABIC LETTER REH}": "r",
    "\N{ARABIC LETTER ZAIN}": "z", "\N{ARABIC LETTER ZAH}": "z", "\N{ARABIC LETTER SEEN}": "s",
    "\N{ARABIC LETTER SAD}": "s", "\N{ARABIC LETTER SHEEN}": "x", "\N{ARABIC LETTER FEH}": "f",
    "\N{ARABIC LETTER VEH}": "f", "\N{ARABIC LETTER QAF}": "k", "\N{ARABIC LETTER KAF}": "k",
    "\N{ARABIC LETTER LAM}": "l", "\N{ARABIC LETTER MEEM}": "m", "\N{ARABIC LETTER NOON}": "n",
    "kh": "h", "sh": "x", "ch": "x", "zh": "g", "gh": "g", "th": "t", "dh": "d", "ph": "f", "ck": "k",
    "b": "b", "p": "b", "t": "t", "g": "g", "j": "g", "h": "h", "d": "d", "r": "r", "z": "z", "s": "s", "c": "k",
    "x": "ks", "f": "f", "v": "f", "k": "k", "q": "k", "l": "l", "m": "m", "n": "n",
}  # fmt: skip
"""Consonants by the class that Arabic and Latin spellings of one name share; vowels and glides stand for nothing."""
_ARTICLE = re.compile("^\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}(?=\\w{3})")
_SOUND = re.compile("|".join(sorted(_CLASSES, key=len, reverse=True)))


@lru_cache(maxsize=1 << 14)
def consonants(name: str) -> tuple[str, ...]:
    """The consonants of each word of a name in Arabic or Latin letters, one sign for those that are swapped.

    >>> consonants("لافرنتييف") == consonants("Lavrentiev"), consonants("عبد الرحمنوف")
    (True, ('bd', 'rhmnf'))
    """
    bare = (_ARTICLE.sub("", word) for word in re.split(r"[\W\d_]+", name))
    words = (fold(word).lower() for word in bare)
    return tuple(filter(None, (_plain("".join(_CLASSES[s] for s in _SOUND.findall(word))) for word in words)))


def _plain(sounds: str) -> str:
    """Sounds with each doubled one once, and without a silent last h."""
    once = "".join(c for i, c in enumerate(sounds) if i == 0 or c != sounds[i - 1])
    return once[:-1] if len(once) > 2 and once.endswith("h") else once
