"""The reading of one document of a record, its findings under the ids that the record gives them."""

from __future__ import annotations

from dataclasses import dataclass

import orjson
from sqlalchemy import select

from mahdar.model.shapes import ReadingJson
from mahdar.record import Record, UnknownId, schema
from mahdar.record.ids import Ids
from mahdar.views.documents import DocumentRow

AROUND = 11
"""Words shown on each side of a mention."""


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A document with its text, the SHA-256 of that text, and everything found in it."""

    document: DocumentRow
    text: str
    text_sha256: str
    reading: ReadingJson


def reading(record: Record, key: str) -> ReadingRow:
    """What was found in a document; raises `UnknownId`, of a document that was taken out, too."""
    own = schema.document.c
    columns = own.id, own.published, own.outlet, own.title, own.url, own.standing, own.cluster
    query = select(*columns, own.text, own.text_sha256, schema.reading.c.json).where(
        (own.id == key) & (schema.reading.c.document == own.id)
    )
    with record.asking() as connection:
        row = connection.execute(query).first()
    if row is None:
        raise UnknownId(key)
    found: ReadingJson = orjson.loads(row.json)
    found["document"]["text"] = row.text
    return ReadingRow(DocumentRow(*row[:7]), row.text, row.text_sha256, _renamed(found, key))


def mention(read: ReadingRow, place: str) -> str:
    """The text round the first words that name a place in a document, these between ⟦ and ⟧; empty where none do."""
    spans = [span for named in read.reading["places"] if named["id"] == place for span in named["mentions"]]
    if not spans:
        return ""
    first = min(spans, key=lambda span: span["start"])
    before, after = read.text[: first["start"]].split()[-AROUND:], read.text[first["end"] :].split()
    glue = "" if read.text[first["start"] - 1 : first["start"]].strip() else " "
    tail = " ".join(after[:AROUND]) + (" …" if len(after) > AROUND else "")
    gap = "" if read.text[first["end"] : first["end"] + 1].strip() else " "
    return f"{' '.join(before)}{glue}⟦{read.text[first['start'] : first['end']]}⟧{gap}{tail}".strip()


def _renamed(found: ReadingJson, key: str) -> ReadingJson:
    """The reading with the ids of the record, which `s1` and `m1` become when a document is added."""
    ids = Ids(key)
    names = {s["id"]: ids.of("s", s["cue"]["start"], s["content"][0]["start"]) for s in found["statements"]}
    for statement in found["statements"]:
        statement["id"] = names[statement["id"]]
    for meeting in found["meetings"]:
        meeting["id"] = ids.of("m", meeting["track"], meeting["evidence"][0]["start"])
    for pledge in found["pledges"]:
        pledge["id"] = ids.of("p", pledge["what"]["start"])
    told_in = [*found["meetings"], *found["pledges"]]
    for finding in told_in:
        finding["according_to"] = names.get(finding["according_to"] or "")
    found["document"]["id"] = key
    return found
