"""The brief: what an analyst hands upwards of one track, each line with its footnotes."""

from __future__ import annotations

from dataclasses import dataclass

from mahdar.record import Record
from mahdar.views.asked import Asked
from mahdar.views.cite import Cite
from mahdar.views.conflicts import conflicts
from mahdar.views.pledges import pledges
from mahdar.views.rounds import RoundRow, rounds
from mahdar.views.statements import statements

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


class _Notes:
    """Numbers citations in the order in which they are used."""

    def __init__(self) -> None:
        self.cites: dict[str, Cite] = {}

    def line(self, text: str, cites: tuple[Cite, ...]) -> BriefLine:
        for cite in cites:
            self.cites.setdefault(cite.finding, cite)
        order = list(self.cites)
        return BriefLine(text, tuple(order.index(c.finding) + 1 for c in cites))


def brief(record: Record, asked: Asked, words: Words) -> Brief:
    """The brief of the track and days asked for; `words` are those of the language that it is written in.

    What was said is never translated: it stands as published.
    """
    notes = _Notes()
    met = rounds(record, asked)
    sections = (
        ("rounds", tuple(notes.line(_round(r, words), r.cites) for r in met)),
        ("statements", tuple(
            notes.line(f"{s.said or ''}  {'، '.join(s.who)}: {s.words}", (s.cite,)) for s in statements(record, asked)
        )),
        ("pledges", tuple(
            notes.line(f"{'، '.join(p.who)}: {p.words} ({words[p.status]})", p.cites) for p in pledges(record, asked)
        )),
        ("conflicts", tuple(
            notes.line(f"{'، '.join(side.who) or side.answer}: {side.cites[0].words}", side.cites)
            for conflict in conflicts(record, asked) for side in conflict.sides
        )),
        ("open", tuple(notes.line(text, ()) for text in _open(met, words))),
    )  # fmt: skip
    return Brief(asked.track or "", sections, tuple(notes.cites.values()))


def _round(row: RoundRow, words: Words) -> str:
    """A meeting in one line."""
    days = row.earliest or row.latest or words["untold"]
    days = days if row.earliest == row.latest or not (row.earliest and row.latest) else f"{row.earliest}..{row.latest}"
    sources = f"{words['independent']}: {row.sources}"
    return "  ".join(filter(None, (str(row.number or ""), days, row.place, words[row.status], f"({sources})")))


def _open(met: list[RoundRow], words: Words) -> list[str]:
    """What nobody tells of the next round."""
    ahead = [r for r in met if r.status in ("planned", "proposed") and r.earliest]
    following = ahead[-1] if ahead else None
    found = []
    if following is None or following.earliest != following.latest:
        found.append(words["next-when"])
    if following is None or following.place is None:
        found.append(words["next-where"])
    return found
