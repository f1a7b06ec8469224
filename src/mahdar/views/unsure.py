"""What is unsure in a record: findings of rules that err often, names that may be one, what was seen and not decided.

Which rules those are was measured on 117 annotated documents, 28 of them the dossier: `LEAST` says how.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, Literal

from sqlalchemy import Connection, Row, Table, func, or_, select

from mahdar.record import Record, schema
from mahdar.record.decisions import DecidedPairs, judged
from mahdar.views.asked import Asked
from mahdar.views.conflicts import conflicts
from mahdar.views.pairs import Titled, nobody, proposed

Doubt = Literal["spelling", "conflict", "meeting", "pledge", "far-speaker", "unnamed", "not-decided"]

DOUBTS: tuple[Doubt, ...] = ("spelling", "conflict", "meeting", "pledge", "far-speaker", "unnamed", "not-decided")
"""Every reason to doubt, in the order in which they are worth a reviewer's time: what most else rests on first."""

LEAST = 0.75
"""Findings of a rule are unsure where fewer than this were right of those measured. Right were 33 of 49 meetings told
by their days or shared by their parties, against 65 of 68 others; 17 of 30 pledges that somebody left, was bound to,
told of his own deeds, or of a truce, against 57 of 60 others; 8 of 22 speakers who stand behind a noun, against 837 of
953 others; none of 5 statements without a speaker."""

MEETINGS = ("meeting.dated-", "meeting.shared-")
PLEDGES = ("pledge.left", "pledge.bound", "pledge.own-deed", "pledge.truce")
STATEMENTS = ("cue.nominal-parties.", "cue.nominal-by.", "cue.nominal-owner.")
"""The rules that lie below `LEAST`, without their language."""

UNNAMED = "source-not-resolved"
"""The refusal that a statement without a speaker goes with; the statement stands for it."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """One thing to decide upon, and why it is doubted.

    `id` is that of a finding or conflict; of a pair the ids of both actors with `~` between them; of what was not
    decided, the document, the kind and the reason with `~` between them.
    """

    id: str
    doubt: Doubt
    document: str | None = None
    published: str | None = None
    outlet: str | None = None

    @property
    def parts(self) -> list[str]:
        """The pieces of the id."""
        return self.id.split("~")


class Waiting:
    """What waits for a decision in a record; remembers what is doubted for as long as no document changes."""

    def __init__(self, record: Record, titled: Titled = nobody) -> None:
        self.record, self.titled, self._lock = record, titled, Lock()
        self._of: tuple[object, ...] = ()
        self._doubted: tuple[Unsure, ...] = ()

    def items(self, asked: Asked, doubt: Doubt | None = None) -> list[Unsure]:
        """All that nobody has decided upon, of the track and outlet asked for; the latest of each doubt first."""
        with self.record.asking() as connection:
            doubted = self._all(connection)
            decided, asunder = judged(connection), DecidedPairs.of(connection)
            on = schema.document_track.c
            track = set(connection.scalars(select(on.document).where(on.track == asked.track))) if asked.track else None
        found = [
            item for item in doubted
            if doubt in (None, item.doubt)
            and not (asunder.has(*item.parts) if item.doubt == "spelling" else item.id in decided)
            and (item.document in track if track is not None else True)
            and (item.outlet == asked.outlet if asked.outlet else True)
        ]  # fmt: skip
        if doubt not in (None, "conflict"):
            return found
        first = sum(item.doubt == "spelling" for item in found)
        return [*found[:first], *(each for each in self._conflicts(asked) if each.id not in decided), *found[first:]]

    def _conflicts(self, asked: Asked) -> Iterable[Unsure]:
        """The conflicts, which follow from decisions and are not remembered; they have no one outlet."""
        if asked.outlet:
            return ()
        rows = conflicts(self.record, Asked(track=asked.track, limit=1000))
        return [Unsure(row.id, "conflict") for row in rows]

    def _all(self, connection: Connection) -> tuple[Unsure, ...]:
        """Everything that is doubted, decided upon or not."""
        stamp = _stamp(connection)
        with self._lock:
            if stamp != self._of:
                self._doubted, self._of = tuple(_doubted(connection, self.titled)), stamp
            return self._doubted


def _stamp(connection: Connection) -> tuple[object, ...]:
    """What is another as soon as a document was added, read anew or taken out; decisions leave it as it is.

    Counts alone, which indexes answer: 3 ms on a record of 27,507 reports, where looking at their readers takes 36.
    What a new reading leaves as many of is not seen, so that an id may be gone when it is asked for.
    """
    own = schema.document.c
    counts = [select(func.count()).select_from(t) for t in (schema.statement, schema.meeting, schema.pledge)]
    counts.append(select(func.count()).where(own.standing == "current"))
    times = select(func.sum(schema.refusal.c.times))
    query = select(*(count.scalar_subquery() for count in (select(func.max(own.number)), *counts, times)))
    return tuple(connection.execute(query).one())


def _doubted(connection: Connection, titled: Titled) -> Iterator[Unsure]:
    """Everything that is doubted, the latest documents first within each doubt."""
    for one, other in proposed(connection, titled):
        yield Unsure(f"{one}~{other}", "spelling")
    frames = _frames(connection)
    yield from _framed(frames, "meeting", _of_rules(connection, schema.meeting, MEETINGS))
    yield from _framed(frames, "pledge", _of_rules(connection, schema.pledge, PLEDGES))
    said, by = schema.statement.c, schema.statement_actor.c
    somebody = select(by.actor).where(by.statement == said.id).exists()
    far = select(said.id, said.document).where(or_(*(said.rule.contains(rule) for rule in STATEMENTS)) & somebody)
    yield from _framed(frames, "far-speaker", connection.execute(far.order_by(said.cue_start)))
    refused = schema.refusal.c
    some = select(refused.document).where((refused.kind == "statement") & (refused.reason == UNNAMED))
    unnamed = select(said.id, said.document).where(said.document.in_(some) & ~somebody).order_by(said.cue_start)
    yield from _framed(frames, "unnamed", connection.execute(unnamed))
    rest = select(refused.document, refused.kind, refused.reason).where(refused.reason != UNNAMED)
    seen = ((f"{r.document}~{r.kind}~{r.reason}", r.document) for r in connection.execute(rest))
    yield from _framed(frames, "not-decided", seen)


def _of_rules(connection: Connection, table: Table, rules: Iterable[str]) -> Iterable[Row[tuple[str, str]]]:
    """The meetings or pledges that some rules found."""
    own = table.c
    return connection.execute(select(own.id, own.document).where(or_(*(own.json.contains(f".{r}") for r in rules))))


def _frames(connection: Connection) -> dict[str, tuple[str | None, str | None]]:
    """When and where each current document was published."""
    own = schema.document.c
    query = select(own.id, own.published, own.outlet).where(own.standing == "current")
    return {row.id: (row.published, row.outlet) for row in connection.execute(query)}


def _framed(
    frames: Mapping[str, tuple[str | None, str | None]], doubt: Doubt, found: Iterable[Any]
) -> list[Unsure]:  # fmt: skip
    """Things of one doubt by rows of their id and document: those in current documents, the latest first."""
    items = [Unsure(row[0], doubt, row[1], *frames[row[1]]) for row in found if row[1] in frames]
    return sorted(items, key=lambda item: (item.published or "", item.document or ""), reverse=True)
