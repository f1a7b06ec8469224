"""Occurrence: how much the words beside a sighting say that a single meeting takes place, took place or is to come.

The track is weighed apart (`weigh`). Here each sign of an event adds its part: the noun itself, a verb, a day, a
place, those who meet; and the sum must reach a bound that is lower where the track is beyond doubt.
"""

from __future__ import annotations

from mahdar.extract.meetings.days import When
from mahdar.extract.meetings.sightings import EVENTS, Sighting
from mahdar.extract.meetings.standing import is_asked_for
from mahdar.extract.meetings.tracks import MARKER
from mahdar.extract.meetings.venue import Venue
from mahdar.extract.meetings.weigh import Weight
from mahdar.model import MeetingStatus

LOCAL = 4.0
"""What must speak for a track beside a sighting where the page as a whole does not lean to it."""

PRIOR = 7.0
"""How far a page must lean to a track for a bare «the summit» to be one of its meetings."""

LEANING = 8.0
"""How far a page must lean to a track for an event on it to be one of its meetings."""

SURE, LEANS = 3.0, 4.0
"""What an event must reach on a track that the words beside it decide, and on one that the page leans to.

One less on leaning pages made 6 finds of 66 annotated reports more, none of them right.
"""

FULL = 20.0
"""A page that leans so far is about this track alone, and asks for one point less."""

DAY, VERB, PLACE, PLAN, SIDES, CLOSE = 2.0, 2.0, 2.0, 2.0, 2.0, 2.0
"""A day, a verb of holding, a place outside the name, a word of planning, «between …», a day right behind «the …»."""

NOUN, START, FUTURE, ONCE = 1.0, 1.0, 1.0, 1.0
"""A noun of holding; a verb of beginning right beside; a verb in the future; «the last»."""

PROPOSED, SEVERAL, ALONE, STRANGE = -2.0, -1.0, -3.0, -5.0
"""Where talks are merely proposed; a noun for several; where one party met somebody; where none of the track did."""

BODY = 6.0
"""What speaks beside a verb of meeting for the body that met (اجتمعت اللجنة الدستورية)."""


def is_strong(weight: Weight) -> bool:
    """Whether the words beside a sighting decide its track by themselves."""
    return weight.local >= LOCAL and (weight.inside or weight.parties >= 2)


def happens(sighting: Sighting) -> bool:
    """Whether a finite verb has the meeting begin, go on, end or take place."""
    return any(f.clue.tense and f.clue.sense in EVENTS for f in sighting.clues)


def is_placed(sighting: Sighting, venue: Venue | None) -> bool:
    """Whether a place is told that is no part of the name of the talks."""
    return venue is not None and venue.first > sighting.last


def meeting_rule(
    sighting: Sighting, weight: Weight, when: When, status: MeetingStatus | None, venue: Venue | None,
    *, shared: bool, rounds: bool,
) -> str:  # fmt: skip
    """The rule by which a sighting is a meeting by itself, empty where it is not.

    `shared` where «between» or «with» follows the noun. `rounds` where the page names a round of talks, so that a
    bare «the round» is no minister's tour.
    """
    strong = is_strong(weight)
    if weight.strangers and weight.parties < 2 and not weight.inside:
        return ""
    if weight.paired and not (weight.parties or weight.inside or weight.held):
        return ""
    if sighting.named is not None or (sighting.number is not None and sighting.kind == "round"):
        return "numbered-round" if strong or weight.prior >= PRIOR else ""
    if sighting.beside:
        return "before-a-body" if sighting.weighty or when.told else ""
    if sighting.kind == "summit" and sighting.count == "one":
        leans = (weight.prior >= PRIOR or when.told) and not weight.strangers
        return "summit" if strong or leans else ""
    if strong and status == "cancelled":
        return "cancelled"
    if strong and status == "proposed" and sighting.count == "one" and is_asked_for(sighting):
        return "proposed"
    if sighting.kind == "round" and not rounds and not _of_talks(sighting, weight):
        return ""
    if not strong and not _leans(sighting, weight, rounds=rounds):
        return ""
    held = _kind(sighting, weight, strong=strong) + _event(sighting, when, venue, shared=shared)
    pin = _pin(sighting, weight, when, venue, shared=shared, strong=strong)
    sure = strong and not (sighting.verb and weight.parties < 2 and not weight.held)
    bound = SURE if sure else LEANS - (pin == "coming")
    return f"{pin}-{sighting.kind}" if pin and held >= bound else ""


def _leans(sighting: Sighting, weight: Weight, *, rounds: bool) -> bool:
    """Whether the page as a whole, the round that it names, or a mediator who holds the talks decides the track."""
    if weight.mediated or (rounds and sighting.kind == "round" and sighting.definite and weight.prior >= MARKER):
        return True
    if weight.paired and weight.parties < 2:
        return False
    return weight.prior >= LEANING or weight.prior + 2 * weight.local >= 12.0


def _pin(sighting: Sighting, weight: Weight, when: When, venue: Venue | None, *, shared: bool, strong: bool) -> str:
    """What tells this meeting from all others: its day, its place, those who meet; empty where nothing does.

    Talks as an activity need a word that has them take place besides.
    """
    activity = sighting.count == "mass" and not happens(sighting) and not sighting.has("plan")
    if when.told:
        return "" if activity and not sighting.has(*EVENTS) and not _close(sighting, when) else "dated"
    if activity:
        return ""
    if is_placed(sighting, venue):
        return "placed"
    if shared and not sighting.definite and happens(sighting):
        return "shared"
    if strong and ((_begins(sighting) and _named(sighting, weight)) or _of_talks(sighting, weight)):
        return "named"
    if strong and any(f.clue.sense == "plan" and not f.clue.tense and f.distance <= 4 for f in sighting.clues):
        return "named"
    return "coming" if _will(sighting) and weight.prior >= FULL else ""


def _of_talks(sighting: Sighting, weight: Weight) -> bool:
    """Whether a noun names a round or a conference of the talks themselves."""
    if sighting.count != "one" or sighting.kind not in ("round", "conference"):
        return False
    if sighting.kind == "conference" or sighting.joined or weight.held:
        return True
    holds = any(f.clue.tense and f.clue.sense == "hold" for f in sighting.clues)
    return weight.inside and (holds or (_named(sighting, weight) and happens(sighting)))


def _named(sighting: Sighting, weight: Weight) -> bool:
    """Whether the words that decide the track belong to the noun: they stand in it or behind it."""
    return weight.held or weight.parties >= 2 or weight.shown > sighting.last


def _kind(sighting: Sighting, weight: Weight, *, strong: bool) -> float:
    """What the noun gives: a round of talks is an event by its name, talks are not."""
    if sighting.verb:
        met = weight.parties >= 2 or (weight.held and weight.local >= BODY)
        return 0.0 if met else ALONE if weight.parties and not weight.paired else STRANGE
    several = SEVERAL if sighting.count == "many" else 0.0
    if strong and _of_talks(sighting, weight):
        return several + 3.0
    if sighting.kind == "conference" and not strong:
        return several + (1.0 if weight.prior >= 2 * LEANING else -2.0)
    return several + (0.0 if sighting.kind == "consultation" else 1.0)


def _event(sighting: Sighting, when: When, venue: Venue | None, *, shared: bool) -> float:
    """What the words beside the noun give."""
    told = VERB if happens(sighting) else NOUN if sighting.has(*EVENTS) else 0.0
    told += START if _begins(sighting) else 0.0
    told += FUTURE if _will(sighting) else 0.0
    told += PLAN if sighting.has("plan") and not _will(sighting) else ONCE if sighting.has("past") else 0.0
    told += PLACE if is_placed(sighting, venue) else 0.0
    told += SIDES if shared and not sighting.definite else 0.0
    if when.told:
        return told + DAY + (CLOSE if _close(sighting, when) else 0.0)
    return told + (PROPOSED if sighting.has("propose") and not _will(sighting) else 0.0)


def _close(sighting: Sighting, when: When) -> bool:
    """Whether a day stands right behind a round or «the …»."""
    named = (sighting.definite or sighting.kind == "round") and not sighting.verb
    return named and sighting.last <= when.first <= sighting.last + 4


def _will(sighting: Sighting) -> bool:
    """Whether a verb in the future says that the meeting takes place."""
    return any(f.clue.tense == "future" and f.clue.sense in EVENTS for f in sighting.clues)


def _begins(sighting: Sighting) -> bool:
    """Whether a finite verb right beside the meeting has it begin or end, and not go on or stop for good."""
    return any(f.clue.tense and f.clue.sense in ("begin", "end") and f.distance <= 4 for f in sighting.clues)
