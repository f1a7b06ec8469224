"""A round: what is known of it, what each source says, who said what around it, and what came next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from fastapi import APIRouter, Request, Response

from mahdar import views
from mahdar.record import Record, UnknownId
from mahdar.surfaces.web.page import language_of, page, record_of
from mahdar.views import Asked, Cite, RoundRow, StatementRow

routes = APIRouter(include_in_schema=False)

QUESTIONS = ("days", "place", "host", "status")
AROUND = timedelta(days=2)
"""How long behind its last day what is said on a track still belongs to a meeting: communiqués come on the morrow."""
LASTS = timedelta(days=21)
"""Days beyond which a stretch says no more when a meeting was than in which weeks."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question about a meeting, how many independent sources give it, and where."""

    value: str
    sources: int
    cites: tuple[Cite, ...]


@routes.api_route("/round/{key:path}", methods=["GET", "HEAD"])
def meeting(request: Request, key: str) -> Response:
    """A meeting."""
    record = record_of(request)
    row = next(iter(views.rounds(record, Asked(key=key, limit=1))), None)
    if row is None:
        raise UnknownId(key)
    before, after = views.neighbours(record, row)
    return page(
        request, "round.html", language=language_of(request), row=row, answers=list(answers(row)), before=before,
        after=after, statements=_said(record, row), cites={c.finding: c for c in row.cites},
        conflicts=[c for c in views.conflicts(record, Asked(track=row.track, limit=1000)) if c.about == row.id],
    )  # fmt: skip


def answers(row: RoundRow) -> Iterator[tuple[str, list[Answer]]]:
    """Each question with all its answers, the best supported first."""
    cites = {c.finding: c for c in row.cites}
    for question in QUESTIONS:
        told = row.minutes.accounts.get(question, ())  # type: ignore[call-overload]
        if told:
            yield (
                question,
                [Answer(a.value, a.sources, tuple(cites[f] for f in a.findings if f in cites)) for a in told],
            )


def _said(record: Record, row: RoundRow) -> list[StatementRow]:
    """What was said on the track on its days; nothing where nobody tells them closely enough."""
    first, last = row.minutes.earliest, row.minutes.latest
    if first is None or last is None or last - first > LASTS:
        return []
    return views.statements(record, Asked(track=row.track, since=first, until=last + AROUND, limit=20))
