"""Introductions: everybody whom a page names, speaking or not, so that a later الوزير finds its man."""

from __future__ import annotations

from mahdar.extract.names import Mention
from mahdar.extract.statements.counting import clitics_before, parts_of
from mahdar.extract.statements.naming import NAMING, given_before
from mahdar.extract.statements.phrases import Phrase, read_phrase
from mahdar.extract.statements.scene import Scene
from mahdar.extract.statements.sources import body_phrase, source_phrase
from mahdar.extract.statements.wordshapes import finite
from mahdar.model import Introduction, SourcePhrase

_BODIES = {"state": "state", "org": "organization", "group": "group", "media": "media"}


def find_introductions(scene: Scene) -> list[Introduction]:
    """Every title that stands together with a name, every known name, and names side by side, in text order."""
    found: list[Introduction] = []
    behind = 0
    for index in _openings(scene):
        if index >= behind:
            source, last = _introduced(scene, index)
            if source is not None:
                found.append(Introduction(source, index))
                behind = last
    return found


def _openings(scene: Scene) -> list[int]:
    """The tokens at which a known name or a noun for a person stands."""
    mentions, covered = scene.mentions, scene.covered
    people = (i for i, w in enumerate(scene.words) if w.noun is not None and w.noun.kind == "person")
    return sorted({*mentions, *(i for i in people if i not in covered)})


def _introduced(scene: Scene, index: int) -> tuple[SourcePhrase | None, int]:
    """Whoever is named by the phrase that begins at a token, and the token behind it."""
    mention = scene.mentions.get(index)
    if mention is not None and mention.role != "title":
        return _named(scene, mention)
    if mention is None and finite(scene.words[index]):
        return None, index
    end = scene.page.sentences[scene.page.sentence_of[index]][1]
    phrase = read_phrase(scene, index, end, cut=clitics_before(scene, index), deeds=True, silent=True)
    if phrase is None or phrase.last == index + 1:
        return None, index
    source = source_phrase(scene, phrase, brief=True)
    person = source.name is not None and source.kind == "person"
    return (source, phrase.last) if person or source.joint else (None, index)


def _named(scene: Scene, mention: Mention) -> tuple[SourcePhrase | None, int]:
    """A known name alone, or with the names that follow it behind و."""
    prefix = mention.ids[0].split("/", 1)[0]
    if mention.role not in NAMING or (prefix != "person" and prefix not in _BODIES):
        return None, mention.first
    kind = _BODIES.get(prefix, prefix)
    last = mention.last
    while (following := scene.mentions.get(last)) is not None and following.conjunction and not following.preposition:
        last = following.last
    phrase = Phrase(mention.first, last, mention.cut, kind)
    if last > mention.last and len(parts_of(scene, phrase)) > 1:
        return source_phrase(scene, phrase, brief=True), last
    if kind != "person":
        return body_phrase(scene, mention, kind), mention.last
    alone = Phrase(given_before(scene, mention), mention.last, mention.cut, kind)
    return source_phrase(scene, alone, brief=True), mention.last
