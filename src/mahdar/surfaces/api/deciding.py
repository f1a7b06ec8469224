"""Deciding: people accept, reject, merge and split; each decision has a name behind it and can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator

from mahdar.accounts import Bearer
from mahdar.pipeline import keep
from mahdar.record import Record
from mahdar.surfaces.api.filters import Paged, Words
from mahdar.surfaces.api.paging import Page, page
from mahdar.surfaces.api.questions import Asked
from mahdar.surfaces.api.signing import All, Number, bearer_of, reads
from mahdar.views import Asked as Filters

routes = APIRouter(prefix="/api/v1", tags=["decisions"])


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what, when and why. Moments are ISO text in UTC.

    `into` is the actor that a merge ends in or that a split parts from, `field` what a correction corrects, `value`
    what is to stand there.
    """

    id: str
    decided: str
    who: str
    kind: str
    target: str
    into: str | None
    field: str | None
    value: str | int | list[str] | None
    why: str
    undone: str | None


class Wish(BaseModel):
    """A decision upon a finding, meeting, pledge or conflict; a correction; a merge or split of an actor."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["accept", "reject", "correct", "merge", "split"]
    target: Words
    into: Words | None = Field(None, description="The actor that a merge ends in, or that a split parts from.")
    field: Words | None = Field(None, description="What a correction corrects: act, actors, number, status and so on.")
    value: str | None = Field(None, max_length=500, description="What is to stand there; none for nothing.")
    why: str = Field("", max_length=2000)

    @model_validator(mode="after")
    def _whole(self) -> Wish:
        if (self.into is None) if self.kind == "merge" else (self.into is not None and self.kind != "split"):
            raise ValueError("a merge needs `into`, a split may have it, and nothing else has it")
        if any((given is not None) != (self.kind == "correct") for given in (self.field, self.value)):
            raise ValueError("a correction needs `field` and `value`, and nothing else has them")
        if "\0" in f"{self.why}{self.value}":
            raise ValueError("a NUL character stands in it")
        return self

    @property
    def given(self) -> str | tuple[str | None, str | None] | None:
        """What the record is told beside the target."""
        return (self.field, self.value) if self.kind == "correct" else self.into


class Made(BaseModel):
    """The number of a decision."""

    id: str


def decider_of(request: Request) -> Bearer:
    """Whoever asks, who may decide; raises `SignInNeeded` and `NotAllowed`."""
    bearer = bearer_of(request)
    bearer.may("decide")
    return bearer


Decider = Annotated[Bearer, Depends(decider_of)]


@routes.get("/decisions", response_model=Page[Decision], dependencies=[Depends(reads)])
def decisions(record: Asked, given: Annotated[Paged, Query()]) -> Response:
    """All decisions, the latest first, undone ones included."""
    return page(partial(_decisions, record), given)


def _decisions(record: Record, asked: Filters) -> list[Decision]:
    rows = sorted(keep.decisions(record), key=lambda row: -row["id"])[asked.page]
    return [_decision(row) for row in rows]


def _decision(row: dict[str, Any]) -> Decision:
    into = row["value"] if isinstance(row["value"], str) else None
    corrected = row["value"] if isinstance(row["value"], dict) else {}
    return Decision(
        str(row["id"]), row["decided"], row["who"], row["kind"], row["target"], into, corrected.get("field"),
        corrected.get("value"), row["why"], row["undone"],
    )  # fmt: skip


@routes.post("/decisions", response_model=Made, status_code=201)
def decide(record: Asked, accounts: All, decider: Decider, given: Wish) -> Made:
    """Decide; what follows from it is settled before the answer comes. Needs the scope decide."""
    number = keep.decide(record, given.kind, given.target, who=decider.account, why=given.why, value=given.given)
    accounts.note(decider.account, "decided", f"{number} {given.kind} {given.target}")
    return Made(id=str(number))


@routes.delete("/decisions/{number}", status_code=204)
def undo(record: Asked, accounts: All, decider: Decider, number: Number) -> Response:
    """Undo a decision: it stays in the list, marked as undone. Needs the scope decide."""
    keep.undo(record, number)
    accounts.note(decider.account, "undid", str(number))
    return Response(status_code=204)
