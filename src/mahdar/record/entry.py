"""An entry: one reading as the rows that a record keeps of it, made where it was read and ready to be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import orjson

from mahdar.model import Document, Reading
from mahdar.model.contract import as_json
from mahdar.model.shapes import ReadingJson, SpanJson, StatementJson
from mahdar.record.ids import Ids, document_id, document_key
from mahdar.record.packed import pack
from mahdar.record.sketch import SEEN, packed_sketch, sketch_of
from mahdar.record.words import filed, sounds_of, words_of

Row = tuple[Any, ...]
"""A row in the order of its table's columns."""


@dataclass(slots=True)
class Entry:
    """The rows of one document by table, and what the search files of it."""

    id: str
    document: dict[str, Any]
    search: tuple[str, str]
    sketch: tuple[int, ...]
    tracks: tuple[str, ...]
    rows: dict[str, list[Row]] = field(default_factory=dict)
    actors: list[dict[str, Any]] = field(default_factory=list)
    places: list[dict[str, Any]] = field(default_factory=list)


def entry_of(reading: Reading, tracks: Iterable[str], reader: str) -> Entry:
    """What a record keeps of a reading; `tracks` are those that the document is about, `reader` who read it."""
    return entry_from(reading.document, as_json(reading), tracks, reader)


def entry_from(
    document: Document, found: ReadingJson, tracks: Iterable[str], reader: str, key: str | None = None
) -> Entry:
    """The same from a reading as JSON, which is emptied of its text; `key` is the document's id where it has one."""
    key, words = key or document_id(document), words_of(document.text)
    about = tuple(sorted({*tracks, *(m["track"] for m in found["meetings"])}))
    sketch = sketch_of(words)
    row = _document(document, key, reader) | {"sketch": packed_sketch(sketch)}
    entry = Entry(key, row, filed(words), sketch, about)
    entry.rows = _rows(found, document, key, about, sketch)
    entry.actors = [
        {"id": a["id"], "kind": a["kind"], "known": int(a["known"]), "names": _json(a["names"]),
         "represents": a["represents"]}
        for a in found["actors"]
    ]  # fmt: skip
    entry.places = [{name: p[name] for name in ("id", "name", "kind", "lat", "lon")} for p in found["places"]]
    return entry


def _rows(
    found: ReadingJson, document: Document, key: str, about: Sequence[str], sketch: tuple[int, ...]
) -> dict[str, list[Row]]:
    """The rows of every table that belong to one document."""
    ids, text, published = Ids(key), document.text, _day(document)
    numbers = {s["id"]: ids.of("s", s["cue"]["start"], s["content"][0]["start"]) for s in found["statements"]}
    speakers = {s["id"]: s["actors"] for s in found["statements"]}
    heard = Counter(a for s in found["statements"] for a in dict.fromkeys(s["actors"]))
    frame = (published, document.outlet)
    rows: dict[str, list[Row]] = {
        "statement": [_statement(s, numbers[s["id"]], key, text, published) for s in found["statements"]],
        "statement_actor": [(a, numbers[s["id"]]) for s in found["statements"] for a in dict.fromkeys(s["actors"])],
        "statement_topic": [(t, numbers[s["id"]]) for s in found["statements"] for t in dict.fromkeys(s["topics"])],
        "document_track": [(track, key) for track in about],
        "meeting": [
            (ids.of("m", m["track"], m["evidence"][0]["start"]), key, m["track"], _json(m),
             _json(speakers.get(m["according_to"] or "", ())), _cut(text, m["evidence"]))
            for m in found["meetings"]
        ],
        "pledge": [
            (ids.of("p", p["what"]["start"]), key, _json(p), _json(speakers.get(p["according_to"] or "", ())),
             _cut(text, [p["what"]]))
            for p in found["pledges"]
        ],
        "document_actor": [(a["id"], key, heard[a["id"]], *frame) for a in found["actors"]],
        "document_place": [(p["id"], key, len(p["mentions"]), *frame) for p in found["places"]],
        "refusal": [
            (key, kind, reason, times)
            for (kind, reason), times in sorted(Counter((r["kind"], r["reason"]) for r in found["refusals"]).items())
        ],
        "sketch": [(h, key) for h in sketch[:SEEN]],
        "actor_sound": sorted({(sound, a["id"]) for a in found["actors"] for sound in _sounds(a["names"].values())}),
    }  # fmt: skip
    found["document"]["text"] = ""
    return {"reading": [(key, pack(_json(found)))], **rows}


def _sounds(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from sounds_of(name)


def _json(value: object) -> str:
    return orjson.dumps(value).decode()


def _day(document: Document) -> str | None:
    return document.published.isoformat() if document.published else None


def _cut(text: str, spans: Iterable[SpanJson]) -> str:
    return " … ".join(text[s["start"] : s["end"]] for s in spans)


def _document(document: Document, key: str, reader: str) -> dict[str, Any]:
    """The row of the document itself; when it was added and its cluster are settled by the writer."""
    came, text = document.provenance, document.text
    return {
        "id": key, "key": document_key(document), "external": document.id or None, "title": document.title,
        "outlet": document.outlet, "url": document.url, "published": _day(document), "language": document.language,
        "text": pack(text), "text_sha256": sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "raw_sha256": came.raw_sha256 if came else None, "origin": came.origin if came else None,
        "fetched": came.fetched.isoformat() if came and came.fetched else None,
        "standing": "current", "cluster": key, "reader": reader,
    }  # fmt: skip


def _statement(statement: StatementJson, key: str, document: str, text: str, published: str | None) -> Row:
    """One statement."""
    said, cue, source, content = statement["said"], statement["cue"], statement["source"], statement["content"]
    day = (said["earliest"] or said["latest"]) if said else None
    return (
        key, document, statement["act"], int(statement["negated"]), statement["quoted"], day or published, published,
        cue["start"], cue["end"], cue["lemma"], text[source["start"] : source["end"]] if source else None,
        _cut(text, content), _json([[s["start"], s["end"]] for s in content]), statement["rule"],
    )  # fmt: skip
