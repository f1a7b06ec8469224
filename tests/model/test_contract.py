"""The contract: keys, their order, the schema, and what a reading looks like on paper."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest

from mahdar.model import (
    Actor,
    Cue,
    Days,
    Document,
    Evidence,
    Meeting,
    Participant,
    Place,
    Pledge,
    RawOffset,
    Reading,
    Refusal,
    Span,
    Statement,
    TimeExpression,
    findings,
    shapes,
)
from mahdar.model.contract import as_json, encode, encode_pretty

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "docs" / "reading.schema.json").read_text(encoding="utf-8")
)
TEXT = "قالت موسكو أمس إن الجولة انتهت في أستانا"


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(RawOffset(start), RawOffset(start + len(words)))


@pytest.fixture
def reading() -> Reading:
    """A reading with one finding of each kind, every optional field filled."""
    day = date(2023, 6, 20)
    return Reading(
        Document.of(TEXT, id="one", published=date(2023, 6, 21)),
        (Actor("state/ru", "state", (("ar", "روسيا"), ("en", "Russia")), ("موسكو",), True, (at("موسكو"),)),),
        (
            Statement(
                "s1", ("state/ru",), at("موسكو"), Cue(at("قالت"), "قال"), Evidence((at("الجولة انتهت"),)),
                "assert", "none", "rule", said=Days(day, day, "relative"), topics=("format",),
            ),
        ),
        (TimeExpression(at("أمس"), "DATE", "2023-06-20", "rule", None, day, day, "relative"),),
        (
            Meeting(
                "m1", "astana", 20, "round", day, day, "place/astana", "أستانا", "held", Evidence((at("الجولة"),)),
                "rule", "state/kz", (Participant("state/ru", "guarantor"),), ("format",), "s1",
            ),
        ),
        (Pledge("p1", ("state/ru",), at("الجولة انتهت"), "kept", Evidence((at("الجولة انتهت"),)), "rule"),),
        (Place("place/astana", "أستانا", "city", 51.17, 71.43, (at("أستانا"),)),),
        (Refusal(at("إن"), "statement", "source-not-resolved", "rule"),),
    )  # fmt: skip


def test_a_full_reading_follows_the_schema(reading: Reading) -> None:
    jsonschema.validate(as_json(reading), SCHEMA, format_checker=jsonschema.FormatChecker())


def test_an_empty_reading_follows_the_schema() -> None:
    jsonschema.validate(as_json(Reading(Document.of("نص", id="one"))), SCHEMA)


def test_a_finding_without_evidence_breaks_the_schema(reading: Reading) -> None:
    broken: Any = as_json(reading)
    broken["meetings"][0]["evidence"] = []
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, SCHEMA)


@pytest.mark.parametrize(
    ("shape", "name"),
    [
        (shapes.DocumentJson, "document"),
        (shapes.ActorJson, "actor"),
        (shapes.StatementJson, "statement"),
        (shapes.TimeJson, "time"),
        (shapes.MeetingJson, "meeting"),
        (shapes.PledgeJson, "pledge"),
        (shapes.PlaceJson, "place"),
        (shapes.RefusalJson, "refusal"),
        (shapes.VenueJson, "venue"),
        (shapes.CueJson, "cue"),
        (shapes.DaysJson, "days"),
    ],
)
def test_schema_and_types_have_the_same_keys(shape: Any, name: str) -> None:
    assert set(shape.__annotations__) | set(getattr(shape, "__required_keys__", ())) == set(
        SCHEMA["$defs"][name]["properties"]
    )


@pytest.mark.parametrize(
    ("choices", "name", "key"),
    [
        (findings.Act, "statement", "act"),
        (findings.Quoted, "statement", "quoted"),
        (findings.Capacity, "statement", "capacity"),
        (findings.TimexType, "time", "type"),
        (findings.MeetingKind, "meeting", "kind"),
        (findings.MeetingStatus, "meeting", "status"),
        (findings.PledgeStatus, "pledge", "status"),
        (findings.Basis, "days", "basis"),
    ],
)
def test_schema_and_model_offer_the_same_choices(choices: Any, name: str, key: str) -> None:
    assert SCHEMA["$defs"][name]["properties"][key]["enum"] == list(get_args(choices))


def test_keys_stand_in_the_order_of_the_schema(reading: Reading) -> None:
    written: Any = as_json(reading)
    assert list(written) == list(SCHEMA["properties"])
    kinds = {"actors": "actor", "statements": "statement", "meetings": "meeting", "pledges": "pledge"}
    for kind, name in kinds.items():
        assert list(written[kind][0]) == list(SCHEMA["$defs"][name]["properties"]), kind


def test_the_venue_brings_the_coordinates_of_the_place(reading: Reading) -> None:
    assert as_json(reading)["meetings"][0]["place"] == {
        "id": "place/astana", "name": "أستانا", "lat": 51.17, "lon": 71.43,
    }  # fmt: skip


def test_one_line_for_machines_and_several_for_people(reading: Reading) -> None:
    line, pretty = encode(reading), encode_pretty(reading)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert json.loads(line) == json.loads(pretty) == as_json(reading)
    assert TEXT in line.decode("utf-8"), "Arabic stands in the file as it is, without escapes"
