"""Writing entries: a batch of documents goes in whole or not at all, and a document that is there changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select, text, update

from mahdar.record import schema
from mahdar.record.entry import Entry
from mahdar.record.sketch import alike

_CHUNK = 500
"""Values in one IN list: below the limit of every SQLite."""


def write(connection: Connection, entries: Sequence[Entry]) -> int:
    """Put entries into the record; gives how many are new, and marks their tracks as not settled."""
    there = present(connection, [e.id for e in entries])
    new = list({e.id: e for e in entries if e.id not in there}.values())
    if not new:
        return 0
    older = _versions(connection, new) + _versions_within(new)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(insert(schema.document), [e.document | {"added": now} for e in new])
    for table in schema.OF_A_DOCUMENT:
        _insert(connection, table, new)
    _insert(connection, schema.statement_actor, new)
    _insert(connection, schema.statement_topic, new)
    _enter(connection, schema.actor, _fullest((r for e in new for r in e.actors), "names"))
    _enter(connection, schema.place, _fullest((r for e in new for r in e.places), "name"))
    _file(connection, new)
    for entry in new:
        _join_cluster(connection, entry)
    touched = {track for e in new for track in e.tracks} | set(tracks_of(connection, older))
    mark(connection, touched | ({""} if any(not e.tracks for e in new) else set()))
    return len(new)


def mark(connection: Connection, tracks: Iterable[str]) -> None:
    """Note that what follows from the documents of these tracks must be settled anew."""
    there = set(connection.execute(select(schema.dirty.c.track)).scalars())
    rows = [{"track": track} for track in sorted(set(tracks) - there)]
    if rows:
        connection.execute(insert(schema.dirty), rows)


def tracks_of(connection: Connection, documents: Sequence[str]) -> list[str]:
    """The tracks of documents."""
    column = schema.document_track.c
    found: list[str] = []
    for some in chunks(documents):
        found += connection.execute(select(column.track).where(column.document.in_(some)).distinct()).scalars()
    return found


def chunks(values: Sequence[str]) -> Iterable[Sequence[str]]:
    """The values, so many at a time that a database takes them in one question."""
    return (values[i : i + _CHUNK] for i in range(0, len(values), _CHUNK))


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
    for entry in new:
        same = (table.c.key == entry.document["key"]) & (table.c.standing == "current")
        rows = connection.execute(select(table.c.id, table.c.published, table.c.fetched).where(same)).all()
        for row in rows:
            rank = (row.fetched or "", row.published or "", row.id)
            if rank > _rank(entry):
                entry.document["standing"] = "superseded"
            else:
                superseded.append(row.id)
    for some in chunks(superseded):
        connection.execute(update(table).where(table.c.id.in_(some)).values(standing="superseded"))
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


def _insert(connection: Connection, table: object, new: Sequence[Entry]) -> None:
    """The rows of one table."""
    rows = [row for entry in new for row in entry.rows[table.name]]  # type: ignore[attr-defined]
    if rows:
        connection.execute(insert(table), rows)  # type: ignore[arg-type]


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
        connection.execute(insert(table), fresh)  # type: ignore[arg-type]


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


def _file(connection: Connection, new: Sequence[Entry]) -> None:
    """What the search finds documents by."""
    rows = [{"document": e.id, "words": e.search[0], "stems": e.search[1]} for e in new]
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO search (document, words, stems) VALUES (:document, :words, :stems)"
    else:
        vector = "to_tsvector('simple', :words || ' ' || :stems)"
        statement = f"INSERT INTO search (document, vector) VALUES (:document, {vector})"
    connection.execute(text(statement), rows)


def _join_cluster(connection: Connection, entry: Entry) -> None:
    """Put a document with its near-duplicates; a cluster is called by the smallest id in it."""
    table = schema.sketch.c
    lowest = entry.sketch[:8]
    near = select(table.document).where(table.hash.in_(lowest) & (table.document != entry.id)).distinct()
    kin = [d for d in connection.execute(near).scalars() if alike(entry.sketch, _sketch(connection, d))]
    if not kin:
        return
    document = schema.document.c
    clusters = set(connection.execute(select(document.cluster).where(document.id.in_([*kin, entry.id]))).scalars())
    name = min(clusters)
    connection.execute(update(schema.document).where(document.cluster.in_(clusters)).values(cluster=name))


def _sketch(connection: Connection, document: str) -> tuple[int, ...]:
    """The sketch of a document."""
    table = schema.sketch.c
    return tuple(sorted(connection.execute(select(table.hash).where(table.document == document)).scalars()))


def remove(connection: Connection, document: str) -> None:
    """Take out all that rests on a document; its row stays, so that it is known to have been there."""
    mark(connection, tracks_of(connection, [document]))
    own = schema.document.c
    cluster = connection.execute(select(own.cluster).where(own.id == document)).scalar_one()
    ids = select(schema.statement.c.id).where(schema.statement.c.document == document)
    for table in (schema.statement_actor, schema.statement_topic):
        connection.execute(delete(table).where(table.c.statement.in_(ids)))
    for owned in schema.OF_A_DOCUMENT:
        connection.execute(delete(owned).where(owned.c.document == document))
    connection.execute(text("DELETE FROM search WHERE document = :id"), {"id": document})
    _part_cluster(connection, cluster, document)


def _part_cluster(connection: Connection, cluster: str, gone: str) -> None:
    """Cluster anew the documents that were near-duplicates of one that is gone: it may have joined the others."""
    own = schema.document.c
    left = [d for d in connection.execute(select(own.id).where(own.cluster == cluster)).scalars() if d != gone]
    sketches = {document: _sketch(connection, document) for document in left}
    connection.execute(update(schema.document).where(own.id == gone).values(cluster=gone))
    while left:
        group = _reach(left[0], sketches)
        connection.execute(update(schema.document).where(own.id.in_(group)).values(cluster=min(group)))
        left = [document for document in left if document not in group]


def _reach(first: str, sketches: dict[str, tuple[int, ...]]) -> set[str]:
    """The documents that one leads to from likeness to likeness, itself included."""
    group, waiting = {first}, [first]
    while waiting:
        one = waiting.pop()
        near = [other for other in sketches if other not in group and alike(sketches[one], sketches[other])]
        group.update(near)
        waiting += near
    return group
