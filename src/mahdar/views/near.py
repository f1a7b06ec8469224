"""Statements in words alike: what the record holds that was said in about the same words, whoever said it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, Row, select, text

from mahdar.record import schema
from mahdar.record.chunks import chunks
from mahdar.record.words import askable, stem_of, words_of
from mahdar.resolve.across.alike import likeness
from mahdar.resolve.across.denials import ALIKE, ENOUGH

LOOKED_AT = 400
"""Documents whose statements are compared."""
_ASKED = 8
"""Stems that documents are looked up by, the longest, of which so many as are enough must stand there.

On 27,507 reports four of eight find the document of 94 of 97 statements in 9 ms; ranking documents that have any of
24 stems takes 1.8 s.
"""
_SHORT = 3

Stems = frozenset[str]


def stems_of(words: str) -> Stems:
    """The stems of a passage as the search files them, without its short words."""
    return frozenset(stem for word in words_of(words) if len(stem := stem_of(word)) >= _SHORT)


def statements_near(connection: Connection, stems: Stems) -> list[Row[Any]]:
    """Statements of current documents whose words are alike, those most alike first."""
    if len(stems) < ENOUGH:
        return []
    ranked = sorted((-share, row.id, row) for row, share in _compared(connection, stems))
    return [row for _, _, row in ranked]


def _compared(connection: Connection, stems: Stems) -> Iterator[tuple[Row[Any], float]]:
    """Each statement that is alike, with the share of stems that the two have in common."""
    own, document = schema.statement.c, schema.document.c
    for some in chunks(_documents(connection, stems)):
        query = select(*own).where(
            (own.document == document.id) & (document.standing == "current") & own.document.in_(some)
        )
        for row in connection.execute(query):
            theirs = stems_of(row.words)
            share = likeness(stems, theirs)
            if share >= ALIKE and len(stems & theirs) >= ENOUGH:
                yield row, share


def _documents(connection: Connection, stems: Stems) -> list[str]:
    """The documents in which enough of the longest stems stand."""
    longest = sorted(askable(stems), key=lambda stem: (-len(stem), stem))[:_ASKED]
    groups = list(combinations(longest, ENOUGH))
    if not groups:
        return []
    if connection.dialect.name == "sqlite":
        terms = " OR ".join("(" + " AND ".join(f'stems : "{stem}"' for stem in group) + ")" for group in groups)
        condition = "search MATCH :terms"
    else:
        terms = " | ".join("(" + " & ".join(f"'{stem}'" for stem in group) + ")" for group in groups)
        condition = "vector @@ to_tsquery('simple', :terms)"
    asked = text(f"SELECT document FROM search WHERE {condition} ORDER BY document LIMIT :most")
    return list(connection.execute(asked.bindparams(terms=terms, most=LOOKED_AT)).scalars())
