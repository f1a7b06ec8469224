"""Keeping a record true: findings checked against their text, documents taken out with all that rests on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

import orjson
from sqlalchemy import Connection, LargeBinary, select, type_coerce, update

from mahdar.record import schema
from mahdar.record.failing import RecordError
from mahdar.record.packed import unpack
from mahdar.record.writing import remove


@dataclass(frozen=True, slots=True)
class Fallen:
    """What falls with a document: its statements, tellings of meetings and pledges by id."""

    document: str
    title: str | None
    findings: tuple[str, ...]


def faults(connection: Connection) -> Iterator[tuple[str, str]]:
    """Each document or finding that does not agree with the stored text, with what is wrong; none where all is well."""
    own = schema.document.c
    packed = type_coerce(own.text, LargeBinary).label("packed")
    for row in connection.execute(select(own.id, packed, own.text_sha256)):
        text = _opened(row.packed)
        if text is None or sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != row.text_sha256:
            yield row.id, "its text is not what its digest says"
            continue
        yield from _of_document(connection, row.id, text)


def _opened(packed: bytes) -> str | None:
    """A packed text, None where it is damaged."""
    try:
        return unpack(packed)
    except ValueError:
        return None


def _of_document(connection: Connection, key: str, text: str) -> Iterator[tuple[str, str]]:
    """The faults of one document's findings."""
    statement, reading = schema.statement.c, schema.reading.c
    for row in connection.execute(
        select(statement.id, statement.spans, statement.words).where(statement.document == key)
    ):
        if " … ".join(text[a:b] for a, b in orjson.loads(row.spans)) != row.words:
            yield row.id, "its words do not stand where it says"
    for table in (schema.meeting, schema.pledge):
        rows = connection.execute(select(table.c.id, table.c.json, table.c.words).where(table.c.document == key))
        for row in rows:
            raw = orjson.loads(row.json)
            spans = [raw["what"]] if "what" in raw else raw["evidence"]
            if " … ".join(text[s["start"] : s["end"]] for s in spans) != row.words:
                yield row.id, "its words do not stand where it says"
    kept = connection.execute(select(type_coerce(reading.json, LargeBinary)).where(reading.document == key)).scalar()
    if kept is not None and _opened(kept) is None:
        yield key, "its reading is damaged"


def falls_with(connection: Connection, document: str) -> Fallen:
    """What would fall with a document; raises `RecordError` where the record has no such current document."""
    own = schema.document.c
    row = connection.execute(select(own.title, own.standing).where(own.id == document)).one_or_none()
    if row is None or row.standing == "retracted":
        raise RecordError(f"The record has no document {document}.", "mahdar documents lists them.")
    findings = [
        key
        for table in (schema.statement, schema.meeting, schema.pledge)
        for key in connection.execute(
            select(table.c.id).where(table.c.document == document).order_by(table.c.id)
        ).scalars()
    ]
    return Fallen(document, row.title, tuple(findings))


def retract(connection: Connection, document: str) -> Fallen:
    """Take a document out with all that rests on it; its text stays readable, marked as retracted."""
    fallen = falls_with(connection, document)
    remove(connection, document)
    connection.execute(update(schema.document).where(schema.document.c.id == document).values(standing="retracted"))
    return fallen
