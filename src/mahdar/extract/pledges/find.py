"""Finding the pledges of a page: one for each provision, with what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mahdar.extract.names import Mention
from mahdar.extract.pledges.draft import Desk, Draft
from mahdar.extract.pledges.said import said_pledges
from mahdar.extract.pledges.told import told_pledges
from mahdar.extract.pledges.truces import truce_pledges
from mahdar.language.pledgewords import PledgeWords
from mahdar.model import Document, Evidence, Pledge, PledgeStatus, Refusal, Statement
from mahdar.text import Page

FATE = 10
"""Tokens behind the sentence of a pledge in which its breach is told."""


def find_pledges(
    page: Page,
    document: Document,
    mentions: Mapping[int, Mention],
    statements: Sequence[Statement],
    words: PledgeWords,
    sides: Mapping[str, tuple[str, ...]] | None = None,
) -> Iterator[Pledge | Refusal]:
    """The pledges of a page in reading order, each undertaking once.

    They come from what speakers promise, agree or say they will do, from truces that somebody made, from provisions,
    and from agreements that somebody leaves or stands by. `sides` gives whom an actor speaks for; without it, actors
    stand for themselves. A pledge that names nobody bound by it is refused.
    """
    desk = Desk(page, words, statements, mentions, sides or {}, page.tokens.folded)
    drafts = list(said_pledges(desk))
    if not words.heads.isdisjoint(page.tokens.folded):
        drafts += truce_pledges(desk)
        drafts += told_pledges(desk)
    if not drafts:
        return
    kept = [d for d in _once(desk, drafts, document.body_start) if not d.bare]
    broken = _broken(desk, kept)
    number = 0
    for place, told in enumerate(kept):
        draft = replace(told, by=told.by or broken.get(place, ()), status=_fate(desk, told))
        if not draft.by:
            yield Refusal(draft.what, "pledge", "nobody-bound", _rule(draft, words))
            continue
        number += 1
        yield _pledge(f"p{number}", draft, broken.get(place, ()), desk)


def _rule(draft: Draft, words: PledgeWords) -> str:
    return f"{words.language}.pledge.{draft.rule}"


def _pledge(key: str, draft: Draft, broken_by: tuple[str, ...], desk: Desk) -> Pledge:
    """A draft as a finding."""
    teller = desk.teller(desk.page.tokens.at(draft.what.start))
    return Pledge(
        key, draft.by, draft.what, "broken" if broken_by else draft.status, Evidence((draft.what,)),
        _rule(draft, desk.words), broken_by=broken_by, according_to=teller.id if teller else None,
    )  # fmt: skip


def _once(desk: Desk, drafts: Sequence[Draft], body: int) -> list[Draft]:
    """The drafts without those that another tells already; what the body tells goes before the headline."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.what.start < body, d.bare, d.weak, d.what.start, d.what.end)):
        twin = next((i for i, other in enumerate(kept) if _same(draft, other) or _alike(desk, draft, other)), None)
        if twin is None:
            kept.append(draft)
        else:
            kept[twin] = _joined(kept[twin], draft)
    return sorted(kept, key=lambda d: d.what.start)


def _same(a: Draft, b: Draft) -> bool:
    """Whether two drafts tell one pledge; a truce that one side declares alone is another than its enemy's."""
    if a.what.overlaps(b.what):
        return True
    if a.truce and b.truce:
        return not (a.alone and b.alone and a.by and b.by and not set(a.by) & set(b.by))
    return bool(a.key) and a.key == b.key and (bool(set(a.by) & set(b.by)) or not a.by or not b.by)


def _alike(desk: Desk, a: Draft, b: Draft) -> bool:
    """Whether two drafts of the same parties say the same in other words: half of the shorter one's words."""
    if a.truce or b.truce:
        return False
    mine, yours = _content(desk, a), _content(desk, b)
    shared = len(mine & yours)
    if a.by and b.by and not set(a.by) & set(b.by):
        return shared >= 3 and mine == yours  # one undertaking of those who are called by two names
    return shared >= 3 and 2 * shared >= min(len(mine), len(yours))


def _content(desk: Desk, draft: Draft) -> set[str]:
    """The words of a draft without short ones, articles and conjunctions."""
    tokens, article = desk.page.tokens, desk.words.clitics.article
    forms = desk.folded[tokens.at(draft.what.start) : tokens.at(draft.what.end - 1) + 1]
    return {
        form[form.find(article, 0, 4) + len(article) :] if article in form[:3] else form
        for form in forms
        if len(form) > 3
    }


def _joined(first: Draft, second: Draft) -> Draft:
    """One pledge of two tellings: the words of the first, the names of whichever has more, the graver fate."""
    status = second.status if first.status == "pledged" else first.status
    by = first.by if len(first.by) >= len(second.by) else second.by
    return replace(first, status=status, by=by, truce=first.truce or second.truce)


def _fate(desk: Desk, draft: Draft) -> PledgeStatus:
    """What became of a pledge by the words right behind it; breaches are told a little behind its sentence too."""
    if draft.status != "pledged" or draft.truce:
        return draft.status
    last = desk.page.tokens.at(draft.what.end - 1)
    _, end = desk.sentence(last)
    for index in range(last + 1, min(end + FATE, len(desk.folded))):
        fate = desk.words.fates.get(desk.folded[index])
        if fate in ("broken", "frozen") or (fate in ("kept", "underway") and index < end):
            return fate
    return "pledged"


def _broken(desk: Desk, drafts: Sequence[Draft]) -> dict[int, tuple[str, ...]]:
    """Who did not keep which pledge: a negated verb of keeping is meant for the pledge told last before it."""
    found: dict[int, tuple[str, ...]] = {}
    for index, form in enumerate(desk.folded):
        if form not in desk.words.words["not_kept"] or not desk.has("negations", index - 1):
            continue
        start = desk.page.tokens.starts[index]
        before = [place for place, draft in enumerate(drafts) if draft.what.end <= start]
        who = desk.actors(index + 1, desk.end(index))
        if before and not who and desk.has("taken_up", index + 1):
            who = drafts[before[-1]].by
        if before and who:
            found[before[-1]] = who
    return found
