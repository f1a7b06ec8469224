"""Settled minutes as rows: what follows from all documents of a track, and back again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Table

from mahdar.model import Days, Participant
from mahdar.model.minutes import Account, Conflict, MeetingMinutes, PledgeMinutes, Point, Position, Side, Step
from mahdar.record import schema
from mahdar.record.telling import day


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled for one track; the empty track holds the pledges of documents on none."""

    track: str
    meetings: tuple[MeetingMinutes, ...]
    pledges: tuple[PledgeMinutes, ...]
    conflicts: tuple[Conflict, ...]
    positions: tuple[Position, ...] = ()


def _json(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def _iso(value: Any) -> str | None:
    return value.isoformat() if value else None


def rows_of(settled: Settled) -> list[tuple[Table, list[dict[str, Any]]]]:
    """The rows of each derived table."""
    track = settled.track
    meetings = [
        {"id": m.id, "track": track, "number": m.number, "earliest": _iso(m.earliest), "latest": _iso(m.latest),
         "status": m.status, "json": _json(m)}
        for m in settled.meetings
    ]  # fmt: skip
    pledges = [
        {"id": p.id, "track": track, "status": p.status, "made": _iso(p.made.latest if p.made else None),
         "by": _askable(p.by), "topics": _askable(p.topics), "json": _json(p)}
        for p in settled.pledges
    ]  # fmt: skip
    conflicts = [{"id": c.id, "track": track, "kind": c.kind, "json": _json(c)} for c in settled.conflicts]
    positions = [
        {"track": track, "actor": p.actor, "topic": p.topic, "points": len(p.points), "json": _json(p.points)}
        for p in settled.positions
    ]
    return [
        (schema.minutes_meeting, meetings), (schema.minutes_pledge, pledges), (schema.conflict, conflicts),
        (schema.position, positions),
    ]  # fmt: skip


def _askable(ids: tuple[str, ...]) -> str:
    """Ids in one column, with a space on each side."""
    return f" {' '.join(ids)} "


def meeting_minutes(raw: str) -> MeetingMinutes:
    """The minutes of a meeting from their JSON."""
    data = orjson.loads(raw)
    accounts = {q: tuple(Account(a["value"], tuple(a["findings"]), a["sources"]) for a in each)
                for q, each in data.pop("accounts").items()}  # fmt: skip
    people = tuple(Participant(p["actor"], p["role"]) for p in data.pop("participants"))
    return MeetingMinutes(
        **_plain(data), accounts=accounts, participants=people, history=_steps(data), earliest=day(data["earliest"]),
        latest=day(data["latest"]),
    )  # fmt: skip


def pledge_minutes(raw: str) -> PledgeMinutes:
    """The minutes of a pledge from their JSON."""
    data = orjson.loads(raw)
    made, due = _days(data.pop("made")), _days(data.pop("due"))
    return PledgeMinutes(**_plain(data), history=_steps(data), made=made, due=due)


def position_points(raw: str) -> tuple[Point, ...]:
    """The points of a position from their JSON."""
    return tuple(
        Point(day(p["said"]), p["stance"], p["act"], p["finding"], p["turn"], p["wording"]) for p in orjson.loads(raw)
    )


def conflict_of(raw: str) -> Conflict:
    """A conflict from its JSON."""
    data = orjson.loads(raw)
    sides = tuple(Side(s["answer"], tuple(s["actors"]), tuple(s["findings"])) for s in data.pop("sides"))
    return Conflict(**data, sides=sides)


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """The fields that need no more than their lists made tuples."""
    left = ("history", "earliest", "latest")
    return {k: tuple(v) if isinstance(v, list) else v for k, v in data.items() if k not in left}


def _steps(data: dict[str, Any]) -> tuple[Step, ...]:
    return tuple(Step(day(s["published"]), s["status"], s["finding"], tuple(s["by"])) for s in data["history"])


def _days(raw: Any) -> Days | None:
    return Days(day(raw["earliest"]), day(raw["latest"]), raw["basis"]) if raw else None
