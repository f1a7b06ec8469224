"""Personal names: when two may name one person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

from mahdar.resolve.spelling import same_name
from mahdar.text import fold

_GLUE = str.maketrans({"-": " ", "#": " ", "_": " ", "(": " ", ")": " "})
LONGEST, KEPT = 120, 100
"""Letters of a name that stand in an id: the longest name in 27,507 reports has 116."""
_QUOTES = "\"“”«»'"


@lru_cache(maxsize=1 << 14)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a personal name, folded.

    >>> name_words("#أنطونيو_غوتيريش")
    ('انطونيو', 'غوتيريش')
    """
    return tuple(fold(word) for word in name.translate(_GLUE).split() if word.strip(_QUOTES))


def slug_of(words: Iterable[str]) -> str:
    """What stands for some words in an id: the words, or the beginning of very many and a digest of all.

    >>> slug_of(["انطونيو", "غوتيريش"]), len(slug_of(["ن" * 300_000]))
    ('انطونيو-غوتيريش', 113)
    """
    slug = "-".join(words)
    if len(slug) <= LONGEST:
        return slug
    return f"{slug[:KEPT]}-{blake2b(slug.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"


def like(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a name is another one or the end of it, in any spelling.

    >>> like(["لافروف"], ["سيرغي", "لافروف"]), like(["لافروف"], ["لافرنتييف"])
    (True, False)
    """
    if not one or not other:
        return False
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) == 1 and len(short[0]) < 3:
        return False
    return all(same_name(a, b) for a, b in zip(reversed(short), reversed(long), strict=False))


def bears(words: Sequence[str], names: Iterable[str]) -> bool:
    """Whether somebody with these names may be written so: one of them is like it, or shares its first and last word.

    >>> bears(["عبد", "الرحيم", "صالح"], ["ياسر عبد الرحيم"])
    False
    """
    for name in names:
        known = name_words(name)
        if like(words, known):
            return True
        if len(words) > 1 and len(known) > 1 and same_name(words[0], known[0]) and same_name(words[-1], known[-1]):
            return True
    return False
