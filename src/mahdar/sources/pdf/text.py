"""The text of a PDF: its lines in the order of reading, put together to paragraphs."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from statistics import median

from mahdar.sources.pdf.glyphs import UNKNOWN, Glyph
from mahdar.sources.pdf.lines import Line, lines_of
from mahdar.sources.pdf.order import Way, read_line, way_of

_SHORT = 0.12
"""A line that ends this part of its column's width before the margin ends its paragraph."""

_APART = 1.35
"""Lines farther apart than this many usual distances belong to two paragraphs."""

_WIDEST = 2.0
"""Lines set twice as far apart as they must be are still lines of one paragraph, others are not."""

_OTHER_SIZE = 1.15
"""Type of another size by more than this is a heading's."""

_LEAST_REPEATED = 3
"""A first or last line that so many pages have is a running head."""

_LONGEST_HEAD = 10
"""Words of the longest running head."""

MOST_UNKNOWN = 0.01
"""Largest share of glyphs without a letter: with one in a hundred every twentieth word is broken."""

_FILLING = re.compile("(?<=[\u0620-\u064a\u064b-\u0652])\u0640+(?=[\u0620-\u064a])")
_NUMBER = re.compile(r"[\W_]*\d{1,4}[\W_]*(?:\d{1,4}[\W_]*)?")
_STOPS = (".", "!", ":", "\N{ARABIC QUESTION MARK}", "\N{ARABIC FULL STOP}")


@dataclass(frozen=True, slots=True)
class Told:
    """The text of a PDF or, in one word, why there is none; `empty` are the numbers of pages without text."""

    text: str = ""
    fault: str | None = None
    empty: tuple[int, ...] = ()


def text_of(pages: Sequence[Sequence[Glyph]]) -> Told:
    """The text of pages of glyphs; `no-text`, `no-letters` and `no-order` are its faults.

    >>> text_of([[]])
    Told(text='', fault='no-text', empty=(1,))
    """
    lined = [lines_of(page) for page in pages]
    empty = tuple(number for number, lines in enumerate(lined, 1) if not lines)
    cells = [cell for lines in lined for line in lines for cell in line.cells]
    if not any(cell[0].isalpha() or cell == UNKNOWN for cell in cells):
        return Told(fault="no-text", empty=empty)
    if cells.count(UNKNOWN) > MOST_UNKNOWN * len(cells):
        return Told(fault="no-letters")
    way = way_of([line.cells for lines in lined for line in lines])
    if way is None:
        return Told(fault="no-order")
    read = [[_read(line, way) for line in lines] for lines in lined]
    usual = _usual_distance(read)
    return Told(_paragraphs(_without_heads(read, usual), usual), None, empty)


_Read = tuple[str, Line]


def _read(line: Line, way: Way) -> _Read:
    """The words of a line, without the strokes that only fill it."""
    return re.sub(" {2,}", " ", _FILLING.sub("", read_line(line.cells, way))).strip(), line


def _without_heads(pages: list[list[_Read]], usual: float) -> list[list[_Read]]:
    """Pages without their numbers, and without what stands at the head or foot of several but for the first time."""
    ends = Counter(_stem(page[end]) for page in pages if page for end in {0, -1})
    often = max(_LEAST_REPEATED, len(pages) / 2)
    repeated = {stem for stem, times in ends.items() if times >= often and len(stem.split()) <= _LONGEST_HEAD}
    seen: set[str] = set()
    for page in pages:
        for end, beside in ((0, 1), (-1, -2)):
            if not page or (len(page) > 1 and not _are_apart(page[end][1], page[beside][1], usual)):
                continue
            if _NUMBER.fullmatch(page[end][0]) or _stem(page[end]) in seen:
                page.pop(end)
            elif _stem(page[end]) in repeated:
                seen.add(_stem(page[end]))
    return pages


def _are_apart(one: Line, other: Line, usual: float) -> bool:
    """Whether two lines stand farther apart than those of a paragraph, or in type of another size."""
    sizes = sorted((one.size, other.size))
    return sizes[1] > _OTHER_SIZE * sizes[0] or abs(one.base - other.base) > _APART * usual * one.size


def _stem(read: _Read) -> str:
    """A line without its numbers."""
    return re.sub(r"\d+", "", read[0])


def _paragraphs(pages: list[list[_Read]], usual: float) -> str:
    """The paragraphs of pages: a line each, an empty line before and behind what is set apart."""
    text = ""
    before: _Read | None = None
    for page in pages:
        for number, here in enumerate(page):
            if not here[0]:
                continue
            text += (_between(before, here, usual, turned=number == 0) if before else "") + here[0]
            before = here
    return text


def _usual_distance(pages: list[list[_Read]]) -> float:
    """How far two lines usually stand apart, as a part of the size of their type."""
    distances = [
        (one.base - other.base) / one.size
        for page in pages
        for (_, one), (_, other) in itertools.pairwise(page)
        if one.base > other.base and one.size > 0
    ]
    return min(median(distances), _WIDEST) if distances else _WIDEST


def _between(before: _Read, here: _Read, usual: float, *, turned: bool) -> str:
    """What stands between two lines: a space within a paragraph, one newline or two behind it.

    Where the page is turned only the words and their length tell; where a column is, the line stands higher.
    """
    (words, one), (_, other) = before, here
    apart = _are_apart(one, other, inf if turned or other.base >= one.base else usual)
    return "\n\n" if apart else "\n" if _ends_early(words, one) else " "


def _ends_early(words: str, line: Line) -> bool:
    """Whether a line ends its paragraph: it is short, or fills only a part of its column behind a stop."""
    left, right = line.frame
    room = max(line.left - left, 0.0) if line.right - line.left < right - left else 0.0
    part = room / max(right - left, 1.0)
    return part > _SHORT or (part > _SHORT / 3 and words.endswith(_STOPS))
