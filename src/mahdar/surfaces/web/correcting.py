"""Correcting a finding: a form with each field that can be corrected and what stands in it now."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from mahdar import views
from mahdar.errors import MahdarError
from mahdar.model import Act, MeetingStatus, PledgeStatus
from mahdar.pipeline import loaded
from mahdar.pipeline.keep import Wish
from mahdar.record import Record, UnknownId
from mahdar.record.failing import BadCorrection
from mahdar.surfaces.web.asker import reviewer_of
from mahdar.surfaces.web.deciding import onwards, store
from mahdar.surfaces.web.forms import Fields, fields_of, one
from mahdar.surfaces.web.marks import marks_of, passages
from mahdar.surfaces.web.page import language_of, page, record_of
from mahdar.surfaces.web.screen import Screen, screen
from mahdar.surfaces.web.signing import ours
from mahdar.text import fold
from mahdar.views import Asked, FindingRow

routes = APIRouter(include_in_schema=False)

How = Literal["choice", "day", "number", "several"]
HOW: Mapping[str, How] = {
    "said": "day", "earliest": "day", "latest": "day", "number": "number", "actors": "several", "by": "several",
    "to": "several", "topics": "several",
}  # fmt: skip
"""How a field is filled in, where it is no choice of one."""
FEW = 24
"""Things to choose from that are all shown at once."""
CALLED = 50
"""Actors of one name among whom the one meant is sought."""
_COMMAS = re.compile("[,\N{ARABIC COMMA}\n]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of the form: how it is filled in, what can be chosen, what is, and whether others can be named."""

    name: str
    how: How
    options: Sequence[tuple[str, str]]
    chosen: Sequence[str]
    others: bool

    @property
    def shown(self) -> Sequence[tuple[str, str]]:
        """What is chosen, or all where there is little to choose from."""
        few = len(self.options) <= FEW
        return [option for option in self.options if few or option[0] in self.chosen]

    @property
    def rest(self) -> Sequence[tuple[str, str]]:
        """What else can be chosen."""
        return [option for option in self.options if option not in self.shown]


@routes.api_route("/review/correct/{key}", methods=["GET", "HEAD"])
def form(request: Request, key: str) -> Response:
    """The form, with the finding in its paragraph."""
    reviewer_of(request)
    row = views.finding(record_of(request), key)
    then = ours(request.query_params.get("next", ""), screen(language_of(request)).at("/review"))
    return _form(request, row, then, ours(request.query_params.get("back", ""), then))


def _form(
    request: Request, row: FindingRow, then: str, back: str, error: MahdarError | None = None
) -> Response:  # fmt: skip
    told = screen(language_of(request))
    marks = [m for m in marks_of(row.read.reading) if m.finding == row.id]
    made = page(
        request, "correct.html", language=told.language, row=row, then=then, back=back, error=error and error.code,
        entries=[_entry(told, row, name) for name in row.values], read=row.read.reading["document"]["language"],
        passages=passages(row.read.text, marks, linked=False),
    )  # fmt: skip
    if error is not None:
        made.status_code = 422
    return made


def _entry(told: Screen, row: FindingRow, name: str) -> Entry:
    """The entry for one field of a finding."""
    value = row.values[name]
    chosen = value if isinstance(value, list) else [value]
    options = dict(_options(told, row, name))
    for each in chosen:
        options.setdefault(each, told.entity(each) if each else told("unsaid"))
    return Entry(name, HOW.get(name, "choice"), list(options.items()), chosen, name in ("actors", "by", "to"))


def _options(told: Screen, row: FindingRow, name: str) -> Sequence[tuple[str, str]]:
    """What can be chosen in a field: of actors and places those of the document, of the rest all there are."""
    reading, world = row.read.reading, loaded().world
    if name == "act":
        return [(act, told("acts", act)) for act in get_args(Act)]
    if name == "status":
        kinds = get_args(MeetingStatus if row.kind == "meeting" else PledgeStatus)
        return [(kind, told("statuses", kind)) for kind in kinds]
    if name == "negated":
        return [(answer, told("yes-no", answer)) for answer in ("no", "yes")]
    if name == "topics":
        return [(key, told.topic(key)) for key in sorted(world.topics)]
    if name == "track":
        return [(key, told.track(key)) for key in sorted(world.tracks)]
    if name == "place":
        return [("", told("unsaid")), *((p["id"], told.entity(p["id"], p["name"])) for p in reading["places"])]
    if name in ("host", "actors", "by", "to"):
        nobody = [("", told("unsaid"))] if name == "host" else []
        names = ((a["id"], next(iter(a["names"].values()), "")) for a in reading["actors"])
        return [*nobody, *((key, told.entity(key, name)) for key, name in names)]
    return ()


@routes.post("/review/correct/{key}")
async def correct(request: Request, key: str) -> Response:
    """Store a correction for each field that is changed, all or none."""
    fields = await fields_of(request)
    return await run_in_threadpool(_correct, request, key, fields)


def _correct(request: Request, key: str, fields: Fields) -> Response:
    bearer, record = reviewer_of(request, fields), record_of(request)
    row = views.finding(record, key)
    try:
        wishes = [wish for name in row.values if (wish := _wish(record, row, name, fields))]
        if wishes:
            store(request, bearer, wishes, one(fields, "why"))
    except (BadCorrection, UnknownId) as error:
        then = ours(one(fields, "next"), screen(language_of(request)).at("/review"))
        return _form(request, row, then, ours(one(fields, "back"), then), error)
    return onwards(request, fields)


def _wish(record: Record, row: FindingRow, name: str, fields: Fields) -> Wish | None:
    """The correction of one field, None where it stays as it is or was not shown."""
    if name not in fields.get("shown", []):
        return None
    now = row.values[name]
    if isinstance(now, list):
        more = [_actor(record, part.strip()) for part in _COMMAS.split(one(fields, f"{name}-more")) if part.strip()]
        chosen = list(dict.fromkeys([*fields.get(name, []), *more]))
        return None if set(chosen) == set(now) else Wish("correct", row.id, (name, ",".join(chosen)))
    given = one(fields, name).strip()
    return None if given == now else Wish("correct", row.id, (name, given or "none"))


def _actor(record: Record, called: str) -> str:
    """The actor of an id or a name, one of just this name before others; raises `UnknownId` where none is."""
    if "/" in called:
        return called
    found = views.actors(record, Asked(actor=called, limit=CALLED))
    so = [a.id for a in found if fold(a.name) == fold(called)]
    so = so if len(so) < 2 else [a.id for a in found if a.id in so and a.known]
    meant = so or [a.id for a in found]
    if len(meant) != 1:
        raise UnknownId(called)
    return meant[0]
