"""Deciding on the pages: each decision is stored before the answer, so that a browser that dies loses none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import ValidationError
from starlette.responses import RedirectResponse

from mahdar.accounts import Bearer
from mahdar.errors import BadSetting
from mahdar.pipeline import keep
from mahdar.pipeline.keep import Wish
from mahdar.record.decisions import DecisionKind
from mahdar.surfaces.web.asker import accounts_of, reviewer_of
from mahdar.surfaces.web.forms import Fields, fields_of, one
from mahdar.surfaces.web.page import language_of, record_of
from mahdar.surfaces.web.queue import BEYOND, Changed, Picked, part_of
from mahdar.surfaces.web.screen import screen
from mahdar.surfaces.web.signing import ours

routes = APIRouter(include_in_schema=False)

ASIDE = "aside"
"""What is put aside is no decision: it waits until it is brought back, for whoever put it there."""


@routes.post("/review/decide")
async def decide(request: Request) -> Response:
    """Decide upon one thing or many, and go on."""
    fields = await fields_of(request)
    return await run_in_threadpool(_decide, request, fields)


def _decide(request: Request, fields: Fields) -> Response:
    bearer = reviewer_of(request, fields)
    kind, targets = one(fields, "kind"), [key for key in fields.get("target", []) if key]
    if one(fields, "beyond"):
        targets = _all_of(request, bearer, fields)
    if not targets or any("\0" in key or len(key) > 400 for key in targets):
        raise BadSetting("Nothing was chosen.", "Choose what to decide upon.")
    if kind == ASIDE:
        accounts_of(request).put_aside(bearer, targets)
    else:
        store(request, bearer, [wish_of(kind, key) for key in targets], one(fields, "why"))
    return onwards(request, fields, "rejected" if kind == "reject" and one(fields, "rejected") else "next")


def _all_of(request: Request, bearer: Bearer, fields: Fields) -> list[str]:
    """The ids of everything in the part of the queue that a form names; raises `Changed` where that is other by now."""
    try:
        given = Picked.model_validate({name: one(fields, name) for name in ("doubt", "track", "outlet")})
    except ValidationError:
        raise BadSetting("There is no such part of the queue.", "Choose one of those shown.") from None
    found = [item.id for item in part_of(request, bearer, given).items]
    if given.doubt is None or len(found) > BEYOND or str(len(found)) != one(fields, "beyond"):
        raise Changed
    return found


def wish_of(kind: str, key: str) -> Wish:
    """The decision upon a finding, or upon a pair of actors with `~` between their ids.

    >>> wish_of("merge", "person/a~person/b"), wish_of("reject", "s1").target
    (Wish(kind='merge', target='person/b', value='person/a'), 's1')
    """
    first, pair, second = key.partition("~")
    if pair:
        if kind == "split":
            return Wish("split", second, first)
        if kind in ("merge", "merge-back"):
            target, into = (second, first) if kind == "merge" else (first, second)
            return Wish("merge", target, into)
    known: DecisionKind | None = next((k for k in get_args(DecisionKind) if k == kind), None)
    if known not in ("accept", "reject") or pair:
        raise BadSetting("This cannot be decided here.", "Choose one of the buttons.")
    return Wish(known, key)


def store(request: Request, bearer: Bearer, wishes: Sequence[Wish], why: str) -> list[int]:
    """Write decisions down, all or none, with the name of whoever decides, and into the audit log."""
    numbers = keep.decide_all(record_of(request), wishes, who=bearer.account, why=why)
    for number, wish in zip(numbers, wishes, strict=True):
        accounts_of(request).note(bearer.account, "decided", f"{number} {wish.kind} {wish.target}")
    return numbers


@routes.post("/review/undo")
async def undo(request: Request) -> Response:
    """Undo decisions; they stay in the list, marked as undone."""
    fields = await fields_of(request)
    return await run_in_threadpool(_undo, request, fields)


def _undo(request: Request, fields: Fields) -> Response:
    bearer = reviewer_of(request, fields)
    given = fields.get("number", [])
    if not given or any(not (n.isascii() and n.isdigit() and len(n) < 10) for n in given):
        raise BadSetting("Nothing was chosen.", "Choose what to undo.")
    keep.undo_all(record_of(request), [int(n) for n in given])
    for number in given:
        accounts_of(request).note(bearer.account, "undid", number)
    return onwards(request, fields)


@routes.post("/review/bring-back")
async def bring_back(request: Request) -> Response:
    """Bring back everything that somebody put aside."""
    fields = await fields_of(request)
    return await run_in_threadpool(_bring_back, request, fields)


def _bring_back(request: Request, fields: Fields) -> Response:
    bearer = reviewer_of(request, fields)
    accounts_of(request).bring_back(bearer)
    return onwards(request, fields)


def onwards(request: Request, fields: Fields, name: str = "next") -> Response:
    """To the page that a field of the form names, else to the queue."""
    return RedirectResponse(ours(one(fields, name), screen(language_of(request)).at("/review")), 303)
