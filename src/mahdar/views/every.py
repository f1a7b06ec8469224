"""All answers to a question, a few at a time, so that a record of any size is gone through in the same memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import select

from mahdar.record import Record, schema
from mahdar.record.chunks import chunks
from mahdar.record.decisions import judged, merges
from mahdar.views.asked import Asked
from mahdar.views.documents import DocumentRow, documents
from mahdar.views.pledges import PledgeRow, pledge_ids, pledges_of
from mahdar.views.rounds import RoundRow, round_ids, rounds_of
from mahdar.views.statements import StatementRow, statement_ids, told

R = TypeVar("R", StatementRow, RoundRow)

AT_ONCE = 500
"""Documents that are asked for together; the others come in chunks of a question."""


def every_statement(record: Record, asked: Asked) -> Iterator[StatementRow]:
    """The statements that `statements` gives, all of them, in its order; only their ids are held."""
    own = schema.statement.c
    with record.asking() as connection:
        into, decided = merges(connection), judged(connection)
        for some in chunks([key for key in statement_ids(connection, asked) if decided.get(key) != "reject"]):
            rows = connection.execute(select(*own).where(own.id.in_(some))).all()
            yield from _ordered(some, told(connection, rows, into, decided))


def every_round(record: Record, asked: Asked) -> Iterator[RoundRow]:
    """The meetings that `rounds` gives, all of them, in its order; only their ids are held."""
    with record.asking() as connection:
        for some in chunks(round_ids(connection, asked)):
            yield from _ordered(some, rounds_of(connection, some, asked))


def every_pledge(record: Record, asked: Asked) -> Iterator[PledgeRow]:
    """The pledges that `pledges` gives, all of them, in its order; only their ids and days are held."""
    with record.asking() as connection:
        made = pledge_ids(connection, asked)
        for some in chunks(list(made)):
            yield from pledges_of(connection, {key: made[key] for key in some}, asked)


def every_document(record: Record, asked: Asked) -> Iterator[DocumentRow]:
    """The documents that `documents` gives, all of them, in its order."""
    skip = 0
    while rows := documents(record, asked.but(skip=skip, limit=AT_ONCE)):
        yield from rows
        skip += AT_ONCE


def _ordered(ids: Sequence[str], rows: Sequence[R]) -> Iterator[R]:
    """Rows in the order of their ids; ids without a row are left out."""
    found = {row.id: row for row in rows}
    return (found[key] for key in ids if key in found)
