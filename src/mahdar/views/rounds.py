"""Rounds and tracks: the meetings of a track in their order, each with every account of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from mahdar.model.minutes import MeetingMinutes
from mahdar.record import Record, schema
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
    own = schema.minutes_meeting.c
    query = select(*own).order_by(own.track, own.earliest.is_(None), own.earliest, own.number.nulls_first(), own.id)
    if asked.track:
        query = query.where(own.track == asked.track)
    if asked.key:
        query = query.where(own.id == asked.key)
    with record.asking() as connection:
        decided = judged(connection)
        kept = [r for r in connection.execute(query) if asked.within(r.earliest, r.latest)]
        told = [(r, meeting_minutes(r.json)) for r in kept]
        told = [(r, m) for r, m in told if any(decided.get(f) != "reject" for f in m.findings)]
        told = _narrowed(connection, told, asked)[asked.page]
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
    before, after = (
        next(iter(rounds(record, Asked(key=key, limit=1))), None) if key else None
        for key in series[at - 1 : at + 2 : 2]
    )
    return before, after


def tracks(record: Record, asked: Asked) -> list[TrackRow]:
    """The tracks of the record, those with most documents first."""
    own = schema.minutes_meeting.c
    with record.asking() as connection:
        counts = dict(documents_by_track(connection))
        rows = connection.execute(
            select(own.id, own.track, own.status, own.earliest).order_by(own.earliest, own.id)
        ).all()
    found = []
    for track in sorted(counts, key=lambda t: (-counts[t], t)):
        mine = [r for r in rows if r.track == track]
        held = [r for r in mine if r.status in ("held", "ongoing") and r.earliest]
        ahead = [r for r in mine if r.status in ("planned", "proposed") and r.earliest]
        after = [r for r in ahead if not held or r.earliest >= held[-1].earliest]
        found.append(
            TrackRow(track, counts[track], len(mine), held[-1].id if held else None, after[0].id if after else None)
        )
    return found[asked.page]
