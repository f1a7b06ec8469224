"""Called: people whom a page names in full, known again where only the end of their name stands (باجميل)."""

from __future__ import annotations

from collections.abc import Iterable

from mahdar.extract.names import Mention
from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.extract.statements.wordshapes import finite, name_like
from mahdar.language.lexicon import Role
from mahdar.model import Introduction

CALLED = "person/"
"""The id of somebody whom only the page itself knows."""
_SHORT = 3
"""Letters of the shortest family name that is believed."""
_FULL = range(2, 5)
"""Words of a full name."""


def call(scene: Scene, introductions: Iterable[Introduction]) -> None:
    """Let the people who are introduced under names that no list has be known by the last word of these."""
    for introduction in introductions:
        phrase = introduction.phrase
        for part in phrase.joint or (phrase,):
            if part.kind == "person" and part.name is not None and not part.known:
                _mark(scene, scene.fold(part.name.split()[-1]))


def call_speaker(scene: Scene, claim: Claim) -> None:
    """Let whoever speaks under a full name without a title be known by the last word of it."""
    source = claim.source
    if source is None or source.cut or source.kind not in ("unknown", "person") or claim.frame not in _SURE:
        return
    words = range(source.first, source.last)
    if len(words) in _FULL and all(i not in scene.covered and name_like(scene.words[i]) for i in words):
        _mark(scene, scene.folded[source.last - 1])


_SURE = frozenset({"that", "quote", "colon"})
"""Frames that only words of speech have."""


def _mark(scene: Scene, form: str) -> None:
    """Make the word a mention wherever a subject or a source may begin with it."""
    word = scene.lexicon.word(form)
    if form in scene.called or len(form) < _SHORT or not _plain(scene, form):
        return
    scene.called.add(form)
    if word.roles or word.noun is not None or word.cues or word.stance is not None or word.document:
        return
    linked = scene.lexicon.clitics.prepositions[1]
    for written, cut, preposition in ((form, 0, ""), (linked + form, len(linked), linked)):
        for index in scene.places_of(written):
            if index not in scene.covered and _may_stand(scene, index, bool(cut)):
                scene.add_mention(Mention(index, index + 1, cut, preposition, False, (CALLED,), "family"))


def _plain(scene: Scene, form: str) -> bool:
    """Whether a word is written in letters, without an article."""
    return form.isalpha() and not form.startswith(scene.lexicon.clitics.article)


def _may_stand(scene: Scene, index: int, joined: bool) -> bool:
    """Whether a subject may stand at a token: behind its verb, behind بحسب, or at the head of a clause."""
    if index == 0:
        return not joined
    before, word = scene.folded[index - 1], scene.words[index - 1]
    if before in scene.lexicon.according_starts:
        return True
    if joined:
        return False
    heads = before in COMMAS or before in _HEADS or scene.page.sentence_of[index] != scene.page.sentence_of[index - 1]
    return heads or finite(word, sure=False) or bool(word.roles & (Role.CONNECTOR | Role.AUXILIARY | Role.THAT))


_HEADS = frozenset({"\n", ":", "."})
