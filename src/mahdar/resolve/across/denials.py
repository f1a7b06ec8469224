"""Denials: what one side denies and another has said, in words alike and within a few days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from mahdar.model import Statement
from mahdar.model.minutes import Conflict, Side, Told
from mahdar.resolve.across.alike import likeness, stems
from mahdar.resolve.across.conflicts import conflict_id
from mahdar.resolve.across.positions import said_on

REACH = timedelta(days=14)
"""How far apart a denial and what it denies may be said: the press answers within days."""
ALIKE = 0.7
"""Share of stems that the shorter of the two has in the longer."""
ENOUGH = 4
"""Stems that the two must share: fewer are the names of a subject, not a proposition."""

SAID = frozenset({"assert", "announce", "claim", "agree", "promise", "criticise"})


def find_denials(statements: Iterable[Told[Statement]], prefixes: tuple[str, ...] = ()) -> tuple[Conflict, ...]:
    """Each denial that answers what another actor said; `prefixes` are clitics that a word may carry in front."""
    told = sorted(statements, key=lambda t: (said_on(t) or date.max, t.document, t.finding.cue.span.start))
    index = _index([t for t in told if t.finding.act in SAID and not t.finding.negated], prefixes)
    found = (_answered(t, index, prefixes) for t in told if t.finding.act == "deny" and not t.finding.negated)
    return tuple(conflict for conflict in found if conflict)


def _index(told: Sequence[Told[Statement]], prefixes: tuple[str, ...]) -> dict[str, list[Told[Statement]]]:
    """What was said, by each of its stems."""
    index: dict[str, list[Told[Statement]]] = {}
    for each in told:
        for stem in stems(each.words, prefixes):
            index.setdefault(stem, []).append(each)
    return index


def _answered(
    denial: Told[Statement], index: dict[str, list[Told[Statement]]], prefixes: tuple[str, ...]
) -> Conflict | None:
    """The conflict of a denial with all that says what it denies, None where nothing does."""
    own = stems(denial.words, prefixes)
    shared: dict[str, int] = {}
    near: dict[str, Told[Statement]] = {}
    for other in _met(denial, own, index):
        shared[other.id] = shared.get(other.id, 0) + 1
        near[other.id] = other
    alike = [
        near[key]
        for key, count in shared.items()
        if count >= ENOUGH and likeness(own, stems(near[key].words, prefixes)) >= ALIKE
    ]
    if not alike:
        return None
    said = Side("said", tuple(dict.fromkeys(a for t in alike for a in t.actors)), tuple(sorted(t.id for t in alike)))
    track = denial.tracks[0] if denial.tracks else None
    about = denial.finding.topics[0] if denial.finding.topics else ""
    sides = (said, Side("denied", denial.actors, (denial.id,)))
    return Conflict(conflict_id("denial", denial.id, "said"), "denial", "said", about, sides, track)


def _met(
    denial: Told[Statement], own: frozenset[str], index: dict[str, list[Told[Statement]]]
) -> Iterator[Told[Statement]]:
    """Statements of others that share a stem with a denial, said by somebody else within reach."""
    day = said_on(denial)
    for stem in sorted(own):
        for other in index.get(stem, ()):
            said = said_on(other)
            near = day is not None and said is not None and abs(day - said) <= REACH
            if near and other.actors and not set(other.actors) & set(denial.actors):
                yield other
