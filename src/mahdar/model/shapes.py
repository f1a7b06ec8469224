"""The shapes of a reading as JSON: one typed dict for each kind of object in `docs/reading.schema.json`."""

from __future__ import annotations

from typing import TypedDict


class SpanJson(TypedDict):
    """Half-open code points of the document's text."""

    start: int
    end: int


class CueJson(SpanJson):
    lemma: str


class DocumentJson(TypedDict):
    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    language: str
    text: str


class ActorJson(TypedDict):
    id: str
    kind: str
    names: dict[str, str]
    aliases: list[str]
    represents: str | None
    known: bool
    mentions: list[SpanJson]


class DaysJson(TypedDict):
    earliest: str | None
    latest: str | None
    basis: str


class StatementJson(TypedDict):
    id: str
    actors: list[str]
    source: SpanJson | None
    cue: CueJson
    content: list[SpanJson]
    act: str
    quoted: str
    negated: bool
    held_at_distance: bool
    capacity: str
    relayed_by: str | None
    addressee: str | None
    medium: str | None
    said: DaysJson | None
    topics: list[str]
    rule: str


class TimeJson(SpanJson):
    type: str
    value: str
    mod: str | None
    earliest: str | None
    latest: str | None
    basis: str
    rule: str


class VenueJson(TypedDict):
    id: str | None
    name: str | None
    lat: float | None
    lon: float | None


class ParticipantJson(TypedDict):
    actor: str
    role: str


class MeetingJson(TypedDict):
    id: str
    track: str
    number: int | None
    kind: str
    earliest: str | None
    latest: str | None
    place: VenueJson | None
    host: str | None
    status: str
    participants: list[ParticipantJson]
    topics: list[str]
    according_to: str | None
    evidence: list[SpanJson]
    rule: str


class PledgeJson(TypedDict):
    id: str
    by: list[str]
    to: list[str]
    what: SpanJson
    topics: list[str]
    status: str
    earliest: str | None
    latest: str | None
    places: list[str]
    broken_by: list[str]
    according_to: str | None
    evidence: list[SpanJson]
    rule: str


class PlaceJson(TypedDict):
    id: str
    name: str
    kind: str
    lat: float | None
    lon: float | None
    mentions: list[SpanJson]


class RefusalJson(SpanJson):
    kind: str
    reason: str
    rule: str


class ReadingJson(TypedDict):
    """A whole reading."""

    schema: str
    document: DocumentJson
    actors: list[ActorJson]
    statements: list[StatementJson]
    times: list[TimeJson]
    meetings: list[MeetingJson]
    pledges: list[PledgeJson]
    places: list[PlaceJson]
    refusals: list[RefusalJson]
