"""The minutes of meetings: for each meeting of a track every answer to when, where, with whom and whether held.

The best supported answer stands first: what was told of a meeting once held before what was planned, then by the
number of independent sources, then the narrower answer, then the older telling.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from mahdar.model import Meeting, MeetingStatus, Participant
from mahdar.model.minutes import Account, MeetingMinutes, Question, Step, Told
from mahdar.resolve.across.series import AHEAD, Series, Within, find_series, in_order
from mahdar.resolve.across.stretch import Stretch

V = TypeVar("V", bound=str)

_RANK: dict[MeetingStatus, int] = {"held": 0, "ongoing": 1, "cancelled": 2, "planned": 3, "proposed": 4}


def settle_meetings(
    tellings: Iterable[Told[Meeting]], within: Within = lambda place: (place,), *, numbered: bool = True
) -> tuple[MeetingMinutes, ...]:
    """The meetings of one track with all their tellings, in the order of their days, those without days last.

    `tellings` are of one track; `within` gives the places that a place lies in, itself first; `numbered` tells
    whether the press counts the rounds of this track. The order of `tellings` does not matter.
    """
    found = [_minutes(series, within) for series in find_series(tellings, within, numbered=numbered)]
    return _one_id_each(sorted(found, key=_when))


def _when(minutes: MeetingMinutes) -> tuple[date, int, str]:
    return minutes.earliest or minutes.latest or date.max, minutes.number or 0, minutes.findings[0]


def _minutes(series: Series, within: Within) -> MeetingMinutes:
    """What all tellings of one meeting say."""
    tellings = sorted(series.tellings, key=in_order)
    accounts = _accounts(tellings, within)
    days = _stretch_of(accounts.get("days", ()), tellings)
    place = _best(accounts.get("place", ()))
    track = tellings[0].finding.track
    return MeetingMinutes(
        id=_id(track, series, days, tellings),
        track=track,
        number=series.number,
        kind=_most(t.finding.kind for t in tellings),
        status=_standing(tellings),
        earliest=days.earliest,
        latest=days.latest,
        place=place,
        place_name=_name_of(place, tellings),
        host=_best(accounts.get("host", ())),
        accounts=accounts,
        findings=tuple(t.id for t in tellings),
        history=tuple(Step(t.published, t.finding.status, t.id, t.by) for t in tellings),
        participants=_participants(tellings),
        topics=_often(topic for t in tellings for topic in t.finding.topics),
        placed=series.placed if not any(t.finding.number for t in tellings) else None,
    )


def _id(track: str, series: Series, days: Stretch, tellings: Sequence[Told[Meeting]]) -> str:
    """`astana/20`; without a number its first day, or what only its tellings can give."""
    if series.number:
        return f"{track}/{series.number}"
    if days.narrow and days.earliest:
        return f"{track}/{days.earliest.isoformat()}"
    first = min(t.id for t in tellings)
    return f"{track}/{hashlib.sha256(first.encode()).hexdigest()[:8]}"


def _one_id_each(found: Sequence[MeetingMinutes]) -> tuple[MeetingMinutes, ...]:
    """The meetings, a second one on the same first day told apart by its number on that day."""
    seen: dict[str, int] = {}
    out = []
    for minutes in found:
        count = seen[minutes.id] = seen.get(minutes.id, 0) + 1
        out.append(minutes if count == 1 else replace(minutes, id=f"{minutes.id}-{count}"))
    return tuple(out)


def _accounts(tellings: Sequence[Told[Meeting]], within: Within) -> dict[Question, tuple[Account, ...]]:
    """Every answer to every question, the best supported first; a question that nobody answers is left out."""
    answers: dict[Question, Callable[[Told[Meeting]], str]] = {
        "days": lambda t: Stretch.of(t.finding).text if Stretch.of(t.finding).told else "",
        "place": lambda t: t.finding.place or "",
        "host": lambda t: t.finding.host or "",
        "status": lambda t: t.finding.status,
    }
    found = {question: _answers(tellings, answer) for question, answer in answers.items()}
    found["days"] = _by_support(found["days"], tellings, _covered)
    found["place"] = _by_support(found["place"], tellings, lambda wide, near: wide.place in within(near.place or ""))
    found["status"] = tuple(sorted(found["status"], key=lambda a: _RANK[a.value]))  # type: ignore[index]
    return {question: accounts for question, accounts in found.items() if accounts}


def _answers(tellings: Sequence[Told[Meeting]], answer: Callable[[Told[Meeting]], str]) -> tuple[Account, ...]:
    """The different answers, the one with most independent sources first, then the one told first."""
    by_value: dict[str, list[Told[Meeting]]] = {}
    for telling in tellings:
        value = answer(telling)
        if value:
            by_value.setdefault(value, []).append(telling)
    accounts = [Account(value, tuple(t.id for t in told), _sources(told)) for value, told in by_value.items()]
    return tuple(sorted(accounts, key=lambda a: -a.sources))


def _sources(tellings: Iterable[Told[Meeting]]) -> int:
    """How many independent sources: near-duplicates of one wire text count once."""
    return len({t.cluster for t in tellings})


def _covered(wide: Meeting, near: Meeting) -> bool:
    return Stretch.of(wide).covers(Stretch.of(near))


def _by_support(
    accounts: tuple[Account, ...], tellings: Sequence[Told[Meeting]], covers: Callable[[Meeting, Meeting], bool]
) -> tuple[Account, ...]:
    """The accounts by support: a wider answer (2018-H1, Kazakhstan) speaks for a narrower one that it covers."""
    by_id = {t.id: t for t in tellings}

    def rank(account: Account) -> tuple[bool, int, int, int]:
        own = by_id[account.findings[0]].finding
        after = any(by_id[f].finding.status not in AHEAD for f in account.findings)
        backing = [t for t in tellings if (t.finding.status in AHEAD) != after or after]
        support = _sources(t for t in backing if t.id in account.findings or covers(t.finding, own))
        return not after, -support, Stretch.of(own).width, tellings.index(by_id[account.findings[0]])

    return tuple(sorted(accounts, key=rank))


def _stretch_of(accounts: Sequence[Account], tellings: Sequence[Told[Meeting]]) -> Stretch:
    """The days of the first account."""
    if not accounts:
        return Stretch(None, None)
    first = accounts[0].findings[0]
    return Stretch.of(next(t.finding for t in tellings if t.id == first))


def _best(accounts: Sequence[Account]) -> str | None:
    return accounts[0].value if accounts else None


def _name_of(place: str | None, tellings: Sequence[Told[Meeting]]) -> str | None:
    """The place as its first teller names it."""
    names = (t.finding.place_name for t in tellings if t.finding.place == place and t.finding.place_name)
    return next(names, None)


def _standing(tellings: Sequence[Told[Meeting]]) -> MeetingStatus:
    """What stands at the end: held once anybody tells it as held, else what was told last."""
    told = [t.finding.status for t in tellings]
    if "held" in told:
        return "held"
    return told[-1]


def _participants(tellings: Sequence[Told[Meeting]]) -> tuple[Participant, ...]:
    """Who takes part in any telling, each in the role that is told most."""
    roles: dict[str, list[str]] = {}
    for telling in tellings:
        for participant in telling.finding.participants:
            roles.setdefault(participant.actor, []).append(participant.role)
    return tuple(Participant(actor, _most(roles[actor])) for actor in sorted(roles))


def _often(values: Iterable[V]) -> tuple[V, ...]:
    """The values, the most frequent first, equals in order of the alphabet."""
    counts: dict[V, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return tuple(sorted(counts, key=lambda v: (-counts[v], v)))


def _most(values: Iterable[V]) -> V:
    """The most frequent value."""
    return _often(values)[0]
