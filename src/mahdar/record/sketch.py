"""Sketches: a few numbers by which near-duplicates find each other, after A. Broder's bottom-k sketches (1997)."""

from __future__ import annotations

from collections.abc import Sequence
from struct import pack, unpack
from zlib import crc32

SHINGLE = 4
"""Words of a shingle: the press reworks a wire text clause by clause, seldom inside four words."""
SIZE = 24
"""Shingles kept: enough to tell a share of a half from a quarter."""
ALIKE = 0.5
"""Share of the kept shingles that two texts must have in common to come from one."""
SEEN = 12
"""The lowest of them, by which two texts meet in the first place: where a half is shared, all but one pair of 4,000
share one of twelve."""


def sketch_of(words: Sequence[str]) -> tuple[int, ...]:
    """The smallest hashes of the shingles of a text's folded words, in order; fewer for a short text.

    >>> len(sketch_of("a b c d e f".split())) <= SIZE
    True
    """
    shingles = {crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(max(1, len(words) - SHINGLE + 1))}
    return tuple(sorted(shingles)[:SIZE])


def packed_sketch(sketch: tuple[int, ...]) -> bytes:
    """A sketch as bytes.

    >>> read_sketch(packed_sketch((1, 2)))
    (1, 2)
    """
    return pack(f"<{len(sketch)}I", *sketch)


def read_sketch(packed: bytes) -> tuple[int, ...]:
    """The sketch again."""
    return unpack(f"<{len(packed) // 4}I", packed)


def alike(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two texts come from one, by the union of their sketches.

    >>> alike((1, 2, 3, 4), (1, 2, 3, 9)), alike((1, 2), (8, 9))
    (True, False)
    """
    if set(one[:SEEN]).isdisjoint(other[:SEEN]):
        return False
    union = sorted(set(one) | set(other))[:SIZE]
    both = set(one) & set(other)
    return bool(union) and sum(h in both for h in union) >= ALIKE * len(union)
