"""A text with its findings marked, whatever lies inside what, and not one letter of it changed.

Letters of an Arabic word join across the marks: these are inline, without room between them. What the text holds is
escaped; taken out of its marks and read back, it is the text again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markupsafe import Markup, escape

from mahdar.model.shapes import ReadingJson, SpanJson

KINDS = ("content", "pledge", "meeting", "time", "source", "cue")
"""What words can be, outer before inner where several begin and end together."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words from `start` to `end` that are some `kind` of a finding; half-open code points of the text."""

    start: int
    end: int
    kind: str
    finding: str


def marks_of(reading: ReadingJson) -> list[Mark]:
    """Every mark of a reading, outer before inner."""
    return sorted(set(_marks(reading)), key=lambda m: (m.start, -m.end, KINDS.index(m.kind), m.finding))


def _marks(reading: ReadingJson) -> Iterator[Mark]:
    for statement in reading["statements"]:
        yield from (_mark(span, "content", statement["id"]) for span in statement["content"])
        yield _mark(statement["cue"], "cue", statement["id"])
        if statement["source"]:
            yield _mark(statement["source"], "source", statement["id"])
    yield from (_mark(time, "time", time_id(time)) for time in reading["times"])
    for meeting in reading["meetings"]:
        yield from (_mark(span, "meeting", meeting["id"]) for span in meeting["evidence"])
    yield from (_mark(pledge["what"], "pledge", pledge["id"]) for pledge in reading["pledges"])


def _mark(span: SpanJson, kind: str, finding: str) -> Mark:
    return Mark(span["start"], span["end"], kind, finding)


def time_id(time: SpanJson) -> str:
    """The id of a time within its document: a record gives it none."""
    return f"t{time['start']}"


@dataclass(slots=True)
class _Writer:
    """Writes a text with marks; remembers which findings a reader can already come to."""

    text: str
    home: str = ""
    links: bool = True
    written: list[str] = field(default_factory=list)
    anchored: set[str] = field(default_factory=set)
    linked: set[tuple[str, str]] = field(default_factory=set)

    def open(self, mark: Mark) -> None:
        """Begin the words of a mark; the first of a finding is where links to its words lead."""
        anchor = "" if mark.finding in self.anchored else f' id="w-{escape(mark.finding)}"'
        self.anchored.add(mark.finding)
        self.written.append(f'<span class="{mark.kind}"{anchor}>')

    def leaf(self, begin: int, end: int, stack: Sequence[Mark]) -> None:
        """Write words; marked ones lead to the innermost finding, by the keyboard only the first time."""
        words = str(escape(self.text[begin:end]))
        if self.links and stack and words.strip():
            inner = stack[-1]
            again = (inner.finding, inner.kind) in self.linked
            self.linked.add((inner.finding, inner.kind))
            skipped = ' tabindex="-1"' if again else ""
            words = f'<a href="{self.home}#{escape(inner.finding)}"{skipped}>{words}</a>'
        self.written.append(words)


def paragraphs(text: str, marks: Sequence[Mark], home: str = "") -> list[Markup]:
    """The lines of a text with its marks; those without a word are left out.

    `home` is the address at which the findings stand, where that is another page.

    >>> paragraphs("نعم & لا", [Mark(0, 3, "content", "s1")])
    [Markup('<span class="content" id="w-s1"><a href="#s1">نعم</a></span> &amp; لا')]
    """
    writer, begin, found = _Writer(text, home), 0, []
    for line in text.split("\n"):
        if line.strip():
            found.append(_line(writer, begin, begin + len(line), marks))
        begin += len(line) + 1
    return found


def _line(writer: _Writer, begin: int, end: int, marks: Iterable[Mark]) -> Markup:
    """One line, cut wherever a mark begins or ends; marks that cross are closed and opened again."""
    here = [m for m in marks if m.start < end and begin < m.end]
    cuts = sorted({begin, end, *(c for m in here for c in (m.start, m.end) if begin < c < end)})
    writer.written, stack = [], list[Mark]()
    for first, last in pairwise(cuts):
        wanted = [m for m in here if m.start <= first and last <= m.end]
        shared = next((i for i, (a, b) in enumerate(zip(stack, wanted, strict=False)) if a != b), None)
        shared = min(len(stack), len(wanted)) if shared is None else shared
        writer.written += ["</span>"] * (len(stack) - shared)
        for mark in wanted[shared:]:
            writer.open(mark)
        stack = wanted
        writer.leaf(first, last, stack)
    writer.written += ["</span>"] * len(stack)
    return Markup("".join(writer.written))


def passages(text: str, marks: Sequence[Mark], home: str = "", *, linked: bool = True) -> list[Markup]:
    """Only those lines of a text in which a mark lies; its words lead to their finding where they are `linked`.

    >>> passages("a\\nbc\\nd", [Mark(2, 3, "cue", "s1")], "/ar/document/d1")
    [Markup('<span class="cue" id="w-s1"><a href="/ar/document/d1#s1">b</a></span>c')]
    """
    kept, begin = [], 0
    for line in text.split("\n"):
        end = begin + len(line)
        if any(m.start < end and begin < m.end for m in marks):
            kept.append((begin, end))
        begin = end + 1
    writer = _Writer(text, home, linked)
    return [_line(writer, first, last, marks) for first, last in kept]
