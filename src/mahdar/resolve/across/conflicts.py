"""Conflicts of fact: one meeting with two dates or places, one pledge kept for some and broken for others.

A conflict needs one question with two answers that cannot both hold, from sources that do not copy each other.
A date that moved before the meeting is its history, not a conflict.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from mahdar.model import Meeting, Pledge
from mahdar.model.minutes import Account, Conflict, MeetingMinutes, PledgeMinutes, Question, Side, Told
from mahdar.resolve.across.alike import likeness, stems
from mahdar.resolve.across.series import AHEAD, Within, same_place
from mahdar.resolve.across.stretch import Stretch

SURE = 3
"""Days that an answer may cover and still be an answer to which day; wider ones only say about when."""
LASTS = 2
"""Days that a round lasts: one source names its first day, another its last, and both are right."""
SAME = 21
"""Days between two answers beyond which they more likely tell of two meetings than of one."""
PLEDGE_STEMS = 4
"""Stems that «kept» and «broken» must have in common: with the three that make two tellings one pledge, none of
the 3 conflicts of 27,507 reports was sure."""
PLEDGE_ALIKE = 0.6


def conflict_id(kind: str, about: str, question: str) -> str:
    """The id of a conflict: of its kind and question, so that a new telling does not move it."""
    return "c" + hashlib.sha256("\0".join((kind, about, question)).encode()).hexdigest()[:10]


def meeting_conflicts(
    minutes: Iterable[MeetingMinutes], tellings: Mapping[str, Told[Meeting]], within: Within = lambda place: (place,)
) -> tuple[Conflict, ...]:
    """The facts of meetings on which independent sources disagree; `tellings` by id of the record."""
    return tuple(conflict for each in minutes for conflict in _of_meeting(each, tellings, within))


def _of_meeting(minutes: MeetingMinutes, tellings: Mapping[str, Told[Meeting]], within: Within) -> Iterator[Conflict]:
    tests: dict[str, Callable[[Meeting, Meeting], bool]] = {
        "days": lambda one, other: _days_differ(one, other) and same_place(one.place, other.place, within),
        "place": lambda one, other: not same_place(one.place, other.place, within) and _same_days(one, other),
    }
    for question, differ in tests.items():
        accounts = [
            kept
            for a in minutes.accounts.get(_question(question), ())
            if (kept := _held(a, tellings)) and _firm(kept, tellings, minutes.number)
        ]
        sides = _opposed(accounts, tellings, differ)
        if len(sides) > 1:
            yield Conflict(
                conflict_id("meeting-fact", minutes.id, question), "meeting-fact", question, minutes.id,
                tuple(_side(a, tellings) for a in sides), minutes.track,
            )  # fmt: skip


def _question(name: str) -> Question:
    return "days" if name == "days" else "place"


def _held(account: Account, tellings: Mapping[str, Told[Meeting]]) -> Account | None:
    """The account without its tellings of mere plans; None where no other is left."""
    kept = tuple(f for f in account.findings if tellings[f].finding.status not in AHEAD)
    return Account(account.value, kept, len({tellings[f].cluster for f in kept})) if kept else None


def _firm(account: Account, tellings: Mapping[str, Told[Meeting]], number: int | None) -> bool:
    """Whether an answer is surely about this meeting: a teller gives its number.

    On 27,506 reports of 2018 tellings without a number gave 13 conflicts, of which none was one, and those on which
    two sources agree 4, of which none was: they were of other meetings.
    """
    return number is not None and any(tellings[f].finding.number == number for f in account.findings)


def _opposed(
    accounts: Sequence[Account], tellings: Mapping[str, Told[Meeting]], differ: Callable[[Meeting, Meeting], bool]
) -> list[Account]:
    """The first account, and each that differs from all those before it and comes from other sources."""
    sides: list[Account] = []
    for account in accounts:
        finding = _numbered(account, tellings)
        others = [_numbered(side, tellings) for side in sides]
        copied = {tellings[f].cluster for side in sides for f in side.findings}
        apart = all(tellings[f].cluster not in copied for f in account.findings)
        if apart and all(differ(other, finding) for other in others):
            sides.append(account)
    return sides


def _numbered(account: Account, tellings: Mapping[str, Told[Meeting]]) -> Meeting:
    """The first telling of an account that gives the meeting's number."""
    found = [tellings[f].finding for f in account.findings]
    return next((finding for finding in found if finding.number), found[0])


def _same_days(one: Meeting, other: Meeting) -> bool:
    """Whether two tellings are surely of the same days."""
    first, second = Stretch.of(one), Stretch.of(other)
    return first.narrow and second.narrow and first.overlaps(second)


def _days_differ(one: Meeting, other: Meeting) -> bool:
    first, second = Stretch.of(one), Stretch.of(other)
    sure = first.width <= SURE and second.width <= SURE
    return sure and not first.overlaps(second) and LASTS < first.gap(second) <= SAME


def _side(account: Account, tellings: Mapping[str, Told[Meeting]]) -> Side:
    by = dict.fromkeys(actor for f in account.findings for actor in tellings[f].by)
    return Side(account.value, tuple(by), account.findings)


def pledge_conflicts(minutes: Iterable[PledgeMinutes], tellings: Mapping[str, Told[Pledge]]) -> tuple[Conflict, ...]:
    """The pledges that some say are kept and others, who do not copy them, that they are not."""
    return tuple(conflict for each in minutes for conflict in _of_pledge(each, tellings))


def _of_pledge(minutes: PledgeMinutes, tellings: Mapping[str, Told[Pledge]]) -> Iterator[Conflict]:
    kept = _told(minutes, tellings, {"kept", "underway"})
    broken = _told(minutes, tellings, {"broken", "abandoned"})
    kept, broken = _opposite(kept, broken, tellings), _opposite(broken, kept, tellings)
    if kept and broken:
        sides = (_pledge_side("kept", kept, tellings), _pledge_side("broken", broken, tellings))
        track = minutes.tracks[0] if minutes.tracks else None
        yield Conflict(conflict_id("pledge", minutes.id, "kept"), "pledge", "kept", minutes.id, sides, track)


def _opposite(
    mine: tuple[str, ...], theirs: tuple[str, ...], tellings: Mapping[str, Told[Pledge]]
) -> tuple[str, ...]:  # fmt: skip
    """Those of some tellings that are of another source than one on the other side, and in words alike."""
    return tuple(f for f in mine if any(_of_one(tellings[f], tellings[other]) for other in theirs))


def _of_one(one: Told[Pledge], other: Told[Pledge]) -> bool:
    """Whether two tellings of different sources are surely of one pledge: in words alike, and not of any ceasefire."""
    mine, theirs = stems(one.words), stems(other.words)
    enough = len(mine & theirs) >= PLEDGE_STEMS and likeness(mine, theirs) >= PLEDGE_ALIKE
    return enough and one.cluster != other.cluster


def _told(minutes: PledgeMinutes, tellings: Mapping[str, Told[Pledge]], statuses: set[str]) -> tuple[str, ...]:
    return tuple(f for f in minutes.findings if tellings[f].finding.status in statuses)


def _pledge_side(answer: str, findings: tuple[str, ...], tellings: Mapping[str, Told[Pledge]]) -> Side:
    return Side(answer, tuple(dict.fromkeys(actor for f in findings for actor in tellings[f].by)), findings)
