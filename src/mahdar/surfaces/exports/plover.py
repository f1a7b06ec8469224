"""PLOVER events, one JSON object a line: what parties agree to, support, reject and criticise, and their meetings.

The fields are those of the PLOVER manual; `document`, `outlet`, `published`, `start` and `end` are ours beside them.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

import orjson

from mahdar.pipeline import loaded
from mahdar.shelf import read_drawer, shipped_packs
from mahdar.surfaces.exports.lines import Written
from mahdar.views import Asked, Cite, RoundRow, StatementRow, every_round, every_statement

if TYPE_CHECKING:
    from mahdar.record import Record

Event = dict[str, Any]


def plover(record: Record, asked: Asked, out: IO[bytes]) -> Written:
    """Statements and meetings as events; those without a day, an actor or an event of PLOVER are left out."""
    codes, made = read_drawer(shipped_packs() / "exports" / "plover.yaml"), Written()
    said = (_statement(row, codes) for row in every_statement(record, asked))
    met = (_meeting(row, codes) for row in every_round(record, asked))
    for event in chain(said, met):
        if event is None:
            made.left_out += 1
        else:
            out.write(orjson.dumps(event, option=orjson.OPT_APPEND_NEWLINE))
            made.lines += 1
    return made


def _statement(row: StatementRow, codes: Any) -> Event | None:
    """A statement as an event; one that is told as not made is none."""
    code = codes["acts"][row.act]
    if code is None or row.negated or not row.said or not row.actors:
        return None
    who = zip(row.actors, row.who, strict=True)
    return _event(row.id, row.said[:10], code, who, row.cite, codes)


def _meeting(row: RoundRow, codes: Any) -> Event | None:
    """A meeting as an event on its first day; two who meet do not make it multilateral."""
    known, actors = loaded().world.entities, [p.actor for p in row.minutes.participants]
    code, day = codes["standings"][row.status], row.earliest or row.latest
    if not day or not actors or not row.cites:
        return None
    if len(actors) < 3:
        code = {k: v for k, v in code.items() if code.get("mode") is None or k not in ("mode", "scale")}
    who = [(a, next(iter(known[a].names.get("en", ())), a) if a in known else a) for a in actors]
    event = _event(row.id, day, code, who, row.cites[0], codes)
    if row.latest and row.latest > day:
        event["enddate"] = row.latest
    return event | ({"event_loc": [{"name": row.place}]} if row.place else {})


def _event(key: str, day: str, code: Any, who: Iterable[tuple[str, str]], cite: Cite, codes: Any) -> Event:
    """An event with its evidence."""
    actors = [
        {"code": codes["sectors"].get(actor.partition("/")[0], "UNK"), "id": actor, "name": name}
        for actor, name in who
    ]  # fmt: skip
    event: Event = {
        "id": key, "date": day, "actor": actors, "recipient": [], "event": [code["event"]],
        "event_text": [cite.words], "quad_code": code["quad"], "mode": [code["mode"]] if "mode" in code else [],
        "text": cite.sentence, "link": cite.url, "coder": "mahdar", "document": cite.document,
        "outlet": cite.outlet, "published": cite.published, "start": cite.start, "end": cite.end,
    }  # fmt: skip
    return event | ({"event_scale": code["scale"]} if "scale" in code else {})
