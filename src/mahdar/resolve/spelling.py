"""Spelling: when two written names may be one (لافرنتييف، لافرينتييف)."""

from __future__ import annotations

from mahdar.text import fold, skeleton


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
