"""Candidates: sightings that are on a track, with their days, their place and their standing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mahdar.extract.meetings.clubs import club_summits
from mahdar.extract.meetings.dateline import read_dateline
from mahdar.extract.meetings.days import Calendar, When
from mahdar.extract.meetings.occurrence import LOCAL, PRIOR, happens, is_strong, meeting_rule
from mahdar.extract.meetings.sightings import Sighting
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

NEWS = 4
"""Sentences, headline included, that tell the news of a report: what they say was held was held just now."""

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
        return happens(self.sighting) or self.sighting.has("plan")


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
    rounds = any(s.kind == "round" and (s.number is not None or s.joined) for s in sightings)
    heads = [s.first for s in sightings if not (s.verb or s.beside)]
    line = read_dateline(desk.page, desk.title_end, desk.calendar, desk.mentions, desk.places) if rounds else None
    clubs = club_summits(desk.page, desk.words)
    club: int | None = None
    for sighted in sightings:
        sighting = replace(sighted, number=None) if desk.calendar.holds(sighted.last - 1) else sighted
        when = desk.calendar.when(sighting, heads)
        weight = _track(sighting, desk)
        if clubs and sighting.kind == "summit":
            club = _club(sighting, weight, clubs, club, desk)
            if club >= 0:
                yield sighting
                continue
        if weight is None or _of_others(weight):
            weight = elsewhere(sighting, when, desk) or weight
        if weight is None:
            yield sighting
            continue
        status = standing(sighting, when, desk.published)
        status = "held" if status in (None, "proposed") and sighting.beside else status
        venue = find_venue(desk.page, sighting, weight.track, desk.mentions, desk.places, desk.table, desk.words)
        if when.since and sighting.count != "many":
            when = When()
        shared = any(
            form in desk.words.lists["between"] for form in desk.page.tokens.folded[sighting.last : sighting.last + 3]
        )
        other = desk.table.tracks[weight.track].id == OTHER
        plain = replace(sighting, clues=tuple(f for f in sighting.clues if not desk.calendar.holds(f.at)))
        rule = "elsewhere" if other else meeting_rule(plain, weight, when, status, venue, shared=shared, rounds=rounds)
        if rule and status is not None:
            length = desk.calendar.length(sighting)
            when = told_days(status, when, sighting, desk.published, desk.news(sighting), length)
        titled = sighting.end <= desk.title_end
        if line is not None and rule and titled and not when.told and status in (None, "held"):
            when, venue = line[0], venue or line[1]
        yield Candidate(sighting, weight, when, status, venue, bool(rule), is_strong(weight), rule or "support", titled)


def _club(sighting: Sighting, weight: Weight | None, clubs: frozenset[int], before: int | None, desk: Desk) -> int:
    """The token that names the club whose summit a sighting is, -1 where it is none's.

    A bare summit is the one named last before it (`before`), or the first that the page names where none was.
    """
    if sighting.first in clubs:
        return sighting.first
    behind = desk.page.tokens.folded[sighting.last : sighting.last + 3]
    if not desk.words.lists["between"].isdisjoint(behind):
        return -1
    taken_up = sighting.definite and before is not None and before >= 0
    if weight is not None and (weight.held or (is_strong(weight) and not taken_up)):
        return -1
    return before if before is not None else min(clubs)


def _of_others(weight: Weight) -> bool:
    """Whether those who meet are no parties of the track that the page leans to."""
    return weight.strangers >= 2 and weight.parties < 2 and not (weight.inside or weight.mediated)


def elsewhere(sighting: Sighting, when: When, desk: Desk) -> Weight | None:
    """The track of no track, for a dated meeting between two sides that no line of talks claims."""
    track = next((i for i, t in enumerate(desk.table.tracks) if t.id == OTHER), None)
    if track is None or sighting.beside or sighting.verb or sighting.kind == "conference" or sighting.count == "many":
        return None
    if not when.told or not (happens(sighting) or sighting.has("hold", "plan") or sighting.kind == "summit"):
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
