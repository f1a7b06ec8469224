"""Documents: what the record holds, what a search finds in it, and where it is silent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select, text

from mahdar.record import Record, schema
from mahdar.record.words import askable, stem_of, words_of
from mahdar.views.asked import Asked


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document; `cluster` is shared by near-duplicates, `snippet` shows the words that a search found."""

    id: str
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    standing: str
    cluster: str
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """An outlet: its documents, its first and last day, and the weeks between in which the record has none of it."""

    outlet: str
    documents: int
    first: str | None
    last: str | None
    silent: int


def documents(record: Record, asked: Asked) -> list[DocumentRow]:
    """The documents asked for, the latest first."""
    own = schema.document.c
    query = (
        asked.of_documents(_columns())
        .order_by(own.published.desc().nulls_last(), own.id)
        .limit(asked.limit)
        .offset(asked.skip)
    )
    with record.asking() as connection:
        return [_row(r) for r in connection.execute(query).all()]


def how_many(record: Record, asked: Asked) -> int:
    """How many documents there are of those asked for, on whatever page."""
    with record.asking() as connection:
        query = asked.of_documents(select(func.count(schema.document.c.id)))
        return int(connection.execute(query).scalar_one())


def search(record: Record, words: str, asked: Asked) -> list[DocumentRow]:
    """The documents in which all these words stand, in whatever spelling, the latest first.

    `القمة` finds «القمّة» and «بالقمة»; a word of another stem is not found.
    """
    wanted = askable(words_of(words))
    if not wanted:
        return []
    with record.asking() as connection:
        own = schema.document.c
        query = asked.of_documents(_columns(own.text).where(holding(connection, wanted)))
        rows = connection.execute(
            query.order_by(own.published.desc().nulls_last(), own.id).limit(asked.limit).offset(asked.skip)
        ).all()
    stems = {stem_of(word) for word in wanted}
    return [_row(r, _snippet(r.text, stems)) for r in rows]


def holding(connection: Connection, wanted: list[str]) -> ColumnElement[bool]:
    """The condition that all of some folded words stand in a document.

    In a file the search table is asked for numbers: it would have to look each id up in the documents.
    """
    document = schema.document.c
    found = select(text("rowid" if connection.dialect.name == "sqlite" else "document")).select_from(text("search"))
    at = document.number if connection.dialect.name == "sqlite" else document.id
    return at.in_(found.where(_match(connection, wanted)))


def _columns(*more: Any) -> Any:
    own = schema.document.c
    return select(own.id, own.published, own.outlet, own.title, own.url, own.standing, own.cluster, *more)


def _match(connection: Connection, wanted: list[str]) -> Any:
    """The condition of the search table for all of some folded words."""
    if connection.dialect.name == "sqlite":
        terms = " AND ".join(f'(words : "{word}" OR stems : "{stem_of(word)}")' for word in wanted)
        return text("search MATCH :terms").bindparams(terms=terms)
    terms = " & ".join(f"('{word}' | '{stem_of(word)}')" for word in wanted)
    return text("vector @@ to_tsquery('simple', :terms)").bindparams(terms=terms)


def _row(row: Row[Any], snippet: str = "") -> DocumentRow:
    return DocumentRow(row.id, row.published, row.outlet, row.title, row.url, row.standing, row.cluster, snippet)


def _snippet(body: str, stems: set[str]) -> str:
    """The text round the first word found, the words found between ⟦ and ⟧."""
    words = body.split()
    at = next((n for n, word in enumerate(words) if not stems.isdisjoint(_stems(word))), 0)
    begin, end = max(0, at - 8), min(len(words), at + 14)
    shown = [word if stems.isdisjoint(_stems(word)) else f"⟦{word}⟧" for word in words[begin:end]]
    return ("… " if begin else "") + " ".join(shown) + (" …" if end < len(words) else "")


@lru_cache(maxsize=1 << 15)
def _stems(word: str) -> frozenset[str]:
    """The stems of a word as published: of more than one where a mark stands in it."""
    return frozenset(map(stem_of, words_of(word)))


def coverage(record: Record, asked: Asked) -> list[CoverageRow]:
    """Each outlet with its documents and its silent weeks, those with most documents first."""
    own = schema.document.c
    query = asked.of_documents(select(own.outlet, own.published, func.count()).group_by(own.outlet, own.published))
    days: dict[str, Counter[str | None]] = {}
    with record.asking() as connection:
        for outlet, published, count in connection.execute(query).all():
            days.setdefault(outlet or "", Counter())[published] += count
    rows = [_coverage(outlet, found) for outlet, found in days.items()]
    return sorted(rows, key=lambda r: (-r.documents, r.outlet))[asked.page]


def _coverage(outlet: str, found: Counter[str | None]) -> CoverageRow:
    """One outlet's row."""
    told = sorted(date.fromisoformat(d[:10]) for d in found if d)
    weeks = {d - timedelta(d.weekday()) for d in told}
    span = (max(weeks) - min(weeks)).days // 7 + 1 if weeks else 0
    first, last = (told[0].isoformat(), told[-1].isoformat()) if told else (None, None)
    return CoverageRow(outlet, found.total(), first, last, span - len(weeks))
