"""Citations: the document, the words and the sentence behind a finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, Row, select

from mahdar.record import Record, schema
from mahdar.record.chunks import chunks

AROUND = 160
"""Characters shown on each side of the words at most, up to the sentence's end."""
_ENDS = ".؟!\n"


@dataclass(frozen=True, slots=True)
class Cite:
    """Where a finding stands: its document and outlet, its words, and the sentence round them, all as published."""

    finding: str
    document: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    start: int
    end: int
    words: str
    sentence: str


def cites(connection: Connection, findings: Iterable[str]) -> dict[str, Cite]:
    """The citations of findings, of whatever kind; ids that the record does not have are left out."""
    ids = list(dict.fromkeys(findings))
    rows: list[Row[Any]] = []
    for letter, table in (("s", schema.statement), ("m", schema.meeting), ("p", schema.pledge)):
        own = table.c
        query = select(own.id, own.document, own.words, (own.spans if "spans" in own else own.json).label("place"))
        for some in chunks([i for i in ids if i.startswith(letter)]):
            rows += connection.execute(query.where(own.id.in_(some)))
    documents = _documents(connection, {row.document for row in rows})
    return {row.id: _cite(row, documents[row.document]) for row in rows}


def words(record: Record, findings: Iterable[str]) -> dict[str, str]:
    """The words of each finding that the record has among some ids."""
    with record.asking() as connection:
        return {key: cite.words for key, cite in cites(connection, findings).items()}


def _documents(connection: Connection, ids: Iterable[str]) -> dict[str, Row[Any]]:
    """The documents that are cited; each is opened once, however many of its findings are."""
    own = schema.document.c
    query = select(own.id, own.outlet, own.published, own.title, own.url, own.text)
    rows: list[Row[Any]] = []
    for some in chunks(sorted(ids)):
        rows += connection.execute(query.where(own.id.in_(some)))
    return {row.id: row for row in rows}


def _cite(row: Row[Any], document: Row[Any]) -> Cite:
    """The citation of one finding."""
    start, end = _span(orjson.loads(row.place))
    return Cite(
        row.id, row.document, document.outlet, document.published, document.title, document.url, start, end, row.words,
        sentence_of(document.text, start, end),
    )  # fmt: skip


def _span(place: object) -> tuple[int, int]:
    """The first and last character of a finding's words, from its spans or its JSON."""
    if isinstance(place, list):
        return place[0][0], place[-1][1]
    assert isinstance(place, dict)
    spans = [place["what"]] if "what" in place else place["evidence"]
    return spans[0]["start"], spans[-1]["end"]


def sentence_of(text: str, start: int, end: int) -> str:
    """The sentence or sentences round some words, cut off at a word where they are very long.

    >>> sentence_of("جملة أولى. قال الوزير إن الجولة تأجلت. جملة ثالثة.", 26, 30)
    'قال الوزير إن الجولة تأجلت.'
    """
    left = max((text.rfind(mark, 0, start) for mark in _ENDS), default=-1) + 1
    right = min((at for mark in _ENDS if (at := text.find(mark, end)) >= 0), default=len(text) - 1) + 1
    before = text[left:start] if start - left <= AROUND else "… " + text[start - AROUND : start].partition(" ")[2]
    after = text[end:right] if right - end <= AROUND else text[end : end + AROUND].rpartition(" ")[0] + " …"
    return (before + text[start:end] + after).strip()
