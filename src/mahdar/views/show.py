"""Showing one thing of a record by its id, whatever it is."""

from __future__ import annotations

from sqlalchemy import select

from mahdar.record import Record, UnknownId, schema
from mahdar.views.asked import Asked
from mahdar.views.cite import Cite, cites
from mahdar.views.conflicts import ConflictRow, conflicts
from mahdar.views.pledges import PledgeRow, pledges
from mahdar.views.rounds import RoundRow, rounds


def show(record: Record, key: str) -> RoundRow | PledgeRow | ConflictRow | Cite | str:
    """A meeting, pledge, conflict or finding with its sentences, or a document's text; raises `RecordError`."""
    one = Asked(limit=1, key=key)
    for question in (rounds, pledges, conflicts):
        for found in question(record, one):
            return found
    with record.asking() as connection:
        told = cites(connection, [key]).get(key)
        body = connection.execute(select(schema.document.c.text).where(schema.document.c.id == key)).scalar()
    if told is None and body is None:
        raise UnknownId(key)
    return told or str(body)
