"""The minutes of pledges: one pledge from the day when it was made to what became of it, whoever tells.

Two tellings are of one pledge where a party is the same, they share a topic, no place keeps them apart, and their
wordings are alike; a later report of its fate needs less likeness than a second report of its making, since a
fate is told in few words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from mahdar.model import Days, Pledge, PledgeStatus
from mahdar.model.minutes import Implementation, PledgeMinutes, Step, Told
from mahdar.resolve.across.alike import likeness, stems

ALIKE = 0.6
"""Share of stems that two tellings of a pledge being made must have in common; reprints share nearly all, and two
different provisions of one agreement about a third."""
FATE = 0.4
"""The same for a telling of what became of a pledge."""
ENOUGH = 3
"""Stems that two tellings must share: «the agreement» alone is any agreement."""
REACH = timedelta(days=730)
"""How long after its making a fate may still be told of it: provisions of accords are followed over years."""

_FATES: dict[PledgeStatus, Implementation] = {"kept": 3, "underway": 2, "frozen": 1, "broken": 0, "abandoned": 0}


def settle_pledges(tellings: Iterable[Told[Pledge]], prefixes: tuple[str, ...] = ()) -> tuple[PledgeMinutes, ...]:
    """The pledges with their histories, the oldest first; the same whatever the order of `tellings`.

    `prefixes` are the clitics that the language writes on a word, so that wordings compare by stems.
    """
    groups = _Groups(prefixes)
    for telling in sorted(tellings, key=_in_order):
        groups.put(telling)
    return tuple(_minutes(group) for group in groups.groups)


class _Groups:
    """The tellings of each pledge while they are gathered, found by a party and a stem in common."""

    def __init__(self, prefixes: tuple[str, ...]) -> None:
        self.groups: list[list[Told[Pledge]]] = []
        self._prefixes = prefixes
        self._by_stem: dict[tuple[str, str], list[tuple[int, Told[Pledge]]]] = {}

    def put(self, telling: Told[Pledge]) -> None:
        """Put a telling to those of the same pledge, or begin a new one."""
        keys = [(party, s) for party in _parties(telling) for s in stems(telling.words, self._prefixes)]
        home = self._home(telling, keys)
        if home is None:
            home = len(self.groups)
            self.groups.append([])
        self.groups[home].append(telling)
        for key in keys:
            self._by_stem.setdefault(key, []).append((home, telling))

    def _home(self, telling: Told[Pledge], keys: Iterable[tuple[str, str]]) -> int | None:
        """The group that a telling belongs to: the one whose wording is most like it, the latest of equals."""
        near: dict[str, tuple[int, Told[Pledge]]] = {}
        shared: dict[str, set[str]] = {}
        for key in keys:
            for home, other in self._by_stem.get(key, ()):
                near[other.id] = home, other
                shared.setdefault(other.id, set()).add(key[1])
        likely = [
            (_alike(telling, other, self._prefixes), home)
            for key, (home, other) in near.items()
            if len(shared[key]) >= ENOUGH
        ]
        best = max(likely, default=(0.0, 0))
        return best[1] if best[0] > 0 else None


def _in_order(telling: Told[Pledge]) -> tuple[date, str, int]:
    return telling.published or date.max, telling.document, telling.finding.what.start


def _parties(telling: Told[Pledge]) -> tuple[str, ...]:
    """Who is bound, and who is told to have broken it."""
    return tuple(dict.fromkeys([*telling.actors, *telling.finding.broken_by]))


def _alike(one: Told[Pledge], other: Told[Pledge], prefixes: tuple[str, ...]) -> float:
    """How likely two tellings are of one pledge; 0 where they are not."""
    if one.document == other.document or not _fits(one.finding, other.finding) or not _in_reach(one, other):
        return 0.0
    mine, theirs = stems(one.words, prefixes), stems(other.words, prefixes)
    share = likeness(mine, theirs) if len(mine & theirs) >= ENOUGH else 0.0
    fate = one.finding.status != "pledged"
    return share if share >= (FATE if fate else ALIKE) else 0.0


def _fits(one: Pledge, other: Pledge) -> bool:
    """Whether topics and places leave room for one pledge."""
    topics = not one.topics or not other.topics or bool(set(one.topics) & set(other.topics))
    places = not one.places or not other.places or bool(set(one.places) & set(other.places))
    return topics and places


def _in_reach(one: Told[Pledge], other: Told[Pledge]) -> bool:
    if one.published is None or other.published is None:
        return True
    return abs(one.published - other.published) <= REACH


def _minutes(group: Sequence[Told[Pledge]]) -> PledgeMinutes:
    """What all tellings of one pledge say."""
    fullest = max(group, key=lambda t: (len(t.words), t.id))
    last = group[-1].finding.status
    told = [t for t in group if t.finding.status != "pledged"]
    return PledgeMinutes(
        id="pl" + hashlib.sha256(min(t.id for t in group).encode()).hexdigest()[:10],
        by=_union(t.actors for t in group),
        to=_union(t.finding.to for t in group),
        words=fullest.words,
        status=told[-1].finding.status if told else last,
        implementation=_FATES[told[-1].finding.status] if told else None,
        findings=tuple(t.id for t in group),
        history=tuple(Step(t.published, t.finding.status, t.id, t.by) for t in group),
        made=_made(group),
        due=_due(group),
        topics=_union(t.finding.topics for t in group),
        tracks=_union(t.tracks for t in group),
        places=_union(t.finding.places for t in group),
        claimed_by=_tellers(group, {"kept", "underway"}),
        denied_by=_tellers(group, {"broken", "abandoned"}),
    )


def _union(values: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for each in values for value in each))


def _made(group: Sequence[Told[Pledge]]) -> Days | None:
    """The day of the first report of it."""
    day = next((t.published for t in group if t.published), None)
    return Days(None, day, "published") if day else None


def _due(group: Sequence[Told[Pledge]]) -> Days | None:
    """Until when it is to be kept, as the first telling with a day says."""
    for telling in group:
        finding = telling.finding
        if finding.earliest or finding.latest:
            return Days(finding.earliest, finding.latest, "explicit")
    return None


def _tellers(group: Sequence[Told[Pledge]], statuses: set[str]) -> tuple[str, ...]:
    """Who says that it went so: the speakers, or the outlets in their own voice."""
    told = (t for t in group if t.finding.status in statuses)
    return _union(t.by or (t.outlet or t.document,) for t in told)
