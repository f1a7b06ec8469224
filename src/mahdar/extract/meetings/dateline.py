"""Datelines with days: a communiqué tells under its headline where and when those met who issue it."""

from __future__ import annotations

from collections.abc import Mapping

from mahdar.extract.meetings.days import Calendar, When
from mahdar.extract.meetings.venue import Venue
from mahdar.extract.names import Mention
from mahdar.extract.places import PlaceTable
from mahdar.model import RawOffset
from mahdar.text import Page

LONGEST = 10
"""Tokens of the longest line that is a dateline (أستانا، 24-25 كانون الثاني/يناير 2024)."""


def read_dateline(
    page: Page, title_end: int, calendar: Calendar, mentions: Mapping[int, Mention], places: PlaceTable
) -> tuple[When, Venue] | None:
    """The days and the place of the line right under the headline, None where it is no dateline with days.

    The line holds a place at its front, its days, and nothing else; neither says where it stands, since it is no part
    of the sentence that names the meeting.
    """
    first = title_end
    while first < len(page.tokens.folded) and page.tokens.folded[first] == "\n":
        first += 1
    mention = mentions.get(first)
    place = places.of(mention) if mention is not None else None
    end = next((i for i in range(first, len(page.tokens.folded)) if page.tokens.folded[i] == "\n"), -1)
    if mention is None or place is None or not 0 < end - first <= LONGEST:
        return None
    days = [day for day in calendar.days if first <= day.first and day.last <= end]
    if not days or end - days[-1].last > 1 or days[0].first - mention.last > 1:
        return None
    earliest = min((d.time.earliest for d in days if d.time.earliest), default=None)
    latest = max((d.time.latest for d in days if d.time.latest), default=None)
    start, stop = page.tokens.inner_start(mention.first, mention.cut), RawOffset(page.tokens.ends[mention.last - 1])
    return When(earliest, latest), Venue(place, page.text[start:stop], -1, -1)
