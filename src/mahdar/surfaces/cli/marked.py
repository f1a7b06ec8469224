"""The text of a report with its sources, cues and contents marked: by brackets, and by colour where there is any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mahdar.model import Reading, Span
from mahdar.surfaces.cli.paint import Line, Piece

BRACKETS = {"content": "⟦⟧", "source": "[]", "cue": "{}"}
"""What stands round each part, outer before inner where several begin together."""

_ORDER = ("cue", "source", "content")
"""Whose colour a character has where parts lie inside one another."""

LEGEND: Line = (
    ("faint", "who said it "), ("source", "[source]"), ("faint", "   how it is said "), ("cue", "{cue}"),
    ("faint", "   what "), ("content", "⟦content⟧"),
)  # fmt: skip


def marked_text(reading: Reading) -> list[Line]:
    """The lines of the text, each a row of pieces.

    >>> from mahdar.model import Cue, Document, Evidence, RawOffset, Statement
    >>> text = "قالت موسكو نعم"
    >>> at = lambda a, b: Span(RawOffset(a), RawOffset(b))
    >>> s = Statement("s1", (), at(5, 10), Cue(at(0, 4), "قال"), Evidence((at(11, 14),)), "assert", "none", "r")
    >>> "".join(words for _, words in marked_text(Reading(Document.of(text), statements=(s,)))[0])
    '{قالت} [موسكو] ⟦نعم⟧'
    """
    parts = list(_parts(reading))
    pieces = _pieces(reading.document.text, parts)
    lines: list[list[Piece]] = [[]]
    for style, words in pieces:
        first, *rest = words.split("\n")
        lines[-1].append((style, first))
        lines += [[(style, more)] for more in rest]
    return [tuple(line) for line in lines]


def _parts(reading: Reading) -> Iterator[tuple[str, Span]]:
    """Each part of a statement with its kind, each stretch once."""
    found: dict[tuple[str, Span], None] = {}
    for statement in reading.statements:
        for span in statement.content.spans:
            found["content", span] = None
        if statement.source:
            found["source", statement.source] = None
        found["cue", statement.cue.span] = None
    yield from found


def _pieces(text: str, parts: list[tuple[str, Span]]) -> Iterator[Piece]:
    """The text cut wherever a part begins or ends, brackets put in."""
    opening: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    closing: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for kind, span in parts:
        opening[span.start].append((-span.end, list(BRACKETS).index(kind), kind))
        closing[span.end].append((-span.start, -list(BRACKETS).index(kind), kind))
    cuts = sorted({0, len(text), *opening, *closing})
    for begin, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        yield from ((kind, BRACKETS[kind][1]) for _, _, kind in sorted(closing[begin]))
        yield from ((kind, BRACKETS[kind][0]) for _, _, kind in sorted(opening[begin]))
        if end > begin:
            yield _style(parts, begin, end), text[begin:end]


def _style(parts: list[tuple[str, Span]], begin: int, end: int) -> str:
    """The kind whose colour the stretch has."""
    here = {kind for kind, span in parts if span.start <= begin and end <= span.end}
    return next((kind for kind in _ORDER if kind in here), "")
