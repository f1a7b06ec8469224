"""The contract: a reading as JSON, its keys in a fixed order (`docs/reading.schema.json` describes it).

Fields may be added; those here keep their names and meaning. `None` means that the text does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import orjson

from mahdar.model.document import Document
from mahdar.model.findings import Actor, Cue, Days, Meeting, Place, Pledge, Refusal, Statement, TimeExpression
from mahdar.model.reading import SCHEMA, Reading
from mahdar.model.shapes import (
    ActorJson,
    CueJson,
    DaysJson,
    DocumentJson,
    MeetingJson,
    PlaceJson,
    PledgeJson,
    ReadingJson,
    RefusalJson,
    SpanJson,
    StatementJson,
    TimeJson,
    VenueJson,
)
from mahdar.model.span import Span


def as_json(reading: Reading) -> ReadingJson:
    """The reading as plain dicts, lists, strings and numbers.

    >>> r = Reading(Document.of("نص", title="عنوان", id="one"))
    >>> list(as_json(r))[:4], as_json(r)["document"]["text"]
    (['schema', 'document', 'actors', 'statements'], 'عنوان\\nنص')
    """
    venues = {place.id: place for place in reading.places}
    return {
        "schema": SCHEMA,
        "document": _document(reading.document),
        "actors": [_actor(a) for a in reading.actors],
        "statements": [_statement(s) for s in reading.statements],
        "times": [_time(t) for t in reading.times],
        "meetings": [_meeting(m, venues) for m in reading.meetings],
        "pledges": [_pledge(p) for p in reading.pledges],
        "places": [_place(p) for p in reading.places],
        "refusals": [_refusal(r) for r in reading.refusals],
    }


def encode(reading: Reading) -> bytes:
    """The reading as one line of JSON in UTF-8, newline included."""
    return orjson.dumps(as_json(reading), option=orjson.OPT_APPEND_NEWLINE)


def encode_pretty(reading: Reading) -> bytes:
    """The reading as JSON that people read, two spaces deep."""
    return orjson.dumps(as_json(reading), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _span(span: Span) -> SpanJson:
    return {"start": span.start, "end": span.end}


def _spans(spans: Iterable[Span]) -> list[SpanJson]:
    return [{"start": s.start, "end": s.end} for s in spans]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _document(document: Document) -> DocumentJson:
    return {
        "id": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": _day(document.published),
        "language": document.language,
        "text": document.text,
    }


def _actor(actor: Actor) -> ActorJson:
    return {
        "id": actor.id,
        "kind": actor.kind,
        "names": dict(actor.names),
        "aliases": list(actor.aliases),
        "represents": actor.represents,
        "known": actor.known,
        "mentions": _spans(actor.mentions),
    }


def _cue(cue: Cue) -> CueJson:
    return {"start": cue.span.start, "end": cue.span.end, "lemma": cue.lemma}


def _days(days: Days) -> DaysJson:
    return {"earliest": _day(days.earliest), "latest": _day(days.latest), "basis": days.basis}


def _statement(statement: Statement) -> StatementJson:
    return {
        "id": statement.id,
        "actors": list(statement.actors),
        "source": _span(statement.source) if statement.source else None,
        "cue": _cue(statement.cue),
        "content": _spans(statement.content.spans),
        "act": statement.act,
        "quoted": statement.quoted,
        "negated": statement.negated,
        "held_at_distance": statement.held_at_distance,
        "capacity": statement.capacity,
        "relayed_by": statement.relayed_by,
        "addressee": statement.addressee,
        "medium": statement.medium,
        "said": _days(statement.said) if statement.said else None,
        "topics": list(statement.topics),
        "rule": statement.rule,
    }


def _time(time: TimeExpression) -> TimeJson:
    return {
        "start": time.span.start,
        "end": time.span.end,
        "type": time.type,
        "value": time.value,
        "mod": time.mod,
        "earliest": _day(time.earliest),
        "latest": _day(time.latest),
        "basis": time.basis,
        "rule": time.rule,
    }


def _venue(meeting: Meeting, venues: Mapping[str, Place]) -> VenueJson | None:
    """Where a meeting is held, with the coordinates of the place where the reading has it."""
    if meeting.place is None and meeting.place_name is None:
        return None
    known = venues.get(meeting.place or "")
    return {
        "id": meeting.place,
        "name": meeting.place_name or (known.name if known else None),
        "lat": known.lat if known else None,
        "lon": known.lon if known else None,
    }


def _meeting(meeting: Meeting, venues: Mapping[str, Place]) -> MeetingJson:
    return {
        "id": meeting.id,
        "track": meeting.track,
        "number": meeting.number,
        "kind": meeting.kind,
        "earliest": _day(meeting.earliest),
        "latest": _day(meeting.latest),
        "place": _venue(meeting, venues),
        "host": meeting.host,
        "status": meeting.status,
        "participants": [{"actor": p.actor, "role": p.role} for p in meeting.participants],
        "topics": list(meeting.topics),
        "according_to": meeting.according_to,
        "evidence": _spans(meeting.evidence.spans),
        "rule": meeting.rule,
    }


def _pledge(pledge: Pledge) -> PledgeJson:
    return {
        "id": pledge.id,
        "by": list(pledge.by),
        "to": list(pledge.to),
        "what": _span(pledge.what),
        "topics": list(pledge.topics),
        "status": pledge.status,
        "earliest": _day(pledge.earliest),
        "latest": _day(pledge.latest),
        "places": list(pledge.places),
        "broken_by": list(pledge.broken_by),
        "according_to": pledge.according_to,
        "evidence": _spans(pledge.evidence.spans),
        "rule": pledge.rule,
    }


def _place(place: Place) -> PlaceJson:
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "lat": place.lat,
        "lon": place.lon,
        "mentions": _spans(place.mentions),
    }


def _refusal(refusal: Refusal) -> RefusalJson:
    return {
        "start": refusal.span.start,
        "end": refusal.span.end,
        "kind": refusal.kind,
        "reason": refusal.reason,
        "rule": refusal.rule,
    }
