"""Showing one thing of a record by its id, whatever it is."""

from __future__ import annotations

from sqlalchemy import select

from mahdar.record import Record, RecordError, schema
from mahdar.views.asked import Asked
from mahdar.views.cite import Cite, cites
from mahdar.views.conflicts import ConflictRow, conflicts
from mahdar.views.pledges import PledgeRow, pledges
from mahdar.views.rounds import RoundRow, rounds

_ALL = 1_000_000


def show(record: Record, key: str) -> RoundRow | PledgeRow | ConflictRow | Cite | str:
    """A meeting, pledge, conflict or finding with its sentences, or a document's text; raises `RecordError`."""
    everything = Asked(limit=_ALL)
    if "/" in key:
        found = [r for r in rounds(record, everything.but(track=key.split("/")[0])) if r.id == key]
        if found:
            return found[0]
    if key.startswith("pl"):
        bound = [p for p in pledges(record, everything) if p.id == key]
        if bound:
            return bound[0]
    if key.startswith("c"):
        opposed = [c for c in conflicts(record, everything) if c.id == key]
        if opposed:
            return opposed[0]
    with record.asking() as connection:
        told = cites(connection, [key]).get(key)
        body = connection.execute(select(schema.document.c.text).where(schema.document.c.id == key)).scalar()
    if told is None and body is None:
        raise RecordError(f"The record has nothing called {key}.", "mahdar rounds, statements and the rest list ids.")
    return told or str(body)
