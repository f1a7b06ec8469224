"""Pledges that the page tells of: agreements left, stood by, provided for or frozen, and tasks given."""

from __future__ import annotations

from collections.abc import Iterator

from mahdar.extract.pledges.draft import MARKS, Desk, Draft
from mahdar.model import PledgeStatus

REACH = 8
"""Tokens between the two words of one construction (انسحاب ... من، ينص ... على)."""

_SOFT = frozenset({"“", "”", '"', "«", "»", "(", ")"})


def told_pledges(desk: Desk) -> Iterator[Draft]:
    """The pledges of a page that no statement is and that are no truce, in reading order."""
    for index, form in enumerate(desk.folded):
        if form not in desk.words.heads:
            continue
        for rule in (_left, _stood_by, _provided, _charged, _frozen):
            draft = rule(desk, index)
            if draft is not None:
                yield draft
                break


def _find(desk: Desk, name: str, first: int, reach: int = REACH) -> int | None:
    """The next token of a list from `first` on, before any mark."""
    for index in range(first, min(first + reach, len(desk.folded))):
        if desk.has(name, index):
            return index
        if desk.folded[index] in MARKS and desk.folded[index] not in _SOFT:
            return None
    return None


def _left(desk: Desk, index: int) -> Draft | None:
    """An agreement that somebody left."""
    noun = desk.has("leaving.words", index)
    if not noun and not desk.has("leaving.verbs", index):
        return None
    begin, _ = desk.sentence(index)
    unsure = any(desk.has("unsure", i) for i in range(max(begin, index - 4), index))
    if unsure or (not noun and not _past(desk, index)):
        return None
    out = _find(desk, "from", index + 1)
    back = _find(desk, "from_it", index + 1) if out is None else None
    if out is not None and desk.has("agreements", out + 1):
        first, last = out + 1, min(desk.end(out + 1), out + 9)
        middle = out
    elif back is not None and (named := _before(desk, index)) is not None:
        (first, last), middle = named, back
    else:
        return None
    by = desk.actors(index + 1, middle) or _speakers(desk, index) or desk.actors(begin, index)[-1:]
    return Draft(desk.span(first, last, desk.lead(first)), desk.side_of(by), "abandoned", "left", key="left")


def _past(desk: Desk, index: int) -> bool:
    """Whether a verb of leaving tells what was done: neither present nor future."""
    form = desk.folded[index]
    form = form[1:] if form.startswith(desk.words.clitics.conjunctions) else form
    return not form.startswith(_NOT_PAST)


_NOT_PAST = ("\N{ARABIC LETTER SEEN}", "\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER TEH}")


def _before(desk: Desk, index: int) -> tuple[int, int] | None:
    """The agreement that the sentence named before a token."""
    begin, _ = desk.sentence(index)
    for place in range(index - 1, begin - 1, -1):
        if desk.has("agreements", place):
            return place, min(desk.end(place), index)
    return None


def _speakers(desk: Desk, index: int) -> tuple[str, ...]:
    """Those in whose words a token stands."""
    teller = desk.teller(index)
    return teller.actors if teller else ()


def _stood_by(desk: Desk, index: int) -> Draft | None:
    """Something that somebody says or is said to be bound to."""
    adjective = desk.has("bound.words", index)
    will = (
        desk.folded[index] in desk.words.future["bound.verbs"]
        or desk.folded[index] in desk.words.future["bound.direct"]
    )
    if not (adjective or will):
        return None
    begin, _ = desk.sentence(index)
    first = index
    while first > begin and index - first < 2 and desk.has("bound.still", first - 1):
        first -= 1
    last = desk.end(index)
    if last - index < 2 or any(desk.has("negations", i) for i in range(max(begin, index - 2), index) if i >= first + 1):
        return None
    kept = adjective and first < index and _lasts(desk, first)
    by = desk.actors(max(begin, first - 6), first)[-1:] or desk.side_of(_speakers(desk, index))
    status: PledgeStatus = "kept" if kept else "pledged"
    return Draft(desk.span(first, last), by, status, "bound", key="own")


def _lasts(desk: Desk, index: int) -> bool:
    """Whether a word of staying says that something still holds, not that it will."""
    return desk.has("negations", index - 1)


def _provided(desk: Desk, index: int) -> Draft | None:
    """What an agreement says is to be done."""
    if not desk.has("provides.verbs", index):
        return None
    begin, end = desk.sentence(index)
    on = _find(desk, "provides.behind", index + 1, reach=end - index)
    agreement = next((i for i in range(max(begin, index - 4), min(end, index + 3)) if desk.has("agreements", i)), None)
    on = on or next((i for i in range(index + 1, min(end, index + 24)) if desk.has("provides.behind", i)), None)
    if agreement is None or on is None or on + 2 >= end:
        return None
    bodies = tuple(key for key in desk.actors(begin, end) if not key.startswith("person/"))
    by = bodies or desk.agreed(begin) or desk.actors(begin, end)
    return Draft(desk.span(on + 1, desk.end(on + 1)), by, "pledged", "provided")


def _charged(desk: Desk, index: int) -> Draft | None:
    """A task that somebody was given."""
    if not desk.has("mandate.verbs", index) or not _past(desk, index):
        return None
    _, end = desk.sentence(index)
    prepositions = desk.words.words["mandate.behind"]
    for place in range(index + 1, min(end, index + REACH)):
        form = desk.folded[place]
        if len(form) > 3 and form[:1] in prepositions and desk.actors(index + 1, place):
            last = desk.end(place)
            return Draft(desk.span(place, last, 1), desk.actors(index + 1, place), "underway", "charged")
    return None


def _frozen(desk: Desk, index: int) -> Draft | None:
    """An agreement or a committee that an adjective says is frozen."""
    if not desk.has("fates.frozen", index) or not desk.folded[index].startswith(desk.words.clitics.article):
        return None
    begin, _ = desk.sentence(index)
    article = desk.words.clitics.article
    first = index
    while first > begin and article in desk.folded[first - 1][:4]:
        first -= 1
    held = any(desk.has("committees", i) or desk.has("agreements", i) for i in range(first, index))
    if not held or first == index:
        return None
    if (
        first > begin
        and desk.folded[first - 1][:1] in desk.words.clitics.prepositions
        and len(desk.folded[first - 1]) > 3
    ):
        first -= 1
    cut = 1 if desk.folded[first][:1] in desk.words.clitics.prepositions else 0
    by = desk.actors(first, index) or desk.actors(begin, first)
    return Draft(desk.span(first, index, cut), by, "frozen", "frozen")
