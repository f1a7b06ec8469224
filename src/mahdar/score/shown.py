"""What a reading found, written as golden examples write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mahdar.model import Actor, Meeting, Pledge, Reading, Span, Statement, TimeExpression
from mahdar.score.likeness import fold_name, fold_names


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding as fields of text; `names` are the folded names of whoever it puts it down to."""

    kind: str
    fields: tuple[str, ...]
    names: frozenset[str] = frozenset()

    def answers(self, kind: str, fields: tuple[str, ...]) -> bool:
        """Whether this is the finding that an example tells; fields that it leaves out are not compared."""
        return kind == self.kind and all(
            self._same(number, told, found)
            for number, (told, found) in enumerate(zip(fields, self.fields, strict=False))
        )

    def _same(self, number: int, told: str, found: str) -> bool:
        """Whether one field is as it is told: names are compared folded, all else to the letter."""
        if self.kind == "statement" and number == 1:
            words, equals, name = told.partition(" = ")
            return words == found.partition(" = ")[0] and (not equals or fold_name(name) in self.names)
        if self.kind == "pledge" and number == 0:
            return fold_names(told.split(" + ")) <= self.names
        return told == found

    def __str__(self) -> str:
        if self.kind == "meeting":
            return f"meeting  {' '.join(self.fields)}"
        if self.kind in ("time", "actor", "place"):
            return f"{self.kind}  {self.fields[0]} = {' '.join(self.fields[1:])}"
        return f"{self.kind}  {' | '.join(self.fields)}"


def shown(reading: Reading) -> Iterator[Shown]:
    """Every finding of a reading."""
    text = reading.document.text
    actors = {actor.id: actor for actor in reading.actors}
    for statement in reading.statements:
        yield _statement(statement, actors, text)
    for time in reading.times:
        yield _time(time, text)
    for meeting in reading.meetings:
        yield _meeting(meeting)
    for pledge in reading.pledges:
        yield _pledge(pledge, actors, text)
    for actor in reading.actors:
        yield from (Shown("actor", (span.of(text), actor.id)) for span in actor.mentions)
    for place in reading.places:
        yield from (Shown("place", (span.of(text), place.id)) for span in place.mentions)


def days(earliest: date | None, latest: date | None) -> str:
    """Days as examples write them.

    >>> days(date(2023, 6, 20), date(2023, 6, 20)), days(None, date(2023, 6, 21)), days(None, None)
    ('2023-06-20', '..2023-06-21', '..')
    """
    if earliest and earliest == latest:
        return earliest.isoformat()
    return f"{earliest or ''}..{latest or ''}"


def _statement(statement: Statement, actors: dict[str, Actor], text: str) -> Shown:
    """Cue, source, content, act, quoted, and the marks of a statement that is negated or held at a distance."""
    speakers = [actors[id] for id in statement.actors if id in actors]
    source = _words(statement.source, text) if statement.source else "-"
    if statement.source is None and speakers:
        source = f"- = {_name(speakers[0])}"
    content = " … ".join(_words(span, text) for span in statement.content.spans)
    flags = ["negated"] * statement.negated + ["distance"] * statement.held_at_distance
    fields = (_words(statement.cue.span, text), source, content, statement.act, statement.quoted, *flags)
    return Shown("statement", fields, _names(speakers))


def _time(time: TimeExpression, text: str) -> Shown:
    stretch = (days(time.earliest, time.latest),) if time.earliest or time.latest else ()
    return Shown("time", (_words(time.span, text), time.value, *stretch))


def _meeting(meeting: Meeting) -> Shown:
    number = str(meeting.number) if meeting.number else "-"
    stretch = days(meeting.earliest, meeting.latest)
    return Shown("meeting", (meeting.track, number, meeting.status, stretch, meeting.place_name or "-"))


def _pledge(pledge: Pledge, actors: dict[str, Actor], text: str) -> Shown:
    by = [actors[id] for id in pledge.by if id in actors]
    told = " + ".join(_name(actor) for actor in by) or "-"
    return Shown("pledge", (told, _words(pledge.what, text), pledge.status), _names(by) | {fold_name("-")})


def _name(actor: Actor) -> str:
    """The usual Arabic name, or another, or the id."""
    names = dict(actor.names)
    return names.get("ar") or next(iter(names.values()), actor.id)


def _names(actors: Iterable[Actor]) -> frozenset[str]:
    """The folded names and aliases of actors."""
    return frozenset(
        name for actor in actors for name in fold_names([*dict(actor.names).values(), *actor.aliases]) if name
    )


def _words(span: Span, text: str) -> str:
    return span.of(text).replace("\n", " ")
