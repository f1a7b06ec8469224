"""The brief: what an analyst hands upwards of one track, each line with its footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mahdar.record import Record
from mahdar.views.asked import Asked
from mahdar.views.cite import Cite
from mahdar.views.conflicts import ConflictRow, conflicts
from mahdar.views.pledges import PledgeRow, pledges
from mahdar.views.rounds import RoundRow, rounds
from mahdar.views.statements import StatementRow, statements


@dataclass(frozen=True, slots=True)
class BriefRows:
    """What a brief tells, not yet in words: its rows, the keys of its open questions, and the numbered citations."""

    track: str
    rounds: tuple[RoundRow, ...]
    statements: tuple[StatementRow, ...]
    pledges: tuple[PledgeRow, ...]
    conflicts: tuple[ConflictRow, ...]
    open: tuple[str, ...]
    notes: tuple[Cite, ...]

    def numbers(self, cites: Iterable[Cite]) -> tuple[int, ...]:
        """The numbers of the footnotes that some citations are."""
        order = {cite.finding: number for number, cite in enumerate(self.notes, start=1)}
        return tuple(order[cite.finding] for cite in cites)


def brief_rows(record: Record, asked: Asked) -> BriefRows:
    """What the brief of the track and days asked for tells; citations are numbered in the order of its sections."""
    met, said = rounds(record, asked), statements(record, asked)
    bound, disputed = pledges(record, asked), conflicts(record, asked)
    used = [
        *(c for r in met for c in r.cites), *(s.cite for s in said), *(c for p in bound for c in p.cites),
        *(c for each in disputed for side in each.sides for c in side.cites),
    ]  # fmt: skip
    notes = tuple({cite.finding: cite for cite in used}.values())
    return BriefRows(
        asked.track or "", tuple(met), tuple(said), tuple(bound), tuple(disputed), tuple(_open(met)), notes
    )


def _open(met: list[RoundRow]) -> Iterator[str]:
    """What nobody tells of the next round."""
    ahead = [r for r in met if r.status in ("planned", "proposed") and r.earliest]
    following = ahead[-1] if ahead else None
    if following is None or following.earliest != following.latest:
        yield "next-when"
    if following is None or following.place is None:
        yield "next-where"
