"""Notes that a record keeps beside its documents: small, and nothing that it answers rests on them."""

from __future__ import annotations

from typing import Any

import orjson
from sqlalchemy import Connection, delete, select

from mahdar.record import schema


def note_of(connection: Connection, key: str) -> Any:
    """The note under a key, None where there is none or none that can be read."""
    own = schema.meta.c
    kept = connection.execute(select(own.value).where(own.key == key)).scalar()
    try:
        return orjson.loads(kept) if kept is not None else None
    except orjson.JSONDecodeError:
        return None


def put_note(connection: Connection, key: str, value: object) -> None:
    """Put a note in the place of the one under this key."""
    connection.execute(delete(schema.meta).where(schema.meta.c.key == key))
    connection.execute(schema.meta.insert().values(key=key, value=orjson.dumps(value).decode()))
