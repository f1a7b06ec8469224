"""A member of the cast: one actor while its document is being read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mahdar.model import SourcePhrase, Span
from mahdar.resolve.names import like, name_words
from mahdar.resolve.spelling import same_name

_GLUE = str.maketrans({"_": " ", "#": ""})
_QUOTES = ' "“”«»()'


@dataclass(slots=True)
class Member:
    """One actor: its forms and names in the document, the stems of its titles, where it is named and speaks.

    `parts` are the ids of those who make it up, where several speak as one.
    """

    id: str
    kind: str
    known: bool
    forms: dict[str, None] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    mentions: list[Span] = field(default_factory=list)
    spoke: list[int] = field(default_factory=list)
    gender: str | None = None
    number: str = "s"
    issuer: bool = False
    counterpart: bool = False
    parts: tuple[str, ...] = ()

    @property
    def plural(self) -> bool:
        """Whether the member is more than one."""
        return self.number != "s"

    def add(self, phrase: SourcePhrase, *, speaks: bool = True) -> None:
        """Take a phrase in as one more form of this actor."""
        for form in (phrase.text, phrase.name, phrase.title, *phrase.bases):
            if form:
                self.forms.setdefault(form.translate(_GLUE).strip(_QUOTES), None)
        if phrase.name:
            self.names.append(phrase.name)
        self.mentions.append(phrase.span)
        if speaks:
            self.spoke.append(phrase.span.start)
        self._describe(phrase)

    def _describe(self, phrase: SourcePhrase) -> None:
        """Learn from a phrase what describes the actor; a document tells nothing of who issued it."""
        if phrase.document and not phrase.loose:
            self.issuer = True
            return
        self.words |= phrase.words
        self.counterpart = self.counterpart or phrase.counterpart
        self.heads.add(phrase.head)
        self.gender = self.gender or phrase.gender
        if phrase.plural and not self.known:
            self.number = phrase.number

    def last_before(self, position: int) -> int:
        """Where the actor was last named before a place in the text; -1 where it was not."""
        return max((m.start for m in self.mentions if m.start < position), default=-1)

    def may_be_called(self, words: Sequence[str]) -> bool:
        """Whether a name may be this person's: like one of the names, and no other given name before the family name.

        Given names with the same first letter count as spellings of one (جيم ماتيس، جيمس ماتيس).
        """
        names = [name_words(name) for name in self.names]
        if not any(like(words, name) for name in names):
            return False
        full = [name for name in names if len(name) > 1]
        return len(words) == 1 or not full or any(like(words, name) or words[0][0] == name[0][0] for name in full)

    def spoke_before(self, position: int) -> int:
        """Where the actor last spoke before a place in the text; -1 where it did not."""
        return max((at for at in self.spoke if at < position), default=-1)

    def begins_with(self, word: str) -> bool:
        """Whether a full name of this person begins with a word."""
        full = (name_words(name) for name in self.names)
        return any(len(name) > 1 and same_name(name[0], word) for name in full)
