"""The measure against figures counted by hand, and against the project's reference where that is at hand."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mahdar.errors import MissingFile, UnreadableInput
from mahdar.score import changes, load_gold, load_readings, measure, report_of, table

HERE = Path(__file__).parent
GOLD: dict[str, Any] = json.loads((HERE / "one-gold.json").read_text("utf-8"))
READING: dict[str, Any] = json.loads((HERE / "one-reading.json").read_text("utf-8"))
TEXT: str = READING["document"]["text"]


def folder_of(tmp_path: Path, *golds: dict[str, Any]) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    for gold in golds:
        (folder / f"{gold['id']}.json").write_text(json.dumps(gold), encoding="utf-8")
    return folder


def file_of(tmp_path: Path, *readings: dict[str, Any], name: str = "readings.jsonl") -> Path:
    file = tmp_path / name
    file.write_text("".join(json.dumps(r) + "\n" for r in readings), encoding="utf-8")
    return file


def test_figures_counted_by_hand(tmp_path: Path) -> None:
    report: Any = report_of(measure(load_gold(folder_of(tmp_path, GOLD)), load_readings(file_of(tmp_path, READING))))
    assert (report["documents"], report["read"]) == (1, 1)
    assert report["statements"] == {"p": 1 / 3, "r": 0.5, "f1": 0.4, "right": 1, "gold": 2, "pred": 3}
    assert report["statement content"]["f1"] == 0.8
    assert report["of found statements"] == {
        "content >= 0.9": 0.5, "source": 0.5, "cue": 0.5, "act": 1.0, "quoted": 0.5,
    }  # fmt: skip
    assert report["times"]["f1"] == 1.0, "a value may differ where the days are right"
    assert report["time spans strict"]["right"] == 1
    assert report["time spans relaxed"]["right"] == 2
    assert report["meetings"]["f1"] == 0.5
    assert report["of found meetings"] == {"days": 0.0, "place": 1.0, "status": 1.0}
    assert report["pledges"]["f1"] == 1.0
    assert report["of found pledges"] == {"by": 1.0, "status": 0.0}


def test_a_document_that_was_not_read_is_all_missed(tmp_path: Path) -> None:
    counts = measure(load_gold(folder_of(tmp_path, GOLD)), {})
    report: Any = report_of(counts)
    assert (report["read"], report["statements"]["gold"], report["statements"]["f1"]) == (0, 2, 0.0)
    assert len(table(report)) == 11


def test_errors_show_words_of_the_text(tmp_path: Path) -> None:
    counts = measure(load_gold(folder_of(tmp_path, GOLD)), load_readings(file_of(tmp_path, READING)))
    told = {error.kind: str(error) for error in counts.errors}
    assert set(told) == {"wrong source", "extra statement", "missed meeting", "extra meeting"}
    assert told["wrong source"] == f"one | wrong source | {TEXT[49:66]} | تركيا | ايران"
    assert TEXT[0:9] in told["extra statement"]


def test_gains_and_losses_are_text(tmp_path: Path) -> None:
    gold = load_gold(folder_of(tmp_path, GOLD))
    better: dict[str, Any] = json.loads(json.dumps(READING))
    better["statements"].pop()
    better["times"].pop()
    before = measure(gold, load_readings(file_of(tmp_path, READING)))
    after = measure(gold, load_readings(file_of(tmp_path, better, name="later.jsonl")))
    assert [str(change) for change in changes(before, after)] == [
        f"+ one | statement no longer made up | {TEXT[0:9]} | state/ir",
        f"− one | time lost | {TEXT[63:66]} | 2023-06-22",
    ]
    assert changes(after, after) == []


@pytest.mark.parametrize(
    ("content", "says"), [("{", "line 1: this is not JSON"), ("[]", "line 1: this is no reading"), ("{}", "no reading")]
)
def test_files_that_hold_no_readings_are_told(tmp_path: Path, content: str, says: str) -> None:
    file = tmp_path / "r.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableInput, match=says):
        load_readings(file)


def test_folders_that_hold_no_gold_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no gold annotations"):
        load_gold(tmp_path)
    with pytest.raises(MissingFile):
        load_gold(tmp_path / "nowhere")
    (tmp_path / "a.json").write_text("[]", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="no gold annotation"):
        load_gold(tmp_path)


REFERENCE = Path(__file__).parents[3] / "shared" / "gold"


@pytest.mark.skipif(not (REFERENCE / "score.py").exists(), reason="the reference measure is not beside this checkout")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_same_figures_as_the_reference_to_the_digit(tmp_path: Path, seed: int) -> None:
    readings = tmp_path / "readings.jsonl"
    draw = random.Random(seed)
    golds = [json.loads(f.read_text("utf-8")) for f in sorted((REFERENCE / "dev").glob("*.json"))]
    readings.write_text("".join(json.dumps(_disturbed(gold, draw)) + "\n" for gold in golds[2:]), encoding="utf-8")
    command = [sys.executable, str(REFERENCE / "score.py"), str(REFERENCE / "dev"), str(readings), "--json"]
    reference = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert report_of(measure(load_gold(REFERENCE / "dev"), load_readings(readings))) == reference


def _disturbed(gold: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    """A reading that has the gold's findings, some of them left out, shifted or renamed."""

    def span(start: int, end: int) -> dict[str, int]:
        start = max(0, start + draw.choice([0, 0, 0, 2, -3]))
        return {"start": start, "end": max(start + 1, end + draw.choice([0, 0, 4, -2, 25]))}

    def some(kind: str) -> list[dict[str, Any]]:
        return [entry for entry in gold[kind] if draw.random() < 0.8]

    statements, actors, pledges = some("statements"), [], some("pledges")
    for number, entry in enumerate([*statements, *pledges]):
        names = entry.get("who") or entry.get("by") or [""]
        actors.append({"id": f"a{number}", "names": {"ar": draw.choice([*names, "فلان"])}, "aliases": []})
    return {
        "document": {"id": gold["id"], "text": ""},
        "actors": actors,
        "statements": [
            {
                "actors": [f"a{number}"],
                "content": [span(*piece) for piece in entry["content"]],
                "cue": span(*(entry["cue"] or [0, 1])),
                "act": draw.choice([entry["act"], "assert"]),
                "quoted": draw.choice([entry["quoted"], "none"]),
            }
            for number, entry in enumerate(statements)
        ],
        "times": [{**span(*t.pop("span")), **t, "value": draw.choice([t["value"], "2018"])} for t in some("times")],
        "meetings": [
            {**m, "number": draw.choice([m["number"], None]), "place": {"name": draw.choice([m["place"], "جنيف"])}}
            for m in some("meetings")
        ],
        "pledges": [
            {**p, "by": [f"a{number + len(statements)}"], "what": span(*p["what"])} for number, p in enumerate(pledges)
        ],
    }
