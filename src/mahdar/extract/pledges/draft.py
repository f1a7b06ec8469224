"""Drafts of pledges, and the desk at which they are made: the page, its words, and who stands where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mahdar.extract.names import Mention
from mahdar.language.pledgewords import PledgeWords
from mahdar.model import PledgeStatus, RawOffset, Span, Statement
from mahdar.text import Page

MARKS = frozenset({"،", ",", ".", "؛", ":", "\n", "؟", "?", "!", "”", "“", '"', "»", "«", ")", "("})
"""Marks at which the words of a pledge end; quotation marks only where they close."""

_OPENING = frozenset({"“", '"', "«", "‘"})

LONGEST = 30
"""Tokens after which the words of a pledge end in any case: the longest of ours has 27."""

PARTIES = ("state/", "org/", "group/", "person/")
"""Beginnings of the ids of those who may bind themselves: places and outlets do not."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A pledge before it has its number: tokens `first` up to `last` (exclusive), less `cut` clitic letters."""

    what: Span
    by: tuple[str, ...]
    status: PledgeStatus
    rule: str
    truce: bool = False
    key: str = ""
    alone: bool = False
    bare: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """The page and what other stages found on it; `sides` gives the state or body that somebody speaks for."""

    page: Page
    words: PledgeWords
    statements: Sequence[Statement]
    mentions: Mapping[int, Mention]
    sides: Mapping[str, tuple[str, ...]]
    folded: list[str] = field(default_factory=list)

    def has(self, name: str, index: int) -> bool:
        """Whether the token `index` is a word of the list `name`."""
        return 0 <= index < len(self.folded) and self.folded[index] in self.words.words[name]

    def sentence(self, index: int) -> tuple[int, int]:
        """The sentence of a token, as a half-open range of tokens."""
        numbers = self.page.sentence_of
        number = min(numbers[index], len(self.page.sentences) - 1)
        return self.page.sentences[number]

    def actors(self, first: int, last: int) -> tuple[str, ...]:
        """The actors that tokens `first` up to `last` (exclusive) name."""
        found: dict[str, None] = {}
        for index in range(first, last):
            mention = self.mentions.get(index)
            if mention is not None and mention.last <= last:
                found.update(dict.fromkeys([i for i in mention.ids if i.startswith(PARTIES)][:1]))
        return tuple(found)

    def teller(self, index: int) -> Statement | None:
        """The narrowest statement whose content holds a token."""
        start = self.page.tokens.starts[index]
        holding = [s for s in self.statements if any(p.start <= start < p.end for p in s.content.spans)]
        return min(holding, key=lambda s: s.content.end - s.content.start) if holding else None

    def agreed(self, index: int) -> tuple[str, ...]:
        """Who, by a statement, agreed on something last before a token."""
        start = self.page.tokens.starts[index]
        before = [s for s in self.statements if s.act == "agree" and s.actors and s.cue.span.start < start]
        return before[-1].actors if before else ()

    def side_of(self, ids: Sequence[str]) -> tuple[str, ...]:
        """The states and bodies that actors speak for: themselves where they speak for nobody else."""
        return tuple(dict.fromkeys(side for key in ids for side in self.sides.get(key, (key,))))

    def end(self, first: int, *, commas: bool = False) -> int:
        """Where words that begin at `first` end: at a mark, a word of ending, or the sentence's end."""
        _, end = self.sentence(first)
        for index in range(first + 1, min(end, first + LONGEST)):
            form = self.folded[index]
            if form in _OPENING and self._opens(index):
                continue
            if form in MARKS and not (commas and form in "،,"):
                return index
            if self.has("ends", index):
                return index
        return min(end, first + LONGEST)

    def _opens(self, index: int) -> bool:
        """Whether the mark at `index` opens a quotation."""
        return any(q.open == index for q in self.page.quotations)

    def span(self, first: int, last: int, cut: int = 0) -> Span:
        """The raw span of tokens `first` up to `last` (exclusive) without the first's clitics."""
        tokens = self.page.tokens
        return Span(tokens.inner_start(first, cut), RawOffset(tokens.ends[last - 1]))

    def lead(self, index: int) -> int:
        """The letters of a conjunction and a preposition that are joined to a token's front."""
        return joined_letters(self.folded[index], self.words)


def joined_letters(form: str, words: PledgeWords) -> int:
    """The letters of a preposition, and of a conjunction before it, that stand before a word of the lists.

    A word counts as having them only where its rest is a word of the lists too.
    """
    known, clitics = words.named, words.clitics
    cut = 1 if form.startswith(clitics.conjunctions) and form[1:] in known else 0
    rest = form[cut:]
    if rest.startswith(clitics.article_after_lam * 2) and _bare(rest, words) in known:
        return cut + 2
    if rest.startswith(clitics.prepositions) and rest[1:] in known:
        return cut + 1
    return cut


def _bare(form: str, words: PledgeWords) -> str:
    """A word behind ل with its article restored (للهدنة)."""
    return words.clitics.article + form[2:] if form.startswith(words.clitics.article_after_lam * 2) else form
