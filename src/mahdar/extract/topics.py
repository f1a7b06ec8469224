"""Topics: what a stretch of a page is about, by the words of the world pack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mahdar.language.clitics import Clitics
from mahdar.language.forms import phrase_forms, word_forms
from mahdar.text import Page, tokenize
from mahdar.world import World

Wording = tuple[tuple[str, ...], tuple[str, ...]]
"""The words behind the first, and the topics that the whole points to."""


@dataclass(frozen=True, slots=True)
class TopicTable:
    """Every wording of every topic by its first written form, longest first."""

    wordings: dict[str, tuple[Wording, ...]]


def build_topic_table(world: World, clitics: Clitics, language: str = "ar") -> TopicTable:
    """The table of all topics of the world; words are found behind conjunctions, prepositions and the article."""
    found: dict[str, dict[tuple[str, ...], dict[str, None]]] = {}
    for topic in world.topics.values():
        for words in topic.words.get(language, ()):
            for first, rest in _forms(words, clitics):
                found.setdefault(first, {}).setdefault(rest, {})[topic.id] = None
    return TopicTable(
        {
            first: tuple((rest, tuple(ids)) for rest, ids in sorted(held.items(), key=lambda r: -len(r[0])))
            for first, held in found.items()
        }
    )


def _forms(words: str, clitics: Clitics) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Every written form of a wording: its first word, and those behind it."""
    if len(tokenize(words).folded) == 1:
        return ((form.form, form.rest) for form in word_forms(words, clitics, owners=False))
    return ((form.form, form.rest) for form in phrase_forms(words, clitics))


def find_topics(page: Page, span_tokens: tuple[int, int], topics: TopicTable) -> tuple[str, ...]:
    """The topics of tokens `span_tokens` (half-open), each once, in the order in which they are first named.

    >>> from mahdar.language.clitics import load_clitics, shipped
    >>> from mahdar.world import load_world
    >>> table = build_topic_table(load_world(), load_clitics(shipped("ar")))
    >>> page = Page.of("بحث الطرفان تبادل الأسرى ثم وقف إطلاق النار.")
    >>> find_topics(page, (0, len(page.tokens)), table)
    ('prisoner-exchange', 'ceasefire')
    """
    folded, wordings = page.tokens.folded, topics.wordings
    found: dict[str, None] = {}
    index, end = span_tokens
    while index < end:
        held = wordings.get(folded[index])
        index += _take(folded, index, end, held, found) if held else 1
    return tuple(found)


def _take(folded: list[str], index: int, end: int, held: tuple[Wording, ...], found: dict[str, None]) -> int:
    """Note the topics of the longest wording at a token; gives how many tokens it takes up, 1 where none fits."""
    for rest, ids in held:
        last = index + 1 + len(rest)
        if last <= end and tuple(folded[index + 1 : last]) == rest:
            found.update(dict.fromkeys(ids))
            return 1 + len(rest)
    return 1
