"""The floors: the sample dossier is read at least as well as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahdar.errors import MissingFile, UnreadableInput
from mahdar.score import Report, report_of
from mahdar.score.floors import Floors, load_floors, save_floors
from mahdar.score.standing import dossier_counts, dossier_fingerprint

FILE = Path(__file__).parents[1] / "floors.toml"


@pytest.fixture(scope="module")
def report() -> Report:
    return report_of(dossier_counts())


def test_the_dossier_reaches_its_floors(report: Report) -> None:
    assert load_floors(FILE).below(report) == {}, "row: (figure, floor)"


def test_the_floors_were_measured_on_this_dossier() -> None:
    assert load_floors(FILE).gold == dossier_fingerprint(), "measure again: mahdar floors --raise"


def test_every_kind_has_a_floor(report: Report) -> None:
    rows = {name for name, row in report.items() if isinstance(row, dict) and "f1" in row}
    assert set(load_floors(FILE).f1) == rows


def test_every_report_of_the_dossier_is_read(report: Report) -> None:
    assert report["read"] == report["documents"]


def test_floors_rise_and_never_sink(tmp_path: Path, report: Report) -> None:
    floors = Floors("old", {"times": 2.0, "statements": -1.0}).raised(report, "new")
    save_floors(floors, tmp_path / "floors.toml")
    kept = load_floors(tmp_path / "floors.toml")
    assert (kept.gold, kept.f1["times"]) == ("new", 2.0)
    assert kept.f1["statements"] >= 0
    assert list(kept.below(report)) == ["times"]


def test_a_missing_or_broken_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        load_floors(tmp_path / "floors.toml")
    (tmp_path / "floors.toml").write_text("[", encoding="utf-8")
    with pytest.raises(UnreadableInput):
        load_floors(tmp_path / "floors.toml")
