"""Statements that a colon attributes in a headline: لافروف: كذا."""

from __future__ import annotations

from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.phrases import Phrase, read_phrase
from mahdar.extract.statements.scene import Scene
from mahdar.language.lexicon import Role
from mahdar.language.speech import speech_words

_LONGEST_HEAD = 14


def read_headline(scene: Scene, begin: int, end: int) -> Claim | None:
    """The attribution of a line that opens with a source and a colon, or None.

    >>> # «الوزير: لا عودة إلى الوراء» gives the minister; «سوريا.. قتلى بقصف» gives nothing.
    """
    while begin < end and not scene.is_word(begin) and begin not in scene.quotes:
        begin += 1
    link = scene.lexicon.phrase("read_also", scene.folded, begin, end)
    if link and begin + link < end and scene.folded[begin + link] == ":":
        begin += link + 1
    colon = next((i for i in range(begin, min(end, begin + _LONGEST_HEAD)) if scene.folded[i] == ":"), None)
    if colon is None or colon == begin or colon + 1 >= end:
        return None
    matters = speech_words(scene.lexicon.language).matters
    if begin not in scene.mentions and any(p.stem in matters for p in scene.words[begin].parts):
        return None
    joined = scene.words[begin].noun
    cut = len(joined.part.conjunction) if joined is not None and not joined.part.preposition else 0
    phrase = read_phrase(scene, begin, colon, cut=cut)
    if phrase is not None and phrase.last < colon and not (_in_title(scene, colon) or _addressed(scene, phrase.last)):
        return None
    if phrase is None or (phrase.kind in ("unknown", "document") and not _short_name(scene, begin, colon, phrase)):
        return None
    first = colon + 1
    if first in scene.quotes and first + 1 < end:
        first += 1
    return Claim(
        first=colon,
        last=colon + 1,
        lemma=":",
        act="assert",
        rule=f"{scene.lexicon.language}.cue.headline-colon",
        source=phrase,
        begin=first,
        cut=0,
        onset=begin,
        sentence=scene.page.sentence_of[begin],
        frame="colon",
    )


def _in_title(scene: Scene, index: int) -> bool:
    """Whether a token stands in the headline."""
    return scene.page.tokens.starts[index] < scene.body_start


def _addressed(scene: Scene, index: int) -> bool:
    """Whether the one spoken to stands here (فلان لوكالة كذا:)."""
    addressee = scene.lexicon.clitics.prepositions[1]
    if scene.folded[index] == addressee:
        return True
    mention = scene.mentions.get(index)
    if mention is not None:
        return mention.preposition == addressee
    parts = scene.words[index].parts
    return any(p.preposition == addressee and (p.article or p.stem in scene.lexicon.nouns) for p in parts)


def _short_name(scene: Scene, begin: int, colon: int, phrase: Phrase | None) -> bool:
    """Whether the head is one to three plain words, as an unknown name is."""
    title = scene.page.tokens.ends[colon] < scene.body_start
    colon = next((i for i in range(begin, colon) if _addressed(scene, i)), colon)
    if title and phrase is not None and phrase.last - begin <= 2 and scene.has(phrase.last, Role.PREPOSITION):
        return True
    return (
        title
        and colon - begin <= 3
        and all(not scene.words[i].roles and not scene.words[i].document for i in range(begin, colon))
    )
