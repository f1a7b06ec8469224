"""The pages of tracks, rounds, actors, statements, pledges, conflicts, positions: each leads to the words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import escape

import pytest
from fastapi.testclient import TestClient

from mahdar import views
from mahdar.pipeline.keep import decide, undo
from mahdar.record import Record, UnknownId
from mahdar.surfaces.web.matrix import matrix
from mahdar.surfaces.web.screen import screen
from mahdar.surfaces.web.timeline import WIDTH, timeline
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
def test_time_runs_as_the_reader_reads(met: list[RoundRow], leftwards: bool) -> None:
    line = timeline(met, leftwards=leftwards)
    assert line is not None
    days = [d.row.minutes.earliest or d.row.minutes.latest or date.max for d in line.dots]
    assert days == sorted(days)
    xs = [d.x for d in line.dots]
    assert xs == sorted(xs, reverse=leftwards)
    assert all(0 < x < WIDTH for x in xs)


def test_meetings_on_one_day_do_not_lie_on_one_another(met: list[RoundRow]) -> None:
    line = timeline([*met, *met], leftwards=False)
    assert line is not None
    assert len({(d.x, d.y) for d in line.dots}) == len(line.dots)
    assert all(0 < d.y < line.axis for d in line.dots)


def test_one_meeting_makes_no_timeline(met: list[RoundRow]) -> None:
    assert timeline(met[:1], leftwards=True) is None


def test_the_matrix_holds_what_was_said(where: str) -> None:
    with Record.open(where) as record:
        rows = views.positions(record, Asked(track="astana", limit=60))
    found = matrix(rows)
    assert found is not None
    assert matrix([]) is None
    assert all(found.cells[r.actor, r.topic].row == r for r in rows)
    assert all(p.stance != "neutral" for cell in found.cells.values() for p in cell.points)


def test_neighbours_are_the_nearest_days(where: str, met: list[RoundRow]) -> None:
    dated = [r for r in met if r.minutes.earliest]
    with Record.open(where) as record:
        before, after = views.neighbours(record, dated[1])
        first, _ = views.neighbours(record, dated[0])
    assert (before, after, first) == (dated[0], dated[2], None)
    assert (dated[2].minutes.earliest or date.max) - (dated[0].minutes.earliest or date.min) >= timedelta(0)
