"""From one JSON object to a document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import orjson

from mahdar.errors import BadSetting, MahdarError, UnreadableInput
from mahdar.model import Document
from mahdar.sources.trouble import Trouble

FIELDS = ("id", "title", "text", "date", "outlet", "url")
"""The keys of a report as JSON."""

_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")
_KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


def document_of(record: object, where: str, published: date | None) -> Iterator[Document | Trouble]:
    """The document of one JSON object; `published` stands in where it has no date.

    A wrong date is said, and the report read without one; any other mistake loses the report.

    >>> next(document_of({"text": "نص", "date": "2023-06-21"}, "line 1", None)).published
    datetime.date(2023, 6, 21)
    """
    try:
        fields = _checked(record)
    except MahdarError as error:
        yield Trouble.of(where, error)
        return
    day = published
    if fields["date"] is not None:
        try:
            day = day_of(fields["date"])
        except BadSetting as error:
            day = None
            yield Trouble(where, "wrong-date", error.sentence, "It is read without one.", lost=False)
    yield _build(fields, day)


def day_of(value: str) -> date:
    """The day of an ISO date or date and time; raises `BadSetting`.

    >>> day_of("2023-06-21T08:00:00Z")
    datetime.date(2023, 6, 21)
    """
    match = _ISO_DAY.fullmatch(value.strip())
    try:
        return date.fromisoformat(match[1] if match else "")
    except ValueError as error:
        raise BadSetting(f"«{value[:40]}» is no date.", "Write it as 2023-06-21.") from error


def raw_of(record: object) -> bytes:
    """The bytes that stand for one object of a list, whose own are not kept: the fields that are read, as JSON.

    >>> raw_of({"text": "a", "more": 1})
    b'{"text":"a"}'
    """
    known = record if isinstance(record, dict) else {}
    return orjson.dumps({key: known[key] for key in FIELDS if isinstance(known.get(key), str | int)})


def content_id(text: str) -> str:
    """An id made from the content, for a report that brings none.

    >>> content_id("نص")
    'doc-e01176c2a059'
    """
    return "doc-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _checked(record: object) -> Mapping[str, str | None]:
    """The fields that we know, each text or None; raises `UnreadableInput` where one is something else."""
    if not isinstance(record, dict):
        raise UnreadableInput(f"this is {_kind(record)}, not an object.", 'Write {"text": "…"}.')
    fields = {key: _field(record, key) for key in FIELDS}
    if not (fields["text"] or "").strip():
        raise UnreadableInput("the report has no text.", "Put its words under «text».")
    return fields


def _field(record: dict[str, Any], key: str) -> str | None:
    """One field as text; a whole number will do for an id, and for a date it is left to the date's own check."""
    value = record.get(key)
    if value is None or isinstance(value, str):
        return value
    if key in ("id", "date") and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise UnreadableInput(f"«{key}» is {_kind(value)}, not text.", "Put it between quotation marks.")


def _kind(value: object) -> str:
    """What a JSON value is, in words."""
    return _KINDS.get(type(value), "text" if isinstance(value, str) else "null")


def _build(fields: Mapping[str, str | None], day: date | None) -> Document:
    """The document of checked fields."""
    title, body = fields["title"] or None, fields["text"] or ""
    text = f"{title}\n{body}" if title else body
    return Document(
        id=fields["id"] or content_id(text),
        text=text,
        title=title,
        published=day,
        outlet=fields["outlet"] or None,
        url=fields["url"] or None,
    )
