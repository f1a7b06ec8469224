"""Exports that link things: annotations, calendars, entities, years of pledges, typed tables."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from icalendar import Calendar
from pyarrow import parquet as arrow

from mahdar.pipeline import loaded
from mahdar.record import Record
from mahdar.shelf import read_drawer, shipped_packs
from mahdar.sources.dossier import dossier_reports
from mahdar.surfaces.cli.main import run
from mahdar.surfaces.exports import FORMATS
from mahdar.surfaces.exports.pam import COLUMNS, PROVISIONS
from mahdar.views import Asked, annotated, reading

PAGE: Any = {
    "type": "object",
    "required": ["@context", "id", "type", "document", "text_sha256", "offset_unit", "items"],
    "properties": {
        "type": {"const": "AnnotationPage"},
        "offset_unit": {"const": "unicode-code-points"},
        "text_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "items": {"items": {"required": ["id", "type", "motivation", "body", "target"]}},
    },
}
PROPERTIES = {
    "Article": {"title", "fileName", "publisher", "publishedAt", "sourceUrl"},
    "Event": {
        "name", "startDate", "endDate", "location", "organizer", "involved", "keywords", "proof", "summary",
        "sourceUrl", "publisher", "notes",
    },
    "Note": {"description", "entity", "keywords", "proof", "summary", "sourceUrl", "publisher", "notes"},
    "Person": {"name"}, "PublicBody": {"name"}, "Organization": {"name"}, "LegalEntity": {"name"},
}  # fmt: skip
"""What each schema of FollowTheMoney 4 that we use is given."""


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("linked") / "talks.db")
    assert run(["add", *dossier_reports(), "--record", path]) == 0
    return path


def exported(where: str, shape: str, asked: Asked | None = None) -> bytes:
    """An export as it would stand in a file."""
    out = io.BytesIO()
    with Record.open(where) as record:
        FORMATS[shape](record, asked or Asked(), out)
    return out.getvalue()


def texts(where: str, documents: set[str]) -> dict[str, str]:
    with Record.open(where) as record:
        return {key: reading(record, key).text for key in documents}


def test_annotations_select_their_words_in_both_ways(where: str) -> None:
    pages = json.loads(exported(where, "jsonld"))["@graph"]
    told = texts(where, {page["document"] for page in pages})
    assert len({page["id"] for page in pages}) == len(pages) == 28
    for page in pages:
        jsonschema.validate(page, PAGE)
        text = told[page["document"]]
        assert hashlib.sha256(text.encode()).hexdigest() == page["text_sha256"]
        for item in page["items"]:
            quote, position = item["target"]["selector"]
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"] != ""
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])


def test_annotations_are_those_of_the_interface(where: str) -> None:
    page = json.loads(exported(where, "jsonld", Asked(track="astana")))["@graph"][0]
    with Record.open(where) as record:
        made = annotated(reading(record, page["document"]), f"urn:mahdar:document:{page['document']}")
    assert json.loads(json.dumps(made)) == page


def test_the_calendar_has_rounds_with_their_evidence(where: str) -> None:
    events = {str(e["uid"]): e for e in Calendar.from_ical(exported(where, "ics")).walk("VEVENT")}
    held = events["astana/17@mahdar"]
    assert (held["dtstart"].dt, held["dtend"].dt) == (date(2021, 12, 21), date(2021, 12, 23))
    for event in events.values():
        assert event["status"] in ("CONFIRMED", "TENTATIVE", "CANCELLED")
        told = event["x-mahdar-evidence"]
        finding, document, _ = str(told[0] if isinstance(told, list) else told).split()
        assert (finding[0], document[0]) == ("m", "d")


def test_pam_has_its_51_provisions_and_the_scale(where: str) -> None:
    head, *rows = csv.reader(exported(where, "pam").decode().splitlines())
    assert head == list(COLUMNS)
    assert len(set(PROVISIONS)) == 51
    assert len(head) == 8 + 2 * 51 + 2
    lines = [dict(zip(head, row, strict=True)) for row in rows]
    assert len({(line["pam_caseid"], line["year"]) for line in lines}) == len(lines)
    for line in lines:
        kept = [int(line[f"{name}_implem"]) for name in PROVISIONS if line[f"{name}_implem"]]
        assert {line[f"{name}_prov"] for name in PROVISIONS} <= {"", "1"}
        assert set(kept) <= {0, 1, 2, 3}
        assert line["rate"] == (str(round(100 * sum(kept) / (3 * len(kept)), 1)) if kept else "")
    astana = next(line for line in lines if (line["pam_caseid"], line["year"]) == ("astana", "2022"))
    assert (astana["cease_prov"], astana["cease_implem"]) == ("1", "2")
    assert "cease=p" in astana["findings"]


def test_every_topic_and_provision_of_pam_is_one() -> None:
    drawer = read_drawer(shipped_packs() / "exports" / "pam.yaml")
    assert set(drawer["topics"]) <= set(loaded().world.topics)
    assert set(drawer["topics"].values()) <= set(PROVISIONS)


def test_entities_come_after_those_that_they_name(where: str) -> None:
    seen: dict[str, str] = {}
    for line in exported(where, "ftm").splitlines():
        entity = json.loads(line)
        assert entity["id"] not in seen
        told = entity["properties"]
        assert set(told) <= PROPERTIES[entity["schema"]]
        assert all(isinstance(v, str) and v for values in told.values() for v in values)
        for name in ("entity", "involved", "organizer", "proof"):
            assert set(told.get(name, ())) <= set(seen)
        assert entity["schema"] not in ("Note", "Event") or (told["proof"] and told["notes"] and told["summary"])
        seen[entity["id"]] = entity["schema"]
    assert set(seen.values()) >= {"Article", "Event", "Note", "Person", "PublicBody"}


def test_parquet_has_the_lines_of_the_table_with_types(where: str) -> None:
    table = arrow.read_table(io.BytesIO(exported(where, "parquet")))
    rows = list(csv.DictReader(io.StringIO(exported(where, "csv").decode())))
    assert table.column_names == list(rows[0])
    assert {str(field.type) for field in table.schema if field.name in ("start", "end")} == {"int64"}
    assert table.column("finding").to_pylist() == [row["finding"] for row in rows]
    assert [str(n) for n in table.column("start").to_pylist()] == [row["start"] for row in rows]


def test_parquet_without_its_library_is_told(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert run(["export", "--to", "parquet", str(tmp_path / "out"), "--record", where]) == 2
    assert "pip install 'mahdar[parquet]'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
