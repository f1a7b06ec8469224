"""Inside a phrase: which prepositions a title or a name keeps, and which lead out of it."""

from __future__ import annotations

from mahdar.extract.names import Mention
from mahdar.extract.statements.beginnings import STOP
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.extract.statements.wordshapes import NISBA_PLURALS, finite, governs_pronoun, joined, name_like, prefixed
from mahdar.language.lexicon import Noun, Role, Word
from mahdar.language.speech import speech_words

_HOLDERS = frozenset({"org", "state", "group", "person", "place"})
"""What a title may belong to."""


_TITLED = 3
"""Tokens of a title with a name."""
_CLAUSE = 6
"""Tokens up to a comma in which a preposition must come again to be part of a title (شكك محللون في جدوى كذا، …)."""


class Inner:
    """A phrase that is being read; `kind` is the head's kind so far, `named_at` where its last known name ends."""

    def __init__(self, scene: Scene, index: int, end: int, deeds: bool, taken: frozenset[str]) -> None:
        self.scene, self.first, self.end, self.deeds, self.taken = scene, index, end, deeds, taken
        self.kind = "unknown"
        self.names = 0
        self.construct = False
        self.named_at = -1
        head = scene.words[index].noun
        self.counts = speech_words(scene.lexicon.language).counts
        self.reporters = speech_words(scene.lexicon.language).reporters
        self.indefinite = head is not None and not head.part.article and not self._with_pronoun(scene.words[index])

    def _with_pronoun(self, word: Word) -> bool:
        """Whether a person is told by a pronoun on him: behind a name he is another (أردوغان نظيره السوري)."""
        noun = word.noun
        them, hers, her, _, _, him = self.scene.lexicon.clitics.pronouns[2:8]
        pronouns = (them, hers, her, him)
        return noun is not None and noun.kind == "person" and len(word.form) > 4 and word.form.endswith(pronouns)

    def _ally(self, index: int, word: Word) -> bool:
        """Whether و and a pronoun on a word lead on to a second name (دمشق وحليفتها موسكو)."""
        owned = word.form.endswith(self.scene.lexicon.clitics.pronouns[2:5]) and joined(word)
        return index > self.first and owned and index + 1 in self.scene.mentions

    def _may_name(self, word: Word) -> bool:
        """Whether a word may open a name; one in ب or ل where nothing known is left without it (فلاديمير، لودريان)."""
        if any(part.conjunction for part, _ in word.cues):
            return False
        if name_like(word):
            return True
        if word.roles or word.noun is not None or word.form[0].isdigit() or governs_pronoun(word):
            return False
        inner = (self.scene.lexicon.word(p.stem) for p in word.parts if p.preposition)
        return not any(w.roles or w.noun is not None or w.cues for w in inner) and not prefixed(word)

    def _same_plural(self, index: int, word: Word) -> bool:
        """Whether a people's name behind an indefinite plural only describes it (مسؤولون فلسطينيون)."""
        if word.form in speech_words(self.scene.lexicon.language).trailing:
            return True
        head, ending = self.scene.words[index - 1].form, word.form[-2:]
        return index == self.first + 1 and head[-2:] == ending and word.form.endswith(NISBA_PLURALS)

    def _with_tanwin(self, index: int) -> bool:
        """Whether a word is written with the ending of an indefinite accusative (متحدثاً): no part of a name."""
        return _TANWIN in self.scene.page.tokens.raw(index)[-2:]

    def _agency(self, index: int, word: Word) -> bool:
        """Whether one unlisted word between a medium and a comma names it (وكالة الأنباء كذا، …)."""
        after, plain = index + 1, word.noun is None and not word.roles and not word.cues
        head = self.kind == "media" and index - self.first in (1, 2) and self.scene.words[index - 1].parts[-1].article
        closes = after >= self.end or self.scene.folded[after] in COMMAS or self.scene.has(after, Role.THAT)
        return plain and head and closes and not any(p.article for p in word.parts) and not prefixed(word)

    def _posted(self, mention: Mention) -> bool:
        """Whether a body with ب behind a state is where its envoy serves (سفيرة كذا بالأمم المتحدة)."""
        body = mention.ids[0].startswith("org/") and mention.preposition == self.scene.lexicon.clitics.prepositions[0]
        return self.kind == "person" and body and mention.preposition not in self.taken

    def _many_before(self, index: int) -> bool:
        """Whether several with ال stand right before a single person: he is whom they accuse (المنتقدون فلانا)."""
        word = self.scene.words[index - 1]
        sound = word.form.endswith(self.scene.lexicon.plural_endings[:2])
        return sound and word.parts[-1].article and not self.scene.mentions[index].conjunction

    def _closes_soon(self, index: int) -> bool:
        """Whether an unknown name behind a comma is a short piece of its own."""
        scene = self.scene
        for ahead in range(index, min(self.end, index + 7)):
            mark = scene.folded[ahead]
            if mark in COMMAS or mark == ":" or ahead in scene.quotes or scene.has(ahead, Role.THAT | Role.PREPOSITION):
                return True
            if ahead > index and (finite(scene.words[ahead]) or scene.has(ahead, Role.NEVER_SOURCE | Role.ADVERB)):
                return True
        return self.end <= index + 7

    def _speech_behind(self, index: int, word: Word) -> bool:
        """Whether a speech follows a name: what somebody described (وصف فلان مداخلة الوفد بكذا)."""
        return (
            index - self.first > _TITLED
            and not self.construct
            and self.kind == "person"
            and word.form in self.scene.lexicon.occasions
        )

    def _many_told(self, index: int, noun: Noun) -> bool:
        """Whether people with ال follow a body or a state, which they are no part of (دعا الجيش السوري السكان)."""
        apart = self.named_at == index and self.scene.covered[index - 1].ids[0].startswith(("org/", "state/", "group/"))
        many = noun.part.stem in speech_words(self.scene.lexicon.language).broken_plurals or self.kind == "state"
        return apart and many and not (noun.part.preposition or noun.part.conjunction)

    def _many_next(self, index: int, word: Word) -> bool:
        """Whether several people begin behind a name: whoever is told (حذر فلان مسؤولي السفارة)."""
        noun, plurals = word.noun, speech_words(self.scene.lexicon.language).broken_plurals
        if noun is None or noun.kind != "person" or self.construct or index - 2 < self.first or joined(word):
            return False
        many = noun.part.stem in plurals or noun.part.stem + _NOON in self.scene.lexicon.nouns
        plain = not (noun.part.preposition or noun.part.conjunction)
        return plain and many and all(self._may_name(self.scene.words[i]) for i in (index - 1, index - 2))

    def _his_own(self, index: int) -> bool:
        """Whether an office is told by a pronoun on it or on its body: another's (ترامب، وزير خارجيته)."""
        pronouns = self.scene.lexicon.clitics.pronouns
        after = self.scene.words[index + 1] if index + 1 < self.end else None
        body = after is not None and after.noun is not None and after.noun.kind == "organization"
        held = body and after is not None and after.form.endswith((pronouns[2], pronouns[4], pronouns[7]))
        return self._with_pronoun(self.scene.words[index]) or held

    def _takes_preposition(self, index: int) -> bool:
        """Whether the head may carry a phrase with a joined preposition (المتحدث للرئاسة، مصدر بالوزارة)."""
        if self._field_of_body(index):
            return True
        if index == self.first or self.kind not in ("person", "anonymous", "group", "organization"):
            return False
        scene = self.scene
        if scene.folded[index - 1] in scene.lexicon.attending:
            return True
        addressee = scene.lexicon.clitics.prepositions[1]
        mention = scene.mentions.get(index)
        if self._side_of(index):
            return True
        if mention is not None:
            return self.kind == "person" and any(i.split("/")[0] in _HOLDERS for i in mention.ids)
        noun = scene.words[index].noun
        if noun is None:
            return False
        if self.kind == "organization":
            return noun.kind == "organization" and noun.part.preposition == addressee
        by = scene.lexicon.clitics.prepositions[0]
        if noun.part.preposition == by and noun.kind == "organization" and by not in self.taken:
            return True
        if noun.part.preposition == addressee:
            return noun.kind in ("organization", "person") and not self._spoken_to(index)
        return noun.part.article and noun.kind != "media"

    def _side_of(self, index: int) -> bool:
        """Whether ل or ب leads on from an adjective that takes sides (جمعيات مساندة للفلسطينيين)."""
        mention, parts = self.scene.mentions.get(index), self.scene.words[index].parts
        led = mention.preposition if mention is not None else any(p.preposition and p.article for p in parts)
        bound = speech_words(self.scene.lexicon.language).bound
        return bool(led) and any(p.stem in bound for p in self.scene.words[index - 1].parts)

    def _field_of_body(self, index: int) -> bool:
        """Whether ل tells what an institute near before is for (معهد كذا للدراسات، لجنة كذا لمراقبة الانتخابات)."""
        scene = self.scene
        lam = scene.lexicon.clitics.prepositions[1]
        hearers = scene.folded[index].endswith(NISBA_PLURALS)
        if index == self.first or hearers or not scene.folded[index].startswith(lam):
            return False
        ours = [p for p in scene.words[index].parts if p.preposition == lam and not p.conjunction]
        if self.kind == "person" and any(p.stem in speech_words(scene.lexicon.language).affairs for p in ours):
            return True
        deed = lam not in self.taken and any(scene.lexicon.word(p.stem).roles & Role.DEED for p in ours)
        if not (deed or any(p.article for p in ours)):
            return False
        nouns = (scene.words[i].noun for i in range(max(self.first, index - 4), index))
        return any(n is not None and n.part.stem in scene.lexicon.institutes for n in nouns)

    def _spoken_to(self, index: int) -> bool:
        """Whether ل behind a finished name, or before a pronoun, leads to the hearer (قال فلان لصحافيين، لنظيره)."""
        if self._with_pronoun(self.scene.words[index]):
            return True
        before = self.scene.words[index - 1]
        mention = self.scene.covered.get(index - 1)
        if mention is not None:
            return mention.ids[0].startswith("person/") and mention.role != "title"
        return before.noun is None and not before.roles and not any(p.article for p in before.parts)

    def _inner_preposition(self, index: int) -> int:
        """The word behind a preposition that belongs inside a title or a name, or `index`."""
        scene, after = self.scene, index + 1
        if index == self.first or not scene.has(index, Role.INNER) or after >= self.end:
            return index
        outward = scene.folded[index] in scene.lexicon.outward and after not in scene.mentions and not self._sent(after)
        if outward and scene.folded[after] not in scene.lexicon.venues:
            return index
        finished = self.named_at == index and scene.covered[index - 1].ids[0].startswith("person/")
        if scene.folded[index] in self.taken and (finished or after in scene.quotes or not self._again(index)):
            return index
        if self.kind == "media":
            place = after in scene.mentions and scene.mentions[after].ids[0].startswith(("place/", "state/"))
            return after if place and scene.folded[index] in scene.lexicon.within else index
        if self.kind == "document":
            return after if scene.has(index, Role.ISSUED) else index
        if self.kind not in ("person", "anonymous", "group", "organization", "media"):
            return index
        about = bool(scene.lexicon.phrase("from", scene.folded, index, after))
        if about and index > self.first + 1 and not self._in_charge(index):
            return index  # قال مسؤول كبير عن المحادثات: what he spoke of
        always = scene.folded[index] in scene.lexicon.always_inner or after in scene.quotes or self._in_charge(index)
        if not (always or self._inner_object(after)):
            return index
        self.construct = True
        return after

    def _counted(self, index: int) -> bool:
        """Whether a number counts people or bodies here (أربعة أحزاب), not days or promises."""
        after = self.scene.words[index + 1].noun if index + 1 < self.end else None
        whom = after is not None and after.kind != "document" and not (after.part.preposition or after.part.conjunction)
        return whom and (self.scene.words[index].form in self.counts or self.scene.folded[index].isdecimal())

    def _links(self, index: int, word: Word) -> bool:
        """Whether an unlisted word right behind the head carries its chain on to a name (عمدة مدينة نيويورك)."""
        after = self.scene.mentions.get(index + 1)
        place = after is not None and after.ids[0].startswith(("place/", "state/")) and not after.preposition
        plain = word.noun is None and not word.roles and not any(p.article for p in word.parts)
        body = self.scene.words[index + 1].noun if index + 1 < self.end else None
        owner = body is not None and body.kind == "organization" and body.part.article and not body.part.preposition
        head = self.scene.words[self.first].noun
        if plain and owner and index == self.first + 1 and head is not None and head.kind == "organization":
            return not head.part.article  # مجلس شورى الحزب
        chained = self.construct and head is not None and not head.part.article
        return place and plain and (chained or index == self.first + 1 or word.form in self.scene.lexicon.localities)

    def _anyone(self, index: int) -> bool:
        """Whether the head is a word for whoever holds some office, and `index` near it (المسؤول في حرس الحدود)."""
        head = self.scene.words[self.first].noun
        bare = all(self.scene.words[i].parts[-1].article for i in range(self.first + 1, index))
        if head is None or not bare:
            return False
        near = head.part.article or index == self.first + 1
        return near and head.part.stem in speech_words(self.scene.lexicon.language).anyone

    def _in_charge(self, index: int) -> bool:
        """Whether a preposition leads to what a title is in charge of (المسؤول عن كذا، كبير المفاوضين في ملف كذا)."""
        scene, words = self.scene, speech_words(self.scene.lexicon.language)
        if self.kind != "person" or (self.named_at == index and scene.covered[index - 1].ids[0].startswith("person/")):
            return False
        charged = bool(scene.lexicon.phrase("from", scene.folded, index, index + 1)) and self._anyone(index)
        return charged or any(p.stem in words.affairs for p in scene.words[index + 1].parts)

    def _sent(self, index: int) -> bool:
        """Whether the head is an envoy and a body with ال stands here (مندوب كذا إلى المنظمة)."""
        head, body = self.scene.words[self.first].noun, self.scene.words[index].noun
        if head is None or body is None or body.kind != "organization" or not body.part.article:
            return False
        return head.part.stem in speech_words(self.scene.lexicon.language).envoys

    def _again(self, index: int) -> bool:
        """Whether a preposition that the cue takes serves a title here, another one following (المبعوث إلى … إلى)."""
        scene = self.scene
        reach = range(index + 2, min(self.end, index + 14))
        comma = next((i for i in reach if scene.folded[i] in COMMAS), reach.stop)
        ahead = range(index + 2, comma) if self.named_at < 0 and comma - index < _CLAUSE else reach
        again = any(scene.folded[i] == scene.folded[index] for i in ahead)
        return again or any(scene.has(i, Role.THAT) for i in ahead)

    def _inner_object(self, index: int) -> bool:
        """Whether what stands behind an inner preposition is a place or a body, not a time or an occasion."""
        scene = self.scene
        if index in scene.mentions:
            return True
        word = scene.words[index]
        if (
            word.roles & (STOP | Role.PREPOSITION | Role.DEMONSTRATIVE)
            or _occasion(scene, word)
            or not scene.is_word(index)
        ):
            return False
        if self.kind in ("group", "anonymous", "person") and scene.folded[index - 1] == scene.lexicon.from_word:
            return self.indefinite
        if self.kind in ("person", "anonymous") and self.named_at < 0 and not word.form[0].isdigit():
            return (
                self.indefinite or self._anyone(index - 1) or (word.noun is not None and word.noun.kind != "document")
            )
        return word.noun is not None and word.noun.kind in ("organization", "group", "person", "media")


_TANWIN = "\N{ARABIC FATHATAN}"
_NOON = "\N{ARABIC LETTER NOON}"
_TEH, _OPEN_TEH = "\N{ARABIC LETTER TEH MARBUTA}", "\N{ARABIC LETTER TEH}"


def _occasion(scene: Scene, word: Word) -> bool:
    """Whether a word is an occasion of speech, with the speaker's pronoun or without (كلمة، كلمته، خطابها)."""
    occasions = scene.lexicon.occasions
    if word.form in occasions:
        return True
    base = next((word.form.removesuffix(p) for p in scene.lexicon.clitics.pronouns[2:] if word.form.endswith(p)), "")
    return base in occasions or (base.endswith(_OPEN_TEH) and base[:-1] + _TEH in occasions)
