"""Sightings: places of a page where a noun or a verb may name a meeting, with its number and the words round it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from mahdar.language.lexicon import NISBA
from mahdar.language.meetingwords import Clue, MeetingNoun, MeetingWords
from mahdar.model import MeetingKind
from mahdar.text import Page

LEFT, RIGHT, NEAR = 16, 12, 6
"""Tokens in which a verb may stand before a meeting noun and behind it; nouns and adjectives steer from nearer."""

BESIDE, OF_A_CLUB = 2, 5
"""Tokens behind a noun, and behind a summit, in which a word makes it no meeting (قمة مجموعة الدول السبع)."""

JOINED = 4
"""Tokens between two nouns of one meeting (الجولة الثامنة عشرة من محادثات)."""

MOST_ROUNDS = 60
"""No track of the pack has counted higher; a larger number behind a noun is a date or a count of people."""

EVENTS = frozenset({"hold", "begin", "continue", "end"})
"""What a verb may do to a meeting that takes place."""

_NUMBERED = frozenset({"round", "summit"})
"""Kinds whose ordinal counts the meetings of a track; a third session is one of a round."""

_RANK: dict[str, int] = {"round": 0, "summit": 1, "conference": 2, "session": 3, "consultation": 4}
_STOPS = frozenset({".", "؛", "\n", "؟", "?", "!"})
_PAUSES = frozenset({"،", ",", ":", "(", ")"}) | _STOPS


class Found(NamedTuple):
    """A clue beside a meeting: where it stands and what it says."""

    at: int
    clue: Clue
    distance: int


@dataclass(frozen=True, slots=True)
class Sighting:
    """Words that may name a meeting: tokens `first` up to `last` (exclusive) of the sentence `begin` to `end`."""

    first: int
    last: int
    begin: int
    end: int
    kind: MeetingKind
    count: str
    definite: bool
    number: int | None
    clues: tuple[Found, ...]
    beside: str = ""
    verb: bool = False
    named: int | None = None
    joined: bool = False
    weighty: bool = True

    def has(self, *senses: str) -> bool:
        """Whether a clue of one of these senses stands beside it."""
        return any(found.clue.sense in senses for found in self.clues)


def find_sightings(page: Page, words: MeetingWords, named_rounds: dict[str, int]) -> list[Sighting]:
    """Every sighting of a page in reading order; nouns of one meeting come as one."""
    found: list[Sighting] = []
    sentences, folded = page.sentences, page.tokens.folded
    for begin, end in sentences:
        index = begin
        while index < end:
            form = folded[index]
            sighting = None
            if form in words.heads:
                sighting = _noun_at(folded, index, begin, end, words) or _verb_at(folded, index, begin, end, words)
                sighting = _with_name(sighting, folded, named_rounds, words)
            elif form in named_rounds and index + 1 < end:
                sighting = _named_at(folded, index, begin, end, named_rounds[form], words)
            if sighting is None:
                index += 1
            else:
                found.append(sighting)
                index = sighting.last
    return found


def _noun_at(folded: list[str], index: int, begin: int, end: int, words: MeetingWords) -> Sighting | None:
    """The meeting that a noun names here, or None where it names something else."""
    noun, last = _match(folded, index, end, words)
    if noun is None:
        return None
    behind = last
    tour = noun.kind == "round" and noun.amount == "one" and not folded[last - 1].endswith(_TEH)
    number, last = _number(folded, last, end, words) if noun.amount == "one" else (None, last)
    reach = OF_A_CLUB if noun.kind == "summit" else BESIDE
    until = min(behind + reach, end)
    if _denied(folded, index, behind, begin, until, words, counted=number is not None and noun.kind == "round"):
        return None
    head = last
    last, kind, number = _join(folded, last, end, noun, number, words)
    journey = noun.kind == "round" and head < end and folded[head] in words.lists["tours"]
    if (tour or journey) and number is None and last == head:
        return None  # جولته في المنطقة، جولة وزير الدفاع: a journey
    if noun.counted and noun.definite and number is not None and kind == "session":
        kind = "round"
    number = number if kind in _NUMBERED else None
    clues = tuple(_clues(folded, index, last, begin, end, words))
    return Sighting(
        index,
        last,
        begin,
        end,
        kind,
        noun.amount,
        noun.definite,
        number,
        clues,
        noun.beside,
        joined=last > head,
        weighty=not noun.dated or last > head,
    )


def _match(folded: list[str], index: int, end: int, words: MeetingWords) -> tuple[MeetingNoun | None, int]:
    """The noun that stands at a token, the longest phrase first, and the token behind it."""
    for noun in words.nouns.get(folded[index], ()):
        last = index + 1 + len(noun.rest)
        if last <= end and tuple(folded[index + 1 : last]) == noun.rest:
            return noun, last
    return None, index


def _denied(
    folded: list[str], index: int, last: int, begin: int, end: int, words: MeetingWords, *, counted: bool
) -> bool:
    """Whether the words beside a noun make it no meeting: a press conference, or talks that there are not."""
    if index > begin and folded[index - 1] in words.lists["negations"]:
        return True
    if counted:
        return False
    if index > begin and folded[index - 1] in words.lists["margins"] and not _defined(folded[index], words):
        return True
    beside = words.lists["not_talks"]
    for i in range(last, end):
        if folded[i] in _PAUSES or folded[i] in words.lists["between"]:
            break
        if folded[i] in beside:
            return True
    return False


def _defined(form: str, words: MeetingWords) -> bool:
    """Whether a noun is written with the article."""
    return form.startswith(words.clitics.article)


def _number(folded: list[str], index: int, end: int, words: MeetingWords) -> tuple[int | None, int]:
    """The number of a round that stands behind its noun, and the token behind that."""
    start = index
    if index + 1 < end and folded[index] not in words.ordinals and _describes(folded[index], words):
        index += 1
    while index < end and folded[index] in words.lists["number_marks"]:
        index += 1
    if index < end and folded[index].isdigit() and int(folded[index]) <= MOST_ROUNDS and _no_unit(folded, index, end):
        return int(folded[index]), index + 1
    if index < end:
        for rest, value in words.ordinals.get(folded[index], ()):
            last = index + 1 + len(rest)
            if last <= end and tuple(folded[index + 1 : last]) == rest:
                return (None, start) if _of_its_kind(folded, last, end, words) else (value, last)
    return None, start


def _of_its_kind(folded: list[str], last: int, end: int, words: MeetingWords) -> bool:
    """Whether an ordinal only says that there was none like it (القمة الأولى من نوعها)."""
    return any(folded[i] in words.lists["of_its_kind"] for i in range(last, min(last + 2, end)))


def _describes(form: str, words: MeetingWords) -> bool:
    """Whether a word may stand between a noun and its number (الاجتماع الدولي العشرون)."""
    return form.startswith(words.clitics.article) and form.endswith(NISBA)


def _no_unit(folded: list[str], index: int, end: int) -> bool:
    """A number with another one right behind it is part of a date or a list."""
    return index + 1 >= end or not folded[index + 1].isdigit()


def _join(
    folded: list[str], last: int, end: int, head: MeetingNoun, number: int | None, words: MeetingWords
) -> tuple[int, MeetingKind, int | None]:
    """Further nouns of the same meeting (جولة من محادثات، جلسة مفاوضات): where they end, the chief kind, a number."""
    kind, index = head.kind, last
    while index < min(last + JOINED, end) and not _parts(folded[index], words):
        noun, after = _match(folded, index, end, words)
        index += 1
        if noun is None or noun.beside != head.beside or folded[index - 1].startswith(words.clitics.conjunctions):
            continue
        kind = min(kind, noun.kind, key=lambda k: _RANK[k])
        if number is None and noun.amount == "one":
            number, after = _number(folded, after, end, words)
        index = last = after
    return last, kind, number


def _parts(form: str, words: MeetingWords) -> bool:
    """Whether a word parts two nouns: a pause, or a verb that does something to one of them."""
    return form in _PAUSES or any(clue.tense for clue in words.clues.get(form, ()))


def _verb_at(folded: list[str], index: int, begin: int, end: int, words: MeetingWords) -> Sighting | None:
    """The meeting that a verb of meeting tells of."""
    tense = words.meeting_verbs.get(folded[index])
    if tense is None or (index > begin and folded[index - 1] in words.lists["negations"]):
        return None
    if any(folded[i] in words.nouns for i in range(index + 1, min(index + NEAR, end))):
        return None
    clue = Found(index, Clue("hold", tense), 0)
    return Sighting(index, index + 1, begin, end, "session", "one", False, None, (clue,), verb=True)


def _with_name(
    sighting: Sighting | None, folded: list[str], named_rounds: dict[str, int], words: MeetingWords
) -> Sighting | None:
    """The sighting with the number that stands behind the venue in its name (اجتماع أستانا 20)."""
    if sighting is None or sighting.number is not None or sighting.last + 1 >= sighting.end:
        return sighting
    track = named_rounds.get(folded[sighting.last])
    named = None if track is None else _named_at(folded, sighting.last, sighting.begin, sighting.end, track, words)
    if named is None:
        return sighting
    return replace(sighting, last=named.last, number=named.number, kind="round", named=track)


def _named_at(folded: list[str], index: int, begin: int, end: int, track: int, words: MeetingWords) -> Sighting | None:
    """A round that a venue and a number name (أستانا-11)."""
    after = index + 2 if folded[index + 1] in "-–" else index + 1
    number, last = _number(folded, after, end, words)
    if number is None or not folded[last - 1].isdigit():
        return None
    clues = tuple(_clues(folded, index, last, begin, end, words))
    return Sighting(index, last, begin, end, "round", "one", True, number, clues, named=track)


def is_barrier(folded: list[str], index: int, words: MeetingWords) -> bool:
    """Whether a word begins a clause of its own; the أن of «is expected to be held» does not."""
    if folded[index] not in words.lists["barriers"]:
        return False
    before = words.clues.get(folded[index - 1], ()) if index else ()
    behind = words.clues.get(folded[index + 1], ()) if index + 1 < len(folded) else ()
    return not (any(c.sense in _EXPECTING for c in before) and any(c.tense and c.sense in EVENTS for c in behind))


_EXPECTING = frozenset({"plan", "propose"})


def _clues(folded: list[str], first: int, last: int, begin: int, end: int, words: MeetingWords) -> Iterator[Found]:
    """What the words round a sighting say of it, nearest first on each side."""
    for index in range(first - 1, max(first - LEFT, begin) - 1, -1):
        if folded[index] in _STOPS or is_barrier(folded, index, words) or _new_clause(folded, index, words):
            break
        for found in _clue(folded, index, first - index, begin, words):
            if not (found.clue.tense and index == first - 1 and _is_noun(folded, index, first, words)):
                yield found
    for index in range(last, min(last + RIGHT, end)):
        if folded[index] in _STOPS or is_barrier(folded, index, words) or _planned_next(folded, index, end, words):
            break
        yield from _clue(folded, index, index - last + 1, begin, words)


def _planned_next(folded: list[str], index: int, end: int, words: MeetingWords) -> bool:
    """Whether another clause opens behind a comma with what is to come (، ومن المقرر أن)."""
    if index + 2 >= end or not _new_clause(folded, index, words):
        return False
    return any(clue.sense == "plan" for clue in words.clues.get(folded[index + 2], ()))


def _new_clause(folded: list[str], index: int, words: MeetingWords) -> bool:
    """Whether a comma stands here and what follows is joined by a conjunction."""
    return folded[index] in "،," and folded[index + 1].startswith(words.clitics.conjunctions)


def _clue(folded: list[str], index: int, distance: int, begin: int, words: MeetingWords) -> Iterator[Found]:
    """The clues of one word; one that is negated says nothing."""
    clues = words.clues.get(folded[index])
    if clues is None or (index > begin and folded[index - 1] in words.lists["negations"]):
        return
    for clue in clues:
        if clue.tense or distance <= NEAR:
            yield Found(index, clue, distance)


def _is_noun(folded: list[str], index: int, first: int, words: MeetingWords) -> bool:
    """Whether a word that is both verb and noun (عقد) is the noun: it is, unless what follows is its object."""
    both = {clue.tense for clue in words.clues[folded[index]]}
    return "" in both and not folded[first].endswith(_OBJECT)


_OBJECT = "\N{ARABIC LETTER ALEF}"
_TEH = "\N{ARABIC LETTER TEH MARBUTA}"
