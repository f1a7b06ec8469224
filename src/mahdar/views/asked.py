"""What is asked for: the filters that every question of a record knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, Table, select

from mahdar.record import schema


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters; None asks for all. `actor` is an id or a part of a name, `since` and `until` are inclusive days.

    `key` asks for the one statement, meeting, pledge or conflict of that id, `place` for the documents that name the
    place of that id, `added_since` for what came into the record from that day on. Of the answers in their order,
    `skip` are left out and then `limit` given.
    """

    track: str | None = None
    actor: str | None = None
    topic: str | None = None
    act: str | None = None
    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    limit: int = 50
    skip: int = 0
    key: str | None = None
    place: str | None = None
    added_since: date | None = None

    @property
    def page(self) -> slice:
        """Which of all answers are given."""
        return slice(self.skip, self.skip + self.limit)

    def but(self, **changes: Any) -> Asked:
        """The same with other filters."""
        return replace(self, **changes)

    def of_documents(self, query: Select[Any]) -> Select[Any]:
        """A question narrowed to current documents of the track, the outlet and the days."""
        document, on, named = schema.document.c, schema.document_track.c, schema.document_place.c
        query = query.where(document.standing == "current")
        if self.place:
            query = query.where(document.id.in_(select(named.document).where(named.place == self.place)))
        if self.track:
            query = query.where(document.id.in_(select(on.document).where(on.track == self.track)))
        if self.outlet:
            query = query.where(document.outlet == self.outlet)
        if self.since:
            query = query.where(document.published >= self.since.isoformat())
        if self.until:
            query = query.where(document.published <= self.until.isoformat())
        return query

    def of_frames(self, query: Select[Any], table: Table) -> Select[Any]:
        """A question of a table that holds the frames of its documents, narrowed in the same way."""
        frame, on = table.c, schema.document_track.c
        query = query.where(frame.current == 1)
        if self.track:
            query = query.where(frame.document.in_(select(on.document).where(on.track == self.track)))
        if self.outlet:
            query = query.where(frame.outlet == self.outlet)
        if self.since:
            query = query.where(frame.published >= self.since.isoformat())
        if self.until:
            query = query.where(frame.published <= self.until.isoformat())
        return query

    def on_days(self, days: Iterable[date | None]) -> bool:
        """Whether one of some days is among those asked for."""
        told = (day.isoformat() if day else None for day in days)
        return any(self.within(day, day) for day in told)

    def within(self, earliest: str | None, latest: str | None) -> bool:
        """Whether days, as ISO text, touch the days asked for; untold days do only where none are asked."""
        if not (self.since or self.until):
            return True
        if not (earliest or latest):
            return False
        first, last = earliest or latest or "", latest or earliest or ""
        after = self.since is None or last >= self.since.isoformat()
        return after and (self.until is None or first <= self.until.isoformat())
