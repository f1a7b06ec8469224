"""Truces: ceasefires that somebody made, wherever the page names them."""

from __future__ import annotations

from collections.abc import Iterator

from mahdar.extract.pledges.draft import MARKS, Desk, Draft
from mahdar.model import PledgeStatus

BACK = 9
"""Tokens before a truce in which the word stands that somebody made it."""

NEAR = 6
"""Tokens before a truce in which a call for one, or a fate, is meant for it."""


OWNER = 10
"""Tokens before «its agreement» in which the one meant is named."""


def truce_pledges(desk: Desk) -> Iterator[Draft]:
    """Each truce that the page says was made; several tellings of one are told apart later."""
    folded, truces = desk.folded, desk.words.truces
    index = 0
    while index < len(folded):
        rests = truces.get(folded[index])
        rest = next((r for r in rests if tuple(folded[index + 1 : index + 1 + len(r)]) == r), None) if rests else None
        if rest is None:
            index += 1
            continue
        draft = _draft(desk, index, index + 1 + len(rest))
        if draft is not None:
            yield draft
        index += 1 + len(rest)


def _draft(desk: Desk, index: int, behind: int) -> Draft | None:
    """The truce whose name stands from token `index` up to `behind`, None where nobody made it."""
    begin, end = desk.sentence(index)
    maker = _maker(desk, index, begin)
    if maker is None:
        return _made_behind(desk, index, behind, end)
    first = index
    while first - 1 > maker and desk.has("truce_steps", first - 1):
        first -= 1
    last = max(desk.end(behind - 1), behind)
    by = _parties(desk, first, last, maker, begin)
    single = desk.folded[maker] in desk.words.words["makers.verbs"] or desk.has("alone_words", maker)
    alone = single and not any(desk.has("makers.words", i) for i in range(maker + 1, first))
    bare = last - first <= 1 or (behind == index + 1 and _definite(desk, index) and first == index and len(by) < 2)
    return Draft(
        desk.span(first, last, desk.lead(first)), desk.side_of(by), _status(desk, first, last), "truce", truce=True,
        alone=alone, bare=bare, weak=desk.has("makers.later", maker),
    )  # fmt: skip


def _definite(desk: Desk, index: int) -> bool:
    """Whether a word has the article."""
    return desk.words.clitics.article in desk.folded[index][:4] or desk.folded[index].startswith("\u0644\u0644")


def _maker(desk: Desk, index: int, begin: int) -> int | None:
    """The word that says that somebody made the truce; None where a call or a plan stands nearer, or none does."""
    for place in range(index - 1, max(index - BACK, begin) - 1, -1):
        if desk.has("makers.not", place) and index - place <= NEAR:
            return None
        if desk.folded[place] in MARKS and desk.folded[place] not in '،,()"“”':
            return None
        if desk.has("makers.verbs", place) or desk.has("makers.words", place):
            found = None if _wished(desk, place, begin) else place
            if found is not None and desk.has("truce_steps", place):
                further = _maker(desk, place, begin)  # إعلان الرئيس تمديد الهدنة
                return further if further is not None and index - further <= BACK else found
            return found
    return None


def _made_behind(desk: Desk, index: int, behind: int, end: int) -> Draft | None:
    """A truce of which a relative clause says that somebody made it (الهدنة التي أعلنتها كذا)."""
    relative = next((i for i in range(behind, min(behind + 2, end)) if desk.has("relatives", i)), None)
    if relative is None:
        return None
    making = next((i for i in range(relative + 1, min(relative + 4, end)) if desk.has("whose_making", i)), None)
    if making is None or desk.has("negations", making - 1):
        return None
    last = desk.end(making)
    by = desk.actors(making, last)
    status = _status(desk, index, last)
    return Draft(desk.span(index, last, desk.lead(index)), desk.side_of(by), status, "truce", truce=True)


def _wished(desk: Desk, maker: int, begin: int) -> bool:
    """Whether a call, a plan or a denial stands before the word of making (دعا إلى إعلان هدنة)."""
    if any(desk.has("denials", i) for i in range(max(begin, maker - BACK), maker)):
        return True
    return any(desk.has("makers.not", i) or desk.has("negations", i) for i in range(max(begin, maker - 3), maker))


def _parties(desk: Desk, first: int, last: int, maker: int, begin: int) -> tuple[str, ...]:
    """Who made it: those between whom it is, else who stands round the word of making and with whom."""
    _, end = desk.sentence(first)
    between = next((i for i in range(first, end) if desk.has("between", i)), None)
    if between is not None:
        named = desk.actors(between, min(end, between + 12))
        if len(named) >= 2:
            return named
    named = desk.actors(first, last)
    reached = any(desk.has("makers.words", i) for i in range(maker, first))
    owned = reached and desk.folded[maker].endswith(desk.words.clitics.pronouns)  # رفضت تمديد اتفاقها مع كذا
    unnamed = reached and desk.has("makers.words", maker) and not owned
    back = max(begin, maker - (OWNER if owned else NEAR))
    subject = desk.actors(maker, first)[:1] or (() if unnamed else desk.actors(back, maker)[-1:])
    partner = named if any(desk.has("with", i) for i in range(maker, last)) and reached else ()
    return (*subject, *partner) or named


def _status(desk: Desk, first: int, last: int) -> PledgeStatus:
    """What became of a truce: a word of fate right before it, or behind it up to the end of the next sentence."""
    _, end = desk.sentence(first)
    for place in range(max(first - NEAR, desk.sentence(first)[0]), first):
        fate = desk.words.fates.get(desk.folded[place])
        if fate in ("underway", "abandoned"):
            return fate
    for place in range(last, min(end + 1, last + 12, len(desk.folded))):
        fate = desk.words.fates.get(desk.folded[place])
        if fate in ("broken", "abandoned", "frozen", "kept", "underway"):
            return fate
    return "pledged"
