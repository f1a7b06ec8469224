"""Reading anew: what was found in documents gives way to what the present reader finds; decisions stay."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, select, text, update

from mahdar.record import schema
from mahdar.record.chunks import chunks
from mahdar.record.clusters import recluster
from mahdar.record.corrections import take_on
from mahdar.record.entry import Entry
from mahdar.record.stored import stored_entries
from mahdar.record.writing import file, insert_rows, mark, name_all, remove_rows, tracks_of


def unread(connection: Connection, reader: str) -> list[str]:
    """The documents that another reader read, in the order in which they were added; not those taken out."""
    own = schema.document.c
    query = select(own.id).where((own.reader != reader) & (own.standing != "retracted"))
    return list(connection.execute(query.order_by(own.number)).scalars())


def replace_rows(connection: Connection, entries: Sequence[Entry]) -> None:
    """Put entries in the place of what was found in their documents before, and note that these are not settled."""
    ids = [e.id for e in entries]
    mark(connection, tracks_of(connection, ids))
    own = schema.document.c
    standing: dict[str, str] = {}
    for some in chunks(ids):
        standing |= dict(connection.execute(select(own.id, own.standing).where(own.id.in_(some))).all())
    remove_rows(connection, ids)
    for entry in entries:
        entry.document["standing"] = standing[entry.id]
        renewed = {"reader": entry.document["reader"], "sketch": entry.document["sketch"]}
        connection.execute(update(schema.document).where(own.id == entry.id).values(renewed))
    insert_rows(connection, entries)
    take_on(connection, ids)
    mark(connection, tracks_of(connection, ids))


def finish(connection: Connection) -> None:
    """Make anew what follows from all readings together: names, clusters, and what the search files.

    A record that was read anew is then one whose documents were added now.
    """
    for table in (schema.actor, schema.actor_sound, schema.place):
        connection.execute(delete(table))
    _empty_search(connection)
    own = schema.document.c
    query = select(own.id).where(own.standing != "retracted").order_by(own.number)
    for some in chunks(list(connection.execute(query).scalars())):
        entries = list(stored_entries(connection, some))
        name_all(connection, entries)
        file(connection, {e.id: e.search for e in entries})
    recluster(connection)
    take_on(connection)
    mark(connection, ["", *connection.execute(select(schema.document_track.c.track).distinct()).scalars()])
    _note(connection)


def _empty_search(connection: Connection) -> None:
    """Take everything out of the search table."""
    file_wide = "INSERT INTO search (search) VALUES ('delete-all')"
    connection.execute(text(file_wide if connection.dialect.name == "sqlite" else "DELETE FROM search"))


def begin(connection: Connection) -> None:
    """Note that a reading anew is under way, so that one that was stopped is finished by the next."""
    _note(connection, "under way")


def is_unfinished(connection: Connection) -> bool:
    """Whether a reading anew was begun and not finished."""
    own = schema.meta.c
    return connection.execute(select(own.value).where(own.key == "reread")).scalar() is not None


def _note(connection: Connection, value: str | None = None) -> None:
    own = schema.meta.c
    connection.execute(delete(schema.meta).where(own.key == "reread"))
    if value is not None:
        connection.execute(schema.meta.insert().values(key="reread", value=value))
