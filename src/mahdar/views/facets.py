"""Facets: how the documents that a search finds are spread over outlets, tracks and years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from mahdar.record import Record, schema
from mahdar.record.words import askable, words_of
from mahdar.views.asked import Asked
from mahdar.views.documents import holding

MOST = 12
"""Values of a facet at most, the most frequent."""

Values = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """How many documents there are in all, and in each outlet, on each track, of each year."""

    documents: int
    outlets: Values
    tracks: Values
    years: Values


def facets(record: Record, words: str, asked: Asked) -> Facets:
    """The facets of the documents in which all these words stand; of all documents asked for where no word is given."""
    wanted = askable(words_of(words))
    if words.strip() and not wanted:
        return Facets(0, (), (), ())
    document, on = schema.document.c, schema.document_track.c
    with record.asking() as connection:
        found = asked.of_documents(select(document.id, document.outlet, document.published))
        if wanted:
            found = found.where(document.id.in_(holding(connection, wanted)))
        ids = found.subquery()
        total = connection.execute(select(func.count()).select_from(ids)).scalar_one()
        outlets = _counted(connection, select(ids.c.outlet, func.count()))
        years = _counted(connection, select(func.substr(ids.c.published, 1, 4), func.count()))
        tracks = _counted(connection, select(on.track, func.count()).where(on.document == ids.c.id))
    return Facets(total, outlets, tracks, tuple(sorted(years, reverse=True)))


def _counted(connection: Connection, query: Select[Any]) -> Values:
    """The most frequent values of a question that counts, those untold left out."""
    value, count = query.selected_columns
    rows = connection.execute(query.group_by(value).order_by(count.desc(), value).limit(MOST + 1))
    return tuple((key, number) for key, number in rows if key)[:MOST]
