"""What a record has stored, as it went in: documents, and their entries made again from the readings kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Row, select

from mahdar.model import Document
from mahdar.model.provenance import Provenance
from mahdar.record import schema
from mahdar.record.chunks import chunks
from mahdar.record.entry import Entry, entry_from


def stored_documents(connection: Connection, ids: Sequence[str]) -> Iterator[Document]:
    """Documents of a record as they were added, in the order in which they came."""
    for some in chunks(ids):
        yield from (_document(row) for row in _rows(connection, some))


def stored_entries(connection: Connection, ids: Sequence[str]) -> Iterator[Entry]:
    """The entries of documents, made again from their readings; those that were taken out have none."""
    read, on = schema.reading.c, schema.document_track.c
    for some in chunks(ids):
        rows = _rows(connection, some)
        kept = dict(connection.execute(select(read.document, read.json).where(read.document.in_(some))).all())
        tracks: dict[str, list[str]] = {}
        for track, document in connection.execute(select(on.track, on.document).where(on.document.in_(some))):
            tracks.setdefault(document, []).append(track)
        for row in rows:
            if row.id in kept:
                yield _entry(row, kept[row.id], tracks.get(row.id, ()))


def _rows(connection: Connection, ids: Sequence[str]) -> Sequence[Row[Any]]:
    own = schema.document.c
    return connection.execute(select(*own).where(own.id.in_(ids)).order_by(own.number)).all()


def _entry(row: Row[Any], kept: str, tracks: Sequence[str]) -> Entry:
    """The entry of a document's row and reading."""
    entry = entry_from(_document(row), orjson.loads(kept), tracks, row.reader, row.id)
    entry.document |= {"standing": row.standing, "cluster": row.cluster, "added": row.added}
    return entry


def _document(row: Row[Any]) -> Document:
    """A document from its row."""
    fetched = datetime.fromisoformat(row.fetched) if row.fetched else None
    came = Provenance(row.origin, row.raw_sha256 or "", fetched) if row.origin else None
    published = date.fromisoformat(row.published) if row.published else None
    return Document(
        row.external or "", row.text, row.title, published, row.outlet, row.url, row.language, came
    )  # fmt: skip
