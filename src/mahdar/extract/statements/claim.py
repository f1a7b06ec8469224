"""An attribution as the rules leave it: cue, source phrase and content, before anyone is resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from mahdar.extract.statements.phrases import Phrase
from mahdar.model import Act


@dataclass(slots=True)
class Claim:
    """A statement in the making. Token numbers; `last` and `end` are exclusive.

    `link` says how a missing source is to be found: `same` (the clause goes on with its subject),
    `subject` (a participle), `antecedent` (a relative clause), `owner` (a pronoun on a verbal noun),
    `parties` (an agreement), `relayed`.
    """

    first: int
    last: int
    lemma: str
    act: Act
    rule: str
    source: Phrase | None
    begin: int
    cut: int
    onset: int
    sentence: int
    frame: str
    gender: str = "m"
    number: str = "s"
    link: str = "same"
    coordinated: bool = False
    negated: bool = False
    cue_cut: int = 0
    sources: tuple[Phrase, ...] = ()
    relay: Phrase | None = None
    content: list[tuple[int, int, int]] = field(default_factory=list)
    quoted: str = "none"
    backwards: bool = False
    after_comma: bool = False
    reach: int = 0

    @property
    def start(self) -> int:
        """The first token of the content."""
        return self.content[0][0] if self.content else self.begin

    @property
    def end(self) -> int:
        """The token behind the content."""
        return self.content[-1][2] if self.content else self.begin
