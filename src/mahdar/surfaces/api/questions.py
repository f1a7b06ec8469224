"""The questions: one address for each view of the record, page by page."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.types import Scope

from mahdar import views
from mahdar.record import Record
from mahdar.surfaces.api.filters import (
    Doubted,
    OfActors,
    OfChanges,
    OfDocuments,
    OfMinutes,
    OfPositions,
    OfStatements,
    Paged,
    Searched,
)
from mahdar.surfaces.api.paging import Page, page

routes = APIRouter(prefix="/api/v1", tags=["questions"])


KINDS = frozenset({
    "tracks", "rounds", "statements", "positions", "pledges", "conflicts", "actors", "places", "documents", "search",
    "coverage", "changes", "show", "brief", "decisions", "unsure",
})  # fmt: skip
"""What is answered from the record alone, the same to everybody."""


def is_question(scope: Scope) -> bool:
    """Whether a request asks for one of these."""
    _, _, rest = scope["path"].partition("/api/v1/")
    return rest.partition("/")[0] in KINDS


def record_of(request: Request) -> Record:
    """The record that the application answers from."""
    record: Record = request.app.state.record
    return record


Asked = Annotated[Record, Depends(record_of)]


@routes.get("/tracks", response_model=Page[views.TrackRow])
def tracks(record: Asked, given: Annotated[Paged, Query()]) -> Response:
    """The tracks, those with most documents first, each with its last and next round."""
    return page(partial(views.tracks, record), given)


@routes.get("/rounds", response_model=Page[views.RoundRow])
def rounds(record: Asked, given: Annotated[OfMinutes, Query()]) -> Response:
    """The meetings by track and day, each with every account of it and the sentences that give it."""
    return page(partial(views.rounds, record), given)


@routes.get("/statements", response_model=Page[views.StatementRow])
def statements(record: Asked, given: Annotated[OfStatements, Query()]) -> Response:
    """Who said what, the latest first."""
    return page(partial(views.statements, record), given)


@routes.get("/positions", response_model=Page[views.PositionRow])
def positions(record: Asked, given: Annotated[OfPositions, Query()]) -> Response:
    """What an actor says on a topic over time, and where it turned; those with most statements first."""
    return page(partial(views.positions, record), given)


@routes.get("/pledges", response_model=Page[views.PledgeRow])
def pledges(record: Asked, given: Annotated[OfMinutes, Query()]) -> Response:
    """What was promised, by whom, and what became of it; the latest first."""
    return page(partial(views.pledges, record), given)


@routes.get("/conflicts", response_model=Page[views.ConflictRow])
def conflicts(record: Asked, given: Annotated[OfActors, Query()]) -> Response:
    """Questions with two answers, each side in its own words."""
    return page(partial(views.conflicts, record), given)


@routes.get("/actors", response_model=Page[views.ActorRow])
def actors(record: Asked, given: Annotated[OfActors, Query()]) -> Response:
    """Who is heard, those heard most first."""
    return page(partial(views.actors, record), given)


@routes.get("/places", response_model=Page[views.PlaceRow])
def places(record: Asked, given: Annotated[OfDocuments, Query()]) -> Response:
    """The places that documents name, the most frequent first."""
    return page(partial(views.places, record), given)


@routes.get("/documents", response_model=Page[views.DocumentRow])
def documents(record: Asked, given: Annotated[OfDocuments, Query()]) -> Response:
    """The documents, the latest first."""
    return page(partial(views.documents, record), given)


@routes.get("/search", response_model=Page[views.DocumentRow])
def search(record: Asked, given: Annotated[Searched, Query()]) -> Response:
    """The documents in which all words stand, the latest first; `snippet` has what was found between ⟦ and ⟧."""
    return page(partial(views.search, record, given.q), given)


@routes.get("/coverage", response_model=Page[views.CoverageRow])
def coverage(record: Asked, given: Annotated[OfDocuments, Query()]) -> Response:
    """Outlets with their documents and their silent weeks, those with most documents first."""
    return page(partial(views.coverage, record), given)


@routes.get("/changes", response_model=Page[views.ChangeRow])
def changes(record: Asked, given: Annotated[OfChanges, Query()]) -> Response:
    """What is new since a day: rounds, then positions, pledges, conflicts, counts of statements, reports.

    Say `since` (by publication) or `added_since` (by when it came into the record).
    """
    return page(partial(views.changes, record), given)


@routes.get("/unsure", response_model=Page[views.Unsure])
def unsure(request: Request, given: Annotated[Doubted, Query()]) -> Response:
    """What nobody has decided upon and is worth a look, and why; the latest of each doubt first.

    The `id` of a spelling is that of two actors, and that of what was not decided its document, kind and reason, with
    `~` between them.
    """
    waiting: views.Waiting = request.app.state.waiting
    return page(lambda asked: waiting.items(asked, given.doubt)[asked.page], given)
