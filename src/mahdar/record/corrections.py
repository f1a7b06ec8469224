"""Corrections: what a reviewer says in the place of what was read.

The reading stays as it is; the rows that questions are answered from take the correction on. So everything that
follows from a finding follows from its correction, and an undone one leaves the reading to speak again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, get_args

import orjson
from sqlalchemy import Connection, Table, delete, select, update

from mahdar.model import Act, MeetingStatus, PledgeStatus
from mahdar.record import schema
from mahdar.record.failing import BadCorrection, UnknownId
from mahdar.record.stored import stored_entries
from mahdar.record.writing import insert, insert_rows, mark, remove_rows, tracks_of

Value = str | int | list[str] | None
Read = Callable[[Connection, str], Value]
LONGEST_NUMBER = 4
"""Digits of a round's number at most."""
NOTHING = ("none", "-", "")
"""Words for a value that the text does not tell."""


def _one_of(kind: Any) -> Read:
    names = get_args(kind)

    def read(_: Connection, given: str) -> Value:
        if given not in names:
            raise BadCorrection(f"{given} is none of the values.", f"They are: {', '.join(names)}.")
        return given

    return read


def _day(_: Connection, given: str) -> Value:
    if given in NOTHING:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise BadCorrection(f"{given} is no day.", "Write it as 2023-06-21, or none.") from error


def _number(_: Connection, given: str) -> Value:
    if given in NOTHING:
        return None
    if not given.isdecimal() or len(given) > LONGEST_NUMBER:
        raise BadCorrection(f"{given} is no number.", "Write it in digits, or none.")
    return int(given)


def _known(table: Table) -> Read:
    """Reads the id of something that the record knows."""

    def read(connection: Connection, given: str) -> Value:
        if given in NOTHING:
            return None
        if not connection.execute(select(table.c.id).where(table.c.id == given)).first():
            raise UnknownId(given)
        return given

    return read


def _several(read: Read) -> Read:
    """Reads ids with commas between them."""
    return lambda connection, given: [
        str(read(connection, one.strip())) for one in given.split(",") if one.strip() not in NOTHING
    ]


def _id(_: Connection, given: str) -> Value:
    if given in NOTHING or any(not (c.isascii() and (c.isalnum() or c in "-_")) for c in given):
        raise BadCorrection(f"{given or 'Nothing'} is no id.", "mahdar tracks and mahdar positions show ids.")
    return given


_ACTORS, _TOPICS = _several(_known(schema.actor)), _several(_id)
FIELDS: Mapping[str, Mapping[str, Read]] = {
    "statement": {
        "act": _one_of(Act), "actors": _ACTORS, "topics": _TOPICS, "said": _day,
        "negated": _one_of(Literal["yes", "no"]),
    },
    "meeting": {
        "track": _id, "number": _number, "earliest": _day, "latest": _day, "status": _one_of(MeetingStatus),
        "place": _known(schema.place), "host": _known(schema.actor), "topics": _TOPICS,
    },
    "pledge": {
        "by": _ACTORS, "to": _ACTORS, "status": _one_of(PledgeStatus), "earliest": _day, "latest": _day,
        "topics": _TOPICS,
    },
}  # fmt: skip
"""What can be corrected of each kind of finding, and how a value is read."""


def correction(connection: Connection, target: str, field: str, given: str) -> dict[str, Value]:
    """A correction that the record can take on; raises `BadCorrection` where it cannot."""
    table, _ = _found(connection, target)
    fields = FIELDS[table.name]
    if field not in fields:
        raise BadCorrection(f"A {table.name} has no {field} to correct.", f"It has: {', '.join(fields)}.")
    return {"field": field, "value": fields[field](connection, given)}


def _found(connection: Connection, target: str) -> tuple[Table, str]:
    """The table of a finding and its document."""
    for table in (schema.statement, schema.meeting, schema.pledge):
        document = connection.execute(select(table.c.document).where(table.c.id == target)).scalar()
        if document is not None:
            return table, str(document)
    raise UnknownId(target)


def take_on(connection: Connection, documents: Sequence[str] | None = None) -> None:
    """Let the rows of documents, or of all, take on the corrections that stand, the later after the earlier."""
    own = schema.decision.c
    standing = (own.kind == "correct") & own.undone.is_(None)
    for target, raw in connection.execute(
        select(own.target, own.value).where(standing).order_by(own.decided, own.id)
    ).all():
        try:
            table, document = _found(connection, target)
        except UnknownId:
            continue
        if documents is None or document in documents:
            _apply(connection, table, document, target, orjson.loads(raw))


def _apply(connection: Connection, table: Table, document: str, target: str, given: dict[str, Any]) -> None:
    """Let the row of one finding take a correction on."""
    field, value = given["field"], given["value"]
    if table is schema.statement:
        _of_statement(connection, document, target, field, value)
        return
    raw = orjson.loads(connection.execute(select(table.c.json).where(table.c.id == target)).scalar_one())
    raw[field] = _place(connection, value) if field == "place" else value
    changed = {"json": orjson.dumps(raw).decode()}
    if field == "track":
        changed["track"] = value
    connection.execute(update(table).where(table.c.id == target).values(changed))


def _of_statement(connection: Connection, document: str, target: str, field: str, value: Any) -> None:
    """Let a statement take a correction on."""
    beside = {"actors": schema.statement_actor, "topics": schema.statement_topic}.get(field)
    if beside is None:
        kept = int(value == "yes") if field == "negated" else value
        connection.execute(
            update(schema.statement).where(schema.statement.c.id == target).values({schema.statement.c[field]: kept})
        )
        return
    connection.execute(delete(beside).where(beside.c.statement == target))
    insert(connection, beside, [(one, target) for one in dict.fromkeys(value)])
    if field == "actors":
        _count(connection, document)


def _count(connection: Connection, document: str) -> None:
    """Count anew in how many statements of a document each actor is heard."""
    by, said, frames = schema.statement_actor.c, schema.statement.c, schema.document_actor
    query = select(by.actor).where((by.statement == said.id) & (said.document == document))
    heard: dict[str, int] = {}
    for actor in connection.execute(query).scalars():
        heard[actor] = heard.get(actor, 0) + 1
    own = schema.document.c
    frame = connection.execute(select(own.published, own.outlet, own.standing).where(own.id == document)).one()
    there = set(connection.execute(select(frames.c.actor).where(frames.c.document == document)).scalars())
    for actor in sorted(there):
        mine = (frames.c.document == document) & (frames.c.actor == actor)
        connection.execute(update(frames).where(mine).values(statements=heard.get(actor, 0)))
    current = int(frame.standing == "current")
    new = [(a, document, heard[a], frame.published, frame.outlet, current) for a in sorted(heard) if a not in there]
    insert(connection, frames, new)


def _place(connection: Connection, key: str | None) -> dict[str, Any] | None:
    """A place as a meeting's JSON holds it."""
    own = schema.place.c
    row = connection.execute(select(own.id, own.name, own.lat, own.lon).where(own.id == key)).mappings().first()
    return dict(row) if row else None


def restore(connection: Connection, target: str) -> None:
    """Let the reading of a finding's document speak again, but for the corrections that still stand."""
    try:
        _, document = _found(connection, target)
    except UnknownId:
        return
    entries = list(stored_entries(connection, [document]))
    remove_rows(connection, [document])
    insert_rows(connection, entries)
    take_on(connection, [document])
    mark(connection, tracks_of(connection, [document]))
