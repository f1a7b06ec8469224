"""Complements: where the words said begin, behind a cue and its source."""

from __future__ import annotations

from mahdar.extract.statements.quoting import Complement, Quoting
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.extract.statements.wordshapes import finite, participle, prefixed
from mahdar.language.cues import Cue
from mahdar.language.lexicon import Role
from mahdar.language.speech import speech_words
from mahdar.model import Act

__all__ = ["Complement", "find_complement", "takes_up"]

_SHORT_THAT = frozenset({"\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}\N{ARABIC LETTER ALEF}"})
_TELLING = frozenset({"assert", "announce"})
_ALEF = "\N{ARABIC LETTER ALEF}"
_NEAR = 3
"""Words between an everyday verb and the stance that makes it a cue (قدم أمس خالص تعازيه)."""
_OWNED = 5
"""Letters of the shortest thing with its holder's pronoun (دعمها)."""
_REACH = 34
"""Tokens between a source and its complement; in the news of 2018 the longest true gap was 29."""


def find_complement(scene: Scene, cue: Cue, index: int, end: int, *, sourced: bool) -> Complement | None:
    """The complement of `cue` at or behind token `index`, before `end`, or None.

    `sourced` says that the phrase before `index` named the source: then a plain object may follow.
    """
    return _Finder(scene, cue, min(end, index + _REACH), end, sourced).find(index)


class _Finder(Quoting):
    """Walks to the right of a cue's source until something is what the cue takes."""

    def find(self, index: int) -> Complement | None:
        """The first complement, or None where the clause goes another way."""
        self.start = index
        if index < self.limit and takes_up(self.scene, index):
            index += 1
        if self._belonging(index):
            return None
        while index < self.limit:
            found = self._at(index)
            if found is not None:
                return found if found.first < self.end else None
            after = self.skip(index)
            if after <= index:
                return None
            index = after
        return None

    def _belonging(self, index: int) -> bool:
        """Whether a thing of the source's stands right behind it, the object of a cue that takes none (شددت حصارها)."""
        word, cue = self.scene.words[index] if index < self.limit else None, self.cue
        if word is None or cue.addressee or cue.frames & {"object", "as", "blame", "deed", "stance"}:
            return False
        pronouns = self.scene.lexicon.clitics.pronouns
        taken = any(p.preposition and p.preposition in cue.prepositions for p in word.parts)
        plain = word.noun is None and not word.roles & ~Role.DEED and not (taken or prefixed(word))
        plain = (
            plain
            and index not in self.scene.covered
            and word.form not in speech_words(self.scene.lexicon.language).echoes
        )
        return plain and len(word.form) >= _OWNED and word.form.endswith((pronouns[2], pronouns[4]))

    def _held_by(self, index: int) -> bool:
        """Whether only an aside stands before a stance, and its holder stands behind it (… استعداد بلاده)."""
        scene, after = self.scene, index + 1
        opens = scene.has(self.start, Role.PREPOSITION | Role.NEVER_SOURCE) or prefixed(scene.words[self.start])
        held = after < self.end and (after in scene.mentions or scene.has(after, Role.OWN_SIDE))
        return self.aside and opens and self.object is None and held

    def _ties(self, index: int) -> bool:
        """Whether an adjective that ties a body to another stands here (التابع لقوات كذا)."""
        bound = speech_words(self.scene.lexicon.language).bound
        return any(p.article and p.stem in bound for p in self.scene.words[index].parts)

    def _at(self, index: int) -> Complement | None:
        """The complement that begins at a token, or None."""
        scene, cue = self.scene, self.cue
        form = scene.folded[index]
        if scene.lexicon.phrase("turn", scene.folded, index, self.limit):
            return None
        if form == ":":
            return self._opened(index + 1) if "quote" in cue.frames or "that" in cue.frames else None
        if index in scene.quotes:
            return self._quoted(index)
        if "that" in cue.frames and self._that_not(index):
            return Complement(index, 0, "that")
        if scene.has(index, Role.THAT) and scene.conjunction_form(index):
            return None
        if (scene.has(index, Role.THAT) and form not in scene.lexicon.as_that) or (
            scene.has(index, Role.THAT) and "as" not in cue.frames
        ):
            return Complement(index + 1, 0, "that") if "that" in cue.frames and self._opens_clause(index) else None
        if form in cue.prepositions:
            return self._preposition(index, late=True)
        if self._by_saying(index):
            return Complement(index + 1, 0, "quote")
        if "accord" in cue.frames:
            return self._accord(index)
        if "blame" in cue.frames and scene.is_word(index):
            return Complement(index, 0, "blame") if self._blames(index) else None
        if "as" in cue.frames and form == scene.lexicon.clitics.prepositions[0]:
            return self._from_object(Complement(index + 1, 0, "preposition"))
        if "as" in cue.frames and form in scene.lexicon.as_that:
            return Complement(index + 1, 0, "that") if self.object is None else Complement(self.object, 0, "object")
        joined = self._joined(index)
        return joined if joined is not None else self._bare(index)

    def _by_saying(self, index: int) -> bool:
        """Whether بالقول or قائلا stands here with the words themselves right behind, without a mark or أن."""
        scene, after = self.scene, index + 1
        if scene.folded[index] not in scene.lexicon.by_hand or "quote" not in self.cue.frames or after >= self.end:
            return False
        return scene.is_word(after) and not scene.has(after, Role.THAT | Role.PREPOSITION | Role.ADVERB)

    def _that_not(self, index: int) -> bool:
        """Whether ألا stands here, which folds into إلا; its negation belongs to the words said."""
        if self.scene.folded[index] not in _SHORT_THAT:
            return False
        return self.scene.page.tokens.raw(index) in self.scene.lexicon.that_not

    def _opens_clause(self, index: int) -> bool:
        """Whether أن here is the cue's own: بعد أن and منذ أن are the narrator's, إلى أن only of cues that take it."""
        scene = self.scene
        before = scene.folded[index - 1]
        if self.aside and before in speech_words(scene.lexicon.language).holding_that:
            return False
        return (
            index == self.start  # وبين أن: what looks like a preposition is the cue
            or not scene.has(index - 1, Role.PREPOSITION)
            or before in self.cue.prepositions
            or before in scene.lexicon.linking
        )

    def _accord(self, index: int) -> Complement | None:
        """توصل إلى اتفاق: the accord is what was agreed; of other things reached nothing is said."""
        scene, after = self.scene, index + 1
        if scene.folded[index] in scene.lexicon.toward and after < self.end:
            return Complement(after, 0, "preposition") if scene.words[after].accord else None
        part = next((p for p in scene.words[index].parts if p.preposition in scene.lexicon.toward), None)
        if part is not None and scene.words[index].accord:
            return Complement(index, len(part.preposition), "preposition")
        return None

    def _blames(self, index: int) -> bool:
        """حمل فلانا مسؤولية كذا: blame is what makes the verb a cue."""
        return any(self.scene.folded[i] in self.scene.lexicon.blame for i in range(index, min(self.end, index + 16)))

    def _beyond_aside(self, index: int) -> int | None:
        """The token behind أن where an apposition behind a comma leads to it (صحيفة الوطن، المقربة من الحكومة، أن)."""
        scene = self.scene
        if scene.folded[index - 1] not in COMMAS or not any(p.article for p in scene.words[index].parts):
            return None
        for ahead in range(index, min(self.limit, index + 14)):
            if scene.has(ahead, Role.THAT):
                return ahead + 1
            if finite(scene.words[ahead]) or ahead in scene.quotes or scene.has(ahead, Role.DEED):
                return None
        return None

    def _preposition(self, index: int, late: bool = False) -> Complement | None:
        """A preposition that the cue takes; أن behind it opens the clause."""
        scene, after = self.scene, index + 1
        if self.cue.frames <= {"stance"}:
            after = self._stance_after(index)
        if late and "that" in self.cue.frames:
            clause = self._late_clause(after)
            if clause is not None:
                return Complement(clause, 0, "that")
        if after >= self.end:
            return None
        if scene.has(after, Role.THAT):
            return Complement(after + 1, 0, "that")
        if after in scene.quotes and after + 1 < self.end and scene.has(after + 1, Role.THAT):
            return Complement(after + 2, 0, "that")
        heard = scene.lexicon.phrase("from", scene.folded, index, after) and "that" in self.cue.frames
        person = scene.words[after].noun
        if heard and person is not None and person.kind in ("person", "anonymous", "media"):
            return None  # أفادت وكالة عن مصدر أن: whose words they are
        if scene.has(after, Role.NEVER_SOURCE | Role.RELATIVE) or (
            scene.folded[index] in scene.lexicon.within and scene.words[after].form in scene.lexicon.occasions
        ):
            return None
        return self._from_object(Complement(after, 0, "preposition", self._stance(after)))

    def _stance_after(self, index: int) -> int:
        """Behind the preposition of a light verb; the one further on where only that leads to a stance (عن قلقهم)."""
        scene = self.scene
        if index + 1 < self.limit and scene.words[index + 1].stance is None:
            for ahead in range(index + 2, self.limit - 1):
                if scene.has(ahead, Role.THAT) or finite(scene.words[ahead]) or scene.folded[ahead] == ":":
                    break
                if scene.folded[ahead] in self.cue.prepositions and scene.words[ahead + 1].stance is not None:
                    return ahead + 1
        return index + 1

    def _joined(self, index: int) -> Complement | None:
        """A joined preposition that the cue takes (طالب بوقف، توجه بالشكر)."""
        scene, cue = self.scene, self.cue
        word = scene.words[index]
        if index in scene.mentions:
            mention = scene.mentions[index]
            hit = mention.preposition and mention.preposition in cue.prepositions
            return self._from_object(Complement(index, mention.cut, "preposition")) if hit else None
        if self._what_one_calls(index):
            return Complement(index, 1, "preposition")
        if word.form in scene.lexicon.manner or word.roles & Role.PREPOSITION:
            return None
        if any(p.preposition and scene.lexicon.roles.get(p.stem, 0) & Role.NEVER_SOURCE for p in word.parts):
            return None
        part = next((p for p in word.parts if p.preposition and not p.conjunction), None)
        if part is None:
            return None
        if (
            "stance_with" in cue.frames
            and word.stance is not None
            and part.preposition == scene.lexicon.clitics.prepositions[0]
        ):
            return self._thanks(index, word.stance[1])
        known = word.noun is not None and not word.noun.part.preposition and not prefixed(word)
        if "as" in cue.frames and not known and part.preposition == scene.lexicon.clitics.prepositions[0]:
            return self._from_object(Complement(index, len(part.preposition), "preposition"))
        if part.preposition not in cue.prepositions or (
            word.noun and not word.noun.part.preposition and not prefixed(word)
        ):
            return None
        if scene.folded[index] == part.preposition and index + 1 < self.end:
            return self._from_object(Complement(index + 1, 0, "preposition"))
        return self._from_object(Complement(index, len(part.preposition), "preposition"))

    def _thanks(self, index: int, act: str) -> Complement | None:
        """توجه بالشكر لفلان: the stance belongs to the cue, the words begin behind it."""
        after = index + 1
        if after >= self.end:
            return None
        part = next((p for p in self.scene.words[after].parts if p.preposition), None)
        cut = len(part.preposition) if part is not None and after not in self.scene.mentions else 0
        if after in self.scene.mentions:
            cut = self.scene.mentions[after].cut
        return Complement(after, cut, "stance", act, index)  # type: ignore[arg-type]

    def _bare(self, index: int) -> Complement | None:
        """A noun phrase that the cue takes as its object: a stance, a deed, or anything named."""
        scene, cue = self.scene, self.cue
        word = scene.words[index]
        if scene.folded[index - 1] in COMMAS and self._ties(index):
            self.aside = True  # المجلس، التابع لقوات كذا، انسحاب
            return None
        if not scene.is_word(index) or word.roles & (
            Role.ADVERB | Role.NEVER_SOURCE | Role.PREPOSITION | Role.RELATIVE | Role.PRONOMINAL
        ):
            return None
        people = word.noun is not None and word.noun.part.article  # المعارضة: those who oppose
        deep = cue.strict and index > self.start + 1 and word.parts[-1].article  # مذكرة حجب الثقة
        if "stance" in cue.frames and word.stance is not None and not (word.stance[0].preposition or people or deep):
            if cue.strict and index > self.start + _NEAR and not self._held_by(index):
                return None
            material = cue.strict and any(scene.lexicon.is_material(p.stem) for p in word.parts)
            return self._light(index) if not material else None
        if not self._object_stands(index) or (scene.folded[index - 1] in COMMAS and participle(word)):
            return None
        if "that" in cue.frames and (clause := self._late_clause(index) or self._beyond_aside(index)) is not None:
            return Complement(clause, 0, "that")
        ends = index > self.start and word.form.endswith(_ALEF) and word.noun is None and index + 1 < self.end
        why = ends and scene.has(index + 1, Role.PREPOSITION)  # طرحت مشروعها احتجاجا على كذا
        if "deed" in cue.frames and word.roles & Role.DEED and not scene.conjunction(index) and not why:
            return Complement(index, 0, "deed", self._stance(index))
        if (
            "object" in cue.frames
            and self.sourced
            and not self.aside
            and (not prefixed(word) or index in scene.mentions)
            and not any(p.conjunction and p.article for p in word.parts)
        ):
            mention = scene.mentions.get(index)
            told = mention is not None and cue.act in _TELLING and mention.ids[0].startswith("person/")
            if mention is None or not (mention.preposition or told):
                return Complement(index, 0, "object")
        return None

    def _light(self, index: int) -> Complement | None:
        """A stance behind a light verb: the words begin at it, or behind its preposition where it passes on."""
        scene = self.scene
        word = scene.words[index]
        act = word.stance[1] if word.stance else None
        after = index + 1
        if word.passes_on and after < self.end and scene.has(after, Role.PREPOSITION):
            inner = self._preposition(after) or Complement(after + 1, 0, "stance")
            return Complement(inner.first, inner.cut, "stance", inner.act or act)  # type: ignore[arg-type]
        if word.passes_on and after < self.end and scene.has(after, Role.THAT):
            return Complement(after + 1, 0, "that")
        return Complement(index, 0, "stance", act)  # type: ignore[arg-type]

    def _stance(self, index: int) -> Act | None:
        """The act of a stance noun that begins the complement, where the verb itself only tells."""
        if self.cue.act not in _TELLING:
            return None
        if index in self.scene.quotes and index + 1 < self.end:
            index += 1
        stance = self.scene.words[index].stance
        return stance[1] if stance is not None and not stance[0].preposition else None  # type: ignore[return-value]


def takes_up(scene: Scene, index: int) -> bool:
    """Whether في with a pronoun stands here, which takes up a text named before (مقال اتهم فيه …)."""
    form, lexicon = scene.folded[index], scene.lexicon
    stem = next((form.removesuffix(p) for p in lexicon.clitics.pronouns[2:] if form.endswith(p)), form)
    return stem != form and stem in lexicon.within
