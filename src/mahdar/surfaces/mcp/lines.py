"""The lines of an answer: an id, what the record says, and the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote as quoted

from pydantic import BaseModel

from mahdar import views

RESOURCE = "mahdar://record/{+key}"
"""Where each thing of the record is read whole."""
QUOTED = 3
"""Sentences quoted for a line of a list; `show` quotes all."""


class Quote(BaseModel):
    """Words as published: who published them on which day, in which document, and the sentence round them."""

    finding: str | None
    document: str
    link: str
    outlet: str | None
    day: str | None
    words: str
    sentence: str
    url: str | None


class Line(BaseModel):
    """One thing of the record by its id; `quotes` are its evidence, `more_quotes` how many are left out.

    `link` is the resource of this server that holds it whole; it lasts as long as the record has it.
    """

    id: str
    link: str | None
    says: dict[str, Any]
    quotes: list[Quote]
    more_quotes: int


class Answer(BaseModel):
    """The lines of an answer; `more` tells that there are others behind them: ask with `skip`."""

    lines: list[Line]
    more: bool


def link_of(key: str) -> str:
    """The address of the resource that holds a thing of the record.

    >>> link_of("astana/20")
    'mahdar://record/astana/20'
    """
    return RESOURCE.replace("{+key}", quoted(key, safe="/-_."))


def answer(rows: Sequence[Any], limit: int) -> Answer:
    """The first lines of an answer for which one row more than `limit` was asked."""
    return Answer(lines=[line(row) for row in rows[:limit]], more=len(rows) > limit)


def line(row: Any, most: int = QUOTED) -> Line:
    """One row of a view as a line."""
    if isinstance(row, views.DocumentRow):
        says = {"title": row.title, "standing": row.standing, "cluster": row.cluster}
        return Line(id=row.id, link=link_of(row.id), says=says, quotes=[_found(row)], more_quotes=0)
    cited = _cites(row)
    quotes = [quote(c) for c in cited[:most]]
    shown = None if isinstance(row, views.PositionRow | views.TrackRow) else _id(row)
    if isinstance(row, views.ChangeRow):
        shown = None if row.kind in ("position", "statements") else row.about
        quotes = [_reported(row)] if row.kind == "report" else quotes
    link = link_of(shown) if shown else None
    return Line(id=_id(row), link=link, says=_says(row), quotes=quotes, more_quotes=max(0, len(cited) - len(quotes)))


def quote(cite: views.Cite) -> Quote:
    """A citation as a quotation."""
    return Quote(
        finding=cite.finding, document=cite.document, link=link_of(cite.document), outlet=cite.outlet,
        day=cite.published, words=cite.words,
        sentence=cite.sentence, url=cite.url,
    )  # fmt: skip


def _found(row: views.DocumentRow) -> Quote:
    """The words that a search found in a document."""
    return Quote(
        finding=None, document=row.id, link=link_of(row.id), outlet=row.outlet,
        day=row.published, words=row.title or "",
        sentence=row.snippet, url=row.url,
    )  # fmt: skip


def _reported(row: views.ChangeRow) -> Quote:
    """A new report by its title."""
    words = row.words
    return Quote(
        finding=None, document=row.about, link=link_of(row.about), outlet=row.outlet, day=row.day, words=words,
        sentence=words, url=None,
    )  # fmt: skip


def _id(row: Any) -> str:
    if isinstance(row, views.ChangeRow):
        return row.about
    if isinstance(row, views.PositionRow):
        return f"{row.actor} {row.topic}"
    return str(row.finding if isinstance(row, views.Cite) else row.id)


def _cites(row: Any) -> Sequence[views.Cite]:
    """The citations of a row, of both sides in turn where it has sides."""
    if isinstance(row, views.Cite):
        return (row,)
    if isinstance(row, views.StatementRow):
        return (row.cite,)
    if isinstance(row, views.PositionRow):
        return [point.cite for point in reversed(row.points)]
    if isinstance(row, views.ConflictRow):
        return list(_in_turn([side.cites for side in row.sides]))
    return getattr(row, "cites", ())


def _in_turn(sides: Sequence[Sequence[views.Cite]]) -> Iterable[views.Cite]:
    """The first of each side, then the second of each."""
    for number in range(max((len(side) for side in sides), default=0)):
        yield from (side[number] for side in sides if number < len(side))


def _says(row: Any) -> dict[str, Any]:
    """What a row says beside its quotations."""
    if isinstance(row, views.Cite):
        return {}
    plain = {name: getattr(row, name) for name in row.__slots__ if name not in ("id", "minutes", "cite", "cites")}
    if isinstance(row, views.RoundRow):
        accounts = row.minutes.accounts.items()
        told = {q: [{"answer": a.value, "independent_sources": a.sources} for a in each] for q, each in accounts}
        people = [{"actor": p.actor, "role": p.role} for p in row.minutes.participants]
        return plain | {"host": row.minutes.host, "accounts": told, "participants": people}
    if isinstance(row, views.ConflictRow):
        sides = [{"answer": s.answer, "who": s.who, "findings": [c.finding for c in s.cites]} for s in row.sides]
        return plain | {"sides": sides}
    if isinstance(row, views.PositionRow):
        points = [{"said": p.said, "stance": p.stance, "turn": p.turn, "finding": p.cite.finding} for p in row.points]
        return plain | {"points": points}
    return plain
