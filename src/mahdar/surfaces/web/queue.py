"""The part of the queue that somebody looks at: of one doubt, track or outlet, without what they put aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, field_validator

from mahdar.accounts import Bearer
from mahdar.errors import MahdarError
from mahdar.pipeline.titled import is_titled
from mahdar.surfaces.web.asker import accounts_of
from mahdar.surfaces.web.page import record_of
from mahdar.views import Asked
from mahdar.views.unsure import Doubt, Unsure, Waiting

BEYOND = 500
"""Things of a part that can be decided upon together without seeing each: some ten seconds of deciding."""
PLAIN = r"^[^\x00]*$"
"""Words that every database takes."""


class Changed(MahdarError):
    """A part of the queue that is another than it was when somebody looked at it."""

    code = "changed"

    def __init__(self) -> None:
        super().__init__("The queue has changed since you looked at it.", "Look at it again.")


class Picked(BaseModel):
    """Which part of the queue: of one doubt, track, outlet; `at` is the thing that is looked at."""

    model_config = ConfigDict(str_strip_whitespace=True)

    doubt: Doubt | None = None
    track: str = Field("", max_length=100, pattern=PLAIN)
    outlet: str = Field("", max_length=200, pattern=PLAIN)
    aside: bool = False
    at: str = Field("", max_length=400, pattern=PLAIN)
    page: int = Field(1, ge=1, le=10_000)

    @field_validator("doubt", mode="before")
    @classmethod
    def _emptied(cls, value: object) -> object:
        """An empty field of a browser's form is no doubt."""
        return value or None

    def but(self, **changes: str) -> str:
        """The query of an address for another part of the queue."""
        mine = {
            "doubt": self.doubt or "", "track": self.track, "outlet": self.outlet, "aside": "1" if self.aside else "",
        }  # fmt: skip
        return urlencode({key: value for key, value in (mine | changes).items() if value})


@dataclass(frozen=True, slots=True)
class Part:
    """The part of the queue that was asked for, and how many things of each doubt the whole holds."""

    items: Sequence[Unsure]
    counts: Counter[str]
    aside: int


def waiting_of(request: Request) -> Waiting:
    """What waits for a decision in the application's record."""
    record = record_of(request)
    found: Waiting | None = getattr(request.app.state, "waiting", None)
    if found is None or found.record is not record:
        found = request.app.state.waiting = Waiting(record, is_titled)
    return found


def part_of(request: Request, bearer: Bearer, given: Picked) -> Part:
    """The part of the queue that somebody asks for, without what they put aside, or that alone."""
    asked = Asked(track=given.track or None, outlet=given.outlet or None)
    found, put = waiting_of(request).items(asked), accounts_of(request).aside(bearer)
    mine = [item for item in found if (item.id in put) == given.aside]
    counts = Counter(item.doubt for item in mine)
    return Part([i for i in mine if given.doubt in (None, i.doubt)], Counter(counts), sum(i.id in put for i in found))
