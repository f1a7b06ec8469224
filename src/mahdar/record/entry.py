"""An entry: one reading as the rows that a record keeps of it, made where it was read and ready to be written."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import orjson

from mahdar.model import Document, Meeting, Pledge, Reading, Span, Statement
from mahdar.model.contract import as_json, encode
from mahdar.record.ids import Ids, document_id, document_key
from mahdar.record.sketch import sketch_of
from mahdar.record.words import filed

Row = dict[str, Any]


@dataclass(slots=True)
class Entry:
    """The rows of one document by table, and what the search files of it."""

    id: str
    document: Row
    search: tuple[str, str]
    sketch: tuple[int, ...]
    tracks: tuple[str, ...]
    rows: dict[str, list[Row]] = field(default_factory=dict)
    actors: list[Row] = field(default_factory=list)
    places: list[Row] = field(default_factory=list)


def entry_of(reading: Reading, tracks: Iterable[str], reader: str) -> Entry:
    """What a record keeps of a reading; `tracks` are those that the document is about, `reader` who read it."""
    document = reading.document
    key = document_id(document)
    about = tuple(sorted({*tracks, *(m.track for m in reading.meetings)}))
    entry = Entry(key, _document(document, key, reader), filed(document.text), sketch_of(document.text), about)
    entry.rows = _rows(reading, key, about, entry.sketch)
    entry.actors = [
        {"id": a.id, "kind": a.kind, "known": int(a.known), "names": _json(dict(a.names)), "represents": a.represents}
        for a in reading.actors
    ]
    entry.places = [{"id": p.id, "name": p.name, "kind": p.kind, "lat": p.lat, "lon": p.lon} for p in reading.places]
    return entry


def _rows(reading: Reading, key: str, about: tuple[str, ...], sketch: tuple[int, ...]) -> dict[str, list[Row]]:
    """The rows of every table that belong to one document."""
    document = reading.document
    ids = Ids(key)
    numbers = {s.id: ids.of("s", s.cue.span.start, s.content.start) for s in reading.statements}
    json = as_json(reading)
    speakers = {s.id: s.actors for s in reading.statements}
    return {
        "reading": [{"document": key, "json": zlib.compress(encode(reading), 1)}],
        "statement": [_statement(s, numbers[s.id], key, document) for s in reading.statements],
        "statement_actor": [
            {"actor": a, "statement": numbers[s.id]} for s in reading.statements for a in dict.fromkeys(s.actors)
        ],
        "statement_topic": [
            {"topic": t, "statement": numbers[s.id]} for s in reading.statements for t in dict.fromkeys(s.topics)
        ],
        "document_track": [{"document": key, "track": track} for track in about],
        "meeting": [
            _told(m, raw, ids.of("m", m.track, m.evidence.start), key, document, speakers) | {"track": m.track}
            for m, raw in zip(reading.meetings, json["meetings"], strict=True)
        ],
        "pledge": [
            _told(p, raw, ids.of("p", p.what.start), key, document, speakers)
            for p, raw in zip(reading.pledges, json["pledges"], strict=True)
        ],
        "document_actor": [
            {"document": key, "actor": a.id, "aliases": _json(a.aliases)} for a in reading.actors
        ],
        "document_place": [{"document": key, "place": p.id, "times": len(p.mentions)} for p in reading.places],
        "refusal": [
            {"document": key, "kind": kind, "reason": reason, "times": times}
            for (kind, reason), times in sorted(Counter((r.kind, r.reason) for r in reading.refusals).items())
        ],
        "sketch": [{"hash": h, "document": key} for h in sketch],
    }  # fmt: skip


def _json(value: object) -> str:
    return orjson.dumps(value).decode()


def _document(document: Document, key: str, reader: str) -> Row:
    """The row of the document itself; when it was added and its cluster are settled by the writer."""
    came = document.provenance
    return {
        "id": key, "key": document_key(document), "external": document.id or None, "title": document.title,
        "outlet": document.outlet, "url": document.url,
        "published": document.published.isoformat() if document.published else None,
        "language": document.language, "text": document.text,
        "text_sha256": sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "raw_sha256": came.raw_sha256 if came else None, "origin": came.origin if came else None,
        "fetched": came.fetched.isoformat() if came and came.fetched else None,
        "standing": "current", "cluster": key, "reader": reader,
    }  # fmt: skip


def _statement(statement: Statement, key: str, document_key: str, document: Document) -> Row:
    """One statement."""
    text, said = document.text, statement.said
    day = (said.earliest or said.latest) if said else None
    published = document.published.isoformat() if document.published else None
    return {
        "id": key, "document": document_key, "act": statement.act, "negated": int(statement.negated),
        "quoted": statement.quoted, "said": day.isoformat() if day else published, "published": published,
        "cue_start": statement.cue.span.start, "cue_end": statement.cue.span.end, "lemma": statement.cue.lemma,
        "source": statement.source.of(text) if statement.source else None,
        "words": " … ".join(span.of(text) for span in statement.content.spans),
        "spans": _json([[s.start, s.end] for s in statement.content.spans]), "rule": statement.rule,
    }  # fmt: skip


def _told(
    finding: Meeting | Pledge, raw: Any, key: str, document_key: str, document: Document,
    speakers: dict[str, tuple[str, ...]],
) -> Row:  # fmt: skip
    """A meeting or a pledge as one document tells it, with who says the statement that holds it."""
    spans: tuple[Span, ...] = (finding.what,) if isinstance(finding, Pledge) else finding.evidence.spans
    return {
        "id": key, "document": document_key, "json": _json(raw),
        "by": _json(speakers.get(finding.according_to or "", ())),
        "words": " … ".join(span.of(document.text) for span in spans),
    }  # fmt: skip
