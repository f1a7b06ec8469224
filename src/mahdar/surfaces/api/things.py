"""Single things: whatever has an id, and a document with its text, its reading and its annotations."""

from __future__ import annotations

from typing import Any, Literal

import orjson
from fastapi import APIRouter, Response
from fastapi import Path as InPath
from pydantic import BaseModel
from starlette.responses import JSONResponse

from mahdar import views
from mahdar.surfaces.api.annotations import Collection
from mahdar.surfaces.api.paging import as_json
from mahdar.surfaces.api.questions import Asked
from mahdar.surfaces.api.readings import Reading

routes = APIRouter(prefix="/api/v1", tags=["things"])


class Document(BaseModel):
    """A document as published: offsets are half-open code points of `text`, `text_sha256` the digest of its UTF-8."""

    document: views.DocumentRow
    text: str
    text_sha256: str


class Alike(BaseModel):
    """Near-duplicates of one document."""

    items: list[views.DocumentRow]


class Shown(BaseModel):
    """One thing, and which kind it is."""

    kind: Literal["meeting", "pledge", "conflict", "finding", "document"]
    item: views.RoundRow | views.PledgeRow | views.ConflictRow | views.Cite | Document


class AsAnnotations(JSONResponse):
    """An answer in the format of W3C annotations."""

    media_type = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'

    def render(self, content: object) -> bytes:
        """The bytes of the answer."""
        return orjson.dumps(content)


KINDS = {
    views.RoundRow: "meeting", views.PledgeRow: "pledge", views.ConflictRow: "conflict", views.Cite: "finding",
}  # fmt: skip


@routes.get("/show/{key:path}", response_model=Shown)
def show(record: Asked, key: str = InPath(max_length=200, pattern=r"^[^\x00]+$")) -> Response:
    """A meeting, pledge, conflict, finding or document by its id."""
    found = views.show(record, key)
    if isinstance(found, str):
        return as_json({"kind": "document", "item": _document(views.reading(record, key))})
    return as_json({"kind": KINDS[type(found)], "item": found})


@routes.get("/documents/{key}", response_model=Document)
def document(record: Asked, key: str = InPath(max_length=200, pattern=r"^[^\x00]+$")) -> Response:
    """A document with its text."""
    return as_json(_document(views.reading(record, key)))


@routes.get("/documents/{key}/reading", response_model=Reading)
def reading(record: Asked, key: str = InPath(max_length=200, pattern=r"^[^\x00]+$")) -> Response:
    """Everything that was found in a document, under the ids of the record."""
    return as_json(views.reading(record, key).reading)


@routes.get("/documents/{key}/similar", response_model=Alike)
def similar(record: Asked, key: str = InPath(max_length=200, pattern=r"^[^\x00]+$")) -> Response:
    """The other documents that share a document's wire text, the earliest first."""
    return as_json({"items": views.similar(record, views.reading(record, key).document)})


_FAULT: dict[int | str, dict[str, Any]] = {
    "default": {
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Fault"}}},
        "description": "What went wrong, and what to do.",
    }
}
"""A fault is plain JSON where the answer itself is of another kind."""


@routes.get("/documents/{key}/annotations", response_model=Collection, response_class=AsAnnotations, responses=_FAULT)
def annotated(record: Asked, key: str = InPath(max_length=200, pattern=r"^[^\x00]+$")) -> Response:
    """The findings of a document as W3C Web Annotations."""
    return AsAnnotations(views.annotated(views.reading(record, key), f"/api/v1/documents/{key}"))


def _document(row: views.ReadingRow) -> dict[str, Any]:
    return {"document": row.document, "text": row.text, "text_sha256": row.text_sha256}
