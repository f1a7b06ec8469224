"""Noun phrases that name a source: titles, names, bodies, with their appositions."""

from __future__ import annotations

from dataclasses import dataclass

from mahdar.extract.statements.beginnings import FIRST_STOP, STOP, may_begin
from mahdar.extract.statements.inner import Inner
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.extract.statements.wordshapes import (
    NISBA_PLURALS,
    accusative,
    carries_object,
    deverbal,
    finite,
    governs_pronoun,
    joined,
    name_like,
    next_office,
    participle,
    prefixed,
)
from mahdar.language.lexicon import NISBA, Role, Word
from mahdar.model import Span

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens `first` up to `last` (exclusive), `cut` folded letters of the first left out.

    `kind` is that of its head (person, organization, group, media, anonymous, document, state, or unknown).
    """

    first: int
    last: int
    cut: int
    kind: str

    def span(self, scene: Scene) -> Span:
        """The raw span of the phrase, with the # of a hashtag."""
        tokens = scene.page.tokens
        start = tokens.inner_start(self.first, self.cut)
        if not self.cut and start > 0 and tokens.text[start - 1] == "#":
            start = type(start)(start - 1)
        return Span(start, tokens.span(self.last - 1, self.last - 1).end)


def read_phrase(
    scene: Scene, index: int, end: int, *, deeds: bool = False, cut: int = 0, taken: frozenset[str] = frozenset(),
    silent: bool = False,
) -> Phrase | None:  # fmt: skip
    """The source phrase that begins at token `index`, or None where none can.

    `deeds` says that a verbal noun behind a finished phrase is no more part of it (أعلنت موسكو انسحابها);
    `taken` are prepositions that the cue before it takes, which a title keeps only where another one follows;
    `silent` reads those who only are met or spoken to as well (نظيره).
    """
    if index >= end or not may_begin(scene, index, cut, silent=silent):
        return None
    reader = _Reader(scene, index, min(end, index + _LONGEST), deeds, taken)
    last = reader.read()
    return Phrase(index, last, cut, reader.kind) if last > index else None


_OR = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER WAW}"
_TEH = "\N{ARABIC LETTER TEH MARBUTA}"
_NISBA_TEH = "\N{ARABIC LETTER YEH}" + _TEH
_ROOT = 3
"""Letters of a root: an adjective in ي has more."""


class _Reader(Inner):
    """Walks a phrase word by word; `kind` is the head's kind so far."""

    def read(self) -> int:
        """The token behind the phrase."""
        index = self.first
        if self.scene.has(index, Role.NEVER_SOURCE) and self.scene.words[index].noun is not None:
            index = self._begin(index)
        while index < self.end:
            after = self._step(index)
            if after <= index:
                break
            index = after
        while index > self.first and (self.scene.folded[index - 1] in COMMAS or self.scene.folded[index - 1] == _OR):
            index -= 1
        return index

    def _second_title(self, index: int, word: Word) -> bool:
        """Whether a title begins behind a titled name: another person (الرئيس فلان وزير الخارجية السابق فلانا)."""
        noun, head = word.noun, self.scene.words[self.first].noun
        if noun is None or head is None or head.kind != "person" or word.roles & Role.HONORIFIC:
            return False
        if noun.part.article and noun.part.cut == len(self.scene.lexicon.clitics.article):
            described = self.scene.has(index - 1, Role.NISBA)
            apart = noun.kind == "person" or (noun.kind == "organization" and described)
            return apart and self._met(index)
        plain = not (noun.part.article or noun.part.preposition or noun.part.conjunction)
        return noun.kind == "person" and plain and self.named_at == index

    def _met(self, index: int) -> bool:
        """Whether a finished title without a name stands before a definite noun, its object (استقبل الرئيس الوفد)."""
        scene, before = self.scene, self.scene.words[index - 1]
        mention = scene.covered.get(index - 1)
        place = mention is not None and mention.ids[0].startswith(("state/", "place/"))
        definite = place or (mention is None and any(p.article and not p.preposition for p in before.parts))
        ranked = index + 1 < self.end and scene.folded[index + 1] in scene.lexicon.ranks
        return self.deeds and definite and not ranked

    def _hyphen(self, index: int) -> bool:
        """Whether a hyphen stands inside a name, without a space (مون جاي-إن)."""
        inside = self.first < index and index + 1 < self.end and self.scene.is_word(index + 1)
        return inside and self.scene.hyphen(index)

    def _begin(self, index: int) -> int:
        """Past a head that never speaks itself."""
        noun = self.scene.words[index].noun
        self.kind = noun.kind if noun is not None else self.kind
        return index + 1

    def _step(self, index: int) -> int:
        """The token behind what stands at `index` if it belongs to the phrase, else `index`."""
        scene = self.scene
        if index in scene.mentions:
            return self._mention(index)
        mark = scene.folded[index]
        if mark == "(":
            return self._parenthesis(index)
        if index in scene.quotes:
            return self._quoted_name(index)
        if mark == "-" and self._hyphen(index):
            return index + 2
        if mark in COMMAS:
            return index + 1 if index > self.first and self._apposition(index + 1) else index
        if not scene.is_word(index):
            return index
        return self._word(index)

    def _mention(self, index: int) -> int:
        """A known name belongs to the phrase unless it stands apart from a finished one."""
        mention = self.scene.mentions[index]
        person = mention.ids[0].startswith("person/")
        if index > self.first:
            if mention.preposition and not self._takes_preposition(index):
                return index
            if person and index == self.first + 1 and self._many_before(index):
                return index
            if (
                self.named_at == index
                and not mention.conjunction
                and not (mention.preposition and (self._titled_name(index) or self._posted(mention)))
                and not (person and self.kind in ("person", "unknown"))
            ):
                return index
            if mention.preposition and self.named_at == index and self.kind not in ("person", "anonymous"):
                return index
            if not (
                person
                or self.construct
                or mention.conjunction
                or mention.preposition
                or self._behind_preposition(index)
                or self._adjective(index)
            ):
                return index
        if self.kind == "unknown":
            self.kind = _kind_of(mention.ids[0])
        self.construct = False
        self.named_at = mention.last
        return mention.last

    def _titled_name(self, index: int) -> bool:
        """Whether a title that the world pack has stands before: a field may follow it (مبعوث الرئيس للشرق الأوسط)."""
        return self.kind == "person" and self.scene.covered[index - 1].role == "title"

    def _adjective(self, index: int) -> bool:
        """Whether the name of a state stands here as an adjective (وزارة الحرس الوطني السعودية)."""
        mention = self.scene.mentions[index]
        single = mention.last - mention.first == 1 and not mention.preposition and not mention.conjunction
        alike = self.scene.folded[index][-1] == self.scene.folded[index - 1][-1] == _TEH  # وسائل إعلام رسمية سورية
        described = self.scene.has(index, Role.NISBA) or (alike and self.scene.folded[index].endswith(_NISBA_TEH))
        return single and mention.ids[0].startswith("state/") and described

    def _behind_preposition(self, index: int) -> bool:
        """Whether a preposition of the title leads to this name (المبعوث إلى سوريا)."""
        return self.scene.has(index - 1, Role.PREPOSITION) or not self.scene.is_word(index - 1)

    def _parenthesis(self, index: int) -> int:
        """The token behind a short parenthesis."""
        for close in range(index + 1, min(self.end, index + 8)):
            if self.scene.folded[close] == ")":
                return close + 1
        return index

    def _quoted_name(self, index: int) -> int:
        """The token behind a short name in quotation marks (وكالة "رويترز")."""
        quote = self.scene.quotes[index]
        longest = 8 if self._behind_preposition(index) or self.kind == "media" else 5
        short = quote.closed and quote.close - index <= longest and quote.close < self.end
        noun = self.scene.words[index - 1].noun if index > self.first else None
        stance = index + 1 < self.end and self.scene.words[index + 1].stance is not None
        named = noun is not None and noun.kind != "person"
        inside = self.scene.words[index + 1] if index + 1 < self.end else None
        if inside is not None and (prefixed(inside) or (self.deeds and inside.roles & Role.DEED)):
            return index  # نددت واشنطن "بالهجوم": the words said
        known = self.scene.mentions.get(index + 1)
        named = named or (known is not None and known.ids[0].startswith(("media/", "org/")))
        named = named or (noun is not None and noun.part.stem in self.reporters)  # مراسل "العربية"
        body = self._behind_preposition(index) or named or (self.kind != "person" and not stance)
        return quote.close + 1 if short and index > self.first and body else index

    def _apposition(self, index: int) -> bool:
        """Whether a name or a title in apposition begins behind a comma."""
        scene = self.scene
        if index >= self.end:
            return False
        if index in scene.mentions:
            mention = scene.mentions[index]
            state = mention.ids[0].startswith(("state/", "place/", "group/", "org/"))
            if state and self.kind == "person" and not mention.conjunction:
                return False
            return not mention.preposition and not (mention.conjunction and self.named_at < 0)
        word = scene.words[index]
        if not scene.is_word(index) or scene.folded[index][0].isdigit() or word.roles & FIRST_STOP or finite(word):
            return False
        if word.noun is None and participle(word):
            return False
        if self.kind == "person" and self._his_own(index):
            return False  # أمر ترامب، وزير خارجيته، بكذا: whom he orders
        if word.roles & Role.HONORIFIC or next_office(word):
            return True
        if word.noun is not None:
            return (
                word.noun.kind in ("person", "organization")
                and not word.noun.part.preposition
                and not word.noun.part.conjunction
            )
        return self.kind == "person" and self._may_name(word) and self._closes_soon(index)

    def _word(self, index: int) -> int:
        """A word belongs unless it steers the sentence or begins the next phrase."""
        scene = self.scene
        word = scene.words[index]
        if index > self.first and self._ends_before(index, word):
            return index
        if word.roles & Role.PREPOSITION:
            return self._inner_preposition(index)
        noun = word.noun
        if noun is not None and (self.kind == "unknown" or index == self.first):
            self.kind = noun.kind
        if index == self.first and noun is None and self._counted(index):
            self.kind, self.construct = "group", True
            return index + 1
        governs = noun is not None and not noun.part.article and not self._closed_plural(word)
        governs = governs or (word.form in scene.lexicon.general and not any(p.article for p in word.parts))
        within = self.construct or word.form in self.scene.lexicon.localities
        self.construct = governs or (within and self._links(index, word)) or self._ally(index, word)
        return index + 1

    def _closed_plural(self, word: Word) -> bool:
        """Whether a noun keeps the ن that it would lose before a holder (مراقبون، مسؤولين)."""
        people = word.noun is not None and word.noun.kind in ("person", "anonymous", "group")
        return people and word.form.endswith(self.scene.lexicon.plural_endings[:2])

    def _ends_before(self, index: int, word: Word) -> bool:
        """Whether the phrase is over before this word."""
        scene = self.scene
        if word.form in scene.lexicon.ranks and self._titled(index):
            return False  # الفريق أول ركن فلان
        if self._field_of_body(index):
            return False
        if self._with_tanwin(index) or self._speech_behind(index, word):
            return True
        if self._agency(index, word):
            return False
        if word.form in scene.lexicon.in_role or (word.form in scene.lexicon.general and not self._titled(index)):
            return True
        if self._new_noun(index, word) or self._beyond_name(index, word) or self._mismatched(index, word):
            return True
        if word.roles & STOP or scene.lexicon.phrase("turn", scene.folded, index, self.end):
            return True
        if scene.lexicon.phrase("nameless", scene.folded, index, self.end):
            return True
        if word.noun is None and (finite(word) or carries_object(word) or governs_pronoun(word) or deverbal(word)):
            return True
        if self._closed_plural(scene.words[index - 1]) and finite(word, sure=False) and word.noun is None:
            return True  # مراقبون تعبر عن
        if (word.noun is None and participle(word)) or word.roles & Role.OWN_WORDS or len(word.form) == 1:
            return True
        if word.roles & (Role.DEMONSTRATIVE | Role.CONNECTOR):
            return True
        if self._possessed(index, word) or self._indefinite_behind(index, word):
            return True
        if (prefixed(word) or self._hearers(word)) and not (self._takes_preposition(index) or self._paper(index, word)):
            return True
        deed = self.deeds and not self.construct and bool(word.roles & Role.DEED)
        return deed and (word.form in scene.lexicon.deeds or not joined(word))

    def _indefinite_behind(self, index: int, word: Word) -> bool:
        """Whether a plain word without ال follows a body's with it, which it cannot describe (الصحيفة نسخة)."""
        before = self.scene.words[index - 1]
        if self.kind not in ("organization", "media", "group", "document", "anonymous") or index <= self.first:
            return self.deeds and word.stance is not None and word.form.endswith(self.scene.lexicon.plural_endings[4])
        definite = (
            before.noun.part.article
            if before.noun is not None
            else any(p.article and not p.preposition for p in before.parts)
        )
        if index - 1 in self.scene.covered or not definite:
            return False
        if index in self.scene.covered or word.roles or word.form[0].isdigit() or word.form.isascii():
            return False
        return not any(p.article for p in word.parts) and not joined(word)

    def _possessed(self, index: int, word: Word) -> bool:
        """Whether a word with a pronoun follows a name of two plain words: something of that person's."""
        if (
            word.noun is not None
            or len(word.form) < 5
            or not word.form.endswith(self.scene.lexicon.clitics.pronouns[2:5])
        ):
            return False
        if index - 1 in self.scene.covered and self.kind in ("state", "organization", "group") and not joined(word):
            return True
        behind = range(index - 2, index)
        return index - 2 > self.first and all(name_like(self.scene.words[i]) for i in behind)

    def _paper(self, index: int, word: Word) -> bool:
        """Whether a foreign name in ب or ل follows the noun of a medium (صحيفة لوموند): nothing known is left of it."""
        before = self.scene.words[index - 1].noun
        if index != self.first + 1 or before is None or before.kind != "media" or before.part.article:
            return False
        inner = [self.scene.lexicon.word(p.stem) for p in word.parts if p.preposition]
        return not any(w.roles or w.noun is not None or w.cues for w in inner) and word.noun is None

    def _hearers(self, word: Word) -> bool:
        """Whether ل stands before a plural in يين: those who are told (لصحافيين، لدبلوماسيين)."""
        return word.form.startswith(self.scene.lexicon.clitics.prepositions[1]) and word.form.endswith(NISBA_PLURALS)

    def _titled(self, index: int) -> bool:
        """Whether the word before is a title or a body that العام may describe."""
        noun = self.scene.words[index - 1].noun
        ranked = self.scene.folded[index - 1] in self.scene.lexicon.ranks
        return ranked or (noun is not None and noun.kind in ("person", "organization"))

    def _mismatched(self, index: int, word: Word) -> bool:
        """Whether ال begins a new phrase: behind an indefinite adjective, or at a second noun behind a definite one."""
        if self.construct or index in self.scene.covered or not any(p.article for p in word.parts):
            return False
        before, noun = self.scene.words[index - 1], word.noun
        thing = noun is not None and noun.kind == "document" and not noun.part.preposition
        if thing and self.named_at == index:
            return True
        plain = index - 1 > self.first and index - 1 not in self.scene.covered and before.noun is None
        plain = plain and len(before.form) > _ROOT
        if plain and self.indefinite and before.form.endswith(NISBA) and not any(p.article for p in before.parts):
            return True
        if noun is None or noun.kind == "person" or noun.part.preposition or noun.part.conjunction:
            return False
        agrees = word.form[-2:] == before.form[-2:] and word.form.endswith(self.scene.lexicon.plural_endings)
        return before.noun is not None and before.noun.part.article and not agrees

    def _beyond_name(self, index: int, word: Word) -> bool:
        """Whether an unknown word follows a person whom the world pack names in full (… خاجي هواجس تركيا)."""
        if self.named_at != index:
            return False
        mention = self.scene.covered[index - 1]
        bodily = mention.ids[0].startswith(("org/", "state/", "group/"))
        bare = self.kind == "state" and not any(p.preposition or p.conjunction for p in word.parts)
        body = bare or (bodily and (any(p.article for p in word.parts) or accusative(word)))
        if mention.role == "title" or not (body or mention.ids[0].startswith("person/")):
            return False
        return word.noun is None and not word.roles & (Role.NISBA | Role.HONORIFIC | Role.PREPOSITION)

    def _new_noun(self, index: int, word: Word) -> bool:
        """Whether a body or a document begins here that nothing before leads to (البحرة وفد الحكومة)."""
        noun = word.noun
        if self.named_at >= 0 and not self.construct and self._with_pronoun(word):
            return True
        if noun is not None and noun.part.article and self._many_told(index, noun):
            return True
        if noun is not None and noun.part.article and noun.kind in ("document", "group") and not self.construct:
            return not noun.part.conjunction and self.scene.has(index - 1, Role.NISBA)
        if self._second_title(index, word) or self._many_next(index, word):
            return True
        if noun is None or noun.kind == "person" or noun.part.article or noun.part.preposition or noun.part.conjunction:
            return False
        if self._same_plural(index, word):
            return False
        counted = index == self.first + 1 and self.kind == "unknown" and noun.kind in ("anonymous", "group", "person")
        return not (self.construct or counted or self._behind_preposition(index))


def _kind_of(entity: str) -> str:
    """The kind of source that an entity id stands for."""
    prefix = entity.split("/", 1)[0]
    return {"org": "organization", "place": "state"}.get(prefix, prefix)
