"""Weighing: on which track a meeting is, from the words in it, beside it and all over the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from mahdar.extract.meetings.sightings import Sighting, is_barrier
from mahdar.extract.meetings.signs import Side, Sign, Signs
from mahdar.extract.meetings.tracks import MARKER, TrackTable
from mahdar.language.meetingwords import MeetingWords

REACH, BACK = 16, 14
"""Tokens behind and before a meeting noun in which those who meet are named (بين الرئيس ... والزعيم ...)."""

BODY = 6.0
"""What it weighs that a body sits: whatever a session of the Security Council is about, it is the Council's."""

_OF_A_BODY = frozenset({"session", "consultation"})

AMONG = 8
"""Tokens behind a noun in which «between» still tells who meets."""

PAIR, COST = 5.0, 0.15
"""What it weighs that enough parties meet, and what each token between them and the noun takes away."""

NOT_A_SUMMIT = 0.4
"""What is left of a track that has no summit among its names, for a summit."""


LEAN = 0.3
"""How much the page as a whole says beside the words round a sighting."""


class Weight(NamedTuple):
    """A track and what speaks for it: what stands in or beside the sighting, and how many of its parties meet.

    `paired` where two states meet by grammar, `whole` where they are the two parties of this track.
    """

    track: int
    local: float
    prior: float
    parties: int
    strangers: int
    inside: bool
    mediated: bool = False
    held: bool = False
    shown: int = -1
    paired: bool = False
    whole: bool = False

    @property
    def total(self) -> float:
        """What decides between two tracks: words beside the sighting, helped by the page as a whole."""
        return self.local + LEAN * min(self.prior, 20.0)


@dataclass(slots=True)
class _Local:
    """What stands beside a sighting for one track while it is gathered."""

    score: float = 0.0
    inside: bool = False
    held: bool = False
    mediated: bool = False
    shown: int = -1


def weigh(sighting: Sighting, signs: Signs, table: TrackTable, words: MeetingWords, folded: list[str]) -> list[Weight]:
    """The tracks that something speaks for, the best first."""
    local: dict[int, _Local] = {}
    for sign in signs.signs:
        if sighting.begin <= sign.first < sighting.end:
            for track, weight in sign.weights:
                _count(local.setdefault(track, _Local()), sign, track, weight, sighting, table)
    own = table.sessions.get(folded[sighting.first])
    if own is not None and signs.prior[own] > 0:
        said = local.setdefault(own, _Local())
        said.score, said.inside = said.score + BODY, True
    _weaken(local, signs, table)
    near = near_sides(sighting, signs, words, folded)
    strange = _strangers(sighting, near, words, folded)
    named = {side for _, s in near for side in s.ids}
    found = []
    for track, parties in enumerate(table.parties):
        if track not in local and signs.prior[track] < MARKER and len(parties & named) < 2:
            continue
        said = local.get(track) or _Local()
        summits = _meets_in_summits(track, table, words)
        rounds = sighting.kind == "round" and summits and _only_summits(track, table, words)
        apt = summits if sighting.kind == "summit" else not rounds
        said.score *= 1.0 if apt else NOT_A_SUMMIT
        prior = signs.prior[track] * (1.0 if apt else NOT_A_SUMMIT)
        found.append(_weight(track, said, near, strange, prior, table, apt=apt or sighting.kind == "summit"))
    return sorted(found, key=lambda w: (-w.whole, -w.total, w.track))


def _weaken(local: dict[int, _Local], signs: Signs, table: TrackTable) -> None:
    """Take weight from a track that only a venue's name points to (محادثات جنيف), on a page about another's parties."""
    here = {side for s in signs.sides for side in s.ids}
    theirs = max(
        (p for p, parties in zip(signs.prior, table.parties, strict=True) if len(parties & here) > 1), default=0.0
    )
    for track, said in local.items():
        if table.parties[track] and not table.parties[track] & here and theirs >= ELSEWHERE * signs.prior[track]:
            said.score, said.inside = said.score * AS_NAME, False


ELSEWHERE, AS_NAME = 3.0, 0.3
"""How much more a page must lean to talks whose parties it names, and what is left of a name of others."""


def _count(local: _Local, sign: Sign, track: int, weight: float, sighting: Sighting, table: TrackTable) -> None:
    """Add a sign to what stands beside a sighting for a track."""
    factor = _nearness(sign, sighting)
    local.score += weight * factor
    if not table.parties[track] and weight >= MARKER and factor >= 2 and sighting.kind in _OF_A_BODY:
        local.score += BODY
    if factor >= 2 and weight >= MARKER * 0.7:
        local.inside = True
        local.shown = max(local.shown, sign.last)
        local.held = local.held or sighting.first <= sign.first <= sighting.last + 1
    if sign.key in table.people and sign.first < sighting.first:
        local.mediated = local.mediated or _mediates(sign.key, track, table)


def _nearness(sign: Sign, sighting: Sighting) -> float:
    """How much a sign counts for a sighting: most inside it, much right behind, less farther off."""
    if sign.first < sighting.last and sighting.first < sign.last:
        return 3.0
    if sign.first >= sighting.last:
        gap = sign.first - sighting.last
        return 2.0 if gap <= 4 else 1.0 if gap <= 12 else 0.5
    gap = sighting.first - sign.last
    return 2.0 if gap <= 1 else 1.2 if gap <= 3 else 0.7 if gap <= 10 else 0.4


def _mediates(person: str, track: int, table: TrackTable) -> bool:
    """Whether a person of a track speaks for one of its mediators, and not for a party."""
    sides = table.sides.get(person, ())
    return any(s in table.helpers[track] for s in sides) and not any(s in table.parties[track] for s in sides)


def _meets_in_summits(track: int, table: TrackTable, words: MeetingWords) -> bool:
    """Whether a track has a summit among its names."""
    return any(noun.kind == "summit" for word in table.name_words[track] for noun in words.nouns.get(word, ()))


def _only_summits(track: int, table: TrackTable, words: MeetingWords) -> bool:
    """Whether whatever meeting a track has in its names is a summit: its parties meet otherwise on other tracks."""
    kinds = {noun.kind for word in table.name_words[track] for noun in words.nouns.get(word, ())}
    return kinds == {"summit"}


def near_sides(sighting: Sighting, signs: Signs, words: MeetingWords, folded: list[str]) -> list[tuple[int, Side]]:
    """The sides that may be those who meet, each with its distance; before the noun, none beyond a barrier.

    Where the noun goes on with «between», those who meet stand behind it.
    """
    low, high = sighting.first, min(sighting.last + REACH, sighting.end)
    both = folded[sighting.first].endswith(words.clitics.pronouns[0])  # قمتهما: of two named before
    among = any(folded[i] in words.lists["among"] for i in range(sighting.last, min(sighting.last + AMONG, high)))
    if both or not among:
        reach = 2 * BACK if both else BACK
        while low > max(sighting.first - reach, sighting.begin) and (both or not is_barrier(folded, low - 1, words)):
            low -= 1
    found = []
    for side in signs.sides:
        if not side.venue and low <= side.first < high:
            behind = side.first >= sighting.first
            before = sighting.first - side.last + (0 if sighting.verb else 4)
            found.append((max(side.first - sighting.last, 0) if behind else before, side))
    return found


def _strangers(sighting: Sighting, near: list[tuple[int, Side]], words: MeetingWords, folded: list[str]) -> list[Side]:
    """The states that take part by grammar: those behind بين or مع, and the subject right before the noun."""
    joint = words.lists["between"] | words.lists["gathers"]
    behind = next((i for i in range(sighting.last, min(sighting.last + 6, sighting.end)) if folded[i] in joint), None)
    return [side for distance, side in near if _takes_part(side, distance, sighting, behind)]


def _takes_part(side: Side, distance: int, sighting: Sighting, behind: int | None) -> bool:
    """Whether a state stands where the grammar puts those who meet; `behind` is the token of بين or مع."""
    if not any(i.startswith("state/") for i in side.ids):
        return False
    if side.first < sighting.first or sighting.verb:
        return distance <= 12
    return behind is not None and behind < side.first <= behind + 9


def _weight(
    track: int, local: _Local, near: list[tuple[int, Side]], strange: list[Side], prior: float, table: TrackTable,
    *, apt: bool,
) -> Weight:  # fmt: skip
    """All that speaks for one track; those who meet do not where the track only knows summits (`apt`)."""
    parties, helpers, score = table.parties[track], table.helpers[track], local.score
    met: dict[str, int] = {}
    for distance, side in near:
        party = next((i for i in side.ids if i in parties), None)
        if party is not None:
            met[party] = min(distance, met.get(party, distance))
    strangers = sum(1 for s in strange if not any(i in parties or i in helpers for i in s.ids))
    both = apt and enough(set(met), parties, table.cores[track])
    if both:
        score += max(PAIR + len(met) - 2 - COST * max(met.values()), 1.0)
    elif met:
        score += 0.5
    return Weight(
        track, score, prior, len(met) if both else min(len(met), 1), strangers,
        local.inside, local.mediated, local.held, local.shown, len({s.ids[0] for s in strange}) >= 2,
        len(parties) == 2 and {s.ids[0] for s in strange} == parties,
    )  # fmt: skip


def enough(met: set[str], parties: frozenset[str], core: str) -> bool:
    """Whether those who meet make a meeting of the track.

    All of two or three do, three of more with the core party among them, or two of whom one is no state.
    """
    if len(met) < 2:
        return False
    if len(met) == len(parties) or any(not side.startswith("state/") for side in met):
        return True
    return len(met) >= 3 and core in met
