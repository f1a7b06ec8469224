"""How speakers are counted and where they speak: the drawer `packs/<language>/speech.yaml`, folded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mahdar.language.clitics import shipped
from mahdar.shelf import compiled, read_drawer
from mahdar.text import fold


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """The words of the drawer; `media` gives the medium of one or two folded words, `counts` the number of a word."""

    adversative: frozenset[str]
    affairs: frozenset[str]
    ascribing: frozenset[str]
    as_told: frozenset[str]
    bound: frozenset[str]
    broken_plurals: frozenset[str]
    holding_that: frozenset[str]
    one_of: frozenset[str]
    quantities: frozenset[str]
    subordinating: frozenset[str]
    reporters: frozenset[str]
    told: frozenset[str]
    asked: frozenset[str]
    kin: frozenset[str]
    matters: frozenset[str]
    may_tell: frozenset[str]
    envoys: frozenset[str]
    he: frozenset[str]
    latter: frozenset[str]
    anyone: frozenset[str]
    counterparts: frozenset[str]
    echoes: frozenset[str]
    entitled: frozenset[str]
    going_on: frozenset[str]
    own: frozenset[str]
    former: frozenset[str]
    adjectives: frozenset[str]
    trailing: frozenset[str]
    counts: dict[str, int]
    media: dict[str, str]


@lru_cache(maxsize=4)
def speech_words(language: str) -> SpeechWords:
    """The drawer of a shipped language, from the cache where nothing has changed."""
    drawer = shipped(language) / "speech.yaml"
    return compiled(f"speech-{language}", [drawer], lambda: _build(read_drawer(drawer)))


def _build(data: dict[str, Any]) -> SpeechWords:
    """The drawer with every word folded."""
    return SpeechWords(
        **{key: frozenset(map(fold, words)) for key, words in data.items() if key not in ("counts", "media")},
        counts={fold(word): int(count) for count, words in data["counts"].items() for word in words},
        media={fold(word): medium for medium, words in data["media"].items() for word in words},
    )
