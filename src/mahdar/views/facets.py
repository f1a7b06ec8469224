"""Facets: how the documents that a search finds are spread over outlets, tracks and years."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, Subquery, func, select

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
    document = schema.document.c
    with record.asking() as connection:
        found = asked.of_documents(select(document.id, document.outlet, document.published))
        if wanted:
            found = found.where(holding(connection, wanted))
        outlets, years = _frames(connection, found.subquery())
        on, ids = schema.document_track.c, found.subquery()
        query = select(on.track, func.count()).where(on.document == ids.c.id).group_by(on.track)
        tracks = Counter[str](dict(connection.execute(query).all()))
    return Facets(outlets.total(), _most(outlets), _most(tracks), tuple(sorted(_most(years), reverse=True)))


def _frames(connection: Connection, found: Subquery) -> tuple[Counter[str], Counter[str]]:
    """How many of some documents each outlet and each year has; the empty one those of which it is untold."""
    outlets, years = Counter[str](), Counter[str]()
    year = func.substr(found.c.published, 1, 4)
    for outlet, told, number in connection.execute(
        select(found.c.outlet, year, func.count()).group_by(found.c.outlet, year)
    ):
        outlets[outlet or ""] += number
        years[told or ""] += number
    return outlets, years


def _most(counted: Counter[str]) -> Values:
    """The most frequent values, those untold left out."""
    told = ((key, number) for key, number in counted.items() if key)
    return tuple(sorted(told, key=lambda pair: (-pair[1], pair[0]))[:MOST])
