"""Counting: whether a phrase names one, two or several, and who stands side by side in it."""

from __future__ import annotations

from itertools import pairwise

from mahdar.extract.names import Mention
from mahdar.extract.statements.phrases import Phrase
from mahdar.extract.statements.scene import Scene
from mahdar.language.lexicon import Role, Word
from mahdar.language.speech import speech_words

_DUAL = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER NOON}"
_OBLIQUE = "\N{ARABIC LETTER YEH}\N{ARABIC LETTER NOON}"
_SOUND = "\N{ARABIC LETTER WAW}\N{ARABIC LETTER NOON}"
_RELATIONS = "\N{ARABIC LETTER YEH}" + _OBLIQUE
_FEMININE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER TEH}"
_BROKEN = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER HAMZA}"
_TEH, _OPEN_TEH = "\N{ARABIC LETTER TEH MARBUTA}", "\N{ARABIC LETTER TEH}"
_CONSTRUCT = {"\N{ARABIC LETTER ALEF}": "d", "\N{ARABIC LETTER WAW}": "p", "\N{ARABIC LETTER YEH}": "p"}
_LONG_PLURAL = 6
"""Unknown words in -in count as plurals from this length on: shorter ones are names and nouns (الدين، الأمين)."""


def number_of(scene: Scene, phrase: Phrase) -> str:
    """`s`, `d` or `p`: the number of the verb that follows the phrase."""
    side_by_side = len(parts_of(scene, phrase))
    if side_by_side > 1:
        return "d" if side_by_side == 2 else "p"
    first = phrase.first
    mention = scene.mentions.get(first)
    if mention is not None and not mention.ids[0].startswith("group/"):
        return "s"
    if _joined_bodies(scene, phrase):
        return "d"
    word = scene.words[first]
    return number_of_noun(scene, word.noun.part.stem) if word.noun is not None else unlisted_number(scene, first)


def parts_of(scene: Scene, phrase: Phrase) -> list[Mention]:
    """The known names that stand side by side in a phrase (روسيا وتركيا وإيران), else nothing."""
    names = [m for i in range(phrase.first, phrase.last) if (m := scene.mentions.get(i)) and not m.preposition]
    people = [m for m in names if m.ids[0].startswith("person/")]
    names = people or names
    titled = people and phrase.kind == "person"
    if len(names) < 2 or not (titled or names[0].first == phrase.first):
        return []
    pairs = pairwise(names)
    return [names[0], *joined] if (joined := [m for before, m in pairs if _and(scene, before, m)]) else []


def _and(scene: Scene, before: Mention, mention: Mention) -> bool:
    """Whether a conjunction stands between two names, joined to the second or to its title (والتركي، رجب …)."""
    if mention.conjunction:
        return True
    between = (p for i in range(before.last, mention.first) for p in scene.words[i].parts)
    return mention.ids[0].startswith("person/") and any(p.conjunction and p.article for p in between)


def _joined_bodies(scene: Scene, phrase: Phrase) -> bool:
    """Whether two bodies are joined (حكومة الوفاق ورئاسة المجلس)."""
    if phrase.kind != "organization":
        return False
    nouns = (scene.words[i].noun for i in range(phrase.first + 1, phrase.last))
    return any(n is not None and n.part.conjunction and n.kind == "organization" for n in nouns)


def number_of_noun(scene: Scene, stem: str) -> str:
    """The number of a listed noun by its ending, or by the list of broken plurals."""
    nouns, speech = scene.lexicon.nouns, speech_words(scene.lexicon.language)
    if stem in speech.broken_plurals:
        return "p"
    if stem in speech.one_of:
        return "s"
    base, ending = stem[:-2], stem[-2:]
    if ending in (_DUAL, _OBLIQUE, _SOUND) and _listed(nouns, base):
        return "p" if ending == _SOUND or (ending == _OBLIQUE and base + _SOUND in nouns) else "d"
    if ending == _SOUND or (ending == _BROKEN and len(stem) > 4) or (ending == _FEMININE and len(stem) > 4):
        return "p"
    if ending == _OBLIQUE and len(stem) >= _LONG_PLURAL:
        return "p"
    return _construct(nouns, stem)


def _construct(nouns: dict[str, str], stem: str) -> str:
    """The number of a noun that has lost its noon before what it governs (ممثلو الدول، طرفا النزاع)."""
    base, number = stem[:-1], _CONSTRUCT.get(stem[-1:])
    if number is None or not _listed(nouns, base):
        return "s"
    sound = base + _SOUND in nouns or base + _OBLIQUE in nouns
    return number if sound or number == "d" else "s"


def _listed(nouns: dict[str, str], base: str) -> bool:
    """Whether a noun without its ending is listed, or its form in teh marbuta (حركت- of حركتان)."""
    return len(base) > 2 and (base in nouns or (base.endswith(_OPEN_TEH) and base[:-1] + _TEH in nouns))


def unlisted_number(scene: Scene, index: int) -> str:
    """The number of a word that no list has: several where a definite word shows a plural ending."""
    word = scene.words[index]
    stem = next((p.stem for p in word.parts if p.article), None)
    if stem is None:
        return "p" if word.form.endswith(_FEMININE) and len(word.form) > 4 else "s"
    plural = stem.endswith((_SOUND, _RELATIONS)) or (stem.endswith(_OBLIQUE) and len(stem) >= _LONG_PLURAL)
    return "p" if plural or (stem.endswith(_FEMININE) and len(stem) > 4) else "s"


def oblique(scene: Scene, index: int) -> bool:
    """Whether a word stands in the case of an object: a dual or plural in -in (الفلسطينيين، الوسيطين)."""
    if index in scene.covered:
        return False
    word = scene.words[index]
    stem = word.noun.part.stem if word.noun is not None else next((p.stem for p in word.parts if p.article), "")
    if not stem.endswith(_OBLIQUE):
        return False
    return (number_of_noun(scene, stem) if word.noun is not None else unlisted_number(scene, index)) != "s"


def count_of(scene: Scene, phrase: Phrase, number: str) -> int:
    """How many a phrase without names speaks of (الطرفان 2, الدول الثلاث 3), 0 where it does not tell."""
    counts = speech_words(scene.lexicon.language).counts
    told = next((counts[scene.folded[i]] for i in range(phrase.first, phrase.last) if scene.folded[i] in counts), 0)
    return told or (2 if number == "d" else 0)


def trimmed(scene: Scene, phrase: Phrase) -> Phrase:
    """The phrase up to where something else begins: an object, a pronoun, a deed."""
    for index in range(phrase.first + 1, phrase.last):
        if _foreign(scene, phrase, index):
            return Phrase(phrase.first, index, phrase.cut, phrase.kind)
    return phrase


def _foreign(scene: Scene, phrase: Phrase, index: int) -> bool:
    """Whether the word at `index` is no more part of the phrase."""
    if index in scene.covered:
        return _spoken_to(scene, index)
    if not scene.is_word(index):
        return False
    word, speech = scene.words[index], speech_words(scene.lexicon.language)
    if word.roles & Role.PRONOMINAL or word.form in speech.echoes:
        return True
    if not _finished(scene, index - 1):
        return False
    if oblique(scene, index) and not oblique(scene, phrase.first):
        return word.noun is not None or _listed(scene.lexicon.nouns, word.parts[-1].stem[:-2])
    if word.form in scene.lexicon.deeds:
        return word.noun is None
    return _second_person(scene, phrase, index) or _bare_person(phrase, word)


def _bare_person(phrase: Phrase, word: Word) -> bool:
    """Whether a person without ال follows a document or a group that is named already (المنشورات سكان المنطقة)."""
    if phrase.kind not in ("document", "unknown", "group", "anonymous") or word.noun is None:
        return False
    part = word.noun.part
    return word.noun.kind == "person" and not (part.article or part.conjunction)


def _second_person(scene: Scene, phrase: Phrase, index: int) -> bool:
    """Whether a person with ال follows whoever the phrase names already (أمير الكويت المبعوث، رئيس الحكومة السفراء)."""
    noun = scene.words[index].noun
    if noun is None or noun.kind != "person" or not noun.part.article or scene.has(index, Role.HONORIFIC):
        return False
    head = scene.words[phrase.first].noun
    if phrase.kind != "person" or head is None or number_of_noun(scene, head.part.stem) != "s":
        return False
    before = scene.covered.get(index - 1)
    place = before is not None and before.role != "title" and not before.ids[0].startswith("person/")
    following = scene.words[index + 1] if index + 1 < phrase.last else None
    plain = following is not None and following.noun is None and not following.parts[-1].article
    named = plain or index + 1 in scene.covered
    return number_of_noun(scene, noun.part.stem) == "p" or (place and not named)


def _spoken_to(scene: Scene, index: int) -> bool:
    """Whether a person behind a person is led in by a preposition (عباس للسيسي)."""
    mention, before = scene.mentions.get(index), scene.covered.get(index - 1)
    if mention is None or before is None or not mention.preposition:
        return False
    return mention.ids[0].startswith("person/") and before.ids[0].startswith("person/") and before.role != "title"


def _finished(scene: Scene, index: int) -> bool:
    """Whether a noun phrase may be over with this word: it has an article, is a name, or an adjective."""
    word = scene.words[index]
    definite = word.noun.part.article if word.noun is not None else any(p.article for p in word.parts)
    return (
        definite
        or index in scene.covered
        or bool(word.roles & Role.NISBA)
        or word.form.endswith("\N{ARABIC LETTER YEH}")
    )


def clitics_before(scene: Scene, index: int) -> int:
    """How many letters stand joined before the name or noun at a token."""
    mention, noun = scene.mentions.get(index), scene.words[index].noun
    if mention is not None:
        return mention.cut
    return len(noun.part.conjunction) + len(noun.part.preposition) if noun is not None else 0
