"""What a question can be narrowed by: one model for each group of questions; what it does not name is refused."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from mahdar.sources import day_of
from mahdar.views import Asked
from mahdar.views.unsure import Doubt

MOST = 200
"""Lines on a page at most."""


def _without_nul(words: str) -> str:
    """Words that every database takes."""
    if "\0" in words:
        raise ValueError("a NUL character stands in it")
    return words


Words = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_without_nul)]
Day = Annotated[date, BeforeValidator(lambda value: day_of(_without_nul(str(value))))]


class Filters(BaseModel):
    """What narrows an answer; a filter that is not named here is refused."""

    model_config = ConfigDict(extra="forbid")

    def asked(self) -> Asked:
        """The filters as views know them."""
        return Asked(**self.narrowed())

    def narrowed(self) -> dict[str, Any]:
        """The filters that were given."""
        return self.model_dump(exclude={"limit", "cursor", "q", "lang"}, exclude_none=True)


class Paged(Filters):
    """How many lines, and from where on."""

    limit: int = Field(50, ge=1, le=MOST, description="Lines on a page.")
    cursor: str | None = Field(
        None, min_length=1, max_length=400, description="`next` of the page before; all else as there."
    )


class ByTrack(Filters):
    """A track and days."""

    track: Words | None = Field(None, description="A track by its id: astana, yemen-un.")
    since: Day | None = Field(None, description="From this day on.")
    until: Day | None = Field(None, description="Up to this day.")


class ByWords(ByTrack):
    """Documents in which words stand."""

    q: Words = Field(description="Words that must all stand in a document, in whatever spelling.")
    outlet: Words | None = Field(None, description="An outlet, as the documents name it.")


class OfTrack(ByTrack, Paged):
    """A track and days, page by page."""


class Searched(ByWords, Paged):
    """A search, page by page."""


class OfDocuments(OfTrack):
    """The documents of a track, of days, of an outlet."""

    outlet: Words | None = Field(None, description="An outlet, as the documents name it.")


class OfActors(OfDocuments):
    """Who is heard in documents."""

    actor: Words | None = Field(None, description="An actor by id, or by a part of the name in any spelling.")


class OfMinutes(OfActors):
    """Meetings and pledges by who is in them and what they are about."""

    topic: Words | None = Field(None, description="A topic by its id: refugee-return, ceasefire.")


class OfChanges(Paged):
    """Since when, by one of the two days; and whose changes."""

    since: Day | None = Field(None, description="What was published from this day on.")
    added_since: Day | None = Field(None, description="Or what came into the record from this day on.")
    track: Words | None = Field(None, description="A track by its id.")
    actor: Words | None = Field(None, description="An actor by id, or by a part of the name in any spelling.")
    outlet: Words | None = Field(None, description="An outlet, as the documents name it.")


class OfStatements(OfMinutes):
    """Statements by everything that is known of them."""

    act: Words | None = Field(None, description="assert, deny, propose, call, promise, reject and so on.")


class Doubted(Paged):
    """What is unsure, by the reason to doubt it."""

    doubt: Doubt | None = Field(None, description="spelling, conflict, meeting, pledge and so on.")
    track: Words | None = Field(None, description="A track by its id.")
    outlet: Words | None = Field(None, description="An outlet, as the documents name it.")

    def asked(self) -> Asked:
        """The filters that all questions know."""
        return Asked(track=self.track, outlet=self.outlet)


class OfPositions(Paged):
    """Positions of an actor on a topic."""

    track: Words | None = Field(None, description="A track by its id.")
    actor: Words | None = Field(None, description="An actor by id, or by a part of the name in any spelling.")
    topic: Words | None = Field(None, description="A topic by its id.")
