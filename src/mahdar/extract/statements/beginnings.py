"""Beginnings: whether a source phrase may begin with a word."""

from __future__ import annotations

from mahdar.extract.statements.scene import Scene
from mahdar.extract.statements.wordshapes import adverbial, finite, participle, prefixed
from mahdar.language.lexicon import NISBA, Role, Word

STOP = (
    Role.RELAY
    | Role.VERB
    | Role.THAT
    | Role.RELATIVE
    | Role.AUXILIARY
    | Role.NEGATION
    | Role.NEVER_SOURCE
    | Role.ADVERB
    | Role.LIGHT_PASSIVE
)
"""Words that belong to no source phrase."""
FIRST_STOP = STOP | Role.PRONOMINAL | Role.PREPOSITION | Role.CONNECTOR
"""Words that begin none."""


def may_begin(scene: Scene, index: int, cut: int, *, silent: bool = False) -> bool:
    """Whether a source phrase may begin with this word; `silent` lets in who only is spoken to or met (نظيره)."""
    if index in scene.mentions:
        mention = scene.mentions[index]
        return not mention.preposition or cut > 0
    if index and scene.folded[index - 1] in scene.lexicon.in_role:
        return False
    word = scene.words[index]
    stops = FIRST_STOP & ~Role.NEVER_SOURCE if silent else FIRST_STOP
    if not scene.is_word(index) or word.roles & stops:
        return False
    if scene.folded[index][0].isdigit():
        return _counts_people(scene, index)
    if (
        len(scene.folded[index]) == 1
        or scene.folded[index] in scene.lexicon.general
        or adverbial(word)
        or (word.noun is None and participle(word))
    ):
        return False
    if scene.folded[index] in scene.lexicon.any_words or describes_noun(scene, index, word):
        return False
    if word.roles & Role.DEMONSTRATIVE and not _points(scene, index + 1):
        return False
    if any(p.preposition and scene.lexicon.roles.get(p.stem, 0) & Role.DEMONSTRATIVE for p in word.parts):
        return False  # وبهذه التصريحات
    if cut:
        return True
    return not prefixed(word) and not (finite(word, sure=False) and word.noun is None)


def _counts_people(scene: Scene, index: int) -> bool:
    """Whether a number in digits counts people (أعلن 78 نائبا)."""
    if index + 1 >= len(scene.words) or not scene.folded[index].isdecimal():
        return False
    noun, form, nouns = scene.words[index + 1].noun, scene.folded[index + 1], scene.lexicon.nouns
    if noun is None:
        return nouns.get(form.removesuffix(_ALEF)) == "person"  # عضوا
    return noun.part.cut == 0 and noun.kind in ("person", "group")


_ALEF = "\N{ARABIC LETTER ALEF}"


def _points(scene: Scene, index: int) -> bool:
    """Whether a noun with ال stands behind a demonstrative (هذا المسؤول); alone it takes up words, never a speaker."""
    return index < len(scene.folded) and any(part.article for part in scene.words[index].parts)


def describes_noun(scene: Scene, index: int, word: Word) -> bool:
    """Whether what may be a person's noun is here an adjective behind a noun (تقارير إعلامية، تصريحات صحفية)."""
    noun = word.noun
    if noun is None or noun.kind != "person" or noun.part.cut or index == 0 or not word.form.endswith(NISBA):
        return False
    before = scene.words[index - 1].noun
    return before is not None and not before.part.article and before.kind != "person"
