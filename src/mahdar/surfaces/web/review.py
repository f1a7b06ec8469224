"""Review: what is unsure, one thing at a time with its words, and many at once; for whoever may decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from mahdar import views
from mahdar.accounts import Bearer
from mahdar.pipeline import keep, loaded
from mahdar.record import Record, UnknownId
from mahdar.record.decisions import DecisionKind
from mahdar.surfaces.web.asker import reviewer_of
from mahdar.surfaces.web.document import shortened
from mahdar.surfaces.web.marks import Mark, marks_of, passages
from mahdar.surfaces.web.page import language_of, page, record_of
from mahdar.surfaces.web.queue import BEYOND, PLAIN, Picked, part_of
from mahdar.views import Asked
from mahdar.views.unsure import DOUBTS, Unsure

routes = APIRouter(include_in_schema=False)

WORDS = 70
"""Characters of a finding's words in the list of decisions."""
AT_ONCE = 50
"""Things on one page of the list, which can be decided upon together."""

Asking = Annotated[Picked, Query()]


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing of the queue with what a reviewer needs to see: whatever it is not, is None."""

    item: Unsure
    pair: views.PairRow | None = None
    conflict: views.ConflictRow | None = None
    statement: views.StatementRow | None = None
    finding: views.FindingRow | None = None
    document: views.DocumentRow | None = None
    passages: Sequence[Any] = ()
    read: str = "ar"
    names: Mapping[str, str] = field(default_factory=dict)


@routes.api_route("/review", methods=["GET", "HEAD"])
def review(request: Request, given: Asking) -> Response:
    """One unsure thing with its words, and what can be decided about it."""
    bearer = reviewer_of(request)
    part, record = part_of(request, bearer, given), record_of(request)
    place = next((n for n, item in enumerate(part.items) if item.id == given.at), 0)
    shown, place = _first_shown(record, part.items, place)
    last = last_of(record, bearer)
    around = [part.items[(place + step) % len(part.items)].id if len(part.items) > 1 else "" for step in (-1, 1)]
    return page(
        request, "review.html", language=language_of(request), given=given, part=part, place=place, shown=shown,
        before=around[0], after=around[1], last=last, names=_named(record, [last] if last else []), doubts=DOUBTS,
        tracks=sorted(loaded().world.tracks), gone=bool(given.at) and (shown is None or shown.item.id != given.at),
    )  # fmt: skip


def _first_shown(record: Record, items: Sequence[Unsure], place: int) -> tuple[Shown | None, int]:
    """The thing at a place, or the first one behind it that is still there."""
    for step in range(len(items)):
        at = (place + step) % len(items)
        try:
            return shown_of(record, items[at]), at
        except UnknownId:
            continue
    return None, 0


def last_of(record: Record, bearer: Bearer) -> dict[str, Any] | None:
    """The last decision of somebody that stands: the one that undo takes back."""
    mine = [row for row in keep.decisions(record) if row["who"] == bearer.account and not row["undone"]]
    return mine[-1] if mine else None


def shown_of(record: Record, item: Unsure) -> Shown:
    """A thing of the queue with its words; raises `UnknownId` where the record has it no more."""
    if item.doubt == "spelling":
        return Shown(item, pair=views.pair(record, *item.parts))
    if item.doubt == "conflict":
        row = next(iter(views.conflicts(record, Asked(key=item.id, limit=1))), None)
        if row is None:
            raise UnknownId(item.id)
        return Shown(item, conflict=row)
    if item.doubt == "not-decided":
        document, kind, reason = item.parts
        read = views.reading(record, document)
        marks = [
            Mark(r["start"], r["end"], "refused", f"r{r['start']}") for r in read.reading["refusals"]
            if (r["kind"], r["reason"]) == (kind, reason)
        ]  # fmt: skip
        told = passages(read.text, marks, home="", linked=False)
        return Shown(item, document=read.document, passages=told, read=read.reading["document"]["language"])
    found = views.finding(record, item.id)
    marks = [m for m in marks_of(found.read.reading) if m.finding == item.id]
    said = next(iter(views.statements(record, Asked(key=item.id, limit=1))), None) if item.id[0] == "s" else None
    return Shown(
        item, statement=said, finding=found, document=found.read.document,
        passages=passages(found.read.text, marks, linked=False), read=found.read.reading["document"]["language"],
        names={a["id"]: next(iter(a["names"].values()), "") for a in found.read.reading["actors"]},
    )  # fmt: skip


@routes.api_route("/review/list", methods=["GET", "HEAD"])
def many(request: Request, given: Asking) -> Response:
    """Many unsure things of one part of the queue, to decide upon together."""
    bearer = reviewer_of(request)
    part, record = part_of(request, bearer, given), record_of(request)
    first = (given.page - 1) * AT_ONCE
    found = []
    for item in part.items[first : first + AT_ONCE]:
        shown, _ = _first_shown(record, [item], 0)
        if shown is not None:
            found.append(shown)
    return page(
        request, "review-list.html", language=language_of(request), given=given, part=part, found=found,
        doubts=DOUBTS, tracks=sorted(loaded().world.tracks), more=len(part.items) > first + AT_ONCE, most=BEYOND,
    )  # fmt: skip


class Listed(BaseModel):
    """Which decisions: whose, of which kind, upon what."""

    model_config = ConfigDict(str_strip_whitespace=True)

    who: str = Field("", max_length=100, pattern=PLAIN)
    kind: str = Field("", max_length=20, pattern=PLAIN)
    target: str = Field("", max_length=400, pattern=PLAIN)
    page: int = Field(1, ge=1, le=10_000)

    def wants(self, row: dict[str, Any]) -> bool:
        """Whether a decision is among those asked for."""
        return all(not want or row[name] == want for name, want in (
            ("who", self.who), ("kind", self.kind), ("target", self.target),
        ))  # fmt: skip

    def query(self) -> str:
        """The beginning of a query for the same, on another page."""
        asked = {"who": self.who, "kind": self.kind, "target": self.target}
        found = urlencode({name: value for name, value in asked.items() if value})
        return found + "&" if found else ""


@routes.api_route("/review/decisions", methods=["GET", "HEAD"])
def decisions(request: Request, given: Annotated[Listed, Query()]) -> Response:
    """Who decided what, when and why, the latest first; each standing one can be undone."""
    rows = keep.decisions(record_of(request))
    wanted = [row for row in reversed(rows) if given.wants(row)]
    first = (given.page - 1) * AT_ONCE
    return page(
        request, "decisions.html", language=language_of(request), given=given, rows=wanted[first : first + AT_ONCE],
        more=len(wanted) > first + AT_ONCE, people=sorted({row["who"] for row in rows}),
        kinds=get_args(DecisionKind), names=_named(record_of(request), wanted[first : first + AT_ONCE]),
    )  # fmt: skip


def _named(record: Record, rows: Sequence[dict[str, Any]]) -> Mapping[str, str]:
    """The names of the actors, and the beginning of the words of the findings, of which decisions tell."""
    told = [value for row in rows for value in (row["target"], row["value"]) if isinstance(value, str)]
    lists = [row["value"]["value"] for row in rows if row["kind"] == "correct"]
    names = views.names(record, [*told, *(key for value in lists if isinstance(value, list) for key in value)])
    return {**names, **{key: shortened(words, WORDS) for key, words in views.words(record, told).items()}}
