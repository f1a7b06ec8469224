"""The lines of a page: glyphs on one base line, one column after the other, the right one first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from mahdar.sources.pdf.glyphs import UNKNOWN, Glyph

_SAME_LINE = 0.45
"""Glyphs belong to one line up to this part of the type's size between their base lines: raised figures do."""

_GAP = 0.15
"""A gap of this part of the size is a space, though none is drawn: joined letters leave none, spaces are 0.25."""

_GUTTER = 1.5
"""A gap of so many sizes parts columns, where enough lines have it."""

_LEAST_LINES = 4
"""Lines on each side of a gutter, so that a date beside a name makes no columns."""

_NARROW = 5.0
"""Lines of so many sizes, some ten letters, make no column."""

_MOST_CROSSING = 0.2
"""Share of lines that may run across a gutter: titles do."""

_TWICE = 0.05
"""What is drawn twice within this part of the size is bold, not doubled."""

_REACH = 0.1
"""So far, as a part of the size, a mark may stand beside the glyph that bears it."""

_FORM = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_BLANK = re.compile(r"\s")


@dataclass(slots=True)
class Line:
    """The cells of a line from left to right, where it stands, and how far its column reaches."""

    cells: list[str]
    left: float
    right: float
    base: float
    size: float
    frame: tuple[float, float] = (0.0, 0.0)


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a page in the order in which they are read.

    >>> drawn = [Glyph("b", 6, 12, 50, 12), Glyph("a", 0, 6, 50, 12), Glyph("c", 16, 22, 50, 12)]
    >>> [line.cells for line in lines_of(drawn)]
    [['a', 'b', ' ', 'c']]
    """
    plain = [g._replace(text=_plain(g.text)) for g in glyphs]
    bases = [g for g in plain if g.text and not _is_mark(g)]
    rows = _rows(bases)
    marked = _marked(rows, [g for g in plain if g.text])
    lines = [line for row in rows for line in _pieces(row, marked)]
    return _in_columns(lines)


def _plain(text: str) -> str:
    """The letters themselves, not the forms that they take beside others."""
    text = _INVISIBLE.sub("", _BLANK.sub(" ", text))
    return _FORM.sub(lambda found: unicodedata.normalize("NFKC", found[0]).strip(), text)


def _is_mark(glyph: Glyph) -> bool:
    """Whether a glyph is drawn over another: vowel marks, and what takes no room and is not known."""
    if glyph.text == UNKNOWN:
        return glyph.right - glyph.left < _TWICE * glyph.size
    return all(unicodedata.combining(c) for c in glyph.text)


def _rows(bases: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs by line, from the top down, each from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(bases, key=lambda g: -g.base):
        if rows and rows[-1][0].base - glyph.base <= _SAME_LINE * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [_once(sorted(row, key=lambda g: round(g.left, 1))) for row in rows]


def _once(row: list[Glyph]) -> list[Glyph]:
    """The glyphs of a line without those drawn a second time in the same place."""
    kept: list[Glyph] = []
    for glyph in row:
        near = _TWICE * glyph.size
        if not any(g.text == glyph.text and abs(g.left - glyph.left) < near < g.right - g.left for g in kept[-3:]):
            kept.append(glyph)
    return kept


def _marked(rows: list[list[Glyph]], drawn: Sequence[Glyph]) -> dict[Glyph, str]:
    """The marks over each glyph, `drawn` being all in the order of drawing."""
    found: dict[Glyph, str] = {}
    for place, mark in enumerate(drawn):
        if mark.text == UNKNOWN or not _is_mark(mark):
            continue
        near = [row for row in rows if abs(row[0].base - mark.base) < row[0].size]
        middle = (mark.left + mark.right) / 2
        under = [g for row in near for g in row if _beside(g, middle) <= _REACH * g.size and g.text != " "]
        if under:
            base = _bearer(under, mark, drawn, place)
            if not found.get(base, "").endswith(mark.text):
                found[base] = found.get(base, "") + mark.text
    return found


def _bearer(under: list[Glyph], mark: Glyph, drawn: Sequence[Glyph], place: int) -> Glyph:
    """Which of the glyphs near a mark bears it: where it stands between two, the one before it in reading.

    Glyphs that are drawn from left to right have their marks before them, others behind.
    """
    before = next((g for g in reversed(drawn[max(place - 4, 0) : place]) if not _is_mark(g)), None)
    behind = next((g for g in drawn[place + 1 : place + 5] if not _is_mark(g)), None)
    rightward = before is None or (behind is not None and behind.left > before.left)
    for neighbour in (behind, before) if rightward else (before, behind):
        if neighbour in under:
            return neighbour
    return min(under, key=lambda g: (abs(g.base - mark.base) > g.size / 2, _beside(g, (mark.left + mark.right) / 2)))


def _beside(glyph: Glyph, x: float) -> float:
    """How far a place lies beside a glyph, 0 where it is over it."""
    return max(glyph.left - x, x - glyph.right, 0.0)


def _pieces(row: list[Glyph], marked: dict[Glyph, str]) -> list[Line]:
    """A line cut where a gutter may be."""
    pieces: list[Line] = []
    spaced = False
    for glyph in row:
        if glyph.text == " ":
            spaced = True
            continue
        here, cell = pieces[-1] if pieces else None, glyph.text + marked.get(glyph, "")
        gap = glyph.left - here.right if here else 0.0
        if here is None or gap > _GUTTER * glyph.size:
            pieces.append(Line([cell], glyph.left, glyph.right, row[0].base, glyph.size))
        else:
            here.cells += [" ", cell] if spaced or gap > _GAP * glyph.size else [cell]
            here.right, here.size = max(here.right, glyph.right), max(here.size, glyph.size)
        spaced = False
    return pieces


def _in_columns(pieces: list[Line]) -> list[Line]:
    """Pieces of lines in the order of reading: by columns where there are some, else joined to lines again."""
    gutter = _gutter(pieces)
    if gutter is None:
        return _framed(_joined(pieces))
    read: list[Line] = []
    right: list[Line] = []
    left: list[Line] = []
    for piece in pieces:
        if piece.left < gutter < piece.right:
            read += [*_in_columns(right), *_in_columns(left), *_framed([piece])]
            right, left = [], []
        else:
            (right if piece.left >= gutter else left).append(piece)
    return [*read, *_in_columns(right), *_in_columns(left)]


def _gutter(pieces: list[Line]) -> float | None:
    """Where a page is parted from top to bottom, the place that the fewest lines cross."""
    places = {}
    for x in sorted({round(p.left) - 1.0 for p in pieces}):
        left, right = [p for p in pieces if p.right <= x], [p for p in pieces if p.left >= x]
        crossing = len(pieces) - len(left) - len(right)
        if crossing <= _MOST_CROSSING * len(pieces) and _is_column(left) and _is_column(right):
            places[x] = crossing
    return min(places, key=places.__getitem__) if places else None


def _is_column(pieces: list[Line]) -> bool:
    """Whether these are enough lines, and long enough, to be a column: the numbers of a list are none."""
    return len(pieces) >= _LEAST_LINES and median(p.right - p.left - _NARROW * p.size for p in pieces) > 0


def _joined(pieces: list[Line]) -> list[Line]:
    """Pieces of one line put together again, a tab between them."""
    lines: list[Line] = []
    for piece in pieces:
        if lines and lines[-1].base == piece.base:
            line = lines[-1]
            line.cells += ["\t", *piece.cells]
            line.right, line.size = piece.right, max(line.size, piece.size)
        else:
            lines.append(piece)
    return lines


def _framed(lines: list[Line]) -> list[Line]:
    """Lines that know how far their column reaches."""
    if lines:
        frame = min(line.left for line in lines), max(line.right for line in lines)
        for line in lines:
            line.frame = frame
    return lines
