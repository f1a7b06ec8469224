"""Documents with their provenance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mahdar.model import Document, Provenance
from mahdar.sources.trouble import Trouble


def traced(found: Iterator[Document | Trouble], origin: str, raw: bytes) -> Iterator[Document | Trouble]:
    """What was found in these bytes, each document with its provenance.

    >>> from mahdar.sources.plain import read_plain
    >>> [d.provenance.origin for d in traced(read_plain("نص.", "one", None), "one.txt", b"")]
    ['one.txt']
    """
    for each in found:
        yield replace(each, provenance=Provenance.of(origin, raw)) if isinstance(each, Document) else each
