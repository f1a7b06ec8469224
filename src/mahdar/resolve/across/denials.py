"""Denials: what one side denies and another has said, in words alike and within a few days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from mahdar.model import Statement
from mahdar.model.minutes import Conflict, Side, Told
from mahdar.resolve.across.alike import Stems, likeness, stems
from mahdar.resolve.across.conflicts import conflict_id
from mahdar.resolve.across.positions import said_on

REACH = timedelta(days=14)
"""How far apart a denial and what it denies may be said: the press answers within days."""
ALIKE = 0.7
"""Share of stems that the shorter of the two has in the longer."""
ENOUGH = 4
"""Stems that the two must share: fewer are the names of a subject, not a proposition."""

BOTH = 0.5
"""Share of stems that the longer of the two must have in the other, where the denial does not itself quote what it
denies: on 27,507 reports statements that had most words of a denial beside many others gave 2 conflicts, neither right.
"""

SAID = frozenset({"assert", "announce", "claim", "criticise"})
DONE = frozenset({"agree", "promise"})
"""Acts that a denial may deny to have been done at all, so that their words in it are nobody's."""


def find_denials(statements: Iterable[Told[Statement]], prefixes: tuple[str, ...] = ()) -> tuple[Conflict, ...]:
    """Each denial that answers what another actor said; `prefixes` are clitics that a word may carry in front.

    Who only reports a denial does not say what it denies, and reprints of one denial are one conflict.
    """
    told = sorted(statements, key=lambda t: (said_on(t) or date.max, t.document, t.finding.cue.span.start))
    denials = [t for t in told if t.finding.act == "deny" and not t.finding.negated]
    said = _Said(told, denials, prefixes)
    found: list[tuple[Told[Statement], list[Told[Statement]]]] = []
    for denial in denials:
        alike = said.answered(denial)
        if alike:
            found.append((denial, alike))
    return tuple(_conflict(group) for group in _together(found))


Answered = tuple[Told[Statement], list[Told[Statement]]]


class _Said:
    """What was said, by each of its stems, without the denials reported in it."""

    def __init__(
        self, told: Sequence[Told[Statement]], denials: Sequence[Told[Statement]], prefixes: tuple[str, ...]
    ) -> None:
        self._prefixes = prefixes
        inside: dict[str, list[Told[Statement]]] = {}
        for denial in denials:
            inside.setdefault(denial.document, []).append(denial)
        self._stems: dict[str, Stems] = {}
        self._index: dict[str, list[Told[Statement]]] = {}
        for each in told:
            if _is_said(each, inside.get(each.document, ())):
                self._stems[each.id] = stems(_up_to(each, inside.get(each.document, ())), prefixes)
                for stem in self._stems[each.id]:
                    self._index.setdefault(stem, []).append(each)

    def answered(self, denial: Told[Statement]) -> list[Told[Statement]]:
        """What others said within reach that a denial denies."""
        own = stems(denial.words, self._prefixes)
        near = {other.id: other for stem in own for other in self._index.get(stem, ()) if _in_reach(denial, other)}
        return [other for other in near.values() if self._denies(denial, own, other)]

    def _denies(self, denial: Told[Statement], own: Stems, other: Told[Statement]) -> bool:
        """Whether a denial is of what another said: quoted in it, or in words alike on both sides."""
        theirs = self._stems[other.id]
        if len(own & theirs) < ENOUGH or likeness(own, theirs) < ALIKE:
            return False
        return _holds(denial, other) or len(own & theirs) >= BOTH * max(len(own), len(theirs))


def _is_said(told: Told[Statement], denials: Iterable[Told[Statement]]) -> bool:
    """Whether a statement says something: not where its act itself is what a denial around it denies."""
    if told.finding.negated or told.finding.act not in SAID | DONE:
        return False
    return told.finding.act not in DONE or not any(_holds(denial, told) for denial in denials)


def _up_to(told: Told[Statement], denials: Iterable[Told[Statement]]) -> str:
    """The words of a statement up to the first denial reported in them."""
    cues = [denial.finding.cue.span.start for denial in denials]
    kept = []
    rest = told.words.split(" … ")
    for span, words in zip(told.finding.content.spans, rest, strict=False):
        inside = [cue for cue in cues if span.start <= cue < span.end]
        kept.append(words[: min(inside) - span.start] if inside else words)
        if inside:
            break
    return " ".join(kept)


def _holds(denial: Told[Statement], other: Told[Statement]) -> bool:
    """Whether the words of a denial hold another statement, as in «denied reports that …»."""
    if denial.document != other.document:
        return False
    cue = other.finding.cue.span.start
    return any(span.start <= cue < span.end for span in denial.finding.content.spans)


def _in_reach(denial: Told[Statement], other: Told[Statement]) -> bool:
    """Whether somebody else said it about the time of the denial."""
    day, said = said_on(denial), said_on(other)
    near = day is not None and said is not None and abs(day - said) <= REACH
    return near and bool(other.actors) and not set(other.actors) & set(denial.actors)


def _together(found: Sequence[Answered]) -> list[list[Answered]]:
    """The denials with what they deny, those of one side that deny the same put together, in their order."""
    groups: list[list[Answered]] = []
    for denial, alike in found:
        home = next((group for group in groups if _same(group, denial, alike)), None)
        if home is None:
            groups.append([(denial, alike)])
        else:
            home.append((denial, alike))
    return groups


def _same(group: Sequence[Answered], denial: Told[Statement], alike: Sequence[Told[Statement]]) -> bool:
    """Whether a denial says again what those of a group say: of the same side, and of one same saying."""
    ids = {other.id for other in alike}
    words = {other.words for other in alike}
    return any(
        set(first.actors) == set(denial.actors)
        and (first.words == denial.words or any(o.id in ids or o.words in words for o in before))
        for first, before in group
    )


def _conflict(group: Sequence[Answered]) -> Conflict:
    """The conflict of some denials with all that says what they deny."""
    first = group[0][0]
    alike = {other.id: other for _, others in group for other in others}
    said = Side("said", tuple(dict.fromkeys(a for t in alike.values() for a in t.actors)), tuple(sorted(alike)))
    denied = Side("denied", first.actors, tuple(denial.id for denial, _ in group))
    track = first.tracks[0] if first.tracks else None
    about = first.finding.topics[0] if first.finding.topics else ""
    return Conflict(conflict_id("denial", first.id, "said"), "denial", "said", about, (said, denied), track)
