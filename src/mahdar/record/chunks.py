"""Many values asked about so many at a time that a database takes them in one question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

V = TypeVar("V")

_CHUNK = 500
"""Values in one IN list: below the limit of every SQLite."""


def chunks(values: Sequence[V]) -> Iterable[Sequence[V]]:
    """The values, so many at a time that a database takes them in one question.

    >>> [len(some) for some in chunks(range(1200))]
    [500, 500, 200]
    """
    return (values[i : i + _CHUNK] for i in range(0, len(values), _CHUNK))
