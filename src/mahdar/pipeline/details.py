"""Details that several findings tell together: what each is about, and on which days a statement was made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mahdar.extract.topics import TopicTable, find_topics
from mahdar.model import Days, Meeting, Pledge, Span, Statement, TimeExpression
from mahdar.text import Page


def with_topics(page: Page, table: TopicTable, spans: Iterable[Span]) -> tuple[str, ...]:
    """The topics named in some spans of a page, each once, in the order of the spans."""
    found: dict[str, None] = {}
    tokens = page.tokens
    for span in spans:
        found.update(dict.fromkeys(find_topics(page, (tokens.at(span.start), tokens.at(span.end - 1) + 1), table)))
    return tuple(found)


def detailed_statement(
    statement: Statement, page: Page, table: TopicTable, times: tuple[TimeExpression, ...]
) -> Statement:
    """A statement with its topics and, where a time stands between its cue or source and its words, its days."""
    return replace(
        statement,
        topics=with_topics(page, table, statement.content.spans),
        said=_said(statement, times),
    )


def detailed_meeting(meeting: Meeting, page: Page, table: TopicTable) -> Meeting:
    """A meeting with the topics of the words that tell of it."""
    return replace(meeting, topics=with_topics(page, table, meeting.evidence.spans))


def detailed_pledge(pledge: Pledge, page: Page, table: TopicTable) -> Pledge:
    """A pledge with the topics of what was pledged."""
    return replace(pledge, topics=with_topics(page, table, (pledge.what,)))


def _said(statement: Statement, times: tuple[TimeExpression, ...]) -> Days | None:
    """The days that the sentence itself gives for the speaking (قال فلان، الأربعاء، إن …), or None."""
    cue, onset = statement.cue.span, statement.content.spans[0].start
    begin = cue.start if statement.source is None else min(cue.start, statement.source.start)
    for time in times:
        if begin <= time.span.start and time.span.end <= onset and time.earliest is not None:
            return Days(time.earliest, time.latest, time.basis)
    return None
