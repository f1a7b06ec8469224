"""Conflicts of fact: one meeting with two dates or places, one pledge kept for some and broken for others.

A conflict needs one question with two answers that cannot both hold, from sources that do not copy each other.
A date that moved before the meeting is its history, not a conflict.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mahdar.model import Meeting, Pledge
from mahdar.model.minutes import Account, Conflict, MeetingMinutes, PledgeMinutes, Question, Side, Told
from mahdar.resolve.across.series import AHEAD, Within, same_place
from mahdar.resolve.across.stretch import Stretch

SURE = 3
"""Days that an answer may cover and still be an answer to which day; wider ones only say about when."""
LASTS = 2
"""Days that a round lasts: one source names its first day, another its last, and both are right."""
SAME = 21
"""Days between two answers beyond which they more likely tell of two meetings than of one."""


def conflict_id(kind: str, about: str, question: str) -> str:
    """The id of a conflict: of its kind and question, so that a new telling does not move it."""
    return "c" + hashlib.sha256("\0".join((kind, about, question)).encode()).hexdigest()[:10]


def meeting_conflicts(
    minutes: Iterable[MeetingMinutes], tellings: Mapping[str, Told[Meeting]], within: Within = lambda place: (place,)
) -> tuple[Conflict, ...]:
    """The facts of meetings on which independent sources disagree; `tellings` by id of the record."""
    return tuple(conflict for each in minutes for conflict in _of_meeting(each, tellings, within))


def _of_meeting(minutes: MeetingMinutes, tellings: Mapping[str, Told[Meeting]], within: Within) -> Iterator[Conflict]:
    tests = {"days": _days_differ, "place": lambda one, other: not same_place(one.place, other.place, within)}
    for question, differ in tests.items():
        accounts = [
            kept
            for a in minutes.accounts.get(_question(question), ())
            if (kept := _held(a, tellings)) and _firm(kept, tellings)
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


def _firm(account: Account, tellings: Mapping[str, Told[Meeting]]) -> bool:
    """Whether an answer is surely about this meeting: a teller gives its number, or two independent sources agree.

    On 27,506 reports of 2018 single tellings without a number gave 13 conflicts, of which none was one: they were
    of other meetings.
    """
    return account.sources > 1 or any(tellings[f].finding.number for f in account.findings)


def _opposed(accounts: Sequence[Account], tellings: Mapping[str, Told[Meeting]], differ: object) -> list[Account]:
    """The first account, and each that differs from all those before it and comes from other sources."""
    assert callable(differ)
    sides: list[Account] = []
    for account in accounts:
        finding = tellings[account.findings[0]].finding
        others = [tellings[side.findings[0]].finding for side in sides]
        copied = {tellings[f].cluster for side in sides for f in side.findings}
        apart = all(tellings[f].cluster not in copied for f in account.findings)
        if apart and all(differ(other, finding) for other in others):
            sides.append(account)
    return sides


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
    sources = {tellings[f].cluster for f in kept} ^ {tellings[f].cluster for f in broken}
    if kept and broken and len(sources) > 1:
        sides = (_pledge_side("kept", kept, tellings), _pledge_side("broken", broken, tellings))
        track = minutes.tracks[0] if minutes.tracks else None
        yield Conflict(conflict_id("pledge", minutes.id, "kept"), "pledge", "kept", minutes.id, sides, track)


def _told(minutes: PledgeMinutes, tellings: Mapping[str, Told[Pledge]], statuses: set[str]) -> tuple[str, ...]:
    return tuple(f for f in minutes.findings if tellings[f].finding.status in statuses)


def _pledge_side(answer: str, findings: tuple[str, ...], tellings: Mapping[str, Told[Pledge]]) -> Side:
    return Side(answer, tuple(dict.fromkeys(actor for f in findings for actor in tellings[f].by)), findings)
