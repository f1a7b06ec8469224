"""Rounds and tracks: the meetings of a track in their order, each with every account of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from mahdar.model.minutes import MeetingMinutes
from mahdar.record import Record, schema
from mahdar.record.chunks import chunks
from mahdar.record.decisions import judged
from mahdar.record.settled import meeting_minutes
from mahdar.record.telling import documents_by_track
from mahdar.views.asked import Asked
from mahdar.views.cite import Cite, cites
from mahdar.views.who import who_is


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A meeting of a track: the best supported answers, the minutes with all others, and the words of every telling."""

    id: str
    track: str
    number: int | None
    earliest: str | None
    latest: str | None
    place: str | None
    status: str
    sources: int
    minutes: MeetingMinutes
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class TrackRow:
    """A track: its documents, its meetings, the last one held and the next one planned."""

    id: str
    documents: int
    rounds: int
    last: str | None
    next: str | None


def rounds(record: Record, asked: Asked) -> list[RoundRow]:
    """The meetings asked for, by track and day; those whose every telling a reviewer rejected are left out."""
    query = _asked(select(*schema.minutes_meeting.c), asked)
    with record.asking() as connection:
        return _rows(connection, _narrowed(connection, _standing(connection, query, asked), asked)[asked.page])


def round_ids(connection: Connection, asked: Asked) -> list[str]:
    """The ids of all meetings of the track or key asked for, in their order, before anything else narrows them."""
    return list(connection.scalars(_asked(select(schema.minutes_meeting.c.id), asked)))


def rounds_of(connection: Connection, ids: Sequence[str], asked: Asked) -> list[RoundRow]:
    """Those of some meetings that are asked for, in no order."""
    own = schema.minutes_meeting.c
    told = _standing(connection, select(*own).where(own.id.in_(ids)), asked)
    return _rows(connection, _narrowed(connection, told, asked))


def _asked(query: Select[Any], asked: Asked) -> Select[Any]:
    """A question of meetings, of the track and key asked for, in their order."""
    own = schema.minutes_meeting.c
    if asked.track:
        query = query.where(own.track == asked.track)
    if asked.key:
        query = query.where(own.id == asked.key)
    return query.order_by(own.track, own.earliest.is_(None), own.earliest, own.number.nulls_first(), own.id)


def rounds_by_id(record: Record, ids: Iterable[str]) -> dict[str, RoundRow]:
    """The meetings of some ids; those that are not there, or were rejected, are left out."""
    own, found = schema.minutes_meeting.c, list[RoundRow]()
    with record.asking() as connection:
        for some in chunks(sorted(set(ids))):
            found += _rows(connection, _standing(connection, select(*own).where(own.id.in_(some)), Asked()))
    return {row.id: row for row in found}


def _standing(connection: Connection, query: Select[Any], asked: Asked) -> list[tuple[Row[Any], MeetingMinutes]]:
    """The meetings of a question on the days asked for that a reviewer left a telling of, with their minutes."""
    decided = judged(connection)
    kept = [r for r in connection.execute(query).all() if asked.within(r.earliest, r.latest)]
    told = [(r, meeting_minutes(r.json)) for r in kept]
    return [(r, m) for r, m in told if any(decided.get(f) != "reject" for f in m.findings)]


def _rows(connection: Connection, told: Sequence[tuple[Row[Any], MeetingMinutes]]) -> list[RoundRow]:
    """Meetings with the words of every telling."""
    found = cites(connection, (f for _, minutes in told for f in minutes.findings))
    return [
        RoundRow(
            m.id, m.track, m.number, r.earliest, r.latest, m.place_name, m.status, _sources(m), m,
            tuple(found[f] for f in m.findings if f in found),
        )
        for r, m in told
    ]  # fmt: skip


def _narrowed(
    connection: Connection, told: list[tuple[Row[Any], MeetingMinutes]], asked: Asked
) -> list[tuple[Row[Any], MeetingMinutes]]:
    """The meetings in which an actor takes part or is host, on a topic, told by an outlet."""
    if asked.topic:
        told = [(r, m) for r, m in told if asked.topic in m.topics]
    if asked.actor:
        who: set[str] = set(connection.scalars(who_is(connection, asked.actor)))
        told = [(r, m) for r, m in told if m.host in who or any(p.actor in who for p in m.participants)]
    if asked.outlet:
        own, document = schema.meeting.c, schema.document.c
        query = select(own.id).where((own.document == document.id) & (document.outlet == asked.outlet))
        tellings = set(connection.execute(query).scalars())
        told = [(r, m) for r, m in told if not tellings.isdisjoint(m.findings)]
    return told


def _sources(minutes: MeetingMinutes) -> int:
    """How many independent sources tell of its standing."""
    return sum(account.sources for account in minutes.accounts.get("status", ()))


def neighbours(record: Record, row: RoundRow) -> tuple[RoundRow | None, RoundRow | None]:
    """The meetings of the same track just before and just after one, by the days that are told."""
    own = schema.minutes_meeting.c
    query = select(own.id).where((own.track == row.track) & own.earliest.is_not(None))
    with record.asking() as connection:
        series = [None, *connection.execute(query.order_by(own.earliest, own.id)).scalars(), None]
    if row.id not in series:
        return None, None
    at = series.index(row.id)
    before, after = series[at - 1 : at + 2 : 2]
    found = rounds_by_id(record, (key for key in (before, after) if key))
    return found.get(before or ""), found.get(after or "")


def tracks(record: Record, asked: Asked) -> list[TrackRow]:
    """The tracks of the record, or the one asked for, those with most documents first."""
    own = schema.minutes_meeting.c
    with record.asking() as connection:
        counts = dict(documents_by_track(connection, asked.track))
        query = select(own.id, own.track, own.status, own.earliest).order_by(own.track, own.earliest, own.id)
        if asked.track:
            query = query.where(own.track == asked.track)
        met = {track: list(rows) for track, rows in groupby(connection.execute(query).all(), key=lambda row: row.track)}
    found = []
    for track in sorted(counts, key=lambda t: (-counts[t], t)):
        mine = met.get(track, [])
        held = [r for r in mine if r.status in ("held", "ongoing") and r.earliest]
        ahead = [r for r in mine if r.status in ("planned", "proposed") and r.earliest]
        after = [r for r in ahead if not held or r.earliest >= held[-1].earliest]
        found.append(
            TrackRow(track, counts[track], len(mine), held[-1].id if held else None, after[0].id if after else None)
        )
    return found[asked.page]
