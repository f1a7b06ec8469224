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
            if not _intention(desk, statement):
                yield from _drafts(desk, statement, "promise")
        elif statement.act == "agree" and desk.words.agreed(statement.cue.lemma):
            if not _opinion(desk, statement):
                yield from _drafts(desk, statement, "accord")
        elif _binds_self(desk, statement) and not _conditional(desk, statement):
            yield from (replace(d, key="own") for d in _drafts(desk, statement, "own-deed"))


def _drafts(desk: Desk, statement: Statement, rule: str) -> Iterator[Draft]:
    """A statement's words as one pledge, or as two that a comma and a conjunction join."""
    span = statement.content.first
    if span.end - span.start < SHORTEST:
        return
    tokens = desk.page.tokens
    first, last = tokens.at(span.start), tokens.at(span.end - 1) + 1
    if desk.has("resolves", first) and first + 2 < last and desk.has("leads", first + 1):
        first += 2  # جددوا عزمهم على كذا: what they resolve
    for begin, end, cut in _parts(desk, first, last):
        truce = any(desk.folded[i] in desk.words.truces for i in range(begin, min(begin + 6, end)))
        start = max(span.start, tokens.starts[begin] + cut)
        what = Span(RawOffset(start), RawOffset(min(span.end, tokens.ends[end - 1])))
        ours = desk.has("self", first) or _own_side(desk, statement, first) is not None
        own = ours and rule == "own-deed"
        yield Draft(what, desk.side_of(statement.actors) if own else statement.actors, "pledged", rule, truce)


def _parts(desk: Desk, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """The coordinated parts of a stretch of tokens, each with the letters to be cut off its first word."""
    begin, cut = first, 0
    for index in range(first + 2, last - 2):
        if desk.folded[index] not in "،," or not desk.folded[index + 1].startswith(desk.words.clitics.conjunctions[0]):
            continue
        again = _again(desk, first, index + 1)
        long = index - begin >= TWO_PARTS and last - index > TWO_PARTS
        if again or (long and _second_deed(desk, index + 1)):
            yield begin, index, cut
            alone = again and desk.has("leads", index + 1)
            begin, cut = (index + 2, 0) if alone else (index + 1, 2 if again else 1)
    yield begin, last, cut


def _again(desk: Desk, first: int, index: int) -> bool:
    """Whether a token takes up the preposition before the words agreed (اتفقوا على كذا، وعلى كذا؛ بكذا، وبكذا)."""
    form, before = desk.folded[index][1:], desk.folded[max(0, first - 2) : first]
    joined = desk.folded[first][:1]
    return form in before or (joined in desk.words.words["bound.to"] and form[:1] == joined and len(form) > 3)


def _second_deed(desk: Desk, index: int) -> bool:
    """Whether what goes on behind a comma is a second thing to be done: no place, object or clause."""
    form, behind = desk.folded[index][1:], desk.folded[index + 1]
    clause = form.endswith(_FEMININE) and not form.endswith(_PLURAL) and behind.startswith(_NO_NOUN[0])
    return not (clause or desk.has("leads", index) or form.startswith(_NO_NOUN))


_FEMININE = "\N{ARABIC LETTER TEH}"
_PLURAL = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER TEH}"
_NO_NOUN = ("\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER HEH}")
"""Beginnings of what goes on with an object or a clause, not with a second thing to be done."""


def _conditional(desk: Desk, statement: Statement) -> bool:
    """Whether what somebody will do hangs on a condition (لن نرفع كذا إلا إذا): a threat or an offer, not a bond."""
    tokens, span = desk.page.tokens, statement.content.first
    return any(desk.has("conditions", i) for i in range(tokens.at(span.start), tokens.at(span.end - 1)))


def _intention(desk: Desk, statement: Statement) -> bool:
    """Whether somebody says no more than that he means or is ready to do something (أعلن عزمه الترشح)."""
    first = desk.page.tokens.at(statement.content.start)
    return desk.has("intentions", first) and not (desk.has("resolves", first) and _several(statement))


def _several(statement: Statement) -> bool:
    """Whether several speak as one: what a communique resolves binds those who issue it."""
    return len(statement.actors) > 1 or any(key.startswith("group/") for key in statement.actors)


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
    named = next((i for i in (first, first - 1) if desk.has("self", i)), None)
    if named is not None and _another(desk, statement, named):
        return False
    if named is None and (deed := _own_side(desk, statement, first)) is not None:
        return desk.folded[deed] in desk.words.future["deeds"]
    return any(_own_deed(desk, i, named is not None) for i in range(first, first + (1 if named is None else 2)))


def _own_side(desk: Desk, statement: Statement, first: int) -> int | None:
    """The token behind the name of the speaker's own side (قالت الوزارة إن القوات الروسية ستنسحب)."""
    mention = desk.mentions.get(first)
    if mention is None or mention.ids[0].startswith("person/") or not statement.actors:
        return None
    ours = set(desk.side_of(statement.actors))
    return mention.last if ours & set(desk.side_of(mention.ids[:1])) else None


def _own_deed(desk: Desk, index: int, named: bool) -> bool:
    """Whether a future deed stands at a token; where no pronoun names who speaks, it is one of «we» or «I»."""
    if index + 1 >= len(desk.folded):
        return False
    if desk.has("will_not", index):
        return desk.has("deeds", index + 1) and (named or desk.folded[index + 1].startswith(_WE))
    form = desk.folded[index]
    bare = form[1:] if form.startswith(desk.words.clitics.conjunctions) else form
    return form in desk.words.future["deeds"] and (named or bare[1:].startswith(_WE))


_WE = ("\N{ARABIC LETTER NOON}", "\N{ARABIC LETTER ALEF}")
"""The letters that the present has for «we» and «I», as folded."""


def _another(desk: Desk, statement: Statement, index: int) -> bool:
    """Whether «she» tells of another than the man who speaks (قال ... إنها ستعيد)."""
    cue = desk.folded[desk.page.tokens.at(statement.cue.span.start)]
    people = all(key.startswith("person/") for key in statement.actors)
    return desk.has("she", index) and people and not (cue.endswith(_WOMAN) or cue.startswith(_WOMAN[0]))


_WOMAN = ("\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER HEH}")
"""Endings of a verb and, as folded, of a participle of which a woman or a body is the subject."""
