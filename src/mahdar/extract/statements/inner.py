"""Inside a phrase: which prepositions a title or a name keeps, and which lead out of it."""

from __future__ import annotations

from mahdar.extract.statements.beginnings import STOP
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.language.lexicon import Role, Word

_HOLDERS = frozenset({"org", "state", "group", "person", "place"})
"""What a title may belong to."""


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
        self.indefinite = head is not None and not head.part.article

    def _with_pronoun(self, word: Word) -> bool:
        """Whether a person is told by a pronoun on him: behind a name he is another (أردوغان نظيره السوري)."""
        noun = word.noun
        pronouns = self.scene.lexicon.clitics.pronouns[2:5]
        return noun is not None and noun.kind == "person" and len(word.form) > 4 and word.form.endswith(pronouns)

    def _takes_preposition(self, index: int) -> bool:
        """Whether the head may carry a phrase with a joined preposition (المتحدث للرئاسة، مصدر بالوزارة)."""
        if index != self.first and self._field_of_body(index):
            return True
        if index == self.first or self.kind not in ("person", "anonymous", "group", "organization"):
            return False
        scene = self.scene
        if scene.folded[index - 1] in scene.lexicon.attending:
            return True
        addressee = scene.lexicon.clitics.prepositions[1]
        mention = scene.mentions.get(index)
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

    def _field_of_body(self, index: int) -> bool:
        """Whether لل tells what an institute near before is for (معهد كذا للدراسات، منظمة كذا للهجرة)."""
        scene = self.scene
        lam = scene.lexicon.clitics.prepositions[1]
        if not any(p.preposition == lam and p.article for p in scene.words[index].parts):
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
        outward = scene.folded[index] in scene.lexicon.outward and after not in scene.mentions
        if outward and scene.folded[after] not in scene.lexicon.venues:
            return index
        if scene.folded[index] in self.taken and not self._again(index):
            return index
        if self.kind == "media":
            place = after in scene.mentions and scene.mentions[after].ids[0].startswith(("place/", "state/"))
            return after if place and scene.folded[index] in scene.lexicon.within else index
        if self.kind == "document":
            return after if scene.has(index, Role.ISSUED) else index
        if self.kind not in ("person", "anonymous", "group", "organization", "media"):
            return index
        always = scene.folded[index] in scene.lexicon.always_inner or after in scene.quotes
        if not (always or self._inner_object(after)):
            return index
        self.construct = True
        return after

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
            return self.indefinite or (word.noun is not None and word.noun.kind != "document")
        return word.noun is not None and word.noun.kind in ("organization", "group", "person", "media")


_TEH, _OPEN_TEH = "\N{ARABIC LETTER TEH MARBUTA}", "\N{ARABIC LETTER TEH}"


def _occasion(scene: Scene, word: Word) -> bool:
    """Whether a word is an occasion of speech, with the speaker's pronoun or without (كلمة، كلمته، خطابها)."""
    occasions = scene.lexicon.occasions
    if word.form in occasions:
        return True
    base = next((word.form.removesuffix(p) for p in scene.lexicon.clitics.pronouns[2:] if word.form.endswith(p)), "")
    return base in occasions or (base.endswith(_OPEN_TEH) and base[:-1] + _TEH in occasions)
