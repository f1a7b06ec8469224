"""Statements in words alike: what the record holds that was said in about the same words, whoever said it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, text

from mahdar.record import schema
from mahdar.record.words import stem_of, words_of
from mahdar.record.writing import chunks
from mahdar.resolve.across.alike import likeness
from mahdar.resolve.across.denials import ALIKE, ENOUGH

LOOKED_AT = 200
"""Documents whose statements are compared, those that share the rarest words first."""
_ASKED = 24
"""Stems that documents are looked up by: the longest, which are the rarest."""
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
    """The documents that share most with some stems."""
    longest = sorted(stems, key=lambda stem: (-len(stem), stem))[:_ASKED]
    if connection.dialect.name == "sqlite":
        terms = " OR ".join(f'stems : "{stem}"' for stem in longest)
        query = "SELECT document FROM search WHERE search MATCH :terms ORDER BY rank, document LIMIT :most"
    else:
        terms = " | ".join(f"'{stem}'" for stem in longest)
        wanted = "to_tsquery('simple', :terms)"
        query = (
            f"SELECT document FROM search WHERE vector @@ {wanted} "
            f"ORDER BY ts_rank(vector, {wanted}) DESC, document LIMIT :most"
        )
    asked = text(query).bindparams(bindparam("terms", terms), bindparam("most", LOOKED_AT))
    return list(connection.execute(asked).scalars())
