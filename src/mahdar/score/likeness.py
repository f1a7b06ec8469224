"""How alike an annotation and a finding are, and which of them belong together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from mahdar.model.shapes import MeetingJson, ReadingJson, SpanJson
from mahdar.score.gold import GoldMeeting, Pair

G = TypeVar("G")
P = TypeVar("P")

_SAME = {
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WASLA}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}": "\N{ARABIC LETTER WAW}",
    "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC TATWEEL}": "",
}
_TRANSLATION = str.maketrans(_SAME)
_MARKS = re.compile(r"[\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e]")
_WORD = re.compile(r"\w+")


def fold_name(name: str) -> str:
    """A name as the measure compares it: coarser than `text.fold`, since here only real differences may count.

    >>> fold_name("مسؤولة  الخارجيّة") == fold_name("مسوولة الخارجية")
    True
    """
    return " ".join(_WORD.findall(_MARKS.sub("", name).translate(_TRANSLATION).casefold()))


def fold_names(names: Iterable[str]) -> set[str]:
    """The folded forms of several names."""
    return {fold_name(name) for name in names}


def of_pairs(pairs: Iterable[Pair]) -> set[int]:
    """The offsets of the characters that gold pairs cover."""
    return {offset for start, end in pairs for offset in range(start, end)}


def of_spans(spans: Iterable[SpanJson]) -> set[int]:
    """The offsets of the characters that a reading's spans cover."""
    return {offset for span in spans for offset in range(span["start"], span["end"])}


def overlap(left: set[int], right: set[int]) -> float:
    """Characters in both over characters in either: 1.0 for the same, 0.0 for strangers."""
    return len(left & right) / len(left | right) if left or right else 0.0


def matched(
    gold: Sequence[G], found: Sequence[P], alike: Callable[[G, P], float], least: float
) -> list[tuple[G, P, float]]:
    """Gold and findings paired one to one, the most alike first; ties go to the earlier.

    >>> matched([1, 5], [4, 2], lambda g, p: 1 / (1 + abs(g - p)), 0.5)
    [(1, 2, 0.5), (5, 4, 0.5)]
    """
    ranked = [(alike(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(found)]
    pairs: list[tuple[G, P, float]] = []
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for likeness, i, j in sorted(ranked, key=lambda entry: -entry[0]):
        if likeness >= least and i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((gold[i], found[j], likeness))
    return pairs


def names_of(reading: ReadingJson, actors: Iterable[str]) -> set[str]:
    """Every folded name and alias of the actors with these ids."""
    wanted = set(actors)
    listed = [actor for actor in reading["actors"] if actor["id"] in wanted]
    return fold_names(name for actor in listed for name in [*actor["names"].values(), *actor["aliases"]] if name)


def meetings_alike(gold: GoldMeeting, found: MeetingJson) -> float:
    """3 for the same numbered round, 2 for days that meet, less where less is told; 0 on different tracks."""
    if gold["track"] != found["track"]:
        return 0.0
    numbered = gold["number"], found["number"]
    if all(numbered):
        return 3.0 if gold["number"] == found["number"] else 0.0
    if _bounded(gold) and _bounded(found):
        return 2.0 if _first(gold) <= _last(found) and _first(found) <= _last(gold) else 0.0
    return 0.5 if any(numbered) else 1.0


def _bounded(meeting: GoldMeeting | MeetingJson) -> bool:
    """Whether at least one end of the days is told."""
    return bool(meeting["earliest"] or meeting["latest"])


def _first(meeting: GoldMeeting | MeetingJson) -> str:
    return meeting["earliest"] or "0000"


def _last(meeting: GoldMeeting | MeetingJson) -> str:
    return meeting["latest"] or "9999"
