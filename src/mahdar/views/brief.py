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

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One line and the numbers of its footnotes."""

    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A track's brief: sections of lines in order, and the citations that the footnotes lead to."""

    track: str
    sections: tuple[tuple[str, tuple[BriefLine, ...]], ...]
    notes: tuple[Cite, ...]


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


def brief(record: Record, asked: Asked, words: Words) -> Brief:
    """The brief of the track and days asked for; `words` are those of the language that it is written in.

    What was said is never translated: it stands as published.
    """
    rows = brief_rows(record, asked)

    def line(text: str, *cites: Cite) -> BriefLine:
        return BriefLine(text, rows.numbers(cites))

    sections = (
        ("rounds", tuple(line(_round(r, words), *r.cites) for r in rows.rounds)),
        ("statements", tuple(
            line(f"{s.said or ''}  {'، '.join(s.who)}: {s.words}", s.cite) for s in rows.statements
        )),
        ("pledges", tuple(
            line(f"{'، '.join(p.who)}: {p.words} ({words[p.status]})", *p.cites) for p in rows.pledges
        )),
        ("conflicts", tuple(
            line(f"{'، '.join(side.who) or side.answer}: {side.cites[0].words}", *side.cites)
            for conflict in rows.conflicts for side in conflict.sides
        )),
        ("open", tuple(line(words[key]) for key in rows.open)),
    )  # fmt: skip
    return Brief(rows.track, sections, rows.notes)


def _round(row: RoundRow, words: Words) -> str:
    """A meeting in one line."""
    days = row.earliest or row.latest or words["untold"]
    days = days if row.earliest == row.latest or not (row.earliest and row.latest) else f"{row.earliest}..{row.latest}"
    sources = f"{words['independent']}: {row.sources}"
    return "  ".join(filter(None, (str(row.number or ""), days, row.place, words[row.status], f"({sources})")))


def _open(met: list[RoundRow]) -> Iterator[str]:
    """What nobody tells of the next round."""
    ahead = [r for r in met if r.status in ("planned", "proposed") and r.earliest]
    following = ahead[-1] if ahead else None
    if following is None or following.earliest != following.latest:
        yield "next-when"
    if following is None or following.place is None:
        yield "next-where"
