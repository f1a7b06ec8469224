"""The scene: one page with all that the rules for statements look at."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace

from mahdar.extract.names import Mention
from mahdar.language.lexicon import Lexicon, Word
from mahdar.text import Page, Quotation, fold

COMMAS = frozenset({",", "،", "؛"})
QUOTES = frozenset('"“”„«»‟')
DASHES = frozenset({"-", "–", "—"})
_CLOSED_YEH, _YEH = "\N{ARABIC LETTER ALEF MAKSURA}", "\N{ARABIC LETTER YEH}"
_NESTED = 32
"""Quotations that may stand before words inside one outer quotation."""


@dataclass(slots=True)
class Scene:
    """A page, what the lexicon knows of each word, the known names, and which token opens which quotation."""

    page: Page
    lexicon: Lexicon
    mentions: dict[int, Mention]
    genders: dict[str, str | None]
    body_start: int = 0
    folded: list[str] = field(init=False)
    words: list[Word] = field(init=False)
    quotes: dict[int, Quotation] = field(init=False)
    closes: dict[int, int] = field(init=False)
    openings: list[int] = field(init=False)
    covered: dict[int, Mention] = field(init=False)
    called: set[str] = field(init=False, default_factory=set)
    _own_mentions: bool = field(init=False, default=False, repr=False)

    def __post_init__(self) -> None:
        self.folded = self.page.tokens.folded
        word = self.lexicon.word
        self.words = [word(form) for form in self.folded]
        if _CLOSED_YEH in self.page.text:
            self._names_like_prepositions()
        self.quotes = {q.open: q for q in self.page.quotations if self.folded[q.open] in QUOTES}
        self.openings = sorted(self.quotes)
        self.closes = {q.close: q.open for q in self.quotes.values() if q.closed}
        self.covered = {i: m for m in self.mentions.values() for i in range(m.first, m.last)}

    def _names_like_prepositions(self) -> None:
        """Where a text writes على with a closed yeh, علي with dots is a man's name."""
        for index, form in enumerate(self.folded):
            if form in self.lexicon.closed_yeh and self.page.tokens.raw(index)[-1] == _YEH:
                self.words[index] = replace(self.words[index], roles=0)

    def fold(self, word: str) -> str:
        """A word of the text as it stands in `folded`, without the # of a hashtag."""
        return fold(word.lstrip("#"))

    def places_of(self, form: str) -> list[int]:
        """The tokens at which a folded word stands, in order."""
        found, index = [], -1
        for _ in range(self.folded.count(form)):
            index = self.folded.index(form, index + 1)
            found.append(index)
        return found

    def add_mention(self, mention: Mention) -> None:
        """Let a name that only this page knows count as known to the rules for statements."""
        if not self._own_mentions:
            self.mentions, self._own_mentions = dict(self.mentions), True
        self.mentions[mention.first] = mention
        self.covered.update(dict.fromkeys(range(mention.first, mention.last), mention))

    def is_word(self, index: int) -> bool:
        """Whether a token is a word or a number."""
        return self.folded[index][0].isalnum()

    def has(self, index: int, role: int) -> bool:
        """Whether a token plays one of the roles."""
        return bool(self.words[index].roles & role)

    def hyphen(self, index: int) -> bool:
        """Whether a token is a hyphen inside a word, with no space on either side (جاي-إن)."""
        if self.folded[index] != "-" or not 0 < index < len(self.folded) - 1:
            return False
        starts, ends = self.page.tokens.starts, self.page.tokens.ends
        return ends[index - 1] == starts[index] and ends[index] == starts[index + 1]

    def skip_marks(self, index: int, end: int) -> int:
        """The first token from `index` on that is no comma."""
        while index < end and self.folded[index] in COMMAS:
            index += 1
        return index

    def quotes_near(self, first: int, last: int) -> list[Quotation]:
        """The quotations that open before token `last` and at most a few before token `first`, in order."""
        until = bisect_left(self.openings, last)
        since = max(0, bisect_left(self.openings, first) - _NESTED)
        return [self.quotes[opening] for opening in self.openings[since:until]]

    def conjunction_form(self, index: int) -> bool:
        """Whether a word is written with a conjunction at its front."""
        return self.folded[index][0] in self.lexicon.clitics.conjunctions

    def conjunction(self, index: int) -> bool:
        """Whether the word at `index` is read with a conjunction joined to it, as a cue or a name."""
        mention = self.covered.get(index)
        if mention is not None:
            return mention.conjunction and mention.first == index
        return any(part.conjunction for part, _ in self.words[index].cues)
