"""WARC files: the web pages that an archive kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, BinaryIO

from mahdar.errors import MahdarError
from mahdar.model import Document, Provenance
from mahdar.sources.encoding import decode
from mahdar.sources.lines import LONGEST, too_long
from mahdar.sources.pages import read_page
from mahdar.sources.trouble import Trouble


def read_archive(stream: BinaryIO, name: str, published: date | None) -> Iterator[Document | Trouble]:
    """The documents of a WARC's response records that hold a page; of a cut one, those that were whole.

    The file is taken apart by warcio, which is loaded here because a plain text does not need it.
    """
    from warcio.archiveiterator import ArchiveIterator

    record = None
    try:
        for record in ArchiveIterator(stream):
            if record.rec_type == "response" and _is_page(record):
                yield from _read_record(record, name, published)
    except Exception:  # a broken archive makes the parser raise errors of many kinds
        yield _cut(name)
    else:
        if record is None:
            yield _cut(name)


def _is_page(record: Any) -> bool:
    """Whether a response is a page that was found."""
    headers = record.http_headers
    if headers is None or headers.get_statuscode() != "200":
        return False
    return "html" in (headers.get_header("Content-Type") or "").lower()


def _read_record(record: Any, name: str, published: date | None) -> Iterator[Document | Trouble]:
    """The document of one response."""
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    where = f"{name}, {address}"
    body = _body(record.content_stream())
    if len(body) > LONGEST:
        yield too_long(where)
        return
    if getattr(record.raw_stream, "limit", 0) > 0:
        yield _cut(name)
        return
    try:
        html = decode(body)
    except MahdarError as error:
        yield Trouble.of(where, error)
        return
    provenance = Provenance.of(address or name, body, _fetched(record))
    for found in read_page(html, where, "", published):
        if isinstance(found, Document):
            yield replace(found, url=found.url or address or None, provenance=provenance)
        else:
            yield found


def _body(stream: Any) -> bytes:
    """The body of a response, cut where it is longer than a report can be."""
    body = b""
    while len(body) <= LONGEST and (piece := stream.read(65_536)):
        body += piece
    return body


def _fetched(record: Any) -> datetime | None:
    """When the archive fetched the record."""
    try:
        return datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return None


def _cut(name: str) -> Trouble:
    """The trouble with an archive that ends or breaks in the middle."""
    return Trouble(
        name, "unreadable-input", "the archive breaks off or is broken; what came before is read.", "Fetch it again."
    )
