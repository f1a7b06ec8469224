"""Page by page: a cursor that names the last line given, so that nothing is passed over when the record grows."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, Generic, TypeVar

import orjson
from fastapi import Response
from pydantic import BaseModel

from mahdar.errors import MahdarError
from mahdar.surfaces.api.filters import Paged
from mahdar.views import Asked

T = TypeVar("T")

DEEPEST = 1_000_000
"""Lines that a cursor may lie behind: more than any question of the largest record measured has."""

MOVED = 1_000
"""Lines by which the record may have grown above a cursor: five of the largest pages."""


class Page(BaseModel, Generic[T]):
    """Some lines of an answer; `next` is the cursor of the following ones, null on the last page."""

    items: list[T]
    next: str | None


class BadCursor(MahdarError):
    """A cursor that does not belong to the question, or whose line is gone."""

    code = "bad-cursor"

    def __init__(self) -> None:
        super().__init__("This cursor does not go on from here.", "Ask without it; keep all filters from page to page.")


def page(question: Callable[[Asked], Sequence[Any]], given: Paged) -> Response:
    """One page of a question's lines as JSON; raises `BadCursor`."""
    asked = given.asked()
    about = sha256(orjson.dumps([type(given).__name__, getattr(given, "q", ""), given.narrowed()])).hexdigest()[:8]
    skip = _line_after(given.cursor, about, question, asked) if given.cursor else 0
    rows = question(asked.but(skip=skip, limit=given.limit + 1))
    items = rows[: given.limit]
    following = _cursor(skip + len(items), items[-1], about) if len(rows) > given.limit else None
    return as_json({"items": items, "next": following})


def as_json(value: object) -> Response:
    """A value of plain data and dataclasses as an answer."""
    return Response(orjson.dumps(value), media_type="application/json")


def _line_after(cursor: str, about: str, question: Callable[[Asked], Sequence[Any]], asked: Asked) -> int:
    """How many lines stand before the page: the line that the cursor names is the last of them, wherever it is now."""
    at, name = _read(cursor, about)
    there = question(asked.but(skip=at - 1, limit=1))
    if there and _name(there[0]) == name:
        return at
    first = max(0, at - MOVED)
    nearby = question(asked.but(skip=first, limit=2 * MOVED))
    for number, row in enumerate(nearby, first + 1):
        if _name(row) == name:
            return number
    raise BadCursor


def _cursor(at: int, row: Any, about: str) -> str:
    """The cursor behind a line."""
    return urlsafe_b64encode(orjson.dumps([at, _name(row), about])).decode().rstrip("=")


def _read(cursor: str, about: str) -> tuple[int, str]:
    """What a cursor says; raises `BadCursor`."""
    try:
        at, name, of = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError) as error:
        raise BadCursor from error
    if not (isinstance(at, int) and 0 < at < DEEPEST and of == about):
        raise BadCursor
    return at, str(name)


def _name(row: Any) -> str:
    """Twelve digits that tell a line from all others of its question."""
    parts = [row.id] if hasattr(row, "id") else [row.outlet] if hasattr(row, "outlet") else [row.actor, row.topic]
    return sha256("\0".join(parts).encode()).hexdigest()[:12]
