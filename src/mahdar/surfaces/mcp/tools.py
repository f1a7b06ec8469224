"""The tools: questions to the record that a language model may ask. None of them changes anything."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field

from mahdar import views
from mahdar.model import Document
from mahdar.pipeline import loaded, read_document
from mahdar.pipeline.add import tracks_named
from mahdar.pipeline.settle import questions_of
from mahdar.record import Record
from mahdar.sources import day_of
from mahdar.surfaces.mcp.lines import Answer, Line, answer, line, link_of
from mahdar.views import Asked

LONGEST = 20_000
"""Characters of a text that is checked at most: three long press reports."""


def _without_nul(words: str | None) -> str | None:
    """Words that every database takes."""
    if words and "\0" in words:
        raise ValueError("a NUL character stands in it")
    return words


Name = Annotated[str | None, Field(max_length=200), AfterValidator(_without_nul)]
Id = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_without_nul)]
Track = Annotated[Name, Field(description="Track id as `tracks` lists them: astana, yemen-un.")]
Actor = Annotated[Name, Field(description="Actor id (state/ru), or part of a name, Arabic, in any spelling.")]
Topic = Annotated[Name, Field(description="Topic id: ceasefire, refugee-return, constitution, detainees.")]
Act = Annotated[Name, Field(description="assert, deny, announce, propose, call, promise, agree, reject, warn.")]
Since = Annotated[Name, Field(description="First day, ISO: 2018-01-01.")]
AddedSince = Annotated[Name, Field(description="Day on which it came into the record, or later, ISO: 2018-01-01.")]
Until = Annotated[Name, Field(description="Last day, ISO: 2018-12-31.")]
Outlet = Annotated[Name, Field(description="Outlet, as the quotations name it.")]
Limit = Annotated[int, Field(ge=1, le=50, description="Lines at most.")]
Skip = Annotated[int, Field(ge=0, le=100_000, description="Lines to leave out, to go on after `more`.")]


class Finding(BaseModel):
    """One finding of a document: its kind, what it is, and its words."""

    id: str
    kind: str
    words: str
    about: dict[str, Any]


class Report(BaseModel):
    """A document with its text and findings."""

    id: str
    outlet: str | None
    day: str | None
    title: str | None
    url: str | None
    text: str
    findings: list[Finding]


class CheckedLine(BaseModel):
    """A line of the text, and what the record holds: `alike` says the same, `against` says otherwise."""

    kind: str
    sentence: str
    who: list[str]
    alike: list[Line]
    against: list[Line]
    days_agree: bool | None = None


class Check(BaseModel):
    """The lines of a text that the record has something about; silence says nothing against a line."""

    lines: list[CheckedLine]


class Tools:
    """The tools over one record."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def tracks(self, limit: Limit = 50) -> Answer:
        """The lines of talks (tracks) in the record, with how many documents and meetings, the last and next round."""
        return answer(views.tracks(self.record, Asked(limit=limit + 1)), limit)

    def search(
        self,
        words: Annotated[Id, Field(description="Arabic words that must all stand.")],
        track: Track = None, since: Since = None, until: Until = None, outlet: Outlet = None,
        limit: Limit = 10, skip: Skip = 0,
    ) -> Answer:  # fmt: skip
        """Documents in which all words stand, in whatever spelling, latest first; `snippet` marks them ⟦so⟧."""
        asked = _asked(track=track, since=since, until=until, outlet=outlet, limit=limit, skip=skip)
        return answer(views.search(self.record, words, asked), limit)

    def statements(
        self, track: Track = None, actor: Actor = None, topic: Topic = None, act: Act = None,
        since: Since = None, until: Until = None, outlet: Outlet = None, limit: Limit = 10, skip: Skip = 0,
    ) -> Answer:  # fmt: skip
        """Who said what on which day, the latest first."""
        asked = _asked(
            track=track, actor=actor, topic=topic, act=act, since=since, until=until, outlet=outlet, limit=limit,
            skip=skip,
        )  # fmt: skip
        return answer(views.statements(self.record, asked), limit)

    def rounds(
        self, track: Track = None, actor: Actor = None, topic: Topic = None, since: Since = None,
        until: Until = None, limit: Limit = 10, skip: Skip = 0,
    ) -> Answer:  # fmt: skip
        """Rounds and meetings by track and day. `accounts` holds every answer to when, where, who hosts."""
        asked = _asked(track=track, actor=actor, topic=topic, since=since, until=until, limit=limit, skip=skip)
        return answer(views.rounds(self.record, asked), limit)

    def positions(
        self, track: Track = None, actor: Actor = None, topic: Topic = None, limit: Limit = 10, skip: Skip = 0
    ) -> Answer:
        """What an actor says on a topic over time, and where it turned. Ask for a track, an actor, or both."""
        asked = _asked(track=track, actor=actor, topic=topic, limit=limit, skip=skip)
        return answer(views.positions(self.record, asked), limit)

    def pledges(
        self, track: Track = None, actor: Actor = None, topic: Topic = None,
        since: Since = None, until: Until = None, limit: Limit = 10, skip: Skip = 0,
    ) -> Answer:  # fmt: skip
        """What was promised, by whom, and what became of it; `implementation` runs from 0 (none) to 3 (full)."""
        asked = _asked(track=track, actor=actor, topic=topic, since=since, until=until, limit=limit, skip=skip)
        return answer(views.pledges(self.record, asked), limit)

    def conflicts(
        self, track: Track = None, actor: Actor = None, since: Since = None, until: Until = None,
        limit: Limit = 10, skip: Skip = 0,
    ) -> Answer:  # fmt: skip
        """Questions that get two answers: sources on a meeting, parties against each other, a party against itself."""
        asked = _asked(track=track, actor=actor, since=since, until=until, limit=limit, skip=skip)
        return answer(views.conflicts(self.record, asked), limit)

    def changes(
        self, since: Since = None, added_since: AddedSince = None, track: Track = None, actor: Actor = None,
        outlet: Outlet = None, limit: Limit = 10, skip: Skip = 0,
    ) -> Answer:  # fmt: skip
        """What is new since a day. Give `since` or `added_since`. `before` stood, `after` stands; `about` is an id."""
        asked = _asked(
            since=since, added_since=added_since, track=track, actor=actor, outlet=outlet, limit=limit, skip=skip
        )
        return answer(views.changes(self.record, asked), limit)

    def show(self, id: Id) -> Line:
        """One meeting, pledge, conflict or finding by its id, with all its quotations."""
        found = views.show(self.record, id)
        if isinstance(found, str):
            row = views.reading(self.record, id)
            about = row.document
            said = {"kind": "document", "outlet": about.outlet, "day": about.published, "title": about.title}
            return Line(id=id, link=link_of(id), says=said | {"text": row.text}, quotes=[], more_quotes=0)
        return line(found, most=50)

    def read_document(self, id: Id) -> Report:
        """A document of the record with its text and everything found in it, each finding with its words."""
        row = views.reading(self.record, id)
        about = row.document
        return Report(
            id=about.id, outlet=about.outlet, day=about.published, title=about.title, url=about.url, text=row.text,
            findings=_findings(row),
        )  # fmt: skip

    def check_text(
        self,
        text: Annotated[str, Field(min_length=1, max_length=LONGEST, description="Arabic: a paragraph or a report.")],
        published: Annotated[Name, Field(description="Its day, ISO: relative days need it.")] = None,
    ) -> Check:
        """Hold an Arabic text against the record: who said so, who said otherwise, what is told of its rounds."""
        document = Document.of(text, id="text", published=day_of(published) if published else None)
        knowledge = loaded()
        reading = read_document(document, knowledge)
        found = views.check(self.record, reading, tracks_named(document), questions_of(knowledge))
        return Check(lines=_checked(found))


def _asked(**given: Any) -> Asked:
    """The filters of a call, for one line more than is wanted; raises `BadSetting` where a day is none."""
    days = {name: day_of(given[name]) for name in ("since", "until", "added_since") if given.get(name)}
    given = {name: value for name, value in given.items() if value not in (None, "")} | days
    return replace(Asked(**given), limit=given["limit"] + 1)


_ABOUT = {
    "statement": ("actors", "act", "negated", "quoted", "topics"),
    "meeting": ("track", "number", "status", "earliest", "latest"),
    "pledge": ("by", "to", "status", "topics"),
}
"""What is told of a finding of each kind."""


def _findings(row: views.ReadingRow) -> list[Finding]:
    """The statements, meetings and pledges of a document in the order of their words."""
    reading: Any = row.reading
    found = []
    for kind, names in _ABOUT.items():
        for each in reading[f"{kind}s"]:
            spans = each.get("content") or each.get("evidence") if kind != "pledge" else [each["what"]]
            words = " … ".join(row.text[span["start"] : span["end"]] for span in spans)
            about = {name: each[name] for name in names}
            found.append((spans[0]["start"], Finding(id=each["id"], kind=kind, words=words, about=about)))
    return [finding for _, finding in sorted(found, key=lambda each: (each[0], each[1].kind, each[1].id))]


def _checked(found: views.Checked) -> list[CheckedLine]:
    """The lines of a checked text: statements, then meetings, then pledges."""
    lines = [
        CheckedLine(
            kind="statement", sentence=s.sentence, who=list(s.who), alike=[line(row) for row in s.before],
            against=[line(row) for row in s.against],
        )
        for s in found.statements
    ]  # fmt: skip
    for met in found.meetings:
        alike = [line(met.record)]
        lines.append(
            CheckedLine(
                kind="meeting", sentence=met.sentence, who=[], alike=alike, against=[], days_agree=met.days_meet
            )
        )
    for bound in found.pledges:
        alike = [line(row) for row in bound.record]
        lines.append(CheckedLine(kind="pledge", sentence=bound.sentence, who=[], alike=alike, against=[]))
    return lines
