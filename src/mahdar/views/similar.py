"""Similar documents: reprints and near-duplicates of one report."""

from __future__ import annotations

from sqlalchemy import select

from mahdar.record import Record, schema
from mahdar.views.documents import DocumentRow

MOST = 50
"""Reprints that are given at most."""


def similar(record: Record, document: DocumentRow) -> list[DocumentRow]:
    """The other current documents that share a document's wire text, the earliest first."""
    own = schema.document.c
    columns = own.id, own.published, own.outlet, own.title, own.url, own.standing, own.cluster
    query = select(*columns).where(
        (own.cluster == document.cluster) & (own.id != document.id) & (own.standing == "current")
    )
    with record.asking() as connection:
        rows = connection.execute(query.order_by(own.published.nulls_last(), own.id).limit(MOST)).all()
    return [DocumentRow(*row) for row in rows]
