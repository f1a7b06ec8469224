"""Ids made from content: the same document and the same finding have the same id in every record."""

from __future__ import annotations

from hashlib import sha256

from mahdar.model import Document


def digest(*parts: object) -> str:
    """Twelve hexadecimal digits of the SHA-256 of the parts.

    >>> digest("a", 1) == digest("a", 1) != digest("a1")
    True
    """
    return sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def document_key(document: Document) -> str:
    """What makes two texts versions of one document: its address, else its outlet and id, else where it lay."""
    if document.url:
        return document.url
    if document.id:
        return f"{document.outlet or ''}#{document.id}"
    return document.provenance.origin if document.provenance else digest(document.text)


def document_id(document: Document) -> str:
    """The id of a document in a record: of its key and its text.

    >>> document_id(Document.of("نص", id="one"))[0]
    'd'
    """
    return "d" + digest(document_key(document), document.text)


class Ids:
    """Gives the findings of one document their ids; two that begin at one place are told apart by their order."""

    def __init__(self, document: str) -> None:
        self._document, self._seen = document, dict[str, int]()

    def of(self, letter: str, *parts: object) -> str:
        """The id of a finding by its kind's letter and what marks its place."""
        made = letter + digest(self._document, letter, *parts)
        count = self._seen[made] = self._seen.get(made, 0) + 1
        return made if count == 1 else f"{made}-{count}"
