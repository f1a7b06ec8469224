"""Widening: a source phrase that the grammar of its neighbours shows to go on, or to end earlier."""

from __future__ import annotations

from mahdar.extract.statements.counting import clitics_before, trimmed
from mahdar.extract.statements.naming import could_be_name
from mahdar.extract.statements.phrases import Phrase, read_phrase
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.language.lexicon import Role
from mahdar.language.speech import speech_words

_CLOSES = COMMAS | {":"}
_LONGEST = 6
_REACH = 12
"""Tokens that a title may go on behind a joined preposition before its name stands (بجامعة الخرطوم، فلان)."""


def settled(scene: Scene, phrase: Phrase) -> Phrase:
    """The phrase as far as it really goes."""
    wider = (
        _bound(scene, phrase)
        or _of_many(scene, phrase)
        or _issued_by(scene, phrase)
        or _to_the_name(scene, phrase)
        or phrase
    )
    return _closed(scene, trimmed(scene, wider))


def _closed(scene: Scene, phrase: Phrase) -> Phrase:
    """The phrase with the mark that closes a quotation opened inside it (وكالة «سانا»)."""
    opened = scene.closes.get(phrase.last)
    inside = opened is not None and phrase.first <= opened
    return Phrase(phrase.first, phrase.last + 1, phrase.cut, phrase.kind) if inside else phrase


def _end(scene: Scene, index: int) -> int:
    """The token behind the sentence that holds `index`."""
    return scene.page.sentences[scene.page.sentence_of[index]][1]


def _bound(scene: Scene, phrase: Phrase) -> Phrase | None:
    """مكتب كذا التابع للأمم المتحدة: a body with the one that its last adjective ties it to."""
    last, end = phrase.last, _end(scene, phrase.first)
    ties = any(p.article and p.stem in speech_words(scene.lexicon.language).bound for p in scene.words[last - 1].parts)
    if not ties or last - phrase.first < 2 or last >= end:
        return None
    at = last + 1 if scene.has(last, Role.PREPOSITION) else last
    mention = scene.mentions.get(at)
    held = mention is not None and (at > last or bool(mention.preposition)) and mention.last <= end
    return Phrase(phrase.first, mention.last, phrase.cut, phrase.kind) if held and mention is not None else None


def _of_many(scene: Scene, phrase: Phrase) -> Phrase | None:
    """العديد من الخبراء: a quantity with those whom it counts."""
    last, quantities = phrase.last, speech_words(scene.lexicon.language).quantities
    if last - phrase.first > 1 or not any(p.stem in quantities for p in scene.words[phrase.first].parts):
        return None
    if last + 1 >= len(scene.folded) or scene.folded[last] != scene.lexicon.from_word:
        return None
    counted = read_phrase(scene, last + 1, _end(scene, last), deeds=True)
    return Phrase(phrase.first, counted.last, phrase.cut, phrase.kind) if counted is not None else None


def _issued_by(scene: Scene, phrase: Phrase) -> Phrase | None:
    """بيان مشترك للدول الضامنة: a document with whoever issued it behind ل."""
    last, lam = phrase.last, scene.lexicon.clitics.prepositions[1]
    if phrase.kind != "document" or last >= _end(scene, phrase.first):
        return None
    mention, noun = scene.mentions.get(last), scene.words[last].noun
    preposition = mention.preposition if mention is not None else noun.part.preposition if noun is not None else ""
    if preposition != lam:
        return None
    issuer = read_phrase(scene, last, _end(scene, last), cut=clitics_before(scene, last), deeds=True)
    if issuer is None or issuer.kind not in ("organization", "group", "state", "person"):
        return None
    return Phrase(phrase.first, issuer.last, phrase.cut, phrase.kind)


def _to_the_name(scene: Scene, phrase: Phrase) -> Phrase | None:
    """خبير المياه بجامعة الخرطوم، فلان: a title that ends in a name between commas, a body or a place before it."""
    if phrase.kind != "person" or phrase.last >= len(scene.folded) or _named(scene, phrase):
        return None
    end = min(_end(scene, phrase.first), phrase.last + _REACH)
    place = _place(scene, phrase.last, end)
    last = place.last if place is not None else phrase.last
    if last + 1 >= end or scene.folded[last] not in COMMAS:
        return None
    name = _name_between(scene, last + 1, end)
    return Phrase(phrase.first, name, phrase.cut, phrase.kind) if name is not None else None


def _name_between(scene: Scene, first: int, end: int) -> int | None:
    """The token behind a personal name that a comma or a colon closes."""
    name = read_phrase(scene, first, end)
    if name is None or name.kind not in ("person", "unknown") or scene.words[first].noun is not None:
        return None
    last = next((i for i in range(name.last, min(end, name.last + 3)) if scene.folded[i] in _CLOSES), None)
    if last is None or not 1 < last - first <= _LONGEST:
        return None
    return last if all(could_be_name(scene, i) for i in range(first, last)) else None


def _named(scene: Scene, phrase: Phrase) -> bool:
    """Whether a known person stands in the phrase already."""
    people = (scene.covered.get(i) for i in range(phrase.first, phrase.last))
    return any(m is not None and m.role != "title" and m.ids[0].startswith("person/") for m in people)


def _place(scene: Scene, index: int, end: int) -> Phrase | None:
    """A body or a place behind a joined preposition at a token."""
    mention, noun = scene.mentions.get(index), scene.words[index].noun
    if index >= end:
        return None
    if mention is not None:
        body = mention.preposition and mention.ids[0].startswith(("org/", "state/", "place/", "group/"))
        return Phrase(index, mention.last, mention.cut, "organization") if body else None
    part = noun.part if noun is not None else next((p for p in scene.words[index].parts if p.preposition), None)
    if part is None or not part.preposition or (noun is not None and noun.kind != "organization"):
        return None
    last = next((i for i in range(index + 1, min(end, index + 5)) if scene.folded[i] in COMMAS), None)
    return Phrase(index, last, part.cut, "organization") if last is not None else None
