"""Writing entries: a batch of documents goes in whole or not at all, and a document that is there changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, select, text, update

from mahdar.record import schema
from mahdar.record.chunks import chunks
from mahdar.record.clusters import join_clusters, part_cluster
from mahdar.record.entry import Entry


def write(connection: Connection, entries: Sequence[Entry]) -> int:
    """Put entries into the record; gives how many are new, and marks their tracks as not settled."""
    there = present(connection, [e.id for e in entries])
    new = list({e.id: e for e in entries if e.id not in there}.values())
    if not new:
        return 0
    older = _versions(connection, new) + _versions_within(new)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    enter(connection, [e.document | {"added": now} for e in new])
    insert_rows(connection, new)
    file(connection, {e.id: e.search for e in new})
    renamed = join_clusters(connection, new)
    mark(connection, tracks_of(connection, sorted({*older, *renamed, *(e.id for e in new)})))
    return len(new)


def enter(connection: Connection, documents: Sequence[dict[str, Any]]) -> None:
    """Put the rows of documents in; each gets its number."""
    columns = [c.name for c in schema.document.c if c.name != "number"]
    insert(connection, schema.document, [tuple(row[c] for c in columns) for row in documents], columns)


def insert_rows(connection: Connection, new: Sequence[Entry]) -> None:
    """Put in all that was found in some documents."""
    for table in (*schema.OF_A_DOCUMENT, *schema.OF_A_STATEMENT):
        insert(connection, table, sorted(_rows(new, table)))
    name_all(connection, new)


def name_all(connection: Connection, new: Sequence[Entry]) -> None:
    """Put in the actors and places that documents name, and how the actors' names sound."""
    _insert_missing(connection, schema.actor_sound, new)
    _enter(connection, schema.actor, _fullest((r for e in new for r in e.actors), "names"))
    _enter(connection, schema.place, _fullest((r for e in new for r in e.places), "name"))


def _rows(new: Sequence[Entry], table: Table) -> Iterator[tuple[Any, ...]]:
    """The rows of one table; where they hold the frame of their document, whether it is current belongs to it."""
    framed = "current" in table.c
    for entry in new:
        current = (int(entry.document["standing"] == "current"),) if framed else ()
        yield from (row + current for row in entry.rows[table.name]) if framed else entry.rows[table.name]


def insert(
    connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]], columns: Sequence[str] | None = None
) -> None:
    """Put rows in, their values in the order of the columns; past SQLAlchemy, whose rows cost as much as SQLite's."""
    if rows:
        connection.exec_driver_sql(_insertion(connection, table, columns), list(rows))


def _insertion(connection: Connection, table: Table, columns: Sequence[str] | None = None) -> str:
    """The sentence that puts a row into a table."""
    quote = connection.dialect.identifier_preparer.quote
    names = columns or [c.name for c in table.c]
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    return f"INSERT INTO {quote(table.name)} ({', '.join(map(quote, names))}) VALUES ({', '.join([mark] * len(names))})"


def _insert_missing(connection: Connection, table: Table, new: Sequence[Entry]) -> None:
    """Put in those rows of a table that it does not have."""
    rows = sorted({row for entry in new for row in entry.rows[table.name]})
    if rows:
        connection.exec_driver_sql(f"{_insertion(connection, table)} ON CONFLICT DO NOTHING", rows)


def mark(connection: Connection, tracks: Iterable[str]) -> None:
    """Note that what follows from the documents of these tracks must be settled anew."""
    there = set(connection.execute(select(schema.dirty.c.track)).scalars())
    rows = [{"track": track} for track in sorted(set(tracks) - there)]
    if rows:
        connection.execute(schema.dirty.insert(), rows)


def tracks_of(connection: Connection, documents: Sequence[str]) -> set[str]:
    """The tracks whose minutes rest on documents; the empty one where a document on none tells of a pledge."""
    on, pledge = schema.document_track.c, schema.pledge.c
    found: set[str] = set()
    for some in chunks(documents):
        tracked = connection.execute(select(on.document, on.track).where(on.document.in_(some))).all()
        bound = set(connection.execute(select(pledge.document).where(pledge.document.in_(some))).scalars())
        found |= {track for _, track in tracked} | ({""} if bound - {document for document, _ in tracked} else set())
    return found


def present(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those of the ids that the record has, retracted ones included: what was taken out stays out."""
    column = schema.document.c.id
    return {i for some in chunks(ids) for i in connection.execute(select(column).where(column.in_(some))).scalars()}


def _versions(connection: Connection, new: Sequence[Entry]) -> list[str]:
    """The documents that the new ones are later versions of; from now on they are superseded.

    Of several versions the one that was published last counts, then the greater id, in whatever order they come.
    """
    table = schema.document
    superseded: list[str] = []
    ranks: dict[str, list[tuple[str, str, str]]] = {}
    for some in chunks([e.document["key"] for e in new]):
        same = table.c.key.in_(some) & (table.c.standing == "current")
        for row in connection.execute(select(table.c.key, table.c.id, table.c.published, table.c.fetched).where(same)):
            ranks.setdefault(row.key, []).append((row.fetched or "", row.published or "", row.id))
    for entry in new:
        for rank in ranks.get(entry.document["key"], ()):
            if rank > _rank(entry):
                entry.document["standing"] = "superseded"
            else:
                superseded.append(rank[-1])
    for some in chunks(superseded):
        connection.execute(update(table).where(table.c.id.in_(some)).values(standing="superseded"))
        for framed in (schema.document_actor, schema.document_place):
            connection.execute(update(framed).where(framed.c.document.in_(some)).values(current=0))
    return superseded


def _versions_within(new: Sequence[Entry]) -> list[str]:
    """Those of the new documents of which another of the new ones is a later version."""
    superseded = []
    latest: dict[str, Entry] = {}
    for entry in sorted((e for e in new if e.document["standing"] == "current"), key=_rank):
        before = latest.get(entry.document["key"])
        if before is not None:
            before.document["standing"] = "superseded"
            superseded.append(before.id)
        latest[entry.document["key"]] = entry
    return superseded


def _rank(entry: Entry) -> tuple[str, str, str]:
    """What makes one version later than another."""
    return entry.document["fetched"] or "", entry.document["published"] or "", entry.id


def _enter(connection: Connection, table: object, rows: dict[str, dict[str, object]]) -> None:
    """The actors or places that the record does not have; of several names the longest stays, whoever came first."""
    column = table.c.id  # type: ignore[attr-defined]
    name = table.c["names" if "names" in table.c else "name"]  # type: ignore[attr-defined]
    ids, there = sorted(rows), dict[str, str]()
    for some in chunks(ids):
        there |= dict(connection.execute(select(column, name).where(column.in_(some))).all())
    for key, known in there.items():
        if _fuller(rows[key][name.name], known):
            connection.execute(update(table).where(column == key).values(rows[key]))  # type: ignore[arg-type]
    fresh = [rows[i] for i in ids if i not in there]
    if fresh:
        connection.execute(table.insert(), fresh)  # type: ignore[attr-defined]


def _fullest(rows: Iterable[dict[str, object]], name: str) -> dict[str, dict[str, object]]:
    """The rows by id, of several for one id the one with the fullest name."""
    found: dict[str, dict[str, object]] = {}
    for row in rows:
        key = str(row["id"])
        if key not in found or _fuller(row[name], found[key][name]):
            found[key] = row
    return found


def _fuller(one: object, other: object) -> bool:
    """Whether a name is to be kept rather than another: the longer, and of equals the later in the alphabet."""
    return (len(str(one)), str(one)) > (len(str(other)), str(other))


def file(connection: Connection, searched: Mapping[str, tuple[str, str]]) -> None:
    """What the search finds documents by: their folded words and stems, by document."""
    rows = [{"document": key, "words": words, "stems": stems} for key, (words, stems) in searched.items()]
    if connection.dialect.name == "sqlite":
        statement = (
            "INSERT INTO search (rowid, words, stems) SELECT number, :words, :stems FROM document WHERE id = :document"
        )
    else:
        vector = "to_tsvector('simple', :words || ' ' || :stems)"
        statement = f"INSERT INTO search (document, vector) VALUES (:document, {vector})"
    connection.execute(text(statement), rows)


def remove(connection: Connection, document: str) -> None:
    """Take out all that rests on a document; its row stays, so that it is known to have been there.

    The words that a file is searched by stay too, since only current documents are found.
    """
    mark(connection, tracks_of(connection, [document]))
    own = schema.document.c
    cluster = connection.execute(select(own.cluster).where(own.id == document)).scalar_one()
    remove_rows(connection, [document])
    if connection.dialect.name != "sqlite":
        connection.execute(text("DELETE FROM search WHERE document = :id"), {"id": document})
    renamed = part_cluster(connection, cluster, document)
    mark(connection, tracks_of(connection, sorted(renamed)))


def remove_rows(connection: Connection, documents: Sequence[str]) -> None:
    """Take out what was found in some documents."""
    for some in chunks(documents):
        ids = select(schema.statement.c.id).where(schema.statement.c.document.in_(some))
        for table in schema.OF_A_STATEMENT:
            connection.execute(delete(table).where(table.c.statement.in_(ids)))
        for owned in schema.OF_A_DOCUMENT:
            connection.execute(delete(owned).where(owned.c.document.in_(some)))
