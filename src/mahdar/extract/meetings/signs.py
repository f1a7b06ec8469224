"""Signs: the words of a page that point to tracks, and the sides that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from mahdar.extract.meetings.tracks import CONTEXT, MARKER, Phrase, TrackTable
from mahdar.extract.names import Mention
from mahdar.language.meetingwords import MeetingWords
from mahdar.text import Page

TITLE_WEIGHT = 1.5
"""How much more a sign in the headline counts for what the page as a whole is about."""


AS_VENUE = 0.6
"""What is left of a sign that only says where: others meet in Panmunjom too."""


_AT = "\N{ARABIC LETTER BEH}"

AS_TITLE = 0.4
"""What is left of an adjective that only says whose minister somebody is (نظيره السوداني)."""


class Sign(NamedTuple):
    """A word or phrase that points to tracks, tokens `first` up to `last` (exclusive)."""

    first: int
    last: int
    weights: tuple[tuple[int, float], ...]
    key: str


class Side(NamedTuple):
    """A state, a body or a group that the page names at a token; `venue` where it stands behind a word of place."""

    first: int
    last: int
    ids: tuple[str, ...]
    venue: bool


@dataclass(frozen=True, slots=True)
class Signs:
    """All signs and sides of a page in reading order, and how much it leans to each track."""

    signs: list[Sign]
    sides: list[Side]
    prior: list[float]


def read_signs(
    page: Page, mentions: Mapping[int, Mention], table: TrackTable, words: MeetingWords, title_end: int
) -> Signs:
    """The signs of a page; tokens before `title_end` are the headline."""
    sides = _sides(page, mentions, table, words.lists["venue_prepositions"])
    whole = {side.first: side.last for side in sides}
    signs = [sign for sign in _signs(page, table, words) if not _cuts(sign, whole)]
    signs += (Sign(m.first, m.last, w, i) for m in mentions.values() for i in m.ids if (w := table.people.get(i)))
    signs.sort()
    return Signs(signs, sides, _prior(signs, sides, table, title_end))


def _signs(page: Page, table: TrackTable, words: MeetingWords) -> list[Sign]:
    """Aliases, markers and context words, longest first, none inside another."""
    folded, phrases = page.tokens.folded, table.phrases
    found: list[Sign] = []
    after = 0
    for index, form in enumerate(folded):
        if index < after or form not in phrases:
            continue
        for phrase in phrases[form]:
            last = _end(folded, index, phrase)
            if last:
                found.append(Sign(index, last, _shared(folded, index, phrase, words, table.named_rounds), phrase.key))
                after = last
                break
    return found


def _shared(
    folded: list[str], index: int, phrase: Phrase, words: MeetingWords, naming: Mapping[str, int]
) -> tuple[tuple[int, float], ...]:
    """What a phrase weighs here: less behind a word of place unless its rounds are named by it, least in a title."""
    if phrase.key in naming:
        return phrase.weights
    before = folded[index - 1] if index else ""
    if before in words.lists["venue_prepositions"] or (phrase.cut and folded[index][phrase.cut - 1] in _AT):
        return tuple((track, weight * AS_VENUE) for track, weight in phrase.weights)
    if before in words.lists["holders"]:
        return tuple((track, weight * AS_TITLE) for track, weight in phrase.weights)
    return phrase.weights


def _cuts(sign: Sign, whole: dict[int, int]) -> bool:
    """Whether a sign ends inside a name that goes on (القمة الكورية before الشمالية)."""
    return any(whole.get(index, 0) > sign.last for index in range(sign.first, sign.last))


def _end(folded: list[str], index: int, phrase: Phrase) -> int:
    """The token behind a phrase that begins at `index`, 0 where the page goes on otherwise; quotation marks pass."""
    index += 1
    for word in phrase.rest:
        if index < len(folded) and not folded[index][:1].isalnum() and folded[index] not in ".,،:؛\n":
            index += 1
        if index >= len(folded) or folded[index] != word:
            return 0
        index += 1
    return index


def _sides(page: Page, mentions: Mapping[int, Mention], table: TrackTable, places: frozenset[str]) -> list[Side]:
    """States, bodies and groups by name, by somebody who speaks for them, or by their adjective."""
    found = []
    folded = page.tokens.folded
    for mention in mentions.values():
        ids = tuple(dict.fromkeys(side for key in mention.ids for side in table.sides.get(key, ())))
        if ids:
            behind = mention.preposition or (folded[mention.first - 1] if mention.first else "")
            found.append(Side(mention.first, mention.last, ids, behind in places))
    taken = {index for mention in mentions.values() for index in range(mention.first, mention.last)}
    found += _adjectives(folded, table, taken)
    return sorted(found)


def _adjectives(folded: list[str], table: TrackTable, taken: set[int]) -> Iterator[Side]:
    """Sides that only an adjective names (نظيره التركي)."""
    for index, form in enumerate(folded):
        if form not in table.adjectives or index in taken:
            continue
        for rest, side in table.adjectives[form]:
            if tuple(folded[index + 1 : index + 1 + len(rest)]) == rest:
                yield Side(index, index + 1 + len(rest), (side,), False)
                break


def _prior(signs: list[Sign], sides: list[Side], table: TrackTable, title_end: int) -> list[float]:
    """How much the page as a whole leans to each track: each phrase counts once, a little more when repeated."""
    counts: dict[str, float] = {}
    weights: dict[str, tuple[tuple[int, float], ...]] = {}
    for sign in signs:
        counts[sign.key] = counts.get(sign.key, 0.0) + (TITLE_WEIGHT if sign.last <= title_end else 1.0)
        weights[sign.key] = sign.weights
    prior, hints = [0.0] * len(table.tracks), [0.0] * len(table.tracks)
    for key, count in counts.items():
        for track, weight in weights[key]:
            part = prior if weight > CONTEXT else hints
            part[track] += weight * sqrt(min(count, 6.0))
    named = {side for s in sides for side in s.ids}
    for track, parties in enumerate(table.parties):
        both = len(parties & named)
        if (prior[track] + hints[track] and both >= 2) or both == len(parties) == 3:
            prior[track] += MARKER
        prior[track] += min(hints[track], max(prior[track], MARKER))
    return prior
