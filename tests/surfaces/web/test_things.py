"""The pages of tracks, rounds, actors, statements, pledges, conflicts, positions: each leads to the words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from html import escape
from itertools import combinations

import pytest
from fastapi.testclient import TestClient

from mahdar import views
from mahdar.pipeline.keep import decide, undo
from mahdar.record import Record, UnknownId
from mahdar.surfaces.web.matrix import matrix
from mahdar.surfaces.web.screen import screen
from mahdar.surfaces.web.timeline import NARROW, WIDE, Size, timeline
from mahdar.views import Asked, RoundRow

BOTH = pytest.mark.parametrize("language", ["ar", "en"])
INNER = re.compile(r'href="(/(?:ar|en)/[^"#?]*)')


@pytest.fixture(scope="session")
def met(where: str) -> list[RoundRow]:
    """The meetings of a track."""
    with Record.open(where) as record:
        return views.rounds(record, Asked(track="astana"))


@BOTH
def test_every_link_leads_somewhere(client: TestClient, language: str) -> None:
    waiting, seen = [f"/{language}/"], {f"/{language}/", f"/{'en' if language == 'ar' else 'ar'}/"}
    kinds: dict[str, int] = {}
    while waiting:
        path = waiting.pop()
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert not re.search(r"<script|<style| style=| on[a-z]+=", answer.text)
        for link in INNER.findall(answer.text):
            kind = link.split("/")[2]
            if link.startswith(f"/{language}/") and link not in seen and kinds.get(kind, 0) < 25:
                kinds[kind] = kinds.get(kind, 0) + 1
                seen.add(link)
                waiting.append(link)
    assert {"track", "round", "actor", "statement", "pledge", "conflict", "position", "document"} <= set(kinds)


@BOTH
def test_a_round_gives_every_account_with_its_words(client: TestClient, met: list[RoundRow], language: str) -> None:
    row = next(r for r in met if r.number == 20)
    page = client.get(f"/{language}/round/{row.id}").text
    assert all(f"/document/{c.document}#w-{c.finding}" in page for c in row.cites)
    assert all(escape(c.words, quote=False) in page for c in row.cites)
    assert all(screen(language)("statuses", a.value) in page for a in row.minutes.accounts["status"])  # type: ignore[arg-type]


def test_both_sides_of_a_conflict_stand_beside_each_other(client: TestClient, where: str) -> None:
    with Record.open(where) as record:
        row = views.conflicts(record, Asked(track="astana"))[0]
    page = client.get(f"/ar/conflict/{row.id}").text
    assert len(re.findall(r"<section><h2>", page)) == len(row.sides)
    assert all(f"#w-{cite.finding}" in page for side in row.sides for cite in side.cites)


def test_the_sides_of_a_conflict_are_named_in_the_readers_language(client: TestClient, where: str) -> None:
    with Record.open(where) as record:
        row = views.conflicts(record, Asked(track="astana"))[0]
    assert "state/ru" in {actor for side in row.sides for actor in side.actors}
    assert all(len(side.actors) == len(side.who) for side in row.sides)
    page = client.get(f"/en/conflict/{row.id}").text
    assert '<a href="/en/actor/state/ru"><bdi>Russia</bdi></a>' in page


@BOTH
def test_several_who_speak_as_one_are_named_once(client: TestClient, where: str, language: str) -> None:
    with Record.open(where) as record:
        row = next(p for p in views.pledges(record, Asked(limit=100)) if p.minutes.by[0] == "group/ir-ru-tr")
    page = client.get(f"/{language}/pledge/{row.id}").text
    assert "group/ir-ru-tr" not in page
    assert all(f'href="/{language}/actor/{key}"' in page for key in ("state/ru", "state/tr", "state/ir"))


def test_a_statement_stands_in_its_paragraph(client: TestClient, where: str) -> None:
    with Record.open(where) as record:
        row = views.statements(record, Asked(track="astana", limit=1))[0]
    page = client.get(f"/ar/statement/{row.id}").text
    assert f'href="/ar/document/{row.cite.document}#{row.id}"' in page
    assert 'class="cue"' in page
    assert 'class="content"' in page


def test_an_actor_that_only_the_world_knows_has_a_page(client: TestClient, where: str) -> None:
    with Record.open(where) as record, pytest.raises(UnknownId):
        views.actor(record, "state/nz")
    answer = client.get("/en/actor/state/nz")
    assert answer.status_code == 200
    assert "New Zealand" in answer.text


def test_an_actor_that_people_merged_leads_to_the_one_it_is(client: TestClient, where: str) -> None:
    with Record.open(where) as record:
        names = [a.id for a in views.actors(record, Asked(limit=50)) if a.kind == "person"]
        number = decide(record, "merge", names[1], who="t", why="", value=names[0])
        try:
            answer = client.get(f"/ar/actor/{names[1]}")
            assert (answer.status_code, answer.headers["location"]) == (307, f"/ar/actor/{names[0]}")
            assert screen("ar")("merged") in client.get(f"/ar/actor/{names[0]}").text
        finally:
            undo(record, number)


@pytest.mark.parametrize(
    "path",
    ["track/none", "track/%2e%2e", "round/astana/999", "round/x", "actor/state/none", "actor/روسيا", "statement/s0",
     "pledge/p0", "conflict/c0", "position/aid/state/none", "position/none/state/ru", "position/aid/روسيا"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(f"/en/{path}")
    assert answer.status_code == 404
    assert screen("en")("faults", "unknown-id", "title") in answer.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999"])
def test_a_page_that_makes_no_sense_is_told(client: TestClient, page: str) -> None:
    answer = client.get(f"/ar/actor/state/ru?page={page}")
    assert answer.status_code == 422
    assert screen("ar")("faults", "bad-setting", "title") in answer.text


@pytest.mark.parametrize("leftwards", [True, False])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: size.name)
def test_time_runs_as_the_reader_reads(met: list[RoundRow], leftwards: bool, size: Size) -> None:
    line = timeline(met, leftwards=leftwards, size=size)
    assert line is not None
    days = [d.row.minutes.earliest or d.row.minutes.latest or date.max for d in line.dots]
    assert days == sorted(days)
    for xs in ([d.x for d in line.dots], [t.x for t in line.ticks]):
        assert xs == sorted(xs, reverse=leftwards)
        assert all(0 < x < size.width for x in xs)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: size.name)
def test_meetings_of_near_days_do_not_lie_on_one_another(met: list[RoundRow], size: Size) -> None:
    line = timeline([*met, *met], leftwards=False, size=size)
    assert line is not None
    assert all((a.x - b.x) ** 2 + (a.y - b.y) ** 2 >= (a.r + b.r) ** 2 for a, b in combinations(line.dots, 2))
    assert all(0 < d.y < line.axis for d in line.dots)


def test_meetings_without_room_are_counted(met: list[RoundRow]) -> None:
    many = met * 20
    line = timeline(many, leftwards=True, size=NARROW)
    assert line is not None
    dated = [r for r in many if r.minutes.earliest or r.minutes.latest]
    assert len(line.dots) + sum(more.number for more in line.more) == len(dated)
    assert sum(d.row.number is not None for d in line.dots) == sum(r.number is not None for r in dated)
    assert all(more.number and more.y < min(d.y for d in line.dots if d.row.number is None) for more in line.more)


@pytest.mark.parametrize("leftwards", [True, False])
def test_what_one_report_recalls_of_long_ago_is_counted(met: list[RoundRow], leftwards: bool) -> None:
    dated = [r for r in met if r.minutes.earliest]
    old = replace(dated[0], minutes=replace(dated[0].minutes, earliest=date(1950, 1, 1), latest=date(1950, 1, 1)))
    line = timeline([old, *dated], leftwards=leftwards)
    assert line is not None
    assert [(more.number, more.earlier) for more in line.more] == [(1, True)]
    assert (line.more[0].x > WIDE.width / 2) == leftwards
    assert len(line.dots) == len(dated)


def test_a_short_time_is_told_in_months(met: list[RoundRow]) -> None:
    near = [r for r in met if r.minutes.earliest and r.minutes.earliest.year == 2022]
    line = timeline(near, leftwards=True)
    assert line is not None
    assert line.ticks
    assert all(re.fullmatch(r"2022-\d\d", tick.told) for tick in line.ticks)


def test_one_meeting_makes_no_timeline(met: list[RoundRow]) -> None:
    assert timeline(met[:1], leftwards=True) is None


def test_the_matrix_holds_what_was_said(where: str) -> None:
    with Record.open(where) as record:
        rows = views.positions(record, Asked(track="astana", limit=60))
    found = matrix(rows)
    assert found is not None
    assert matrix([]) is None
    assert all(found.cells[r.actor, r.topic].row == r for r in rows)
    assert all({(a, t) for t in found.topics} & found.cells.keys() for a, _ in found.actors)
    assert all(p.stance != "neutral" for cell in found.cells.values() for p in cell.points)


def test_neighbours_are_the_nearest_days(where: str, met: list[RoundRow]) -> None:
    dated = [r for r in met if r.minutes.earliest]
    with Record.open(where) as record:
        before, after = views.neighbours(record, dated[1])
        first, _ = views.neighbours(record, dated[0])
    assert (before, after, first) == (dated[0], dated[2], None)
    assert (dated[2].minutes.earliest or date.max) - (dated[0].minutes.earliest or date.min) >= timedelta(0)
