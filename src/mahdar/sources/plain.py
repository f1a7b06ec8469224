"""Plain text: the whole file is the report, to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mahdar.model import Document
from mahdar.sources.record import content_id
from mahdar.sources.trouble import Trouble

LONGEST_TITLE = 200
"""Characters of the longest first line that is taken for a title."""


def read_plain(text: str, id: str, published: date | None) -> Iterator[Document | Trouble]:
    """The document of a text: its first line is the title where an empty line follows and no full stop ends it.

    Either way `text` stays as it is, since a title and the newline behind it are part of a document's text.

    >>> [d.title for d in read_plain("عنوان\\n\\nنص.", "one", None)]
    ['عنوان']
    """
    yield Document(id=id or content_id(text), text=text, title=title_of(text), published=published)


def title_of(text: str) -> str | None:
    """The title of a plain text, or None where nothing sets its first line apart."""
    first, newline, rest = text.partition("\n")
    apart = newline and rest.partition("\n")[0].strip() == "" and rest.strip()
    if not apart or not first.strip() or len(first) > LONGEST_TITLE:
        return None
    return None if first.rstrip().endswith((".", "\N{ARABIC FULL STOP}")) else first
