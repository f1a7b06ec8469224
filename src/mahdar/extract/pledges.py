"""Pledges: what parties bind themselves to, and what the document says has become of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mahdar.extract.names import Mention
from mahdar.language.pledgewords import PledgeWords
from mahdar.model import Document, Evidence, Pledge, PledgeStatus, Refusal, Span, Statement
from mahdar.text import Page

_PARTIES = ("state/", "org/", "group/", "person/")
_LONGEST = 32
"""Tokens of a provision; the longest in the annotated documents has 29."""
_REACH = 3
"""Sentences behind a pledge in which its fate is sought; what becomes of it is told at once or not here."""

ActorsAt = Callable[[int, int], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Told:
    """A pledge before it is numbered, with the token where it ends."""

    by: tuple[str, ...]
    what: Span
    rule: str
    last: int
    status: PledgeStatus = "pledged"
    according_to: str | None = None
    topics: tuple[str, ...] = ()


def find_pledges(
    page: Page, document: Document, mentions: Mapping[int, Mention], statements: Sequence[Statement], words: PledgeWords
) -> Iterator[Pledge | Refusal]:
    """The pledges of a page in reading order, each undertaking once.

    They come from what speakers promise, agree or declare, from the provisions of agreements, and from
    agreements that somebody leaves. A promise whose maker is not known is refused.
    """
    told = [*_from_statements(page, statements, words), *_provisions(page, mentions, statements, words)]
    told += _left(page, mentions, statements, words)
    told.sort(key=lambda t: (t.what.start, -t.what.end))
    kept: list[_Told] = []
    for each in told:
        if not any(_same(page, each, other) for other in kept):
            kept.append(each)
    number = 0
    for each in kept:
        if not each.by:
            yield Refusal(each.what, "pledge", "parties-not-told", each.rule)
            continue
        number += 1
        yield _pledge(_with_fate(page, each, words), number)


def _pledge(told: _Told, number: int) -> Pledge:
    """One pledge as the model has it."""
    return Pledge(
        id=f"p{number}", by=told.by, what=told.what, status=told.status, evidence=Evidence((told.what,)),
        rule=told.rule, according_to=told.according_to, topics=told.topics,
        broken_by=told.by if told.status == "broken" else (),
    )  # fmt: skip


def _from_statements(page: Page, statements: Sequence[Statement], words: PledgeWords) -> Iterator[_Told]:
    """What speakers promise or agree, declare, or commit their own side to."""
    for statement in statements:
        rule = _binding(page, statement, words)
        if rule is None:
            continue
        for what in _parts(page, statement, words):
            last = page.tokens.at(what.end - 1)
            source = f"{words.language}.pledge.{rule}"
            yield _Told(statement.actors, what, source, last, according_to=statement.id, topics=statement.topics)


def _binding(page: Page, statement: Statement, words: PledgeWords) -> str | None:
    """How a statement binds its speaker, or None where it does not."""
    if statement.negated:
        return None
    if statement.act in ("promise", "agree"):
        return str(statement.act)
    first = page.tokens.at(statement.content.start)
    opening = page.tokens.folded[first : first + 7]
    if statement.act in ("announce", "assert") and opening and opening[0] in words.declared:
        return "declared" if statement.act == "announce" else None
    if statement.act in ("announce", "assert") and any(form in words.commits for form in opening[:4]):
        return "committed"
    return None


def _parts(page: Page, statement: Statement, words: PledgeWords) -> Iterator[Span]:
    """The undertakings in a content: one for each deed that «، و» joins, the whole where there is one."""
    for span in statement.content.spans:
        first, last = page.tokens.at(span.start), page.tokens.at(span.end - 1)
        end = next((i for i in range(first + 2, last + 1) if page.tokens.folded[i] in words.ends), last + 1)
        stop = end - 1 if end <= last and end - first > 3 else last
        while stop > first and not page.tokens.folded[stop][0].isalnum():
            stop -= 1
        yield Span(span.start, min(span.end, page.tokens.span(stop, stop).end))


def _provisions(
    page: Page, mentions: Mapping[int, Mention], statements: Sequence[Statement], words: PledgeWords
) -> Iterator[_Told]:
    """ينص الاتفاق على كذا: what an agreement provides binds those who made it."""
    folded = page.tokens.folded
    for begin, end in page.sentences:
        for index in range(begin, end):
            if folded[index] not in words.provides and folded[index][1:] not in words.provides:
                continue
            if not any(folded[i].removeprefix("\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}") in words.accords
                       for i in range(max(begin, index - 12), min(end, index + 8))):  # fmt: skip
                continue
            first = _behind(folded, index, end, words)
            if first is not None:
                yield _provision(page, mentions, statements, words, first, begin, end)


def _behind(folded: list[str], index: int, end: int, words: PledgeWords) -> int | None:
    """The first token of a provision, behind على or أن within a short reach."""
    for at in range(index + 1, min(end - 1, index + 12)):
        if folded[at] in words.provides_on:
            return at + 1
    return None


def _provision(
    page: Page, mentions: Mapping[int, Mention], statements: Sequence[Statement], words: PledgeWords,
    first: int, begin: int, end: int,
) -> _Told:  # fmt: skip
    """One provision with the parties that its sentence, or the page's last agreement, names."""
    last = first
    while last + 1 < min(end, first + _LONGEST) and not _closes(page, last + 1, words):
        last += 1
    parties = _named(mentions, begin, end) or _agreed(page, statements, begin)
    return _Told(parties, page.tokens.span(first, last), f"{words.language}.pledge.provision", last)


def _closes(page: Page, index: int, words: PledgeWords) -> bool:
    """Whether a provision ends before a token."""
    form = page.tokens.folded[index]
    return form in words.ends or form in ",،؛.:" or form == "\n"


def _named(mentions: Mapping[int, Mention], begin: int, end: int) -> tuple[str, ...]:
    """States, bodies and groups named between two tokens, in order."""
    found = (m.ids[0] for i, m in sorted(mentions.items()) if begin <= i < end and m.role != "title")
    return tuple(dict.fromkeys(i for i in found if i.startswith(_PARTIES[:3])))


def _agreed(page: Page, statements: Sequence[Statement], before: int) -> tuple[str, ...]:
    """Who agreed last before a token."""
    position = page.tokens.starts[before]
    agreed = [s for s in statements if s.act == "agree" and s.cue.span.start < position and s.actors]
    return agreed[-1].actors if agreed else ()


def _left(
    page: Page, mentions: Mapping[int, Mention], statements: Sequence[Statement], words: PledgeWords
) -> Iterator[_Told]:
    """الانسحاب من الاتفاق: an agreement that somebody leaves is a pledge abandoned."""
    folded = page.tokens.folded
    for begin, end in page.sentences:
        for index in range(begin, end):
            if folded[index] not in words.leaves:
                continue
            first = _accord_behind(folded, index, end, words)
            if first is None:
                continue
            last, reach = first, min(end, first + 5)
            while last + 1 < reach and not _closes(page, last + 1, words) and _describes(folded[last + 1]):
                last += 1
            leaver = _named(mentions, index, first) or _speaker(page, statements, index)
            leaver = leaver or _named(mentions, begin, index)
            yield _Told(leaver[:1], page.tokens.span(first, last), f"{words.language}.pledge.left", last, "abandoned")
            return


def _accord_behind(folded: list[str], index: int, end: int, words: PledgeWords) -> int | None:
    """The token of the agreement behind a word of leaving and من, within a short reach."""
    for at in range(index + 1, min(end - 1, index + 6)):
        if folded[at] in words.leaves_from:
            bare = folded[at + 1].removeprefix("\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}")
            return at + 1 if bare in words.accords else None
    return None


def _describes(form: str) -> bool:
    """Whether a word goes on describing a definite noun."""
    return form.startswith("\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}")


def _speaker(page: Page, statements: Sequence[Statement], index: int) -> tuple[str, ...]:
    """The speaker of the statement whose words hold a token."""
    start = page.tokens.starts[index]
    held = [s for s in statements if any(c.start <= start < c.end for c in s.content.spans)]
    return held[-1].actors if held else ()


def _same(page: Page, one: _Told, other: _Told) -> bool:
    """Whether two tell of one undertaking: their words overlap, or they are mostly the same words."""
    if one.what.overlaps(other.what):
        return True
    left, right = _stems(page, one.what), _stems(page, other.what)
    smaller = min(len(left), len(right))
    return smaller > 1 and len(left & right) >= 0.75 * smaller and bool(set(one.by) & set(other.by))


def _stems(page: Page, span: Span) -> set[str]:
    """The longer words of a stretch, without their article."""
    first, last = page.tokens.at(span.start), page.tokens.at(span.end - 1)
    article = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
    return {form.removeprefix(article) for form in page.tokens.folded[first : last + 1] if len(form) > 3}


def _with_fate(page: Page, told: _Told, words: PledgeWords) -> _Told:
    """The pledge with what its own words, or the sentences behind it, say has become of it."""
    if told.status != "pledged":
        return told
    folded, sentence = page.tokens.folded, page.sentence_of[told.last]
    stop = page.sentences[min(sentence + _REACH, len(page.sentences)) - 1][1]
    for index in range(told.last + 1, stop):
        status = words.fates.get(folded[index]) or words.fates.get(folded[index][1:])
        if status is None:
            continue
        near = page.sentence_of[index] == sentence
        denied = any(folded[i] in words.negations or folded[i][1:] in words.negations for i in range(index - 2, index))
        if status == "underway" and not any(form in words.in_force for form in folded[index : index + 6]):
            continue
        if status == "kept" and denied:
            return replace(told, status="broken")
        if not denied and (near or status in ("broken", "frozen", "underway")):
            return replace(told, status=status)
    return told
