"""Candidates: sightings that are on a track, with their days, their place and their standing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mahdar.extract.meetings.days import Calendar, When
from mahdar.extract.meetings.sightings import EVENTS, Sighting
from mahdar.extract.meetings.signs import Signs
from mahdar.extract.meetings.standing import standing, told_days
from mahdar.extract.meetings.tracks import MARKER, TrackTable
from mahdar.extract.meetings.venue import Venue, find_venue
from mahdar.extract.meetings.weigh import Weight, near_sides, weigh
from mahdar.extract.names import Mention
from mahdar.extract.places import PlaceTable
from mahdar.language.meetingwords import MeetingWords
from mahdar.model import MeetingStatus
from mahdar.text import Page

LOCAL = 4.0
"""What must speak for a track beside a sighting where the page as a whole does not lean to it."""

PRIOR = 7.0
"""How far a page must lean to a track for a bare «the summit» to be one of its meetings."""

NEWS = 4
"""Sentences, headline included, that tell the news of a report: what they say was held was held just now."""

LEANING = 8.0
"""How far a page must lean to a track for dated or placed talks on it to be one of its meetings."""


OTHER = "other"
"""The id of the track that takes meetings which no line of talks claims."""

NEAR = 12
"""Tokens round such a meeting in which its two sides are named."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sighting on a track; `seed` where it is told well enough to be a meeting by itself."""

    sighting: Sighting
    weight: Weight
    when: When
    status: MeetingStatus | None
    venue: Venue | None
    seed: bool
    sure: bool
    rule: str
    titled: bool = False

    @property
    def active(self) -> bool:
        """Whether something happens to the meeting here, so that a day or a place beside it is its own."""
        return _happens(self.sighting) or self.sighting.has("plan")


@dataclass(frozen=True, slots=True)
class Desk:
    """All that candidates are made from: the page and what other stages found on it."""

    page: Page
    published: date | None
    mentions: Mapping[int, Mention]
    signs: Signs
    calendar: Calendar
    places: PlaceTable
    table: TrackTable
    words: MeetingWords
    title_end: int

    def news(self, sighting: Sighting) -> When | None:
        """The days of the report's news, for a sighting in it: a day told there, else that of publication and the eve.

        What stands behind «after» (بعد قمة جمعت) is no news.
        """
        sentences = self.page.sentences[:NEWS]
        if self.published is None or not sentences or sighting.begin > sentences[-1][0]:
            return None
        if self.calendar.follows(sighting.first):
            return None
        eve = self.published - timedelta(1)
        told = self.calendar.single(sentences[-1][1], eve, self.published)
        return When(told, told) if told else When(eve, self.published)


def candidates(sightings: Sequence[Sighting], desk: Desk) -> Iterator[Candidate | Sighting]:
    """Each sighting as a candidate; as it is where nothing speaks for any track."""
    heads = [s.first for s in sightings if not (s.verb or s.beside)]
    for sighted in sightings:
        sighting = replace(sighted, number=None) if desk.calendar.holds(sighted.last - 1) else sighted
        when = desk.calendar.when(sighting, heads)
        weight = _track(sighting, desk) or elsewhere(sighting, when, desk)
        if weight is None:
            yield sighting
            continue
        status = standing(sighting, when, desk.published)
        status = "held" if status == "proposed" and sighting.beside else status
        venue = find_venue(desk.page, sighting, weight.track, desk.mentions, desk.places, desk.table, desk.words)
        if when.since and sighting.count != "many":
            when = When()
        shared = any(
            form in desk.words.lists["between"] for form in desk.page.tokens.folded[sighting.last : sighting.last + 3]
        )
        other = desk.table.tracks[weight.track].id == OTHER
        rule = "elsewhere" if other else _rule(sighting, weight, when, status, venue, shared=shared)
        if rule and status is not None:
            when = told_days(status, when, sighting, desk.published, desk.news(sighting))
        titled = sighting.end <= desk.title_end
        yield Candidate(sighting, weight, when, status, venue, bool(rule), _strong(weight), rule or "support", titled)


def elsewhere(sighting: Sighting, when: When, desk: Desk) -> Weight | None:
    """The track of no track, for a dated meeting between two sides that no line of talks claims."""
    track = next((i for i, t in enumerate(desk.table.tracks) if t.id == OTHER), None)
    if track is None or sighting.beside or sighting.verb or sighting.kind == "conference" or sighting.count == "many":
        return None
    if not when.told or not (_happens(sighting) or sighting.has("hold", "plan") or sighting.kind == "summit"):
        return None
    near = near_sides(sighting, desk.signs, desk.words, desk.page.tokens.folded)
    sides = {side.ids[0] for distance, side in near if distance <= NEAR}
    if sighting.kind == "summit":
        sides |= {side.ids[0] for side in desk.signs.sides if side.last <= desk.title_end}
    return Weight(track, 0.0, 0.0, len(sides), 0, False) if len(sides) >= 2 else None


def _track(sighting: Sighting, desk: Desk) -> Weight | None:
    """The track of a sighting, None where none is likely enough."""
    if sighting.named is not None:
        return Weight(sighting.named, LOCAL * 2, desk.signs.prior[sighting.named], 0, 0, True)
    weights = weigh(sighting, desk.signs, desk.table, desk.words, desk.page.tokens.folded)
    if sighting.beside:
        only = desk.table.index(sighting.beside)
        return next((w for w in weights if w.track == only and w.inside), None)
    best = weights[0] if weights else None
    if best is None:
        return None
    follows = sighting.definite and best.prior >= MARKER
    return best if best.local >= LOCAL or best.prior >= PRIOR or _both(best) or follows else None


def _both(weight: Weight) -> bool:
    """Whether half of what would do beside a sighting and half of what would do on the page come together."""
    return weight.local / LOCAL + weight.prior / PRIOR >= 1.0


def _strong(weight: Weight) -> bool:
    """Whether the words beside a sighting decide its track by themselves."""
    return weight.local >= LOCAL and (weight.inside or weight.parties >= 2)


def _rule(
    sighting: Sighting, weight: Weight, when: When, status: MeetingStatus | None, venue: Venue | None, *, shared: bool
) -> str:
    """The rule by which a sighting is a meeting by itself, empty where it is not."""
    strong = _strong(weight)
    if weight.strangers and weight.parties < 2 and not weight.inside:
        return ""
    if sighting.named is not None or (sighting.number is not None and sighting.kind == "round"):
        return "numbered-round" if strong or weight.prior >= PRIOR else ""
    if sighting.verb:
        return "verb-of-meeting" if weight.parties >= 2 and (when.told or venue) else ""
    if sighting.beside:
        return "before-a-body" if sighting.weighty or when.told else ""
    if sighting.kind == "summit" and sighting.count == "one":
        leans = (weight.prior >= PRIOR or when.told) and not weight.strangers
        return "summit" if strong or leans else ""
    if sighting.kind == "round" and not (sighting.joined or weight.held or (weight.inside and _happens(sighting))):
        return ""
    if strong:
        return _talks_rule(sighting, when, status, venue, shared=shared)
    return _leaning_rule(sighting, weight, when, venue, shared=shared)


def _talks_rule(
    sighting: Sighting, when: When, status: MeetingStatus | None, venue: Venue | None, *, shared: bool
) -> str:
    """The rule for rounds without a number, conferences, sessions and talks whose track is beyond doubt."""
    if sighting.has("propose") and not when.told:
        return ""
    if status == "cancelled":
        return "cancelled"
    if sighting.kind in ("round", "conference") and sighting.count == "one":
        return sighting.kind
    verb = _happens(sighting)
    if when.told and (verb or sighting.has(*EVENTS, "plan") or sighting.count == "one" or sighting.kind == "round"):
        return f"dated-{sighting.kind}"
    if verb and _begins(sighting):
        return f"beginning-{sighting.kind}"
    told = _placed(sighting, venue) or sighting.count == "one" or (shared and not sighting.definite)
    return f"held-{sighting.kind}" if verb and told else ""


def _leaning_rule(sighting: Sighting, weight: Weight, when: When, venue: Venue | None, *, shared: bool) -> str:
    """The rule where the page as a whole, or a mediator who holds the talks, decides the track."""
    if (sighting.has("propose") and not when.told) or (sighting.kind == "conference" and weight.prior < 2 * LEANING):
        return ""
    if sighting.count == "many" and not (sighting.kind == "round" and when.told):
        return ""
    verb = _happens(sighting)
    planned = any(f.clue.sense == "plan" and not f.clue.tense for f in sighting.clues)
    beside = sighting.last <= when.first <= sighting.last + 4 and (sighting.definite or sighting.kind == "round")
    if not (verb or planned or beside or (when.told and sighting.kind == "session" and sighting.has("hold"))):
        return ""
    if not (_placed(sighting, venue) or when.told or (shared and not sighting.definite and verb)):
        return "leaning-future" if _will(sighting) and weight.prior >= 2.5 * LEANING else ""
    if weight.mediated:
        return f"mediated-{sighting.kind}"
    if weight.paired and weight.parties < 2:
        return ""
    return f"leaning-{sighting.kind}" if weight.prior >= LEANING or weight.prior + 2 * weight.local >= 12.0 else ""


def _will(sighting: Sighting) -> bool:
    """Whether a verb in the future says that the meeting takes place."""
    return any(f.clue.tense == "future" and f.clue.sense in EVENTS for f in sighting.clues)


def _placed(sighting: Sighting, venue: Venue | None) -> bool:
    """Whether a place is told that is no part of the name of the talks."""
    return venue is not None and venue.first > sighting.last


def _happens(sighting: Sighting) -> bool:
    """Whether a finite verb has the meeting begin, go on, end or take place."""
    return any(f.clue.tense and f.clue.sense in EVENTS for f in sighting.clues)


def _begins(sighting: Sighting) -> bool:
    """Whether a finite verb right beside the meeting has it begin or end, and not go on or stop for good."""
    return any(f.clue.tense and f.clue.sense in ("begin", "end") and f.distance <= 4 for f in sighting.clues)
