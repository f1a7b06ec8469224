"""Weighing: on which track a meeting is, from the words in it, beside it and all over the page."""

from __future__ import annotations

from typing import NamedTuple

from mahdar.extract.meetings.sightings import Sighting
from mahdar.extract.meetings.signs import MARKER, Side, Sign, Signs
from mahdar.extract.meetings.tracks import TrackTable

REACH = 14
"""Tokens behind a meeting noun in which those who meet are named (بين الرئيس ... والزعيم ...)."""


class Weight(NamedTuple):
    """A track and what speaks for it: what stands in or beside the sighting, and how many of its parties meet."""

    track: int
    local: float
    prior: float
    parties: int
    strangers: int
    inside: bool

    @property
    def total(self) -> float:
        """What decides between two tracks: words beside the sighting, helped by the page as a whole."""
        return self.local + 0.3 * min(self.prior, 12.0)


def weigh(sighting: Sighting, signs: Signs, table: TrackTable) -> list[Weight]:
    """The tracks that something speaks for, the best first."""
    local: dict[int, float] = {}
    inside: set[int] = set()
    for sign in signs.signs:
        if sighting.begin <= sign.first < sighting.end:
            factor = _nearness(sign, sighting)
            for track, weight in sign.weights:
                local[track] = local.get(track, 0.0) + weight * factor
                if factor >= 2 and weight >= MARKER * 0.7:
                    inside.add(track)
    near = [side for side in signs.sides if sighting.first - 10 <= side.first < sighting.last + REACH]
    near = [side for side in near if sighting.begin <= side.first < sighting.end]
    candidates = set(local) | {t for t, prior in enumerate(signs.prior) if prior >= MARKER}
    weights = [_weight(t, local.get(t, 0.0), t in inside, near, sighting, signs, table) for t in candidates]
    return sorted(weights, key=lambda w: (-w.total, w.track))


def _nearness(sign: Sign, sighting: Sighting) -> float:
    """How much a sign counts for a sighting: most inside it, much right behind, less farther off."""
    if sign.first < sighting.last and sighting.first < sign.last:
        return 3.0
    if sign.first >= sighting.last:
        gap = sign.first - sighting.last
        return 2.0 if gap <= 4 else 1.0 if gap <= 12 else 0.5
    gap = sighting.first - sign.last
    return 1.2 if gap <= 3 else 0.7 if gap <= 10 else 0.4


def _weight(
    track: int, local: float, inside: bool, near: list[Side], sighting: Sighting, signs: Signs, table: TrackTable
) -> Weight:
    """All that speaks for one track."""
    parties, helpers = table.parties[track], table.helpers[track]
    met = {side for s in near if not s.venue for side in s.ids if side in parties}
    strangers = sum(
        1 for s in near if not s.venue and s.first >= sighting.first and not any(i in parties or i in helpers for i in s.ids)
    )
    if enough(met, parties):
        local += 4.0
    elif met:
        local += 0.8
    return Weight(track, local, signs.prior[track], len(met), strangers, inside)


def enough(met: set[str], parties: frozenset[str]) -> bool:
    """Whether those who meet make a meeting of the track: both of two, three of several states, or two with a group."""
    if len(met) >= 3 or len(met) == len(parties) == 2:
        return True
    return len(met) == 2 and any(not side.startswith("state/") for side in met)
