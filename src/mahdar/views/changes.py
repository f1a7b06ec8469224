"""Changes: what is new in the record since a day, each line with the words that are new.

What stood before is what the documents that did not come since say, by the rules of resolution; so that two days
are compared, and no copy of older minutes need be kept. Decisions of people count as they stand now on both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from mahdar.record import Record
from mahdar.views.asked import Asked
from mahdar.views.changed import (
    Change,
    changed_pledges,
    changed_positions,
    changed_rounds,
    new_conflicts,
    new_reports,
    new_statements,
    words_of_actor,
)
from mahdar.views.cite import Cite, cites
from mahdar.views.late import Late
from mahdar.views.who import names_of

ChangeKind = Literal["new-round", "round", "position", "new-pledge", "pledge", "conflict", "statements", "report"]

QUOTED = 10
"""Findings quoted for one line at most; `count` tells how many are new."""

_QUESTIONS: tuple[Callable[[Late], Iterator[Change]], ...] = (
    changed_rounds, changed_positions, changed_pledges, new_conflicts, new_statements, new_reports,
)  # fmt: skip
"""What is asked for changes, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing that is new, or that is other than it was.

    `about` is the id of a meeting, pledge, conflict or document, or of the actor of a position or of statements.
    `question` is what changed of a meeting (days, place, status), the topic of a position, the question of a
    conflict. `before` is what stood, `after` what stands; `count` how many findings are new, `day` the last day on
    which one was published, `words` those of a pledge, or the title of a report.
    """

    id: str
    kind: ChangeKind
    about: str
    track: str | None
    day: str | None
    question: str | None
    before: str | None
    after: str | None
    who: tuple[str, ...]
    actors: tuple[str, ...]
    words: str
    count: int
    outlet: str | None
    cites: tuple[Cite, ...]


def changes(record: Record, asked: Asked) -> list[ChangeRow]:
    """What is new since `asked.since` by publication, or since `asked.added_since` by when it came into the record.

    Rounds come first, then positions, pledges, conflicts, statements counted by track and actor, and reports; within
    each the latest day. Narrowed by track, actor and outlet: the line must rest on something new of that outlet.
    Raises `BadSetting` unless one of the two days is told.
    """
    with record.asking() as connection:
        late = Late.of(connection, asked)
        return _rows(connection, late, _first(late))


def _first(late: Late) -> list[Change]:
    """The changes that are asked for; questions behind the page are not asked."""
    found: list[Change] = []
    for question in _QUESTIONS:
        if len(found) < late.asked.page.stop:
            found += sorted(question(late), key=lambda c: (c.day or "", c.count, c.about), reverse=True)
    return found[late.asked.page]


def _rows(connection: Connection, late: Late, told: Sequence[Change]) -> list[ChangeRow]:
    """Changes with names and words."""
    told = [words_of_actor(late, c) if c.kind == "statements" else c for c in told]
    names = names_of(connection, {a for c in told for a in c.actors})
    found = cites(connection, (f for c in told for f in c.findings[:QUOTED]))
    return [
        ChangeRow(
            "~".join(filter(None, (c.kind, c.track, c.about, c.question, c.mark))), c.kind, c.about, c.track, c.day,
            c.question, c.before, c.after, tuple(names[a] for a in c.actors), c.actors, c.words, c.count, c.outlet,
            tuple(found[f] for f in c.findings[:QUOTED] if f in found),
        )
        for c in told
    ]  # fmt: skip
