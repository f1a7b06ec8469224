"""Clusters: near-duplicates of one wire text, each cluster called by the smallest id in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, select, update

from mahdar.record import schema
from mahdar.record.chunks import chunks
from mahdar.record.entry import Entry
from mahdar.record.sketch import SEEN, alike, read_sketch

Sketches = Mapping[str, tuple[int, ...]]


def join_clusters(connection: Connection, new: Sequence[Entry]) -> set[str]:
    """Put documents that have just been entered with their near-duplicates; gives all whose cluster is another now.

    A new one may make one of two clusters, and so documents on tracks that it is not on itself.
    """
    renamed: set[str] = set()
    meeting = _meeting(connection, {h for e in new for h in e.sketch[:SEEN]})
    near = {e.id: {d for h in e.sketch[:SEEN] for d in meeting.get(h, ()) if d != e.id} for e in new}
    sketches, clusters = _sketches(connection, {d for each in near.values() for d in each} | {e.id for e in new})
    for entry in new:
        kin = [d for d in near[entry.id] if alike(entry.sketch, sketches[d])]
        joined = {clusters[d] for d in kin} | {clusters[entry.id]}
        if len(joined) > 1:
            clusters |= {d: min(joined) for d, name in clusters.items() if name in joined}
            renamed |= _rename(connection, joined)
    return renamed


def recluster(connection: Connection) -> None:
    """Cluster all documents anew; only what changes is written."""
    own, seen = schema.document.c, schema.sketch.c
    kept = connection.execute(select(own.id, own.sketch, own.cluster).where(own.standing != "retracted")).all()
    sketches, meeting = {r.id: read_sketch(r.sketch) for r in kept}, dict[int, list[str]]()
    for number, document in connection.execute(select(seen.hash, seen.document)):
        meeting.setdefault(number, []).append(document)
    near: dict[str, set[str]] = {key: set() for key in sketches}
    for documents in meeting.values():
        for document in documents if len(documents) > 1 else ():
            near[document].update(documents)
    groups = _groups({d: [o for o in near[d] if alike(sketches[d], sketches[o])] for d in sketches})
    changed = [r.id for r in kept if groups[r.id] != r.cluster]
    for document in changed:
        connection.execute(update(schema.document).where(own.id == document).values(cluster=groups[document]))


def _groups(kin: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Each document with the smallest id that likeness leads to from it."""
    found: dict[str, str] = {}
    for first in sorted(kin):
        waiting = [] if first in found else [first]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found[one] = first
                waiting += kin[one]
    return found


def _rename(connection: Connection, clusters: set[str]) -> set[str]:
    """Make several clusters one; gives the documents that go by another now."""
    own = schema.document.c
    others = own.cluster.in_(sorted(clusters - {min(clusters)}))
    renamed = set(connection.execute(select(own.id).where(others)).scalars())
    connection.execute(update(schema.document).where(others).values(cluster=min(clusters)))
    return renamed


def _meeting(connection: Connection, hashes: Iterable[int]) -> dict[int, list[str]]:
    """The documents that have each of some hashes among their lowest; hashes that only one has are left out."""
    table, found = schema.sketch.c, dict[int, list[str]]()
    for some in chunks(sorted(hashes)):
        for number, document in connection.execute(select(table.hash, table.document).where(table.hash.in_(some))):
            found.setdefault(number, []).append(document)
    return {number: documents for number, documents in found.items() if len(documents) > 1}


def _sketches(connection: Connection, documents: Iterable[str]) -> tuple[dict[str, tuple[int, ...]], dict[str, str]]:
    """The sketches of documents, and their clusters."""
    own = schema.document.c
    rows = [
        row
        for some in chunks(sorted(documents))
        for row in connection.execute(select(own.id, own.sketch, own.cluster).where(own.id.in_(some)))
    ]
    return {r.id: read_sketch(r.sketch) for r in rows}, {r.id: r.cluster for r in rows}


def part_cluster(connection: Connection, cluster: str, gone: str) -> set[str]:
    """Cluster anew the documents that were near-duplicates of one that is gone: it may have joined the others.

    Gives those whose cluster is another now.
    """
    own, renamed = schema.document.c, set[str]()
    left = [d for d in connection.execute(select(own.id).where(own.cluster == cluster)).scalars() if d != gone]
    sketches, _ = _sketches(connection, left)
    connection.execute(update(schema.document).where(own.id == gone).values(cluster=gone))
    while left:
        group = _reach(left[0], sketches)
        if min(group) != cluster:
            connection.execute(update(schema.document).where(own.id.in_(group)).values(cluster=min(group)))
            renamed |= group
        left = [document for document in left if document not in group]
    return renamed


def _reach(first: str, sketches: Sketches) -> set[str]:
    """The documents that one leads to from likeness to likeness, itself included."""
    group, waiting = {first}, [first]
    while waiting:
        one = waiting.pop()
        near = [other for other in sketches if other not in group and alike(sketches[one], sketches[other])]
        group.update(near)
        waiting += near
    return group
