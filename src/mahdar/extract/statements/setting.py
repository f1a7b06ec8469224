"""The setting of a statement: where it was said, and to which outlet."""

from __future__ import annotations

from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.phrases import Phrase, read_phrase
from mahdar.extract.statements.scene import Scene
from mahdar.language.lexicon import Role
from mahdar.language.speech import speech_words

_BEFORE = 7
"""Tokens before the cue that may tell the medium (وفي مؤتمر صحفي عقب اللقاء، قال …)."""


def medium_of(scene: Scene, claim: Claim) -> str | None:
    """What the words were said in: a statement, a speech, an interview …, or None where it is not told."""
    media, folded = speech_words(scene.lexicon.language).media, scene.folded
    for index in _aside(scene, claim):
        if not _led(scene, claim, index):
            continue
        pair = f"{folded[index]} {folded[index + 1]}" if index + 1 < len(folded) else folded[index]
        stems = (p.stem for p in scene.words[index].parts)
        found = media.get(pair) or next((media[s] for s in stems if s in media), None)
        if found is not None:
            return found
    return None


def _aside(scene: Scene, claim: Claim) -> list[int]:
    """The tokens round the cue that are neither its source nor its content, the nearest behind it first."""
    begin = scene.page.sentences[claim.sentence][0]
    start = max(begin, claim.first - _BEFORE)
    before = list(range(start, claim.first)) if claim.link == "same" else []
    behind = list(range(claim.last, max(claim.last, min(claim.begin, claim.last + 30))))
    own = [claim.source.first] if claim.source is not None else []
    return own + behind + before


def _led(scene: Scene, claim: Claim, index: int) -> bool:
    """Whether a preposition leads to the word, free or joined, or the word is the source itself."""
    if claim.source is not None and index == claim.source.first:
        return scene.words[index].document
    if index and scene.has(index - 1, Role.PREPOSITION):
        return True
    return any(p.preposition == scene.lexicon.clitics.prepositions[0] for p in scene.words[index].parts)


def addressee_of(scene: Scene, claim: Claim) -> Phrase | None:
    """The outlet that was told (قال لوكالة …): a phrase of a medium behind ل."""
    start = claim.source.last if claim.source is not None and claim.source.first > claim.first else claim.last
    lam = scene.lexicon.clitics.prepositions[1]
    for index in range(start, min(claim.begin, start + 4)):
        mention = scene.mentions.get(index)
        noun = scene.words[index].noun
        if mention is not None and mention.preposition == lam and mention.ids[0].startswith("media/"):
            return Phrase(index, mention.last, mention.cut, "media")
        if noun is not None and noun.part.preposition == lam and noun.kind == "media":
            return read_phrase(scene, index, claim.begin, cut=noun.part.cut)
    return None
