"""A reading as minutes: the marked text, then who said what, the rounds, the dates, the pledges, the refusals.

Each line begins with a word in Latin letters, so that a terminal that reorders lines gives all the same direction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from mahdar.model import Meeting, Pledge, Reading, Refusal, Span, Statement, TimeExpression
from mahdar.surfaces.cli.marked import LEGEND, marked_text
from mahdar.surfaces.cli.paint import Line, plain


def plain_minutes(reading: Reading) -> str:
    """The minutes of one reading as plain text."""
    return plain([*minutes(reading), ()])


def minutes(reading: Reading) -> Iterator[Line]:
    """The minutes of one reading."""
    yield from heading(reading)
    yield ()
    yield from marked_text(reading)
    yield ()
    yield LEGEND
    names = {actor.id: name_of(dict(actor.names), actor.id) for actor in reading.actors}
    text = reading.document.text
    yield from _section("Who said what", [line for s in reading.statements for line in _statement(s, names, text)])
    yield from _section("Rounds and meetings", [_meeting(m, names) for m in reading.meetings])
    yield from _section("Dates", [_time(t, text) for t in reading.times])
    yield from _section("Pledges", [line for p in reading.pledges for line in _pledge(p, names, text)])
    yield from _section("Seen and not decided", [_refusal(r, text) for r in reading.refusals])


def heading(reading: Reading) -> Iterator[Line]:
    """What report this is."""
    document = reading.document
    told = [document.published.isoformat() if document.published else None, document.url]
    outlet = (("", f"   {document.outlet}"),) if document.outlet else ()
    yield (("head", document.id), *(("faint", f"   {part}") for part in told if part), *outlet)


def name_of(names: Mapping[str, str], id: str) -> str:
    """The Arabic name, or another, or the id."""
    return names.get("ar") or next(iter(names.values()), id)


def days_of(earliest: date | None, latest: date | None) -> str:
    """A stretch of days.

    >>> days_of(date(2023, 6, 20), date(2023, 6, 21)), days_of(None, date(2023, 6, 21)), days_of(None, None)
    ('2023-06-20..2023-06-21', '..2023-06-21', 'no day told')
    """
    if earliest == latest:
        return earliest.isoformat() if earliest else "no day told"
    return f"{earliest or ''}..{latest or ''}"


def one_line(text: str, span: Span) -> str:
    """The words of a span on one line."""
    return " ".join(span.of(text).split())


def _section(title: str, lines: list[Line]) -> Iterator[Line]:
    """A heading and its lines, or nothing where there are none."""
    if lines:
        yield ()
        yield (("head", title),)
        yield from lines


def _statement(statement: Statement, names: Mapping[str, str], text: str) -> Iterator[Line]:
    """Three lines: who, how, what."""
    who = " + ".join(names.get(actor, actor) for actor in statement.actors) or "nobody that the text names"
    elided = "" if statement.source else "   (not named here)"
    flags = [statement.act, {"full": "quoted", "partial": "partly quoted", "none": ""}[statement.quoted]]
    flags += ["negated"] * statement.negated + ["held at a distance"] * statement.held_at_distance
    content = " … ".join(one_line(text, span) for span in statement.content.spans)
    yield (("faint", f"{statement.id:>4}  who  "), ("source", who), ("faint", elided))
    cue = one_line(text, statement.cue.span)
    told = "   " + ", ".join(flag for flag in flags if flag) + f"   {statement.rule}"
    yield (("faint", "      cue  "), ("cue", cue), ("faint", told))
    yield (("faint", "      what "), ("content", content))


def _meeting(meeting: Meeting, names: Mapping[str, str]) -> Line:
    number = f"{meeting.track} {meeting.number or ''}".strip()
    days = days_of(meeting.earliest, meeting.latest)
    host = f"   host {names.get(meeting.host, meeting.host)}" if meeting.host else ""
    place = meeting.place_name or meeting.place or ""
    return (
        ("faint", f"{meeting.id:>4}  "), ("source", f"{number:24} "), ("time", f"{days:24} "),
        ("", f"{meeting.status:10} "), ("content", place), ("faint", host),
    )  # fmt: skip


def _time(time: TimeExpression, text: str) -> Line:
    days = days_of(time.earliest, time.latest) if time.earliest or time.latest else ""
    value = f"{time.value}{' ' + time.mod if time.mod else ''}"
    return (
        ("faint", "      "), ("time", f"{value:24} "), ("", f"{days:24} "), ("faint", f"{time.basis:10} "),
        ("content", one_line(text, time.span)),
    )  # fmt: skip


def _pledge(pledge: Pledge, names: Mapping[str, str], text: str) -> Iterator[Line]:
    by = " + ".join(names.get(actor, actor) for actor in pledge.by) or "nobody named"
    yield (("faint", f"{pledge.id:>4}  by   "), ("source", by), ("bad", f"   {pledge.status}"))
    if pledge.broken_by:
        broken = " + ".join(names.get(actor, actor) for actor in pledge.broken_by)
        yield (("faint", "      not kept by "), ("source", broken))
    yield (("faint", "      what "), ("content", one_line(text, pledge.what)))


def _refusal(refusal: Refusal, text: str) -> Line:
    return (
        ("faint", f"      {refusal.kind}: "),
        ("bad", refusal.reason),
        ("faint", "   "),
        ("", one_line(text, refusal.span)),
    )
