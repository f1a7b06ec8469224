"""Standing: whether a meeting was held, is under way, planned, proposed or cancelled, and what its days owe to that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from mahdar.extract.meetings.days import When
from mahdar.extract.meetings.sightings import Found, Sighting
from mahdar.language.meetingwords import Clue
from mahdar.model import MeetingStatus

_FUTURE = frozenset({"plan", "prepare", "postpone", "next"})
_EVENTS = frozenset({"hold", "begin", "continue", "end"})


def standing(sighting: Sighting, when: When, published: date | None) -> MeetingStatus | None:
    """What became of a meeting as far as the words beside it and its days tell; None where nothing does."""
    if _cancelled(sighting):
        return "cancelled"
    verb = _verb(sighting)
    if is_asked_for(sighting) and (published is None or when.earliest is None or when.earliest <= published):
        return "proposed"
    if published is not None and when.told and not when.since:
        return _by_days(when, published, sighting, verb)
    return _by_words(sighting, verb)


def is_asked_for(sighting: Sighting) -> bool:
    """Whether somebody asks that it be held: a verb of proposing before a noun of holding right before the meeting."""
    holding = [f.at for f in sighting.clues if f.clue == _HOLDING and f.at == sighting.first - 1]
    asks = [f for f in sighting.clues if f.clue.sense == "propose" and f.clue.tense and f.at < sighting.first]
    return bool(holding and asks) and not any(
        f.clue.tense and f.clue.sense in _EVENTS and min(a.at for a in asks) < f.at < holding[0] for f in sighting.clues
    )


_HOLDING = Clue("hold")


def _cancelled(sighting: Sighting) -> bool:
    """Whether it was called off; a threat to do so, or a day before or behind it, changes nothing."""
    return sighting.has("cancel") and not sighting.has("threaten")


def _verb(sighting: Sighting) -> Found | None:
    """The nearest finite verb that does something to the meeting; one of relation (التي عقدت) stands nearest."""
    verbs = [f for f in sighting.clues if f.clue.tense and f.clue.sense in _EVENTS]
    return min(verbs, key=lambda f: f.distance, default=None)


def _by_days(when: When, published: date, sighting: Sighting, verb: Found | None) -> MeetingStatus:
    """The standing of a meeting whose days are told: they decide, except for the day of publication itself."""
    earliest, latest = when.earliest or published, when.latest or when.earliest or published
    if earliest > published:
        return "planned"
    if latest < published:
        return "held"
    future = (verb is not None and verb.clue.tense == "future") or sighting.has(*_FUTURE)
    if future or when.earliest is None or (latest - published).days > 10:
        return "planned" if future or when.earliest is None else "held"
    if earliest == latest == published and _today(sighting, verb):
        return "planned"  # يعقد المجلس اليوم جلسة
    begun = sighting.has("begin", "continue") and not sighting.has("end")
    return "ongoing" if begun or (latest > published and verb is None) else "held"


def _today(sighting: Sighting, verb: Found | None) -> bool:
    """Whether the nearest verb has it held in the present, and may be no past as well (ألتقي، التقى)."""
    if verb is None:
        return False
    return all(f.clue in _PRESENT for f in sighting.clues if f.at == verb.at and f.clue.tense)


_PRESENT = (Clue("hold", "present"),)


def _by_words(sighting: Sighting, verb: Found | None) -> MeetingStatus | None:
    """The standing of a meeting without days."""
    if verb is not None and verb.clue.tense == "future":
        return "planned"
    if sighting.has(*_FUTURE):
        return "planned"
    if sighting.has("threaten"):
        return "planned" if sighting.has("cancel") else None
    if verb is not None and verb.clue.tense == "past":
        return "held"
    if sighting.has("propose"):
        return "proposed"
    if sighting.has("end", "past"):
        return "held"
    if sighting.has("continue", "begin"):
        return "ongoing"
    if verb is not None:
        return "planned" if sighting.kind == "summit" else "ongoing"
    return None


def told_days(
    status: MeetingStatus, when: When, sighting: Sighting, published: date | None, news: When | None, length: int = 0
) -> When:
    """The days of a meeting with the side that the text leaves out, as far as its standing tells.

    `news` is given where the meeting is what the report is about: the days of its news. `length` is how many days it
    takes, 0 where nothing tells.
    """
    if when.told and when.earliest == when.latest:
        return _stretched(when, sighting, length)
    if published is None:
        return when
    if when.told:
        return _closed(status, when, published)
    verb = _verb(sighting)
    if status == "planned" and verb is not None and verb.clue.tense == "future":
        return when._replace(earliest=published)
    if status == "ongoing" and sighting.has("continue", "begin", "hold"):
        return when._replace(earliest=published, latest=published + timedelta(1))
    if status == "held" and (verb is not None or sighting.beside):
        return when._replace(earliest=news.earliest if news else None, latest=news.latest if news else published)
    return when


def _stretched(when: When, sighting: Sighting, length: int) -> When:
    """A single day that tells the end or the beginning of a round, as far as its length is told.

    The day on which a round ended says nothing of the day on which it began.
    """
    closed = _closes(sighting)
    if length and when.latest is not None and when.earliest is not None:
        rest = timedelta(length - 1)
        return when._replace(earliest=when.latest - rest) if closed else when._replace(latest=when.earliest + rest)
    return when._replace(earliest=None) if closed and sighting.kind in _LONG else when


_LONG = frozenset({"round", "conference"})
"""Kinds that take more than a day."""


def _closes(sighting: Sighting) -> bool:
    """Whether the nearest verb, or a noun right before, has the meeting end; a verb of lasting is passed over."""
    lasting = {f.at for f in sighting.clues if f.clue.sense == "last"}
    verb = _verb(replace(sighting, clues=tuple(f for f in sighting.clues if f.at not in lasting)))
    near = verb.distance if verb is not None else 1
    return any(
        f.distance == (near if f.clue.tense else 1) for f in sighting.clues if f.clue.sense == "close"
    )  # fmt: skip


def _closed(status: MeetingStatus, when: When, published: date) -> When:
    """Days of which one side is told, the other as far as the day of publication gives it."""
    if status == "planned" and when.earliest is None and when.latest is not None:
        return when._replace(earliest=min(published, when.latest))
    if when.since and when.latest is None:
        return when._replace(latest=published)
    return when
