"""The sample dossier as a record: what is agreed, what is disputed, line by line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.sources import read_inputs
from mahdar.sources.dossier import dossier_reports
from mahdar.views import Asked, conflicts, coverage, pledges, positions, rounds, show, tracks


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(tmp_path_factory.mktemp("dossier") / "dossier.db") as made:
        add(read_inputs(dossier_reports()), made)
        yield made


def test_the_numbered_rounds_of_the_astana_track(record: Record) -> None:
    found = {r.number: r for r in rounds(record, Asked(track="astana")) if r.number}
    held = {n: (r.earliest, r.latest) for n, r in found.items() if r.status == "held" and r.earliest}
    assert held[17] == ("2021-12-21", "2021-12-22")
    assert held[18][1] == "2022-06-16"
    assert held[19][1] == "2022-11-23"
    assert held[21] == ("2024-01-24", "2024-01-25")
    assert held[22] == ("2024-11-11", "2024-11-12")
    assert found[23].status == "planned"
    assert (found[23].earliest, found[23].latest) == ("2025-01-01", "2025-06-30")


def test_host_and_guarantor_disagree_on_the_end_of_the_track(record: Record) -> None:
    (conflict,) = [c for c in conflicts(record, Asked(track="astana")) if c.question == "track-ends"]
    sides = {side.answer: side for side in conflict.sides}
    assert "كازاخستان" in sides["ends"].who
    assert "ألكسندر لافرنتييف" in sides["goes-on"].who
    assert all(side.cites for side in conflict.sides)


def test_the_dossier_holds_no_conflict_of_fact(record: Record) -> None:
    assert [c.question for c in conflicts(record, Asked()) if c.kind == "meeting-fact"] == []


def test_every_pledge_and_every_point_opens_its_sentence(record: Record) -> None:
    bound = pledges(record, Asked(limit=200))
    assert len(bound) > 20
    assert all(row.cites and row.cites[0].words in row.cites[0].sentence for row in bound)
    stood = positions(record, Asked(track="astana"))
    assert all(point.cite.sentence for row in stood for point in row.points)


def test_a_round_is_shown_with_all_its_accounts(record: Record) -> None:
    shown = show(record, "astana/20")
    assert not isinstance(shown, str)
    assert show(record, "astana/20") == shown


def test_tracks_and_coverage_count_the_documents(record: Record) -> None:
    assert tracks(record, Asked())[0].id == "astana"
    assert sum(row.documents for row in coverage(record, Asked())) == 28
