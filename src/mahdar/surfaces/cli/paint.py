"""Lines of styled words, written plainly or in colour.

A terminal may or may not reorder right-to-left text. Where one is written to, each Arabic piece stands between
isolates (FSI and PDI), so that the columns around it stay where they are; a file gets the words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

Piece = tuple[str, str]
"""A style and words; the style is a name of `STYLES` or empty."""

Line = tuple[Piece, ...]

WIDTH = 110
"""Columns at most: longer lines of Arabic are hard to follow."""

STYLES = {
    "head": "bold",
    "faint": "dim",
    "source": "bold cyan",
    "cue": "bold yellow",
    "content": "green",
    "time": "magenta",
    "bad": "red",
    "command": "bold",
}

_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufefc]")


def plain(lines: Iterable[Line]) -> str:
    """The lines without styles.

    >>> plain([(("head", "who"), ("", "  الخارجية"))])
    'who  الخارجية\\n'
    """
    return "".join("".join(words for _, words in line).rstrip() + "\n" for line in lines)


def paint(console: Console, lines: Iterable[Line]) -> None:
    """Write the lines to a console in its colours, broken to its width."""
    from rich.text import Text

    from mahdar.surfaces.cli.wrap import wrapped

    for row in (part for line in lines for part in wrapped(line, console.width)):
        text = Text()
        for style, words in row:
            text.append(isolated(words) if console.is_terminal else words, STYLES.get(style, ""))
        console.print(text, soft_wrap=True, highlight=False)


def isolated(words: str) -> str:
    """The words between isolates where they hold right-to-left letters, spaces around them left outside.

    >>> [hex(ord(c)) for c in isolated("س ")]
    ['0x2068', '0x633', '0x2069', '0x20']
    """
    inner = words.strip()
    if not _RIGHT_TO_LEFT.search(inner):
        return words
    begin = words.index(inner)
    return f"{words[:begin]}{_ISOLATE}{inner}{_END}{words[begin + len(inner) :]}"
