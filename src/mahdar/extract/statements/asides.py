"""Asides: what may stand between a source and the words said, and is walked past."""

from __future__ import annotations

from mahdar.extract.statements.scene import COMMAS, DASHES, Scene
from mahdar.extract.statements.wordshapes import finite, prefixed
from mahdar.language.cues import Cue
from mahdar.language.lexicon import Role
from mahdar.language.speech import speech_words

_PLURAL = 6
"""Letters of an unlisted plural in ين, or of a noun with a pronoun, which is spoken to (صحافيين، أتباعه)."""
_ANONYMITY = 6
"""Tokens from the wish to stay unnamed to the name withheld."""
_QUOTED = 8
"""Words from which on a quotation in a relative clause is not a name."""
_ASIDE = 24
"""Tokens of the longest aside between two dashes that is believed to be one."""


class Walker:
    """Walks to the right of a cue's source; `object` is the first thing passed outside an aside: an addressee."""

    def __init__(self, scene: Scene, cue: Cue, limit: int, end: int, sourced: bool) -> None:
        self.scene, self.cue, self.limit, self.end, self.sourced = scene, cue, limit, end, sourced
        self.aside = False
        self.relative = False
        self.object: int | None = None
        self.start = 0
        self.turned = -1

    def skip(self, index: int) -> int:
        """The token behind something that may stand between a source and its complement, else `index`."""
        scene = self.scene
        form = scene.folded[index]
        if form in DASHES:
            self.aside = False
            return self._behind_dash(index)
        if form in COMMAS:
            self.aside = False
            return index if self._expected(index + 1) or self._turns(index + 1) else index + 1
        if index in scene.quotes:
            return scene.quotes[index].close + 1 if scene.quotes[index].close < self.limit else index
        if scene.lexicon.phrase("nameless", scene.folded, index, self.limit):
            return self._behind_anonymity(index)
        turn = scene.lexicon.phrase("turn", scene.folded, index, self.limit)
        if turn:
            self.turned = index + turn
            return self.turned
        if form == "(":
            return next((i + 1 for i in range(index, self.limit) if scene.folded[i] == ")"), index)
        if not scene.is_word(index) and index not in scene.closes and form not in ")'/-–—":
            return index
        return self._skip_word(index)

    def _skip_word(self, index: int) -> int:
        """Skip one word of an aside; a coordinated or a second finite cue ends the search."""
        scene = self.scene
        word = scene.words[index]
        if word.roles & Role.RELATIVE:
            if self.object is not None and (self.cue.addressee or "as" in self.cue.frames):
                self.relative = True
                return index + 1
            return self._behind_clause(index)
        if index in scene.mentions:
            self._count(index)
            return scene.mentions[index].last
        if (
            not self.relative
            and finite(word)
            and word.noun is None
            and not word.roles & (Role.PREPOSITION | Role.ADVERB)
        ):
            return self._behind_clause(index - 1) if self._takes_up(index) else index
        if self._other_tells(index):
            return index
        if word.roles & (Role.PREPOSITION | Role.NEVER_SOURCE) or prefixed(word):
            self.aside = True
        else:
            self._count(index)
        return index + 1

    def _behind_anonymity(self, index: int) -> int:
        """The token behind طلب عدم ذكر اسمه, else the end of the clause."""
        ahead = range(index + 1, min(self.limit, index + _ANONYMITY))
        named = next((i for i in ahead if self.scene.folded[i] in self.scene.lexicon.anonymity), None)
        return named + 1 if named is not None else self._behind_clause(index)

    def _takes_up(self, index: int) -> bool:
        """Whether a verb without a conjunction describes the noun before it, which its pronoun takes up (دعت إليه)."""
        scene, after = self.scene, index + 1
        joined = any(part.conjunction for part, _ in scene.words[index].cues)
        return not joined and self.aside and after < self.limit and scene.has(after, Role.PRONOMINAL)

    def _behind_dash(self, index: int) -> int:
        """The token behind an aside between dashes (في كلمته - التي ألقاها أمس - بكذا), else behind the one dash."""
        ahead = range(index + 2, min(self.limit, index + _ASIDE))
        close = next((i for i in ahead if self.scene.folded[i] in DASHES), None)
        opens = index + 1 < self.limit and self.scene.has(index + 1, Role.RELATIVE | Role.PREPOSITION)
        return close + 1 if close is not None and opens else index + 1

    def _other_tells(self, index: int) -> bool:
        """Whether another's telling stands behind منذ or بعد here: the أن further on is its own (منذ إعلان فلان أن)."""
        if self.scene.folded[index - 1] not in self.scene.lexicon.after:
            return False
        cues = self.scene.words[index].cues
        return any(form.inflected.shape == "noun" and "that" in form.cue.frames for _, form in cues)

    def _count(self, index: int) -> None:
        """The first word skipped outside an aside opens what stands between: an addressee, the thing described."""
        word = self.scene.words[index]
        named = (
            ("as" in self.cue.frames and not word.roles & (Role.VERB | Role.NEGATION))
            or index in self.scene.covered
            or word.noun is not None
            or any(p.article for p in word.parts)
        )
        named = named or (len(word.form) >= _PLURAL and word.form.endswith(self.scene.lexicon.plural_endings[1]))
        them, _, her, _, _, him = self.scene.lexicon.clitics.pronouns[2:8]
        named = named or (len(word.form) >= _PLURAL and not word.roles and word.form.endswith((them, her, him)))
        if not self.aside and self.object is None and named:
            self.object = index

    def _behind_clause(self, index: int) -> int:
        """The end of a relative clause: the next comma or أن, or the quotation that the cue waits for."""
        scene, says = self.scene, False
        closed = self._apart(index)
        if closed is not None:
            return closed
        hidden = scene.lexicon.phrase("nameless", scene.folded, index + 1, self.limit)
        for ahead in range(index + 1 + hidden, self.limit):
            if scene.folded[ahead] in COMMAS or scene.folded[ahead] == ":":
                return ahead
            if not says and (scene.has(ahead, Role.THAT) or self._awaited(ahead)):
                return self._own_that(ahead)
            if self._what_one_calls(ahead):
                return ahead
            says = says or self._says(ahead)
        return self.limit

    def _apart(self, index: int) -> int | None:
        """The comma that closes a relative clause behind another comma, where the cue's أن stands right behind it."""
        scene = self.scene
        if index == 0 or scene.folded[index - 1] not in COMMAS:
            return None
        close = next((i for i in range(index + 1, self.limit - 2) if scene.folded[i] in COMMAS), None)
        if close is None:
            return None
        led = scene.folded[close + 1] in self.cue.prepositions
        return close if scene.has(close + (2 if led else 1), Role.THAT) else None

    def _turns(self, index: int) -> bool:
        """Whether another clause opens behind a comma (، لكن التعبئة لم تجمع أحدا)."""
        return index < self.limit and self.scene.folded[index] in speech_words(self.scene.lexicon.language).adversative

    def _expected(self, index: int) -> bool:
        """Whether what nobody says opens behind a comma (، ومن المتوقع أن): another clause, with an أن of its own."""
        scene, that = self.scene, index + 2
        if that >= self.limit or not (scene.conjunction_form(index) and scene.has(that, Role.THAT)):
            return False
        return scene.folded[index][1:] == scene.lexicon.from_word and any(
            p.article for p in scene.words[index + 1].parts
        )

    def _what_one_calls(self, index: int) -> bool:
        """Whether the cue's preposition leads to what one calls something (التي تعمل في البحر بما اعتبرته إفلاسا)."""
        scene = self.scene
        if index + 1 >= self.limit or not (finite(scene.words[index + 1]) or self._did(index + 1)):
            return False
        what = (p for p in scene.words[index].parts if p.preposition in self.cue.prepositions)
        return any(scene.lexicon.phrase("clause", [p.stem], 0, 1) for p in what)

    def _did(self, index: int) -> bool:
        """Whether an unlisted verb with a pronoun stands here, behind what somebody praises or rejects (بما قدمه)."""
        word = self.scene.words[index]
        him, her = self.scene.lexicon.clitics.pronouns[7], self.scene.lexicon.clitics.pronouns[4]
        plain = (
            word.noun is None and not word.roles & ~(Role.VERB | Role.DEED) and not any(p.article for p in word.parts)
        )
        return plain and self.cue.act in ("support", "criticise", "reject") and word.form.endswith((him, her))

    def _own_that(self, index: int) -> int:
        """The comma before another أن, where the first is the relative clause's own (الذي يفترض أن يصل غدا، إنه …)."""
        scene = self.scene
        comma = next((i for i in range(index + 1, self.limit - 1) if scene.folded[i] in COMMAS), None)
        again = comma is not None and scene.has(comma + 1, Role.THAT) and not scene.conjunction_form(comma + 1)
        return comma if again and comma is not None else index

    def _awaited(self, index: int) -> bool:
        """Whether a quotation of some length opens here, of a cue that takes one (قال فلان الذي يزور كذا "…")."""
        quote = self.scene.quotes.get(index)
        return quote is not None and "quote" in self.cue.frames and quote.close - index > _QUOTED

    def _says(self, index: int) -> bool:
        """Whether a verb here takes the next أن for itself (الذين يقولون إن)."""
        return any(
            f.inflected.shape in ("past", "present") and "that" in f.cue.frames for _, f in self.scene.words[index].cues
        )
