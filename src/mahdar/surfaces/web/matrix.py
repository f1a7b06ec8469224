"""Positions side by side: who stands where on what, the parties that say most and the topics most is said on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mahdar.views import PointRow, PositionRow

ACTORS, TOPICS, POINTS = 8, 7, 8
"""Rows, columns, and points of a cell: what can be taken in at one look."""

SIDE = 4
"""How much more a point that takes a side tells than one that takes none: without it, rows of nothing but words that
take no side came first in the tracks of 27,507 reports."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one actor says on one topic: its last points that take a side, oldest first, and how often it turned."""

    row: PositionRow
    points: tuple[PointRow, ...]

    @property
    def stance(self) -> str:
        """Where it stood last; neutral where it never took a side."""
        return self.points[-1].stance if self.points else "neutral"


@dataclass(frozen=True, slots=True)
class Matrix:
    """Actors with their names, topics, and the cell of each pair that has one."""

    actors: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]


def matrix(rows: Sequence[PositionRow]) -> Matrix | None:
    """The matrix of some positions, None where there is none."""
    actors, topics = Counter[str](), Counter[str]()
    for row in rows:
        topics[row.topic] += _weight(row)
    columns = tuple(key for key, _ in topics.most_common(TOPICS))
    for row in rows:
        if row.topic in columns:
            actors[row.actor] += _weight(row)
    names = {r.actor: r.who for r in rows}
    shown = tuple((key, names[key]) for key, _ in actors.most_common(ACTORS))
    cells = {(r.actor, r.topic): _cell(r) for r in rows}
    return Matrix(shown, columns, cells) if cells else None


def _weight(row: PositionRow) -> int:
    """How much a position tells."""
    return len(row.points) + SIDE * sum(p.stance != "neutral" for p in row.points)


def _cell(row: PositionRow) -> Cell:
    """A cell of the matrix."""
    taken = tuple(p for p in row.points if p.stance != "neutral")
    return Cell(row, taken[-POINTS:])
