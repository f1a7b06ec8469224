"""Venue: the place where a meeting is held, as the page names it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mahdar.extract.meetings.sightings import Sighting, is_barrier
from mahdar.extract.meetings.tracks import TrackTable
from mahdar.extract.names import Mention
from mahdar.extract.places import PlaceTable
from mahdar.language.meetingwords import MeetingWords
from mahdar.model import RawOffset
from mahdar.text import Page

BEHIND, BEFORE = 16, 4
"""Tokens between a meeting and its place behind it or before it."""

IN_NAME = 6
"""How far a place in the name of talks counts as being: the Astana talks have met in Sochi."""

AREAS = frozenset({"region", "governorate", "zone", "sea", "crossing"})
"""Kinds of places that talks are about more often than in."""


class Venue(NamedTuple):
    """A place id, its name as the page has it, and its tokens.

    `doubt` is 0 for a place that the text leads to, 1 for one in the name of the talks, 2 for a mere country.
    """

    place: str
    name: str
    first: int
    last: int
    doubt: int = 0


def find_venue(
    page: Page,
    sighting: Sighting,
    track: int,
    mentions: Mapping[int, Mention],
    places: PlaceTable,
    table: TrackTable,
    words: MeetingWords,
) -> Venue | None:
    """Where a meeting is held: the nearest place behind a word of place, or one that its name holds."""
    folded = page.tokens.folded
    low, high = max(sighting.begin, sighting.first - BEFORE), min(sighting.end, sighting.last + BEHIND)
    best: tuple[int, Mention, str] | None = None
    for index in range(low, high):
        mention = mentions.get(index)
        place = places.of(mention) if mention is not None else None
        if mention is None or place is None or not _fits(place, track, places, table):
            continue
        gap = _gap(folded, mention, sighting, track in table.venues.get(place, ()), words)
        if gap is not None and (best is None or gap < best[0]):
            best = (gap, mention, place)
    if best is None:
        return None
    gap, mention, place = best
    start, end = page.tokens.inner_start(mention.first, mention.cut), RawOffset(page.tokens.ends[mention.last - 1])
    in_name = gap == IN_NAME and mention.first <= sighting.last
    doubt = 1 if in_name else 2 if places.kinds.get(place) == "country" else 0
    return Venue(place, page.text[start:end], mention.first, mention.last, doubt)


def _fits(place: str, track: int, places: PlaceTable, table: TrackTable) -> bool:
    """Whether a place may be a venue: no area, and not the country that the talks are about."""
    kind = places.kinds.get(place, "")
    if kind in AREAS or not table.parties[track]:
        return track in table.venues.get(place, ())
    state = "state/" + place.removeprefix("place/")
    return kind != "country" or (state not in table.parties[track])


def _gap(folded: list[str], mention: Mention, sighting: Sighting, known: bool, words: MeetingWords) -> int | None:
    """How far a place is from a sighting; None where no word of place leads to it or something parts them."""
    inside = sighting.first <= mention.first <= sighting.last and not mention.preposition
    if inside and (known or mention.first == sighting.last):
        return IN_NAME
    if not _led(folded, mention, sighting.begin, words):
        return None
    if mention.first >= sighting.last:
        between = range(sighting.last, mention.first)
        gap = len(between)
    else:
        between = range(mention.last, sighting.first)
        gap = len(between) + 4
    if any(is_barrier(folded, index, words) for index in between):
        return None
    return gap if known else gap + 2


def _led(folded: list[str], mention: Mention, begin: int, words: MeetingWords) -> bool:
    """Whether a preposition of place stands before a mention, words like مدينة between them."""
    if mention.preposition:
        return mention.preposition in words.lists["venue_prepositions"]
    index, nouns = mention.first - 1, words.lists["venue_nouns"]
    while index > begin and (folded[index] in nouns or folded[index] in '"“”«»،,('):
        index -= 1
    return index >= begin and folded[index] in words.lists["venue_prepositions"]
