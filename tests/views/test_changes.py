"""What is new since a day: held against the record of the older reports alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from mahdar.errors import BadSetting
from mahdar.model.minutes import MeetingMinutes
from mahdar.pipeline import keep
from mahdar.pipeline.add import add
from mahdar.record import Record, schema
from mahdar.sources import read_inputs
from mahdar.sources.dossier import dossier_reports
from mahdar.views import Asked, ChangeRow, changes, conflicts, documents, pledges, positions, rounds, statements
from record.reports import report

CUT = date(2024, 1, 1)
ALL = Asked(limit=10_000)
SINCE = replace(ALL, since=CUT)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(tmp_path_factory.mktemp("changes") / "whole.db") as made:
        add(read_inputs(dossier_reports()), made)
        yield made


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The record of the dossier without what was published since."""
    with Record.open(tmp_path_factory.mktemp("changes") / "older.db") as made:
        reports = [d for d in read_inputs(dossier_reports()) if getattr(d, "published", None)]
        add([d for d in reports if d.published < CUT], made)  # type: ignore[union-attr,operator]
        yield made


def told(record: Record, asked: Asked, *kinds: str) -> list[ChangeRow]:
    return [row for row in changes(record, asked) if not kinds or row.kind in kinds]


def test_rounds_are_new_that_the_older_record_has_no_telling_of(whole: Record, older: Record) -> None:
    before = {f for row in rounds(older, ALL) for f in row.minutes.findings}
    new = {row.id for row in rounds(whole, ALL) if before.isdisjoint(row.minutes.findings)}
    assert new == {row.about for row in told(whole, SINCE, "new-round")}
    assert new


def test_days_and_standings_are_told_as_they_were(whole: Record, older: Record) -> None:
    before = {row.id: row.minutes for row in rounds(older, ALL)}
    now = {row.id: row.minutes for row in rounds(whole, ALL)}
    expected = {
        (key, question, was, then)
        for key in before.keys() & now.keys()
        for question in ("days", "place", "status")
        for was, then in [(answer(before[key], question), answer(now[key], question))]
        if was != then
    }
    assert expected == {(r.about, r.question, r.before, r.after) for r in told(whole, SINCE, "round")}
    assert expected


def answer(minutes: MeetingMinutes, question: str) -> str | None:
    days = minutes.accounts.get("days")
    return {"days": days and days[0].value, "place": minutes.place_name, "status": minutes.status}[question] or None


def test_pledges_conflicts_and_turns_are_those_that_the_older_record_does_not_have(
    whole: Record, older: Record
) -> None:
    before = {row.id: row.status for row in pledges(older, ALL)}
    expected = {(r.id, before.get(r.id), r.status) for r in pledges(whole, ALL) if before.get(r.id) != r.status}
    assert expected == {(r.about, r.before, r.after) for r in told(whole, SINCE, "pledge", "new-pledge")}
    disputed = {row.id for row in conflicts(whole, ALL)} - {row.id for row in conflicts(older, ALL)}
    assert disputed == {row.about for row in told(whole, SINCE, "conflict")}
    assert turns(whole) - turns(older) == {row.cites[0].finding for row in told(whole, SINCE, "position")}


def turns(record: Record) -> set[str]:
    return {point.cite.finding for row in positions(record, ALL) for point in row.points if point.turn}


def test_statements_are_counted_and_reports_listed(whole: Record) -> None:
    new = {d.id for d in documents(whole, SINCE)}
    assert new == {row.about for row in told(whole, SINCE, "report")}
    for row in told(whole, replace(SINCE, track="astana"), "statements"):
        said = statements(whole, replace(ALL, track="astana", actor=row.about))
        mine = [s.id for s in said if s.cite.document in new and row.about in s.actors]
        assert (row.count, row.track) == (len(mine), "astana")
        assert {c.finding for c in row.cites} <= set(mine)
        assert row.cites


def test_filters_narrow(whole: Record) -> None:
    every = changes(whole, SINCE)
    assert len({row.id for row in every}) == len(every)
    outlet = next(row.outlet for row in every if row.outlet)
    for row in told(whole, replace(SINCE, outlet=outlet), "new-round", "round", "pledge", "conflict", "statements"):
        assert outlet in {c.outlet for c in row.cites}
    mine = told(whole, replace(SINCE, actor="state/ru"), "statements", "position", "conflict")
    assert mine
    assert all("state/ru" in row.actors for row in mine)
    assert {row.track for row in told(whole, replace(SINCE, track="astana"))} == {"astana"}
    assert changes(whole, replace(SINCE, actor="nobody")) == []


def test_pages_join_to_the_whole(whole: Record) -> None:
    every = [row.id for row in changes(whole, SINCE)]
    pages = [changes(whole, replace(SINCE, limit=7, skip=at)) for at in range(0, len(every) + 7, 7)]
    assert [row.id for page in pages for row in page] == every


ROUND = "عقدت جولة من محادثات أستانا."


def test_a_turn_is_told_until_it_is_rejected(tmp_path: Path) -> None:
    reports = [
        report("a", f"{ROUND} وأيدت روسيا وقف إطلاق النار في إدلب.", published="2023-01-10"),
        report("b", f"{ROUND} ورفضت روسيا وقف إطلاق النار في إدلب.", published="2023-03-10", outlet="وكالة السهل"),
    ]
    with Record.open(tmp_path / "turn.db") as made:
        add(reports, made)
        asked = Asked(since=date(2023, 3, 1))
        (row,) = told(made, asked, "position")
        assert (row.about, row.question, row.before, row.after) == ("state/ru", "ceasefire", "for", "against")
        assert told(made, replace(asked, outlet="صحيفة الواحة")) == []
        keep.decide(made, "reject", row.cites[0].finding, who="سلمى", why="")
        assert told(made, asked, "position", "statements") == []


def test_what_came_into_the_record_late_is_new_whenever_it_was_published(whole: Record) -> None:
    key = documents(whole, replace(ALL, until=date(2018, 12, 31)))[0].id
    own = schema.document.c
    with whole.writing() as connection:
        connection.execute(update(schema.document).where(own.id == key).values(added="2031-05-02T10:00:00+00:00"))
    late = Asked(added_since=date(2031, 5, 2), limit=1000)
    assert [row.about for row in told(whole, late, "report")] == [key]
    assert {c.document for row in told(whole, late, "statements", "new-round") for c in row.cites} == {key}
    assert changes(whole, replace(late, added_since=date(2031, 5, 3))) == []


@pytest.mark.parametrize("asked", [Asked(), Asked(since=CUT, added_since=CUT)])
def test_one_day_is_needed(whole: Record, asked: Asked) -> None:
    with pytest.raises(BadSetting, match="since when"):
        changes(whole, asked)
