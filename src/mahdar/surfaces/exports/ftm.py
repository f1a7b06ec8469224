"""FollowTheMoney entities, one JSON object a line: reports as Article, those named as LegalEntity, rounds as Event.

The model has no kind for a statement or a pledge: each is a Note upon who makes it, whose `proof` is the report and
whose `notes` give the finding and its offsets there, for the model has no offsets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

import orjson

from mahdar.pipeline import loaded
from mahdar.surfaces.exports.lines import Written, track_name
from mahdar.views import Asked, Cite, RoundRow, StatementRow, every_pledge, every_round, every_statement
from mahdar.views import names as names_in

if TYPE_CHECKING:
    from mahdar.record import Record

KINDS = {"person": "Person", "state": "PublicBody", "org": "Organization", "group": "Organization"}
"""The schema of an actor by the kind in its id; of all others only that they can act is told."""
Entity = dict[str, Any]
Named = tuple[Entity, Sequence[str], Sequence[Cite]]
"""An entity, the actors that it names, and the words that tell of it."""


def ftm(record: Record, asked: Asked, out: IO[bytes]) -> Written:
    """Statements, meetings and pledges, each after the reports and actors that it names; only ids are held."""
    made, seen = Written(), set[str]()
    said = (_note(r.id, r.actors, _act(r), (r.cite,)) for r in every_statement(record, asked))
    met = (_event(row) for row in every_round(record, asked) if row.cites)
    bound = (_note(r.id, r.minutes.by, r.status, r.cites) for r in every_pledge(record, asked) if r.cites)
    for entity, actors, cites in chain(said, met, bound):
        for one in (*_actors(record, actors, seen), *_articles(cites, seen), entity):
            out.write(orjson.dumps(one, option=orjson.OPT_APPEND_NEWLINE))
            made.lines += 1
    return made


def _act(row: StatementRow) -> str:
    return f"not {row.act}" if row.negated else row.act


def _actors(record: Record, actors: Iterable[str], seen: set[str]) -> Iterator[Entity]:
    """Those who were not written yet, under all names that the world or the record has for them."""
    new = [actor for actor in dict.fromkeys(actors) if actor not in seen]
    seen.update(new)
    called = names_in(record, new) if new else {}
    for actor in new:
        known = loaded().world.entities.get(actor)
        more = [name for names in known.names.values() for name in names[:1]] if known is not None else []
        told = list(dict.fromkeys([*more, called.get(actor, actor)]))
        yield _entity(_key(actor), KINDS.get(actor.partition("/")[0], "LegalEntity"), {"name": told})


def _articles(cites: Iterable[Cite], seen: set[str]) -> Iterator[Entity]:
    """The reports that were not written yet."""
    for cite in cites:
        if cite.document in seen:
            continue
        seen.add(cite.document)
        yield _entity(_key(cite.document), "Article", {
            "title": [cite.title], "fileName": [cite.document], "publisher": [cite.outlet],
            "publishedAt": [cite.published and cite.published[:10]], "sourceUrl": [_web(cite.url)],
        })  # fmt: skip


def _event(row: RoundRow) -> Named:
    """A round; its organizer is its host where that is known."""
    who = [p.actor for p in row.minutes.participants]
    host = [row.minutes.host] if row.minutes.host else []
    entity = _entity(_key(row.id), "Event", {
        "name": [f"{track_name(row.track)} {row.number or ''}".strip()], "startDate": [row.earliest],
        "endDate": [row.latest], "location": [row.place], "organizer": [_key(h) for h in host],
        "involved": [_key(actor) for actor in who], "keywords": [row.status], **_evidence(row.cites),
    })  # fmt: skip
    return entity, [*host, *who], row.cites


def _note(key: str, who: Sequence[str], kind: str, cites: Sequence[Cite]) -> Named:
    """A statement or a pledge."""
    entity = _entity(_key(key), "Note", {
        "description": [cites[0].words], "entity": [_key(actor) for actor in who], "keywords": [kind],
        **_evidence(cites),
    })  # fmt: skip
    return entity, who, cites


def _evidence(cites: Sequence[Cite]) -> dict[str, list[str | None]]:
    """The reports that tell of it, the sentence of the first, and where each telling stands."""
    return {
        "proof": [_key(c.document) for c in cites], "summary": [cites[0].sentence],
        "sourceUrl": [_web(c.url) for c in cites], "publisher": [c.outlet for c in cites],
        "notes": [f"{c.finding} {c.document} {c.start}-{c.end}" for c in cites],
    }  # fmt: skip


def _entity(key: str, schema: str, properties: Mapping[str, Sequence[str | None]]) -> Entity:
    """An entity; properties that nobody tells are left away, and each value stands once."""
    told = {name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in told.items() if values}}


def _key(key: str) -> str:
    """An id as FollowTheMoney takes it, without slashes."""
    return f"mahdar-{key.replace('/', '-')}"


def _web(url: str | None) -> str | None:
    """An address of the web; others are none in this model."""
    return url if url and url.startswith(("https://", "http://")) else None
