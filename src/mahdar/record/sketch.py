"""Sketches: a few numbers by which near-duplicates find each other, after A. Broder's bottom-k sketches (1997)."""

from __future__ import annotations

from zlib import crc32

from mahdar.record.words import words_of

SHINGLE = 4
"""Words of a shingle: the press reworks a wire text clause by clause, seldom inside four words."""
SIZE = 24
"""Shingles kept: enough to tell a share of a half from a quarter."""
ALIKE = 0.5
"""Share of the kept shingles that two texts must have in common to come from one."""


def sketch_of(text: str) -> tuple[int, ...]:
    """The smallest hashes of the shingles of a text, in order; fewer for a short text.

    >>> len(sketch_of("a b c d e f")) <= SIZE
    True
    """
    words = words_of(text)
    shingles = {crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(max(1, len(words) - SHINGLE + 1))}
    return tuple(sorted(shingles)[:SIZE])


def alike(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two texts come from one, by the union of their sketches.

    >>> alike((1, 2, 3, 4), (1, 2, 3, 9)), alike((1, 2), (8, 9))
    (True, False)
    """
    union = sorted(set(one) | set(other))[:SIZE]
    both = set(one) & set(other)
    return bool(union) and sum(h in both for h in union) >= ALIKE * len(union)
