"""Pledges that the page tells of: agreements left, stood by, provided for or frozen, and tasks given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

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
        for rule in (_left, _stood_by, _provided, _charged, _signed, _item, _frozen):
            draft = rule(desk, index)
            if draft is not None:
                yield draft
                if rule is _provided:
                    yield from _further(desk, draft)
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
    if _may_leave(desk, index, begin) or (not noun and not _past(desk, index)):
        return None
    out, back = _find(desk, "from", index + 1), _find(desk, "from_it", index + 1)
    out, back = (None, back) if out is None or (back is not None and back < out) else (out, None)
    if out is not None and desk.has("agreements", out + 1):
        first, last = out + 1, min(desk.end(out + 1), out + 9)
        middle = out
    elif back is not None and (named := _before(desk, index)) is not None:
        (first, last), middle = named, back
    else:
        return None
    if any(desk.has("maybe", i) for i in range(index + 1, middle)):
        return None
    near = desk.actors(max(begin, index - REACH), index)[-1:]
    by = desk.actors(index + 1, middle) or near or _speakers(desk, index) or desk.actors(begin, index)[-1:]
    what = desk.span(first, last, desk.lead(first))
    return Draft(what, desk.side_of(by), "abandoned", "left", key="left", weak=back is not None)


def _may_leave(desk: Desk, index: int, begin: int) -> bool:
    """Whether the leaving is a threat, a chance or a condition by the words before it."""
    near = any(desk.has("unsure", i) and not _done(desk, i) for i in range(max(begin, index - 4), index))
    return near or any(desk.has("conditions", i) for i in range(max(begin, index - REACH), index))


def _done(desk: Desk, index: int) -> bool:
    """Whether قد stands before a past, which it makes sure of (قد قرر الانسحاب)."""
    return desk.has("surely", index) and index + 1 < len(desk.folded) and _past(desk, index + 1)


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
    if (
        last - index < 2
        or desk.has("taken_up", index + 1)
        or any(desk.has("negations", i) for i in range(max(begin, index - 2), index) if i >= first + 1)
    ):
        return None
    kept = adjective and first < index and _lasts(desk, first)
    by = desk.actors(max(begin, first - 6), first)[-1:] or desk.side_of(_speakers(desk, index))
    by = by or desk.actors(begin, first)[-1:]
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
    around = range(max(begin, index - 4), min(end, index + 3))
    agreement = next((i for i in around if desk.has("agreements", i) or desk.has("papers", i)), None)
    joined = _joined_deed(desk, index + 1, end)
    on = on or next((i for i in range(index + 1, min(end, index + 24)) if desk.has("provides.behind", i)), None)
    if agreement is not None and joined and (on is None or on > index + 1):
        return Draft(desk.span(index + 1, desk.end(index + 1), 1), _bound_by(desk, begin, end), "pledged", "provided")
    if agreement is None or on is None or on + 2 >= end:
        return None
    return Draft(desk.span(on + 1, desk.end(on + 1)), _bound_by(desk, begin, end), "pledged", "provided")


def _joined_deed(desk: Desk, index: int, end: int) -> bool:
    """Whether a token is a deed behind a joined preposition (يقضي بإنهاء ...)."""
    form = desk.folded[index] if index + 1 < end else ""
    return form[:1] in desk.words.words["bound.to"] and len(form) > 3 and not desk.has("no_deed", index)


def _bound_by(desk: Desk, begin: int, end: int) -> tuple[str, ...]:
    """Whom a provision binds: the bodies of its sentence, else those who agreed last."""
    bodies = tuple(key for key in desk.actors(begin, end) if not key.startswith("person/"))
    return bodies or desk.agreed(begin) or desk.actors(begin, end)


def _further(desk: Desk, draft: Draft) -> Iterator[Draft]:
    """The provisions that go on behind a comma with the preposition taken up (ينص على كذا، وعلى كذا)."""
    comma = desk.page.tokens.at(draft.what.end - 1) + 1
    while comma + 3 < len(desk.folded) and desk.folded[comma] in "،," and desk.has("provides.again", comma + 1):
        last = desk.end(comma + 2)
        yield replace(draft, what=desk.span(comma + 2, last))
        comma = last


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


def _signed(desk: Desk, index: int) -> Draft | None:
    """What an agreement that somebody signed is about (وقعت كذا وكذا اتفاقا على إنشاء منطقة)."""
    if not desk.has("signing.verbs", index) or not _past(desk, index) or desk.has("negations", index - 1):
        return None
    begin, end = desk.sentence(index)
    if any(desk.has("conditions", i) or desk.has("unsure", i) for i in range(max(begin, index - 3), index)):
        return None
    noun = next((i for i in range(index + 1, min(end, index + 2 * REACH)) if desk.has("agreements", i)), None)
    if noun is None or any(desk.folded[i] in MARKS for i in range(index + 1, noun)):
        return None
    by = (*desk.actors(max(begin, index - REACH), index), *desk.actors(index + 1, desk.end(noun)))
    by = tuple(key for key in dict.fromkeys(by) if not key.startswith("person/")) or by
    on = next((i for i in range(noun + 1, min(end, noun + 4)) if desk.has("signing.behind", i)), None)
    if on is not None and on + 2 < end and desk.has("provides.behind", on + 1):
        on += 1
    if on is None or on + 2 >= end:
        return None
    last = desk.end(on + 1)
    return Draft(desk.span(on + 1, last), by, "pledged", "signed", weak=True, bare=last - on < 3)


def _item(desk: Desk, index: int) -> Draft | None:
    """One of several provisions that are counted (أولا انسحاب …، ثانيا إخلاء …)."""
    if not desk.has("items.ordinals", index):
        return None
    low = max(0, index - ITEMS)
    opening = next((i for i in range(index - 1, low, -1) if desk.has("items.words", i)), None)
    near = range(max(0, (opening or 0) - REACH), (opening or 0) + REACH)
    if opening is None or not any(desk.has("agreements", i) or desk.has("papers", i) for i in near):
        return None
    first = index + 1 if desk.folded[index + 1] not in MARKS else index + 2
    _, end = desk.sentence(index)
    again = (i for i in range(first + 1, end) if desk.has("items.ordinals", i))
    last = next(again, desk.end(first, commas=True))
    while last > first + 1 and desk.folded[last - 1] in MARKS:
        last -= 1
    if last - first < 2:
        return None
    return Draft(desk.span(first, last), _bound_by(desk, desk.sentence(opening)[0], index), "pledged", "item")


ITEMS = 160
"""Tokens in which the items of one agreement are counted."""


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
