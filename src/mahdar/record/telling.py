"""What a record is told: its current findings in the frame of their documents, as resolution across them needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Connection, Row, select

from mahdar.model import Cue, Days, Evidence, Meeting, Participant, Pledge, RawOffset, Span, Statement
from mahdar.model.minutes import Told
from mahdar.record import schema
from mahdar.record.chunks import chunks

Canon = Callable[[str], str]
"""The id that an actor goes by, after people's decisions."""


@lru_cache(maxsize=1 << 12)
def day(value: str | None) -> date | None:
    """A day from its ISO text."""
    return date.fromisoformat(value[:10]) if value else None


def _span(raw: Any) -> Span:
    return Span(RawOffset(raw["start"]), RawOffset(raw["end"]))


def _frame(*columns: Any) -> Any:
    """Findings with the frame of their documents, of current documents only."""
    document = schema.document.c
    return select(*columns, document.cluster, document.outlet, document.published.label("day")).where(
        document.standing == "current"
    )


def _on_track(query: Any, column: Any, track: str) -> Any:
    """Those of a question whose documents are on a track; the empty track takes those of documents on none."""
    on = schema.document_track.c
    if track:
        return query.where(column.in_(select(on.document).where(on.track == track)))
    return query.where(column.not_in(select(on.document)))


def told_meetings(connection: Connection, track: str, canon: Canon) -> list[Told[Meeting]]:
    """All tellings of meetings of a track."""
    table = schema.meeting.c
    query = _frame(table.id, table.document, table.json, table.by, table.words).where(
        (table.track == track) & (table.document == schema.document.c.id)
    )
    return [_told(row, meeting_of(orjson.loads(row.json), canon), canon) for row in connection.execute(query)]


def told_meetings_of(connection: Connection, ids: Iterable[str], canon: Canon) -> list[Told[Meeting]]:
    """Some tellings of meetings by their ids."""
    table = schema.meeting.c
    query = _frame(table.id, table.document, table.json, table.by, table.words)
    query = query.where(table.document == schema.document.c.id)
    rows = (row for some in chunks(sorted(ids)) for row in connection.execute(query.where(table.id.in_(some))))
    return [_told(row, meeting_of(orjson.loads(row.json), canon), canon) for row in rows]


def told_pledges(connection: Connection, track: str, canon: Canon) -> list[Told[Pledge]]:
    """All tellings of pledges in documents on a track."""
    table = schema.pledge.c
    query = _frame(table.id, table.document, table.json, table.by, table.words)
    query = _on_track(query.where(table.document == schema.document.c.id), table.document, track)
    tracks = (track,) if track else ()
    found = []
    for row in connection.execute(query):
        pledge = pledge_of(orjson.loads(row.json), canon)
        found.append(_told(row, pledge, canon, pledge.by, tracks))
    return found


def told_statements(connection: Connection, track: str, canon: Canon) -> list[Told[Statement]]:
    """All statements in documents on a track."""
    table = schema.statement.c
    frames = _frames(connection, track)
    query = _on_track(select(*(table[name] for name in _TOLD)), table.document, track)
    rows = connection.execute(query).all()
    actors, topics = _beside(connection, track, "actor"), _beside(connection, track, "topic")
    return [
        _statement(row, frames[row[1]], actors.get(row[0], ()), topics.get(row[0], ()), track, canon)
        for row in rows
        if row[1] in frames
    ]


_TOLD = (
    "id", "document", "act", "quoted", "negated", "said", "cue_start", "cue_end", "lemma", "words", "spans", "rule",
)  # fmt: skip
"""The columns of a statement that minutes are made from, in the order in which `_statement` takes them apart."""

Frame = tuple[str, str | None, date | None]
"""The cluster, outlet and day of a document."""


def _frames(connection: Connection, track: str) -> dict[str, Frame]:
    """The frame of each current document on a track."""
    own = schema.document.c
    query = select(own.id, own.cluster, own.outlet, own.published).where(own.standing == "current")
    found = connection.execute(_on_track(query, own.id, track))
    return {key: (cluster, outlet, day(published)) for key, cluster, outlet, published in found}


def _beside(connection: Connection, track: str, what: str) -> dict[str, tuple[str, ...]]:
    """The actors or the topics of the statements on a track."""
    beside = schema.statement_actor if what == "actor" else schema.statement_topic
    table = schema.statement.c
    query = _on_track(
        select(beside.c.statement, beside.c[what]).where(beside.c.statement == table.id), table.document, track
    )
    found: dict[str, list[str]] = {}
    for statement, value in connection.execute(query):
        found.setdefault(statement, []).append(value)
    return {key: tuple(sorted(values)) for key, values in found.items()}


def _statement(
    row: Row[Any], frame: Frame, actors: tuple[str, ...], topics: tuple[str, ...], track: str, canon: Canon
) -> Told[Statement]:  # fmt: skip
    """One statement in its frame."""
    key, document, act, quoted, negated, on, start, end, lemma, words, places, rule = tuple(row)
    spans = tuple(Span(RawOffset(a), RawOffset(b)) for a, b in orjson.loads(places))
    who = tuple(dict.fromkeys(map(canon, actors)))
    said = day(on)
    finding = Statement(
        key, who, None, Cue(Span(RawOffset(start), RawOffset(end)), lemma), Evidence(spans), act, quoted, rule,
        negated=bool(negated), said=Days(said, said, "published") if said else None, topics=topics,
    )  # fmt: skip
    cluster, outlet, published = frame
    return Told(key, document, cluster, outlet, published, finding, who, words, tracks=(track,) if track else ())


def _told(
    row: Row[Any], finding: Any, canon: Canon, actors: tuple[str, ...] = (), tracks: tuple[str, ...] = ()
) -> Told[Any]:
    """A finding in its frame."""
    by = tuple(dict.fromkeys(map(canon, orjson.loads(row.by))))
    return Told(
        row.id, row.document, row.cluster, row.outlet, day(row.day), finding, actors, row.words, by=by, tracks=tracks
    )


def meeting_of(raw: Any, canon: Canon = str) -> Meeting:
    """A meeting from its JSON."""
    place = raw["place"] or {}
    return Meeting(
        raw["id"], raw["track"], raw["number"], raw["kind"], day(raw["earliest"]), day(raw["latest"]),
        place.get("id"), place.get("name"), raw["status"], Evidence(tuple(map(_span, raw["evidence"]))), raw["rule"],
        raw["host"], tuple(Participant(canon(p["actor"]), p["role"]) for p in raw["participants"]),
        tuple(raw["topics"]), raw["according_to"],
    )  # fmt: skip


def pledge_of(raw: Any, canon: Canon = str) -> Pledge:
    """A pledge from its JSON."""
    return Pledge(
        raw["id"], tuple(dict.fromkeys(map(canon, raw["by"]))), _span(raw["what"]), raw["status"],
        Evidence(tuple(map(_span, raw["evidence"]))), raw["rule"], tuple(map(canon, raw["to"])), tuple(raw["topics"]),
        day(raw["earliest"]), day(raw["latest"]), tuple(raw["places"]), tuple(map(canon, raw["broken_by"])),
        raw["according_to"],
    )  # fmt: skip


def documents_by_track(connection: Connection, track: str | None = None) -> Iterator[tuple[str, int]]:
    """Each track with how many current documents are on it, or one alone."""
    from sqlalchemy import func

    on, document = schema.document_track.c, schema.document.c
    query = select(on.track, func.count()).where((on.document == document.id) & (document.standing == "current"))
    if track:
        query = query.where(on.track == track)
    yield from connection.execute(query.group_by(on.track).order_by(on.track))
