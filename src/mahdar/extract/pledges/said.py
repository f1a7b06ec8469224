"""Pledges that are statements: promises, accords, and speakers who say what they will do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mahdar.extract.pledges.draft import Desk, Draft
from mahdar.model import RawOffset, Span, Statement

SHORTEST = 8
"""Letters that words must have to be a pledge: «على ذلك» names none."""

TWO_PARTS = 5
"""Words that each of two coordinated pledges has at least; shorter ones are one pledge with two objects."""


def said_pledges(desk: Desk) -> Iterator[Draft]:
    """The pledges that statements of the page are by themselves."""
    for statement in desk.statements:
        if statement.negated:
            continue
        if statement.act == "promise":
            yield from _drafts(desk, statement, "promise")
        elif statement.act == "agree" and desk.words.agreed(statement.cue.lemma):
            if _opinion(desk, statement):
                continue
            yield from _drafts(desk, statement, "accord")
        elif _binds_self(desk, statement):
            yield from (replace(d, key="own") for d in _drafts(desk, statement, "own-deed"))


def _drafts(desk: Desk, statement: Statement, rule: str) -> Iterator[Draft]:
    """A statement's words as one pledge, or as two that a comma and a conjunction join."""
    span = statement.content.first
    if span.end - span.start < SHORTEST:
        return
    tokens = desk.page.tokens
    first, last = tokens.at(span.start), tokens.at(span.end - 1) + 1
    truce = any(desk.folded[i] in desk.words.truces for i in range(first, min(first + 6, last)))
    for begin, end in _parts(desk, first, last):
        start = max(span.start, tokens.starts[begin] + (1 if begin > first else 0))
        what = Span(RawOffset(start), RawOffset(min(span.end, tokens.ends[end - 1])))
        own = desk.has("self", first) and rule == "own-deed"
        yield Draft(what, desk.side_of(statement.actors) if own else statement.actors, "pledged", rule, truce)


def _parts(desk: Desk, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The coordinated parts of a stretch of tokens."""
    conjunction = desk.words.clitics.conjunctions[0]
    begin = first
    for index in range(first + TWO_PARTS, last - TWO_PARTS):
        joined = desk.folded[index] in "،," and desk.folded[index + 1].startswith(conjunction)
        again = desk.folded[index + 1][1:] in desk.folded[max(0, first - 2) : first]  # اتفقوا على كذا، وعلى كذا
        joined = joined and (again or not desk.has("leads", index + 1))
        if joined and index - begin >= TWO_PARTS and not desk.folded[index + 1][1:].startswith(_NO_NOUN):
            yield begin, index
            begin = index + 1
    yield begin, last


_NO_NOUN = ("\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER HEH}")
"""Beginnings of what goes on with an object or a clause, not with a second thing to be done."""


def _opinion(desk: Desk, statement: Statement) -> bool:
    """Whether it is agreed how things are or what is needed, and nothing that is to be done (اتفقوا على أن كذا خطر)."""
    first = desk.page.tokens.at(statement.content.start)
    if desk.has("needs", first):
        return True
    return statement.rule.endswith(".that") and not desk.folded[first].startswith(_DONE)


_DONE = ("\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER SEEN}")
"""Beginnings of a verb that tells what is to be done."""


def _binds_self(desk: Desk, statement: Statement) -> bool:
    """Whether the words said open with the speaker's own future deed (أنه سيقدم، أن بلاده ستلتزم، سنفتح)."""
    if statement.act not in ("assert", "announce"):
        return False
    first = desk.page.tokens.at(statement.content.start)
    deeds = desk.words.future["deeds"]
    own = desk.has("self", first - 1) or desk.has("self", first)
    reach = 2 if own else 1
    for index in range(first, min(first + reach, len(desk.folded) - 1)):
        if desk.folded[index] in deeds or (desk.has("will_not", index) and desk.has("deeds", index + 1)):
            return True
    return False
