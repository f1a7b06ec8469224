"""What came since a day: the documents published from then on, or come into the record, and what is found in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, select

from mahdar.errors import BadSetting
from mahdar.record import schema
from mahdar.record.chunks import chunks
from mahdar.record.decisions import Decided
from mahdar.views.asked import Asked
from mahdar.views.who import who_is


class Came(NamedTuple):
    """The day and the outlet of a document that came late."""

    day: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Late:
    """The documents that came since a day, with the decisions that stand and who was asked for, None for everybody."""

    connection: Connection
    asked: Asked
    decided: Decided
    who: frozenset[str] | None
    told: dict[str, Came] = field(default_factory=dict)

    @classmethod
    def of(cls, connection: Connection, asked: Asked) -> Late:
        """Those since the day asked for; raises `BadSetting` unless one day is told."""
        if (asked.since is None) == (asked.added_since is None):
            raise BadSetting("Say since when, by one day.", "since: by publication; added-since: by when it was added.")
        decided = Decided.of(connection)
        who: frozenset[str] | None = None
        if asked.actor:
            meant: set[str] = set(connection.scalars(who_is(connection, asked.actor)))
            who = frozenset(meant)
        found = cls(connection, asked, decided, who)
        told = found.findings(schema.meeting) | found.findings(schema.pledge)
        return cls(connection, asked, decided, who, told)

    @property
    def condition(self) -> ColumnElement[bool]:
        """The condition of the documents' table."""
        own = schema.document.c
        column = own.published if self.asked.since else own.added
        return (own.standing == "current") & (column >= str(self.asked.since or self.asked.added_since))

    def documents(self) -> Select[Any]:
        """The question for their ids."""
        return select(schema.document.c.id).where(self.condition)

    def framed(self, table: Table) -> ColumnElement[bool]:
        """The condition of a table that holds the frames of its documents, which need not be opened for most days."""
        if self.asked.since:
            return (table.c.current == 1) & (table.c.published >= self.asked.since.isoformat())
        return table.c.document.in_(self.documents())

    def findings(self, table: Table, ids: Iterable[str] | None = None) -> dict[str, Came]:
        """The findings in them by id, or those among some ids, with the frame of their documents."""
        own = schema.document.c
        query = select(table.c.id, own.published, own.outlet).where((table.c.document == own.id) & self.condition)
        asked = [query] if ids is None else [query.where(table.c.id.in_(some)) for some in chunks(sorted(set(ids)))]
        return {r.id: Came(r.published, r.outlet) for one in asked for r in self.connection.execute(one)}

    @property
    def rejected(self) -> list[str]:
        """The findings that people rejected."""
        return [key for key, kind in self.decided.judged.items() if kind == "reject"]

    def news(self, findings: Iterable[str], told: Mapping[str, Came] | None = None) -> tuple[str, ...]:
        """Those of some findings that came late, none where the outlet asked for tells none of them."""
        told = self.told if told is None else told
        late = tuple(f for f in findings if f in told)
        outlet = self.asked.outlet
        return late if outlet is None or any(told[f].outlet == outlet for f in late) else ()

    def about(self, actors: Iterable[str | None]) -> bool:
        """Whether whoever was asked for is among some actors."""
        return self.who is None or any(actor in self.who for actor in actors)
