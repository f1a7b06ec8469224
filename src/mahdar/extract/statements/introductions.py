"""Introductions: everybody whom a page names, speaking or not, so that a later الوزير finds its man."""

from __future__ import annotations

from mahdar.extract.names import Mention
from mahdar.extract.statements.counting import parts_of
from mahdar.extract.statements.naming import NAMING
from mahdar.extract.statements.phrases import Phrase, finite, read_phrase
from mahdar.extract.statements.scene import Scene
from mahdar.extract.statements.sources import source_phrase
from mahdar.model import Introduction, SourcePhrase

_SPEAKING = ("person/", "state/", "org/", "group/")


def find_introductions(scene: Scene) -> list[Introduction]:
    """Every title that stands together with a name, every known name, and names side by side, in text order."""
    found: list[Introduction] = []
    index, count = 0, len(scene.folded)
    while index < count:
        phrase = _introduced(scene, index, count)
        if phrase is None:
            index += 1
            continue
        source = source_phrase(scene, phrase)
        if _introduces(source):
            found.append(Introduction(source, phrase.first))
            index = phrase.last
        else:
            index += 1
    return found


def _introduces(source: SourcePhrase) -> bool:
    """Whether a phrase names somebody: a person by name, or known bodies."""
    return (source.name is not None and source.kind == "person") or bool(source.joint) or source.role in NAMING


def _introduced(scene: Scene, index: int, count: int) -> Phrase | None:
    """The phrase that begins at a token, with or without clitics."""
    mention = scene.mentions.get(index)
    if mention is not None and mention.role != "title":
        return _named(scene, mention)
    noun = scene.words[index].noun
    if mention is None and (noun is None or noun.kind != "person" or finite(scene.words[index])):
        return None
    end = next((b for a, b in scene.page.sentences[scene.page.sentence_of[index] :][:1]), count)
    return read_phrase(scene, index, end, cut=clitics_before(scene, index), deeds=True)


def clitics_before(scene: Scene, index: int) -> int:
    """How many letters stand joined before the name or noun at a token."""
    mention, noun = scene.mentions.get(index), scene.words[index].noun
    if mention is not None:
        return mention.cut
    return len(noun.part.conjunction) + len(noun.part.preposition) if noun is not None else 0


def _named(scene: Scene, mention: Mention) -> Phrase | None:
    """A known name alone, or with the names that follow it behind و."""
    if mention.role not in NAMING or not mention.ids[0].startswith(_SPEAKING):
        return None
    kind = mention.ids[0].split("/")[0]
    kind = {"org": "organization"}.get(kind, kind)
    last = mention.last
    while (following := scene.mentions.get(last)) is not None and following.conjunction and not following.preposition:
        last = following.last
    phrase = Phrase(mention.first, last, mention.cut, kind)
    return phrase if len(parts_of(scene, phrase)) > 1 else Phrase(mention.first, mention.last, mention.cut, kind)
