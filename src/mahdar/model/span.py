"""Where something stands in a document: raw offsets, spans and evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from mahdar.errors import EvidenceError

RawOffset = NewType("RawOffset", int)
"""A place in the text as published, in Unicode code points."""

FoldedOffset = NewType("FoldedOffset", int)
"""A place in the folded text, which is for matching only and never shown."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of the text as published: `text[start:end]` is what the reader is shown.

    >>> Span(RawOffset(0), RawOffset(4)).of("قالت موسكو")
    'قالت'
    """

    start: RawOffset
    end: RawOffset

    def of(self, text: str) -> str:
        """The words that stand here in `text`."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """One or several spans, never none and never empty: what a finding stands on.

    Raises `EvidenceError` when built without words.

    >>> Evidence(())
    Traceback (most recent call last):
        ...
    mahdar.errors.EvidenceError: A finding needs words of the text as evidence.
    """

    spans: tuple[Span, ...]

    def __post_init__(self) -> None:
        if not self.spans or any(s.end <= s.start or s.start < 0 for s in self.spans):
            raise EvidenceError("A finding needs words of the text as evidence.")

    @property
    def first(self) -> Span:
        """The first span in reading order of writing."""
        return self.spans[0]

    @property
    def start(self) -> int:
        """Where the first span begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the last span ends."""
        return self.spans[-1].end
