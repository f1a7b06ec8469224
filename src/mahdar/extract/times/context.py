"""What a rule knows beside its own words: the day of publication, what was told before, what is still to come."""

from __future__ import annotations

from datetime import date

from mahdar.extract.times.calendar import Stretch
from mahdar.extract.times.line import Chain, Line
from mahdar.extract.times.numbers import Atom

FAR = 14
"""How many words back the scan for a future goes: clauses of news Arabic rarely keep their verb further away."""
NEAR = 6
SHORTEST = 5
"""Letters: shorter words that begin like a future verb are nearly all nouns and names."""


class Frame:
    """The parts of one form by their kind, and the tokens it covers."""

    __slots__ = ("_chain", "cut", "end", "first", "parts")

    def __init__(self, first: int, end: int, chain: Chain) -> None:
        self.first = first
        self.end = end
        self.cut = chain[0][1].cut if chain else 0
        self.parts: dict[str, list[Atom]] = {}
        self._chain = chain
        for key, atom in chain:
            self.parts.setdefault(key, []).append(atom)

    def __contains__(self, kind: str) -> bool:
        return kind in self.parts

    def start_of(self, part: Atom) -> int:
        """The token at which one of the atoms begins: each begins where the one before it ends."""
        start = self.first
        for _, atom in self._chain:
            if atom is part:
                return start
            start = atom.end
        return start

    def get(self, kind: str) -> Atom | None:
        """The first atom of a kind."""
        atoms = self.parts.get(kind)
        return atoms[0] if atoms else None

    def value(self, *kinds: str) -> object:
        """The value of the first of `kinds` that is there, else None."""
        for kind in kinds:
            if kind in self.parts:
                return self.parts[kind][0].value
        return None

    def integer(self, *kinds: str) -> int | None:
        """The same as a number; number words give theirs."""
        value = self.value(*kinds)
        return value if isinstance(value, int) else None

    def direction(self) -> int | None:
        """-1 for what is past, 0 for what is now, 1 for what comes; None where no word says it."""
        return self.integer("past", "next", "this", "det-this", "recent")


class Context:
    """One reading of one text: its line, its day of publication, and the stretches found so far."""

    __slots__ = ("_day", "_told", "feast", "line", "published")

    def __init__(self, line: Line, published: date | None) -> None:
        self.line = line
        self.published = published
        self._told: Stretch | None = None
        self._day: tuple[int, date, bool] | None = None
        self.feast: tuple[str, int, int, int] | None = None

    def tense(self, first: int, end: int, back: int = FAR, on: int = NEAR) -> int:
        """1 where the words round tokens `first` to `end` look ahead, -1 where they look back, 0 where neither.

        The nearest verb before them decides; where they open their sentence, the first behind them.
        """
        begin, stop = self._sentence(first)
        for index in range(first - 1, max(begin, first - back) - 1, -1):
            if looks := self._looks(index):
                return looks
        if first - begin <= 2:
            for index in range(end, min(stop, end + on)):
                if looks := self._looks(index):
                    return looks
        return 0

    def _looks(self, index: int) -> int:
        """What one word says about the tense."""
        form = self.line.folded[index]
        words = self.line.words
        if form in words.contexts["future"]:
            return 1
        if form in words.contexts["past"]:
            return -1
        if len(form) < SHORTEST or not form.startswith(words.future_prefixes):
            return 0
        return int(not (form in words.contexts["not-future"] or form.startswith(words.not_future_prefixes)))

    def _sentence(self, index: int) -> tuple[int, int]:
        """The token range of the sentence that token `index` stands in."""
        number = self.line.page.sentence_of[index]
        sentences = self.line.page.sentences
        return sentences[number] if number < len(sentences) else (0, len(self.line.folded))

    def tell(self, first: int, stretch: Stretch) -> None:
        """Remember a dated stretch told at token `first`, for the words that point back at it."""
        if stretch.earliest is None:
            return
        single = stretch.earliest == stretch.latest
        if single:
            self._day = (first, stretch.earliest, stretch.relative)
        if not (single and stretch.earliest == self.published):
            self._told = stretch

    def day_here(self, first: int) -> tuple[date | None, bool]:
        """The day that a time of day belongs to: the last one told in this sentence, else that of publication."""
        begin, _ = self._sentence(first)
        if self._day is not None and self._day[0] >= begin:
            return self._day[1:]
        return self.published, True

    def before(self) -> Stretch | None:
        """The last dated stretch told that is not the day of publication."""
        return self._told

    def form_before(self, frame: Frame) -> str:
        """The folded token before a frame, empty at the beginning of the text."""
        return self.line.folded[frame.first - 1] if frame.first else ""
