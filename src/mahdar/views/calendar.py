"""Rounds as a calendar (RFC 5545), event by event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from icalendar import Event

from mahdar.views.rounds import RoundRow

HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mahdar//minutes//EN\r\n"
TAIL = b"END:VCALENDAR\r\n"
_STANDING = {"held": "CONFIRMED", "ongoing": "CONFIRMED", "cancelled": "CANCELLED"}


def calendar(
    rows: Iterable[RoundRow], name_of: Callable[[str], str], link_of: Callable[[RoundRow], str | None]
) -> Iterator[bytes]:
    """A calendar in pieces: its head, one event for each round that has days, its end.

    `name_of` gives the name of a track, `link_of` where a round is shown. What is not settled is tentative.
    """
    yield HEAD
    yield from (_event(row, name_of(row.track), link_of(row)).to_ical() for row in rows if has_days(row))
    yield TAIL


def has_days(row: RoundRow) -> bool:
    """Whether somebody tells a day of a round."""
    return bool(row.minutes.earliest or row.minutes.latest)


def _event(row: RoundRow, name: str, link: str | None) -> Event:
    """A round as an event of whole days, with the words of its first tellings and where each telling stands."""
    first = row.minutes.earliest or row.minutes.latest
    last = row.minutes.latest or row.minutes.earliest
    assert first is not None
    assert last is not None
    event = Event()
    event.add("uid", f"{row.id}@mahdar")
    event.add("dtstamp", _stamp(row))
    event.add("dtstart", first)
    event.add("dtend", max(first, last) + timedelta(1) if last < date.max else last)
    event.add("summary", f"{name} {row.number or ''}".strip())
    event.add("status", _STANDING.get(row.status, "TENTATIVE"))
    event.add("transp", "TRANSPARENT")
    if link:
        event.add("url", link)
    if row.place:
        event.add("location", row.place)
    told = (f"{c.outlet or '?'}, {(c.published or '')[:10]}: {c.sentence}" for c in row.cites[:3])
    event.add("description", "\n\n".join(told))
    for cite in row.cites:
        event.add("x-mahdar-evidence", f"{cite.finding} {cite.document} {cite.start}-{cite.end}")
    return event


def _stamp(row: RoundRow) -> datetime:
    """When it was last told of, so that the same record gives the same bytes."""
    days = [date.fromisoformat(c.published[:10]) for c in row.cites if c.published]
    return datetime.combine(max(days, default=date(1970, 1, 1)), datetime.min.time(), UTC)
