"""Steps that lead a record of an older version up to this one.

A record is its documents, their readings and people's decisions. A step takes these out of the older tables; all
tables are then made anew and filled from them, so that a record that was led up is one that was made now.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, inspect, text

from mahdar.model import Document
from mahdar.model.shapes import ReadingJson
from mahdar.record import schema
from mahdar.record.entry import Entry, entry_from
from mahdar.record.writing import enter, file, insert, insert_rows, mark

AT_ONCE = 500
"""Documents that are carried over together."""
_KEPT = ("key", "added", "standing", "cluster", "reader", "raw_sha256", "origin", "fetched")
"""What a document's row holds that its text and reading do not give."""

Make = Callable[[Connection], None]


class Carried(NamedTuple):
    """One document of an older record: its row, the text in it; its reading and tracks, None where it was taken out."""

    row: dict[str, Any]
    reading: ReadingJson | None
    tracks: tuple[str, ...]


def _carry_1(connection: Connection) -> Iterator[Carried]:
    """The documents of a record of schema 1, which kept readings with their text and compressed no other text."""
    query = (
        "SELECT d.*, r.json AS reading FROM old_document d LEFT JOIN old_reading r ON r.document = d.id "
        "ORDER BY d.added, d.id"
    )
    tracks: dict[str, list[str]] = {}
    for track, document in connection.execute(text("SELECT track, document FROM old_document_track ORDER BY track")):
        tracks.setdefault(document, []).append(track)
    for found in connection.execute(text(query)).mappings():
        row = dict(found)
        packed = row.pop("reading")
        reading = orjson.loads(zlib.decompress(packed)) if packed is not None else None
        yield Carried(row, reading, tuple(tracks.get(row["id"], ())))


CARRY: dict[int, Callable[[Connection], Iterator[Carried]]] = {1: _carry_1}
"""How the documents of each older version are taken out of its tables, which go by their name behind `old_`."""


def lead_up(connection: Connection, version: int, make: Make) -> None:
    """Lead a record of an older version up to this one; `make` makes the tables of this version."""
    older = _put_aside(connection)
    make(connection)
    carried = CARRY[version](connection)
    while some := list(islice(carried, AT_ONCE)):
        _take_in(connection, some)
    _copy(connection, "decision")
    for table in older:
        connection.execute(text(f'DROP TABLE "old_{table}"'))
    found = connection.execute(text("SELECT DISTINCT track FROM document_track")).scalars()
    mark(connection, ["", *found])


def _put_aside(connection: Connection) -> list[str]:
    """Rename the tables of an older version, all but the derived ones and `meta`, which are dropped or stay."""
    there = inspect(connection)
    indexes = [i["name"] for t in there.get_table_names() for i in there.get_indexes(t) if not _inner(i)]
    for index in indexes:
        connection.execute(text(f'DROP INDEX "{index}"'))
    connection.execute(text("DROP TABLE IF EXISTS search"))
    connection.execute(text("DROP VIEW IF EXISTS filing"))
    kept = [t for t in there.get_table_names() if t in schema.tables.tables and t not in ("meta", "step")]
    for table in kept:
        connection.execute(text(f'ALTER TABLE "{table}" RENAME TO "old_{table}"'))
    return kept


def _inner(index: Any) -> bool:
    """Whether an index belongs to a constraint of its table, and goes with it."""
    return bool(index.get("duplicates_constraint")) or (index["name"] or "sqlite_").startswith("sqlite_")


def _take_in(connection: Connection, carried: list[Carried]) -> None:
    """Put documents of an older record into the tables of this version."""
    entries: list[Entry] = []
    for row, reading, tracks in carried:
        found = reading or _nothing(row)
        entry = entry_from(_document(row), found, tracks, row["reader"], row["id"])
        entry.document |= {name: row[name] for name in _KEPT}
        entries.append(entry)
    enter(connection, [entry.document for entry in entries])
    read = [e for e, (_, reading, _) in zip(entries, carried, strict=True) if reading]
    insert_rows(connection, read)
    file(connection, {e.id: e.search for e in read})


def _document(row: dict[str, Any]) -> Document:
    """A document from its row."""
    published = date.fromisoformat(row["published"]) if row["published"] else None
    return Document(
        row["external"] or "", row["text"], row["title"], published, row["outlet"], row["url"], row["language"]
    )


def _nothing(row: dict[str, Any]) -> ReadingJson:
    """The reading of a document that was taken out."""
    document: Any = {"text": row["text"]}
    return {"schema": "", "document": document, "actors": [], "statements": [], "times": [], "meetings": [],
            "pledges": [], "places": [], "refusals": []}  # fmt: skip


def _copy(connection: Connection, name: str) -> None:
    """Copy a table whose columns have not changed."""
    table = schema.tables.tables[name]
    columns = ", ".join(f'"{c.name}"' for c in table.c)
    rows = connection.execute(text(f'SELECT {columns} FROM "old_{name}"')).all()
    insert(connection, table, [tuple(row) for row in rows])
