"""Quotations behind a cue: which of them are the words said, and which only hold a name or a word."""

from __future__ import annotations

from dataclasses import dataclass

from mahdar.extract.statements.asides import Walker
from mahdar.extract.statements.scene import COMMAS
from mahdar.extract.statements.wordshapes import finite, name_like
from mahdar.language.lexicon import Role, Word
from mahdar.language.speech import speech_words
from mahdar.model import Act

_FEW = 4
"""Tokens up to the closing mark of a quotation of three words."""


@dataclass(frozen=True, slots=True)
class Complement:
    """The words said begin in token `first`, `cut` folded letters in; `frame` is how the cue takes them.

    `act` is set where the complement decides it (أعرب عن أمله); `cue_last` where the cue runs on to it;
    `reach` is the token that belongs to it at least, where an addressee stands first.
    """

    first: int
    cut: int
    frame: str
    act: Act | None = None
    cue_last: int | None = None
    reach: int = 0


class Quoting(Walker):
    """A walker that knows the words said by their quotation marks."""

    def _opened(self, index: int) -> Complement | None:
        """What follows a colon: a quotation, a clause, plain words."""
        scene = self.scene
        if index in scene.quotes or (index < self.end and scene.folded[index] in ("-", "–")):
            index += 1
        if index < self.end and scene.has(index, Role.THAT):
            index += 1
        return Complement(index, 0, "quote") if index < self.end else None

    def _quoted(self, index: int) -> Complement | None:
        """A quotation is what a speech verb takes; a short name in marks inside the clause is not."""
        scene, cue = self.scene, self.cue
        quote = scene.quotes[index]
        inside = index + 1
        if scene.folded[index - 1] == scene.lexicon.clitics.prepositions[1]:
            return None  # كشفت مصادر لـ"كذا" أن: whoever was told
        if index > self.start and scene.folded[index - 1] in speech_words(scene.lexicon.language).entitled:
            return None  # أطلقوا عليها اسم "كذا": a name
        if quote.close - index <= 5 and self._late_clause(quote.close) is not None:
            return None
        if inside < self.end and scene.has(inside, Role.THAT) and "that" in cue.frames:
            return Complement(inside + 1, 0, "that")
        if "quote" in cue.frames and (quote.close - index > 5 or (not self.aside and self._ends_clause(quote.close))):
            return Complement(inside, 0, "quote")
        if "quote" in cue.frames and self._told_of(index, quote.close):
            return Complement(inside, 0, "quote")
        led = self._led_quotation(inside)
        if led is not None:
            return led
        stance = scene.words[inside].stance if inside < self.end and "stance" in cue.frames else None
        if stance is not None:
            return Complement(index, 0, "stance", stance[1])  # type: ignore[arg-type]
        if cue.frames & {"object", "deed"} and self.sourced and self._object_stands(index):
            return Complement(index, 0, "object")
        return None

    def _told_of(self, index: int, close: int) -> bool:
        """Whether a quotation of a few words is said of somebody (قال عن فلان "سيكون سعيدا"), or ends a sentence."""
        scene = self.scene
        if close - index < _FEW or self.start >= index:
            return False
        if scene.lexicon.phrase("from", scene.folded, self.start, index) and index - self.start <= _FEW:
            return True
        before = scene.covered.get(index - 1)
        person = before is not None and before.ids[0].startswith("person/")
        named = person or (before is None and name_like(scene.words[index - 1]))
        speaks = not self.cue.strict and self.cue.frames <= {"that", "quote"}
        return speaks and named and close + 1 >= self.end

    def _led_quotation(self, inside: int) -> Complement | None:
        """The words of a quotation that opens with the cue's own preposition (ندد "بالمسؤولية"، وصف كذا "بالكابوس")."""
        scene, cue = self.scene, self.cue
        if inside >= self.end or inside in scene.mentions or scene.has(inside, Role.PREPOSITION):
            return None
        part = next((p for p in scene.words[inside].parts if p.preposition and p.article and not p.conjunction), None)
        if part is None:
            return None
        if "as" in cue.frames and part.preposition == scene.lexicon.clitics.prepositions[0]:
            return self._from_object(Complement(inside, len(part.preposition), "preposition")) if self.object else None
        if part.preposition in cue.prepositions:
            return self._from_object(Complement(inside, len(part.preposition), "preposition"))
        return None

    def _ends_clause(self, close: int) -> bool:
        """Whether a quotation that closes at `close` closes its clause."""
        scene = self.scene
        return (
            close + 1 >= self.end
            or scene.folded[close + 1] in COMMAS
            or (not scene.is_word(close + 1) and scene.folded[close + 1] != ":")
        )

    def _late_clause(self, index: int) -> int | None:
        """The token behind «، أن» further on, which proves what stands before it an aside (مطلع على الملف، أن)."""
        scene = self.scene
        for ahead in range(index, self.limit - 1):
            if scene.folded[ahead] in COMMAS and scene.has(ahead + 1, Role.THAT):
                joined = scene.folded[ahead + 1][0] in scene.lexicon.clitics.conjunctions
                return None if joined else ahead + 2
            if (
                finite(scene.words[ahead], sure=False)
                or ahead in scene.quotes
                or scene.has(ahead, Role.THAT | Role.RELATIVE)
            ):
                return None
        return None

    def _from_object(self, found: Complement) -> Complement:
        """The addressee of a demand or an accusation belongs to the words said (annotation guide)."""
        demands = self.cue.addressee and self.cue.act != "assert"
        if self.object is None or not (demands or "as" in self.cue.frames):
            return found
        return Complement(self.object, 0, "preposition", found.act, reach=found.first)

    def _object_stands(self, index: int) -> bool:
        """Whether an object may begin here: behind an aside only where its last phrase is finished."""
        word = self.scene.words[index]
        if finite(word):
            aside = Role.NEVER_SOURCE | Role.ADVERB
            ready = (
                index in (self.start, self.turned)
                or self.scene.has(index - 1, aside)
                or self.scene.folded[index - 1] in COMMAS
            )
            behind = ready and self.sourced and "deed" in self.cue.frames
            return behind and (word.form in self.scene.lexicon.deeds or owned(word))
        if not self.aside:
            return True
        before = self.scene.words[index - 1]
        definite = index - 1 in self.scene.covered or any(p.article for p in before.parts)
        definite = definite or before.document
        return (definite or self.scene.folded[index - 1] in COMMAS) and not before.roles & Role.PREPOSITION


def owned(word: Word) -> bool:
    """Whether a word reads as a verbal noun with the pronoun of its doer (رفضها، دعمه)."""
    return any(form.inflected.shape == "noun" and form.inflected.owner for _, form in word.cues)
