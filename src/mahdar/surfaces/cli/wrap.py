"""Breaking lines of styled words to a width, the rest of a line indented under its first words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mahdar.surfaces.cli.paint import Line, Piece

_WORD = re.compile(r"\s+|\S+")


def wrapped(line: Line, width: int) -> list[Line]:
    """The line cut into lines of at most `width` columns, where its words allow it.

    Where the first piece is a faint label, the lines below it are indented by as much.

    >>> ["".join(words for _, words in part) for part in wrapped((("faint", "who "), ("", "one two three")), 11)]
    ['who one two', '    three']
    """
    labelled = len(line) > 1 and line[0][0] == "faint" and line[0][1].endswith(" ")
    indent = columns(line[0][1]) if labelled else 0
    lines: list[list[Piece]] = [[line[0]] if labelled else []]
    used = indent
    for word in _words(line[labelled:]):
        length = sum(columns(words) for _, words in word)
        space = word[0][1].isspace()
        if used + length > width and used > indent and not space:
            lines.append([("", " " * indent)] if indent else [])
            used = indent
        if not space or used > indent or len(lines) == 1:
            lines[-1] += word
            used += length
    return [_trimmed(tuple(_joined(pieces))) for pieces in lines]


def _words(line: Line) -> Iterator[list[Piece]]:
    """The words and spaces of a line; a word may be of several styles, since a bracket belongs to its word."""
    waiting: list[Piece] = []
    for style, words in line:
        for part in _WORD.findall(words):
            if part.isspace():
                yield from [waiting] if waiting else []
                yield [(style, part)]
                waiting = []
            else:
                waiting.append((style, part))
    if waiting:
        yield waiting


def _trimmed(line: Line) -> Line:
    """The line without the space at its end."""
    if not line:
        return line
    style, words = line[-1]
    return (*line[:-1], (style, words.rstrip()))


def columns(words: str) -> int:
    """How many columns words take: vowel marks and direction marks take none.

    >>> columns("قِمّة")
    3
    """
    return sum(unicodedata.category(c) not in ("Mn", "Cf") for c in words)


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbours of one style as one piece."""
    waiting: Piece | None = None
    for style, words in pieces:
        if waiting is not None and waiting[0] == style:
            waiting = (style, waiting[1] + words)
        else:
            if waiting is not None:
                yield waiting
            waiting = (style, words)
    if waiting is not None:
        yield waiting
