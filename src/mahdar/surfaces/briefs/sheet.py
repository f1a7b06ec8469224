"""A brief in the words of its reader's language, before it has a format: sections, groups, lines, footnotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from mahdar.shelf import read_drawer, shipped_packs
from mahdar.views import Asked
from mahdar.views.brief import BriefRows
from mahdar.views.cite import Cite

if TYPE_CHECKING:
    from mahdar.surfaces.web.screen import Screen

Tone = Literal["plain", "strong", "soft", "said"]

_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Characters that no page has a place for, and those that would turn the line round them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of one direction and tone."""

    text: str
    rtl: bool
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, and the numbers of its footnotes."""

    pieces: tuple[Piece, ...]
    notes: tuple[int, ...] = ()
    apart: bool = False
    """Whether the last piece runs against the page, so that it is shown below the others, with the footnotes."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading of their own, or none."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief; without groups the record tells nothing of it."""

    heading: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: outlet, day and title, then the sentence with the cited words in its middle."""

    head: tuple[Piece, ...]
    before: str
    cited: str
    after: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole brief; footnotes are numbered from 1 in the order in which they are first met."""

    language: str
    rtl: bool
    title: str
    days: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    nothing: str
    sources: str
    digits: tuple[str, ...]
    """The ten digits as the language writes them."""
    latest: date
    """The day of the latest evidence, which stands for the time of making, so that files come out the same."""


def sheet_of(rows: BriefRows, asked: Asked, t: Screen) -> Sheet:
    """The sheet of a brief in the language of a screen; what was said stands as published."""
    return _Writing(rows, t).sheet(asked)


def shown(text: str) -> str:
    """A text without what no page can show, its spaces and ends of lines being single spaces.

    >>> shown("one\\n two\\x00\\u202e three")
    'one two three'
    """
    return _plain(text).strip()


def _plain(text: str) -> str:
    """A part of a sentence as `shown` has it, the spaces at its ends being kept."""
    return re.sub(r"\s+", " ", _UNSHOWN.sub("", text))


def is_rtl(text: str, otherwise: bool) -> bool:
    """Whether a text runs from right to left, by the first letter that says so.

    >>> is_rtl("20 words", True), is_rtl("...", True)
    (False, True)
    """
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return otherwise


def parted(pieces: Iterable[Piece], rtl: bool) -> Iterator[Piece]:
    """Pieces with a mark of the page's direction behind each that runs against it.

    Without it a number behind Arabic words would be taken for a part of them.

    >>> [ascii(piece.text) for piece in parted([Piece("...", True), Piece(" 20 June", False)], False)]
    ["'...'", "'\\\\u200e'", "' 20 June'"]
    """
    before = rtl
    for piece in pieces:
        if before != rtl:
            yield Piece("\u200f" if rtl else "\u200e", rtl)
        yield piece
        before = piece.rtl


class _Writing:
    """One brief while it is put into words; a citation gets its number where it is first met."""

    def __init__(self, rows: BriefRows, t: Screen) -> None:
        self.rows, self.t, self.rtl = rows, t, t.direction == "rtl"
        self.words = read_drawer(shipped_packs() / t.language / "screen.yaml")
        self.cited: dict[str, Cite] = {}

    def sheet(self, asked: Asked) -> Sheet:
        """Everything in order."""
        t, words = self.t, self.words
        sections = tuple(
            Section(words[key], tuple(groups))
            for key, groups in (
                ("rounds", self._whole(self._rounds())), ("statements", self._statements()),
                ("pledges", self._whole(self._pledges())), ("conflicts", self._conflicts()),
                ("open", self._whole(Line((self._piece(words[key]),)) for key in self.rows.open)),
            )
        )  # fmt: skip
        told = [date.fromisoformat(c.published[:10]) for c in self.cited.values() if c.published]
        return Sheet(
            t.language, self.rtl, f"{t('brief')}: {t.track(self.rows.track)}", self._days(asked), sections,
            tuple(self._note(cite) for cite in self.cited.values()), words["nothing"], words["sources"],
            tuple(t.number(digit) for digit in range(10)), max(told, default=date(1980, 1, 1)),
        )  # fmt: skip

    def _days(self, asked: Asked) -> str:
        """The days asked for, empty where all are."""
        ends = (("from-day", asked.since), ("to-day", asked.until))
        return " ".join(f"{self.t(key)} {self.t.day(day)}" for key, day in ends if day)

    def _whole(self, lines: Iterable[Line]) -> Iterator[Group]:
        """One group of all lines, none where there are none."""
        found = tuple(lines)
        if found:
            yield Group("", found)

    def _rounds(self) -> Iterator[Line]:
        t = self.t
        for row in self.rows.rounds:
            place = [t.entity(row.minutes.place, row.place)] if row.place else []
            rest = t("comma").join(["", t.days(row.earliest, row.latest), *place, t("statuses", row.status)])
            yield self._line(
                self._piece(t.meeting(row.number, row.minutes.kind), "strong"), self._piece(rest),
                self._piece(f" {t.count('sources', row.sources)}", "soft"), cites=row.cites,
            )  # fmt: skip

    def _statements(self) -> Iterator[Group]:
        """What was said, the latest day first."""
        said = sorted(self.rows.statements, key=lambda row: row.said or "", reverse=True)
        for day, rows in groupby(said, key=lambda row: row.said):
            yield Group(self.t.day(day), tuple(
                self._line(*self._who(row.actors, row.who), self._act(self.t("acts", row.act)), *self._said(row.words),
                           cites=(row.cite,))
                for row in rows
            ))  # fmt: skip

    def _pledges(self) -> Iterator[Line]:
        for row in self.rows.pledges:
            status = self._act(self.t("statuses", row.status))
            yield self._line(*self._who(row.minutes.by, row.who), status, *self._said(row.words), cites=row.cites)

    def _conflicts(self) -> Iterator[Group]:
        t = self.t
        for row in self.rows.conflicts:
            lines = []
            for side in row.sides:
                who = (self._piece(t("comma")), *self._who(side.actors, side.who, "plain")) if side.who else ()
                answer = self._piece(t.answer(row.question, side.answer), "strong")
                lines.append(self._line(answer, *who, *self._said(side.cites[0].words), cites=side.cites))
            yield Group(shown(t.question(row.question)), tuple(lines))

    def _who(self, actors: Sequence[str], names: Sequence[str], tone: Tone = "strong") -> Iterator[Piece]:
        """The names of those who speak, each in its own direction."""
        found = [name for _, name in self.t.people(actors, names)] or [self.t("unsaid")]
        for place, name in enumerate(found):
            if place:
                yield self._piece(self.t("comma"))
            yield self._piece(shown(name), tone)

    def _act(self, word: str) -> Piece:
        return self._piece(f" {word}", "soft")

    def _said(self, words: str) -> tuple[Piece, Piece]:
        """A colon, and words as published."""
        return self._piece(": "), self._piece(shown(words), "said")

    def _line(self, *pieces: Piece, cites: Sequence[Cite]) -> Line:
        for cite in cites:
            self.cited.setdefault(cite.finding, cite)
        order = {finding: number for number, finding in enumerate(self.cited, start=1)}
        apart = len(pieces) > 1 and pieces[-1].tone == "said" and pieces[-1].rtl != self.rtl
        return Line(pieces, tuple(dict.fromkeys(order[cite.finding] for cite in cites)), apart)

    def _note(self, cite: Cite) -> Note:
        """The footnote of a citation."""
        before, cited, after = (_plain(part) for part in cite.sentence.partition(cite.words))
        head = [self._piece(shown(self.t.outlet(cite.outlet))), self._piece(f" · {self.t.day(cite.published)}")]
        if cite.title:
            head += [self._piece(" · "), self._piece(shown(cite.title))]
        return Note(tuple(head), before, cited, after, is_rtl(cite.sentence, self.rtl))

    def _piece(self, text: str, tone: Tone = "plain") -> Piece:
        return Piece(text, is_rtl(text, self.rtl), tone)
