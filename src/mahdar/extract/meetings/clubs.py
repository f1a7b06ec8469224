"""Summits of clubs of states (القمة العربية، قمة السبع): regular meetings of their members, on no track of talks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from mahdar.extract.meetings.sightings import OF_A_CLUB
from mahdar.language.meetingwords import MeetingWords
from mahdar.text import Page

NAMED = 2
"""Tokens behind a summit in which an adjective names its club."""

BEFORE = 6
"""Tokens before «their summit» in which the club is named (زعماء مجموعة السبع في ختام قمتهم)."""


def club_summits(page: Page, words: MeetingWords) -> frozenset[int]:
    """The tokens of a page at which the summit of a club is named, by `clubs` and `not_talks` of the drawer."""
    return frozenset(_found(page, words))


def _found(page: Page, words: MeetingWords) -> Iterator[int]:
    folded, clubs, others = page.tokens.folded, words.lists["clubs"], words.lists["not_talks"]
    for begin, end in page.sentences:
        for index in range(begin, end):
            noun = next((n for n in words.nouns.get(folded[index], ()) if n.kind == "summit"), None)
            if noun is None:
                continue
            behind = folded[index + 1 : min(index + 1 + OF_A_CLUB, end)]
            theirs = noun.owned and not folded[index].endswith(words.clitics.pronouns[0])
            if (
                not clubs.isdisjoint(islice(behind, NAMED))
                or not others.isdisjoint(behind)
                or (theirs and not others.isdisjoint(folded[max(begin, index - BEFORE) : index]))
            ):
                yield index
