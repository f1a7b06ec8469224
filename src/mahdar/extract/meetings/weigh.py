"""Weighing: on which track a meeting is, from the words in it, beside it and all over the page."""

from __future__ import annotations

from typing import NamedTuple

from mahdar.extract.meetings.sightings import Sighting
from mahdar.extract.meetings.signs import MARKER, Side, Sign, Signs
from mahdar.extract.meetings.tracks import TrackTable
from mahdar.language.meetingwords import MeetingWords

REACH, BACK = 16, 14
"""Tokens behind and before a meeting noun in which those who meet are named (بين الرئيس ... والزعيم ...)."""

PAIR, COST = 5.0, 0.15
"""What it weighs that enough parties meet, and what each token between them and the noun takes away."""

NOT_A_SUMMIT = 0.4
"""What is left of a track that has no summit among its names, for a summit."""


class Weight(NamedTuple):
    """A track and what speaks for it: what stands in or beside the sighting, and how many of its parties meet."""

    track: int
    local: float
    prior: float
    parties: int
    strangers: int
    inside: bool
    mediated: bool = False

    @property
    def total(self) -> float:
        """What decides between two tracks: words beside the sighting, helped by the page as a whole."""
        return self.local + 0.3 * min(self.prior, 12.0)


def weigh(
    sighting: Sighting, signs: Signs, table: TrackTable, words: MeetingWords, folded: list[str]
) -> list[Weight]:
    """The tracks that something speaks for, the best first."""
    local: dict[int, float] = {}
    inside: set[int] = set()
    mediated: set[int] = set()
    for sign in signs.signs:
        if sighting.begin <= sign.first < sighting.end:
            factor = _nearness(sign, sighting)
            for track, weight in sign.weights:
                local[track] = local.get(track, 0.0) + weight * factor
                if factor >= 2 and weight >= MARKER * 0.7:
                    inside.add(track)
                if sign.key in table.people and _mediates(sign.key, track, table) and sign.first < sighting.first:
                    mediated.add(track)
    near = _near(sighting, signs, words, folded)
    candidates = set(local) | {t for t, prior in enumerate(signs.prior) if prior >= MARKER}
    found = []
    for track in candidates:
        said = local.get(track, 0.0)
        if sighting.kind == "summit" and not _meets_in_summits(track, table, words):
            said *= NOT_A_SUMMIT
        found.append(_weight(track, said, track in inside, track in mediated, near, sighting, signs, table))
    return sorted(found, key=lambda w: (-w.total, w.track))


def _nearness(sign: Sign, sighting: Sighting) -> float:
    """How much a sign counts for a sighting: most inside it, much right behind, less farther off."""
    if sign.first < sighting.last and sighting.first < sign.last:
        return 3.0
    if sign.first >= sighting.last:
        gap = sign.first - sighting.last
        return 2.0 if gap <= 4 else 1.0 if gap <= 12 else 0.5
    gap = sighting.first - sign.last
    return 1.2 if gap <= 3 else 0.7 if gap <= 10 else 0.4


def _mediates(person: str, track: int, table: TrackTable) -> bool:
    """Whether a person of a track speaks for one of its mediators, and not for a party."""
    sides = table.sides.get(person, ())
    return any(s in table.helpers[track] for s in sides) and not any(s in table.parties[track] for s in sides)


def _meets_in_summits(track: int, table: TrackTable, words: MeetingWords) -> bool:
    """Whether a track has a summit among its names."""
    return any(noun.kind == "summit" for word in table.name_words[track] for noun in words.nouns.get(word, ()))


def _near(sighting: Sighting, signs: Signs, words: MeetingWords, folded: list[str]) -> list[tuple[int, Side]]:
    """The sides that may be those who meet, each with its distance; before the noun, none beyond a barrier."""
    low, barriers = sighting.first, words.lists["barriers"]
    while low > max(sighting.first - BACK, sighting.begin) and folded[low - 1] not in barriers:
        low -= 1
    found = []
    for side in signs.sides:
        if side.venue or not low <= side.first < min(sighting.last + REACH, sighting.end):
            continue
        behind = side.first >= sighting.first
        found.append((max(side.first - sighting.last, 0) if behind else sighting.first - side.last + 4, side))
    return found


def _weight(
    track: int, local: float, inside: bool, mediated: bool, near: list[tuple[int, Side]], sighting: Sighting,
    signs: Signs, table: TrackTable,
) -> Weight:  # fmt: skip
    """All that speaks for one track."""
    parties, helpers = table.parties[track], table.helpers[track]
    met: dict[str, int] = {}
    strangers = 0
    for distance, side in near:
        party = next((i for i in side.ids if i in parties), None)
        if party is not None:
            met[party] = min(distance, met.get(party, distance))
        elif not any(i in helpers for i in side.ids) and any(i.startswith("state/") for i in side.ids):
            strangers += 1
    if enough(set(met), parties):
        local += max(PAIR + len(met) - 2 - COST * max(met.values()), 1.0)
    elif met:
        local += 0.5
    return Weight(track, local, signs.prior[track], len(met), strangers, inside, mediated)


def enough(met: set[str], parties: frozenset[str]) -> bool:
    """Whether those who meet make a meeting of the track: all of two or three, or two of whom one is no state."""
    if len(met) >= 2 and len(met) == len(parties):
        return True
    return 2 <= len(met) and any(not side.startswith("state/") for side in met)
