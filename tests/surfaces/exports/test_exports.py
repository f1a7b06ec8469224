"""Exports: the columns of each trade as its own files have them, every line with its evidence, whole or absent."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import IO, Any, get_args

import jsonschema
import pytest

from mahdar.model.findings import Act, MeetingStatus
from mahdar.pipeline import loaded
from mahdar.record import Record, RecordError
from mahdar.shelf import read_drawer, shipped_packs
from mahdar.sources.dossier import dossier_reports
from mahdar.surfaces.cli.main import run
from mahdar.surfaces.exports import FORMATS, Written
from mahdar.surfaces.exports.acled import COLUMNS as ACLED
from mahdar.surfaces.exports.acled import OURS as ACLED_OURS
from mahdar.surfaces.exports.cameo import COLUMNS
from mahdar.surfaces.exports.pax import CORE as PAX
from mahdar.surfaces.exports.pax import OURS as PAX_OURS
from mahdar.views import Asked, every_pledge, every_round, every_statement, pledges, reading, rounds, statements

PLOVER: Any = {
    "type": "object",
    "required": ["id", "date", "actor", "event", "quad_code", "text", "document", "outlet", "published"],
    "properties": {
        "date": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "actor": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["code"]}},
        "event": {"type": "array", "items": {"enum": ["AGREE", "SUPPORT", "REJECT", "ACCUSE", "CONSULT"]}},
        "quad_code": {"enum": [1, 3]},
        "event_scale": {"type": "number", "minimum": -10, "maximum": 10},
        "mode": {"type": "array", "items": {"enum": ["disapprove", "multilateral"]}},
        "document": {"type": "string"},
        "text": {"type": "string", "minLength": 1},
    },
}


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("export") / "talks.db")
    assert run(["add", *dossier_reports(), "--record", path]) == 0
    return path


def exported(where: str, folder: Path, shape: str, *more: str) -> str:
    """An export as text."""
    out = folder / f"out.{shape}"
    assert run(["export", "--to", shape, str(out), "--record", where, *more]) == 0
    return out.read_text("utf-8")


def told_in(where: str, document: str) -> str:
    """The text of a document."""
    with Record.open(where) as record:
        return reading(record, document).text


def test_every_act_and_standing_has_its_place_in_the_drawers() -> None:
    plover, cameo = (read_drawer(shipped_packs() / "exports" / f"{n}.yaml") for n in ("plover", "cameo"))
    assert set(plover["acts"]) == set(cameo["acts"]) == set(get_args(Act))
    assert set(plover["standings"]) == set(get_args(MeetingStatus))


def test_plover_events_have_the_fields_of_the_manual(where: str, tmp_path: Path) -> None:
    events = [json.loads(line) for line in exported(where, tmp_path, "plover").splitlines()]
    assert {e["event"][0] for e in events} >= {"AGREE", "CONSULT"}
    assert len({e["id"] for e in events}) == len(events)
    for event in events:
        jsonschema.validate(event, PLOVER)
        assert event["event_text"][0] in event["text"]


def test_cameo_has_the_columns_of_icews_and_keeps_statements(where: str, tmp_path: Path) -> None:
    head, *rows = csv.reader(exported(where, tmp_path, "cameo").splitlines(), delimiter="\t")
    assert head == list(COLUMNS)
    assert len(head) == 20
    assert {len(row) for row in rows} == {20}
    assert len({row[0] for row in rows}) == len(rows)
    assert {"010", "020"} <= {row[6] for row in rows}
    assert all(row[2] and row[11] and row[13] for row in rows)


def test_a_map_has_a_point_or_none_for_each_round(where: str, tmp_path: Path) -> None:
    made = json.loads(exported(where, tmp_path, "geojson", "--track", "astana"))
    rounds = {f["id"]: f for f in made["features"]}
    assert rounds["astana/18"]["geometry"] == {"type": "Point", "coordinates": [71.43, 51.17]}
    assert all(f["geometry"] is None or f["geometry"]["type"] == "Point" for f in rounds.values())
    assert all(f["properties"]["cites"][0]["sentence"] for f in rounds.values())


def test_every_line_of_the_table_carries_its_evidence(where: str, tmp_path: Path) -> None:
    rows = list(csv.DictReader(exported(where, tmp_path, "csv").splitlines()))
    assert {row["kind"] for row in rows} == {"statement", "meeting", "pledge"}
    assert all(row["document"] and row["outlet"] and row["published"] and row["sentence"] for row in rows)


@pytest.mark.parametrize("shape", list(FORMATS))
def test_the_same_record_gives_the_same_bytes(where: str, tmp_path: Path, shape: str) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for out in (one, two):
        assert run(["export", "--to", shape, str(out), "--record", where]) == 0
    assert one.read_bytes() == two.read_bytes() != b""


def test_days_that_the_record_does_not_have_give_no_lines(where: str, tmp_path: Path) -> None:
    assert exported(where, tmp_path, "plover", "--since", "2090-01-01") == ""


def test_a_record_that_is_not_there_leaves_an_older_file_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "old.csv"
    out.write_text("old", "utf-8")
    assert run(["export", "--to", "csv", str(out), "--record", str(tmp_path / "none.db")]) == 2
    assert out.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [out]


def test_acled_has_its_columns_and_leads_to_the_words(where: str, tmp_path: Path) -> None:
    head, *rows = csv.reader(exported(where, tmp_path, "acled").splitlines())
    assert head == [*ACLED, *ACLED_OURS]
    assert len(ACLED) == 31
    lines = [dict(zip(head, row, strict=True)) for row in rows]
    assert {line["event_type"] for line in lines} == {"Strategic developments"}
    assert {line["sub_event_type"] for line in lines} <= {"Other", "Agreement"}
    assert {line["time_precision"] for line in lines} <= {"1", ""}
    assert all(line["year"] == line["event_date"][:4] and line["notes"] and line["source"] for line in lines)
    assert not any(line[name] for line in lines for name in ("inter1", "iso", "region", "geo_precision"))
    astana = next(line for line in lines if line["event_id_cnty"] == "astana/18")
    assert (astana["location"], astana["country"]) == ("Astana", "Kazakhstan")
    assert astana["notes"] in told_in(where, astana["document"])


def test_pax_has_its_columns_and_says_nothing_of_topics_not_named(where: str, tmp_path: Path) -> None:
    head, *rows = csv.reader(exported(where, tmp_path, "pax").splitlines())
    codes = head[len(PAX) : -len(PAX_OURS)]
    assert tuple(head[: len(PAX)]) == PAX
    assert set(codes) == set(read_drawer(shipped_packs() / "exports" / "pax.yaml")["topics"].values())
    assert len(set(codes)) == len(codes)
    for line in (dict(zip(head, row, strict=True)) for row in rows):
        assert line["AgtId"].startswith("p")
        assert {line[code] for code in codes} <= {"", "1"}
        start, end = int(line["start"]), int(line["end"])
        assert " ".join(told_in(where, line["document"])[start:end].split())
        assert line["PP"]
        assert line["Dat"] != line["published"][:10], "the day of a report is not that of the pledge"
        assert ";" in line["Part"]


def test_every_topic_of_pax_is_one_of_ours() -> None:
    topics = read_drawer(shipped_packs() / "exports" / "pax.yaml")["topics"]
    assert set(topics) <= set(loaded().world.topics)


@pytest.mark.parametrize("shape", list(FORMATS))
def test_an_export_that_breaks_leaves_the_older_file(
    where: str, tmp_path: Path, shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(record: Record, asked: Asked, out: IO[bytes]) -> Written:
        out.write(b"half")
        raise RecordError("The record cannot be read.", "Try again.")

    out = tmp_path / "old"
    out.write_text("old", "utf-8")
    monkeypatch.setitem(FORMATS, shape, broken)
    assert run(["export", "--to", shape, str(out), "--record", where]) == 2
    assert out.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [out]


def test_all_answers_come_as_a_page_of_them_does(where: str) -> None:
    with Record.open(where) as record:
        for asked in (Asked(limit=5000), Asked(track="astana", limit=5000), Asked(topic="ceasefire", limit=5000)):
            assert list(every_statement(record, asked)) == statements(record, asked)
            assert list(every_round(record, asked)) == rounds(record, asked)
            assert list(every_pledge(record, asked)) == pledges(record, asked)
