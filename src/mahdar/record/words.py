"""The words of a search: one folding for what is filed and what is asked, so that القمة finds القمّة.

Each word is filed as its folded form and as a stem: without conjunction, preposition and article, and without a
final vowel that the press writes in several ways (أستانا, أستانة). A preposition is taken off only before the
article, so that لاجئين keeps its ل.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from unicodedata import ucd_3_2_0

from mahdar.text import fold, skeleton

_WORD = re.compile(r"[^\W_]+")
_TEH, _HEH, _ALEF, _YEH = (
    "\N{ARABIC LETTER TEH MARBUTA}", "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER YEH}",
)  # fmt: skip
_NOON, _TEHS = "\N{ARABIC LETTER NOON}", "\N{ARABIC LETTER TEH}"
_WAW, _FEH, _BEH, _KAF, _LAM = (
    "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER FEH}", "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER KAF}",
    "\N{ARABIC LETTER LAM}",
)  # fmt: skip
_CLITICS = re.compile(rf"^[{_WAW}{_FEH}]?(?:[{_BEH}{_KAF}]?{_ALEF}{_LAM}|{_LAM}{_LAM})(?=\w{{3}})")
_CONJUNCTION = re.compile(rf"^[{_WAW}{_FEH}](?=\w{{4}})")
_NUMBER = re.compile(rf"(?<=\w{{3}})(?:[{_WAW}{_YEH}{_ALEF}]{_NOON}|{_WAW}|{_ALEF}{_TEHS})$")
_ENDING = re.compile(rf"(?<=\w{{4}})[{_HEH}{_ALEF}{_YEH}]$")


@lru_cache(maxsize=4)
def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text; those of the last few are remembered, since each is asked for more than once.

    >>> words_of("القِمّة، في أستانة") == words_of("القمه في استانه")
    True
    """
    return tuple(_WORD.findall(fold(text).replace(_TEH, _HEH)))


def askable(words: Iterable[str]) -> list[str]:
    """Folded words as every search table takes them apart, broken at letters that an older Unicode did not have.

    A word that SQLite breaks in two is a phrase, and its table refuses phrases. SQLite knows the letters of Unicode
    6.1, of which Python keeps 3.2: a younger letter, of no language that is read here, is asked for in vain.

    >>> askable(["القمه", "a\u0870b"])
    ['القمه', 'a', 'b']
    """
    apart = ("".join(c if ucd_3_2_0.category(c) != "Cn" else " " for c in word) for word in words)
    return [part for word in apart for part in word.split()]


@lru_cache(maxsize=1 << 16)
def stem_of(word: str) -> str:
    """A folded word without what is joined to it and without a final vowel.

    >>> stem_of("وبالاجتماع") == stem_of("اجتماع"), stem_of("استانا") == stem_of("استانه")
    (True, True)
    """
    bare = _CLITICS.sub("", word)
    if bare == word:
        bare = _CONJUNCTION.sub("", word)
    return _ENDING.sub("", bare)


def folded_head(word: str) -> str:
    """The stem of a folded noun without its endings of number too, so that a title is found in all its forms.

    >>> folded_head("المتحدثون") == folded_head("متحدثه") == folded_head("متحدث")
    True
    """
    return _NUMBER.sub("", stem_of(word))


def sounds_of(name: str) -> set[str]:
    """The consonants of each word of a name, so that لافرينتيف finds لافرنتييف.

    >>> sounds_of("لافرينتيف") == sounds_of("لافرنتييف")
    True
    """
    return {skeleton(stem_of(word)) for word in words_of(name)}


def filed(words: Sequence[str]) -> tuple[str, str]:
    """What the search files of a text by its folded words: these, and their stems."""
    return " ".join(words), " ".join(map(stem_of, words))
