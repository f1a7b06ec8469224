"""What a record is told: its current findings in the frame of their documents, as resolution across them needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Connection, Row, select

from mahdar.model import Cue, Days, Evidence, Meeting, Participant, Pledge, RawOffset, Span, Statement
from mahdar.model.minutes import Told
from mahdar.record import schema

Canon = Callable[[str], str]
"""The id that an actor goes by, after people's decisions."""


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
    query = _on_track(_frame(*table).where(table.document == schema.document.c.id), table.document, track)
    rows = connection.execute(query).all()
    actors, topics = _beside(connection, track, "actor"), _beside(connection, track, "topic")
    return [_statement(row, actors, topics, track, canon) for row in rows]


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
    row: Row[Any], actors: dict[str, tuple[str, ...]], topics: dict[str, tuple[str, ...]], track: str, canon: Canon
) -> Told[Statement]:  # fmt: skip
    """One statement in its frame."""
    spans = tuple(Span(RawOffset(a), RawOffset(b)) for a, b in orjson.loads(row.spans))
    who = tuple(dict.fromkeys(map(canon, actors.get(row.id, ()))))
    said = day(row.said)
    finding = Statement(
        row.id, who, None, Cue(Span(RawOffset(row.cue_start), RawOffset(row.cue_end)), row.lemma), Evidence(spans),
        row.act, row.quoted, row.rule, negated=bool(row.negated),
        said=Days(said, said, "published") if said else None, topics=topics.get(row.id, ()),
    )  # fmt: skip
    tracks = (track,) if track else ()
    return Told(
        row.id, row.document, row.cluster, row.outlet, day(row.day), finding, who, row.words, tracks=tracks
    )  # fmt: skip


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


def documents_by_track(connection: Connection) -> Iterator[tuple[str, int]]:
    """Each track with how many current documents are on it."""
    from sqlalchemy import func

    on, document = schema.document_track.c, schema.document.c
    query = select(on.track, func.count()).where((on.document == document.id) & (document.standing == "current"))
    yield from connection.execute(query.group_by(on.track).order_by(on.track))
