"""What a form asks for: words, a track, an outlet, days. What is left empty asks for all."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, field_validator

from mahdar.views import Asked

LINES = 20
"""Lines of a page."""


class Form(BaseModel):
    """The fields of a form; others are passed over, for links carry what other sites put on them."""

    model_config = ConfigDict(str_strip_whitespace=True)

    q: str = Field("", max_length=200, pattern=r"^[^\x00]*$")
    track: str = Field("", max_length=100, pattern=r"^[^\x00]*$")
    outlet: str = Field("", max_length=200, pattern=r"^[^\x00]*$")
    place: str = Field("", max_length=100, pattern=r"^[^\x00]*$")
    since: date | None = None
    until: date | None = None
    page: int = Field(1, ge=1, le=10_000)

    @field_validator("since", "until", mode="before")
    @classmethod
    def _emptied(cls, value: object) -> object:
        """An empty field of a browser's form is no day."""
        return value or None

    def asked(self) -> Asked:
        """The question for one line more than a page has, which tells whether there is another page."""
        return Asked(
            track=self.track or None, outlet=self.outlet or None, place=self.place or None,
            since=self.since, until=self.until, limit=LINES + 1, skip=(self.page - 1) * LINES,
        )  # fmt: skip

    def but(self, **changes: str) -> str:
        """The query of an address that asks for the same but for some fields, on its first page."""
        mine = {
            "q": self.q, "track": self.track, "outlet": self.outlet, "place": self.place,
            "since": str(self.since or ""), "until": str(self.until or ""),
        }  # fmt: skip
        return urlencode({key: value for key, value in (mine | changes).items() if value})


Asking = Annotated[Form, Query()]
