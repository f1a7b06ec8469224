"""A report as it was published."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from mahdar.model.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Document:
    """A report: `text` is `title + "\\n" + body` where a title is given, to the letter; offsets point into it.

    `published` is None where nothing tells the day, `language` is an ISO 639-1 code.
    `provenance` is no part of a reading, and two documents that differ in nothing else are equal.

    >>> Document.of("نص", title="عنوان").text
    'عنوان\\nنص'
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    language: str = "ar"
    provenance: Provenance | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, body: str, *, title: str | None = None, id: str = "", published: date | None = None) -> Document:
        """A document of a body and, where there is one, a title above it."""
        return cls(id=id, text=f"{title}\n{body}" if title else body, title=title, published=published)

    @property
    def body_start(self) -> int:
        """Where the body begins in `text`: 0 without a title."""
        return len(self.title) + 1 if self.title else 0
