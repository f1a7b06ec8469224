"""What changed, by kind: meetings, positions, pledges, conflicts; and how much was said and reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, case, func, select

from mahdar.model.minutes import MeetingMinutes, Position, Step
from mahdar.record import schema
from mahdar.record.chunks import chunks
from mahdar.record.settled import conflict_of, meeting_minutes, pledge_minutes, position_points
from mahdar.record.telling import told_meetings_of
from mahdar.resolve.across import joined, settle_meetings
from mahdar.resolve.across.positions import OPPOSED

if TYPE_CHECKING:
    from mahdar.views.changes import ChangeKind
    from mahdar.views.late import Late

LATEST = 2
"""Statements that are quoted for an actor on a track."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change by its ids; `mark` tells two of one thing apart."""

    kind: ChangeKind
    about: str
    track: str | None = None
    day: str | None = None
    question: str | None = None
    before: str | None = None
    after: str | None = None
    actors: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    count: int = 0
    words: str = ""
    outlet: str | None = None
    mark: str | None = None


def changed_rounds(late: Late) -> Iterator[Change]:
    """Meetings that nobody told of before, and known ones whose days, place or standing are others now."""
    own, told = schema.minutes_meeting.c, schema.meeting.c
    query = select(own.json).where(own.track.in_(select(told.track).where(told.document.in_(late.documents()))))
    if late.asked.track:
        query = query.where(own.track == late.asked.track)
    met = [m for m in map(meeting_minutes, late.connection.execute(query).scalars()) if late.news(m.findings)]
    met = [m for m in met if late.about([m.host, *(p.actor for p in m.participants)])]
    known = {m.id: [f for f in m.findings if f not in late.told] for m in met}
    ids = [f for each in known.values() for f in each]
    older = {t.id: t for t in told_meetings_of(late.connection, ids, late.decided.canon)}
    for minutes in met:
        tellings = [older[f] for f in known[minutes.id] if f in older]
        if tellings:
            before = max(settle_meetings(tellings), key=lambda m: len(m.findings))
            yield from _differences(late, before, minutes)
        else:
            yield _round(late, minutes, "new-round", minutes.findings, after=_days(minutes), words=minutes.status)


def _differences(late: Late, before: MeetingMinutes, after: MeetingMinutes) -> Iterator[Change]:
    """What is other of a meeting than it was."""
    answers = (
        ("days", _days(before), _days(after)), ("place", before.place, after.place),
        ("status", before.status, after.status),
    )  # fmt: skip
    names = {m.place: m.place_name for m in (before, after)}
    for question, was, now in answers:
        account = next((a for a in after.accounts.get(question, ()) if a.value == now), None)  # type: ignore[call-overload]
        new = late.news(account.findings) if account else ()
        if was == now or now is None or (question == "place" and not new):
            continue
        if question == "place":
            was, now = names.get(was) or was, names.get(now) or now
        yield _round(late, after, "round", new or after.findings, question=question, before=was, after=now)


def _days(minutes: MeetingMinutes) -> str | None:
    """The best supported days."""
    accounts = minutes.accounts.get("days", ())
    return accounts[0].value if accounts else None


def _round(
    late: Late, minutes: MeetingMinutes, kind: ChangeKind, findings: Iterable[str], *, question: str | None = None,
    before: str | None = None, after: str | None = None, words: str = "",
) -> Change:  # fmt: skip
    """A change of a meeting, with the new tellings that it rests on."""
    new = late.news(findings) or late.news(minutes.findings)
    return Change(
        kind, minutes.id, minutes.track, _last(late, new), question, before, after, findings=new, count=len(new),
        words=words,
    )  # fmt: skip


def _last(late: Late, findings: Iterable[str]) -> str | None:
    """The last day on which one of some late findings was published."""
    return max((late.told[f].day or "" for f in findings), default="") or None


def changed_positions(late: Late) -> Iterator[Change]:
    """Turns of actors from for to against a topic, or back, in what was said since."""
    turns = [(p, point) for p in _both_ways(late) for point in p.points if point.turn]
    told = late.findings(schema.statement, (point.finding for _, point in turns))
    for position, point in turns:
        if late.news([point.finding], told):
            yield Change(
                "position", position.actor, late.asked.track, told[point.finding].day, position.topic,
                OPPOSED[point.stance], point.stance, (position.actor,), (point.finding,), 1, mark=point.finding,
            )  # fmt: skip


def _both_ways(late: Late) -> Iterable[Position]:
    """The positions for and against a topic of those who were heard since."""
    by, own = schema.document_actor.c, schema.position.c
    heard = select(by.actor).where((by.statements > 0) & late.framed(schema.document_actor)).distinct()
    ids = {late.decided.canon(actor) for actor in late.connection.execute(heard).scalars()}
    raws: dict[tuple[str, str], list[str]] = {}
    for some in chunks(sorted(ids if late.who is None else ids & late.who)):
        query = select(own.actor, own.topic, own.json).where(own.actor.in_(some)).order_by(own.track)
        query = query.where(own.track == late.asked.track) if late.asked.track else query
        for actor, topic, raw in late.connection.execute(query):
            raws.setdefault((actor, topic), []).append(raw)
    both = {key: each for key, each in raws.items() if all(any(f'"{s}"' in raw for raw in each) for s in OPPOSED)}
    return joined(Position(*key, position_points(raw)) for key, each in both.items() for raw in each)


def changed_pledges(late: Late) -> Iterator[Change]:
    """Pledges that were made since, and those of which something else is told to have become."""
    own = schema.minutes_pledge.c
    query = select(own.json).order_by(own.track)
    query = query.where(own.track == late.asked.track) if late.asked.track else query
    bound = {p.id: p for p in map(pledge_minutes, late.connection.execute(query).scalars())}
    for pledge in bound.values():
        new = late.news(pledge.findings)
        if not new or late.decided.judged.get(pledge.id) == "reject" or not late.about((*pledge.by, *pledge.to)):
            continue
        before = _fate([step for step in pledge.history if step.finding not in late.told])
        if before != pledge.status:
            track = late.asked.track or (pledge.tracks[0] if pledge.tracks else None)
            yield Change(
                "pledge" if before else "new-pledge", pledge.id, track, _last(late, new), None, before, pledge.status,
                pledge.by, new, len(new), pledge.words,
            )  # fmt: skip


def _fate(history: Sequence[Step]) -> str | None:
    """What became of a pledge by its history, None where there is none."""
    told = [step for step in history if step.status != "pledged"]
    return (told or history)[-1].status if history else None


def new_conflicts(late: Late) -> Iterator[Change]:
    """Questions that had no two answers before."""
    own = schema.conflict.c
    query = select(own.json).order_by(own.track)
    query = query.where(own.track == late.asked.track) if late.asked.track else query
    disputed = {c.id: c for c in map(conflict_of, late.connection.execute(query).scalars())}
    judged = late.decided.judged
    told = late.told | late.findings(
        schema.statement, (f for c in disputed.values() for side in c.sides for f in side.findings)
    )
    for conflict in disputed.values():
        sides = [[f for f in side.findings if judged.get(f) != "reject"] for side in conflict.sides]
        older = sum(any(f not in told for f in side) for side in sides)
        new = late.news((f for side in sides for f in side), told)
        actors = tuple(dict.fromkeys(actor for side in conflict.sides for actor in side.actors))
        if new and older < 2 <= sum(map(bool, sides)) and judged.get(conflict.id) != "reject" and late.about(actors):
            day = max(told[f].day or "" for f in new) or None
            answers = " / ".join(side.answer for side in conflict.sides)
            findings = tuple(dict.fromkeys([*new, *(f for side in sides for f in side)]))
            yield Change(
                "conflict", conflict.id, conflict.track, day, conflict.question, None, answers, actors, findings,
                len(new),
            )  # fmt: skip


def new_statements(late: Late) -> Iterator[Change]:
    """How many statements of each actor came in documents on each track, and on none.

    They stand counted beside each document. Whom people merged, or of whose statements they rejected some, is counted
    by statements.
    """
    by, on = schema.document_actor.c, schema.document_track.c
    special = _special(late)
    query = select(on.track, by.actor, func.sum(by.statements), func.max(by.published)).select_from(
        schema.document_actor.join(schema.document_track, on.document == by.document, isouter=not late.asked.track)
    )
    query = query.where((by.statements > 0) & late.framed(schema.document_actor) & by.actor.not_in(special))
    counted = _narrowed(late, query, by.outlet, by.actor).group_by(on.track, by.actor)
    found = list(late.connection.execute(counted))
    if special:
        found += late.connection.execute(_one_by_one(late, special))
    for track, who, count, day in found:
        yield Change("statements", who, track, day, actors=(who,), count=int(count))


def _special(late: Late) -> list[str]:
    """The actors whose statements are counted one by one."""
    by, into = schema.statement_actor.c, late.decided.into
    found = {*into, *into.values()}
    for some in chunks(late.rejected):
        found.update(late.connection.execute(select(by.actor).where(by.statement.in_(some))).scalars())
    return sorted(found)


def _one_by_one(late: Late, actors: Sequence[str]) -> Select[Any]:
    """The question for how many statements of some actors came on each track."""
    said, by, own, on = schema.statement.c, schema.statement_actor.c, schema.document.c, schema.document_track.c
    into = late.decided.into
    actor = case(into, value=by.actor, else_=by.actor) if into else by.actor
    query = select(on.track, actor.label("heard"), func.count(said.id.distinct()), func.max(own.published))
    query = query.select_from(
        schema.statement.join(schema.statement_actor, by.statement == said.id)
        .join(schema.document, own.id == said.document)
        .join(schema.document_track, on.document == own.id, isouter=True)
    ).where(late.condition & by.actor.in_(actors) & said.id.not_in(late.rejected))
    return _narrowed(late, query, own.outlet, by.actor).group_by(on.track, "heard")


def _narrowed(late: Late, query: Select[Any], outlet: Any, actor: Any) -> Select[Any]:
    """A question narrowed to the track, outlet and actor asked for."""
    if late.asked.track:
        query = query.where(schema.document_track.c.track == late.asked.track)
    if late.asked.outlet:
        query = query.where(outlet == late.asked.outlet)
    return query if late.who is None else query.where(actor.in_(late.who))


def words_of_actor(late: Late, change: Change) -> Change:
    """A count of statements with the last of them, from the documents that were published last."""
    heard, on = schema.document_actor.c, schema.document_track.c
    names = [change.about, *(actor for actor, other in late.decided.into.items() if other == change.about)]
    query = select(heard.document).where(
        heard.actor.in_(names) & (heard.statements > 0) & late.framed(schema.document_actor)
    )
    tracked = select(on.document).where(on.track == change.track) if change.track else select(on.document)
    query = query.where(heard.document.in_(tracked) if change.track else heard.document.not_in(tracked))
    query = query.where(heard.outlet == late.asked.outlet) if late.asked.outlet else query
    last = query.order_by(heard.published.desc().nulls_last(), heard.document).limit(LATEST + len(late.rejected))
    documents = list(late.connection.execute(last).scalars())
    said, by = schema.statement.c, schema.statement_actor.c
    told = [
        row
        for some in chunks(documents)
        for row in late.connection.execute(
            select(said.id, said.said, said.document)
            .where(said.document.in_(some) & (by.statement == said.id) & by.actor.in_(names))
            .distinct()
        )
        if row.id not in late.rejected
    ]
    order = sorted(told, key=lambda row: (row.said or "", row.document, row.id), reverse=True)
    return replace(change, findings=tuple(row.id for row in order[:LATEST]))


def new_reports(late: Late) -> Iterator[Change]:
    """The documents themselves, as many as can be asked for; of an actor those in which it is heard."""
    own, on, by = schema.document.c, schema.document_track.c, schema.document_actor.c
    query = select(own.id, own.title, own.outlet, own.published).where(late.condition)
    if late.asked.track:
        query = query.where(own.id.in_(select(on.document).where(on.track == late.asked.track)))
    if late.asked.outlet:
        query = query.where(own.outlet == late.asked.outlet)
    if late.who is not None:
        query = query.where(own.id.in_(select(by.document).where(by.actor.in_(late.who) & (by.statements > 0))))
    order = query.order_by(own.published.desc().nulls_last(), own.id.desc()).limit(late.asked.page.stop)
    for key, title, outlet, published in late.connection.execute(order):
        yield Change("report", key, late.asked.track, published, words=title or "", outlet=outlet, count=1)
