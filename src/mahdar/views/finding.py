"""One finding as it stands: where it was read, and what the record has for each field that can be corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import orjson
from sqlalchemy import Connection, Table, select

from mahdar.record import Record, UnknownId, schema
from mahdar.record.corrections import FIELDS
from mahdar.record.decisions import judged
from mahdar.views.reading import ReadingRow, reading

FindingKind = Literal["statement", "meeting", "pledge"]
_TABLES: Mapping[str, Table] = {"s": schema.statement, "m": schema.meeting, "p": schema.pledge}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding: its kind, its words, its document as read, and each field with what stands in it now.

    `found` is the finding as it was read, `values` what a correction put in its place; `decided` by a reviewer.
    """

    id: str
    kind: FindingKind
    words: str
    values: Mapping[str, str | list[str]]
    found: Any
    decided: str | None
    read: ReadingRow


def finding(record: Record, key: str) -> FindingRow:
    """The finding of an id, a rejected one too; raises `UnknownId`."""
    table = _TABLES.get(key[:1])
    if table is None:
        raise UnknownId(key)
    with record.asking() as connection:
        row = connection.execute(select(table).where(table.c.id == key)).mappings().first()
        if row is None:
            raise UnknownId(key)
        values = _of_statement(connection, dict(row)) if table is schema.statement else orjson.loads(row["json"])
        decided = judged(connection).get(key)
    read = reading(record, row["document"])
    lists: dict[str, Any] = {"statement": read.reading["statements"], "meeting": read.reading["meetings"],
                             "pledge": read.reading["pledges"]}  # fmt: skip
    found = next(each for each in lists[table.name] if each["id"] == key)
    kept = {field: _plain(values.get(field)) for field in FIELDS[table.name]}
    return FindingRow(key, table.name, row["words"], kept, found, decided, read)  # type: ignore[arg-type]


def _of_statement(connection: Connection, row: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a statement, whose actors and topics stand beside it."""
    actor, topic = schema.statement_actor.c, schema.statement_topic.c
    who = connection.scalars(select(actor.actor).where(actor.statement == row["id"]).order_by(actor.actor))
    about = connection.scalars(select(topic.topic).where(topic.statement == row["id"]).order_by(topic.topic))
    return {
        "act": row["act"], "said": row["said"], "negated": "yes" if row["negated"] else "no", "actors": list(who),
        "topics": list(about),
    }  # fmt: skip


def _plain(value: Any) -> str | list[str]:
    """A value as a form shows it: text, empty for none, or a list of ids."""
    if isinstance(value, dict):
        value = value.get("id")
    if isinstance(value, list):
        return [str(each) for each in value]
    return "" if value is None else str(value)
