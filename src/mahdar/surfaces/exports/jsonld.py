"""All findings of all documents as W3C Web Annotations: one page of them for each document, under one JSON-LD graph."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import orjson

from mahdar.surfaces.exports.lines import Written
from mahdar.views import Asked, annotated, every_document, reading

if TYPE_CHECKING:
    from mahdar.record import Record


def jsonld(record: Record, asked: Asked, out: IO[bytes]) -> Written:
    """The annotations of the documents asked for; a line of the file is the page of one document."""
    made = Written()
    out.write(b'{"@graph": [')
    for before, row in enumerate(every_document(record, asked)):
        page = annotated(reading(record, row.id), f"urn:mahdar:document:{row.id}")
        out.write((b",\n" if before else b"\n") + orjson.dumps(page))
        made.lines += len(page["items"])
    out.write(b"\n]}\n")
    return made
