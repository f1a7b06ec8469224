"""The interface over the sample dossier: every question, page by page, tags, single things, and a text that is sent."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient

from mahdar.record import RecordError
from mahdar.surfaces.api import build, faults

HOME = "/api/v1"
DOCS = Path(__file__).parents[3] / "docs"
QUESTIONS = (
    "tracks", "rounds", "statements", "positions", "pledges", "conflicts", "actors", "places", "documents", "coverage",
    "search?q=الجولة",
)  # fmt: skip


def items(client: TestClient, address: str) -> list[dict[str, Any]]:
    """All lines of an address, page by page."""
    found: list[dict[str, Any]] = []
    join = "&" if "?" in address else "?"
    page = client.get(f"{HOME}/{address}").json()
    while True:
        found += page["items"]
        if page["next"] is None:
            return found
        page = client.get(f"{HOME}/{address}{join}cursor={page['next']}").json()


@pytest.mark.parametrize("question", QUESTIONS)
def test_pages_together_are_the_whole(client: TestClient, question: str) -> None:
    join = "&" if "?" in question else "?"
    whole = client.get(f"{HOME}/{question}{join}limit=200").json()["items"]
    assert whole
    assert items(client, f"{question}{join}limit=7")[: len(whole)] == whole


def test_every_statement_of_many_pages_comes_once(client: TestClient) -> None:
    ids = [row["id"] for row in items(client, "statements?limit=50")]
    assert len(ids) == len(set(ids)) > 200


def test_every_line_carries_its_words_in_their_sentence(client: TestClient) -> None:
    for row in items(client, "statements?limit=200"):
        assert row["cite"]["outlet"]
        assert row["cite"]["sentence"]
    for row in items(client, "conflicts"):
        assert all(cite["sentence"] for side in row["sides"] for cite in side["cites"])


def test_filters_narrow(client: TestClient) -> None:
    found = items(client, "statements?actor=لافرينتيف&act=assert&since=2023-01-01&until=2023-12-31&limit=200")
    assert found
    assert {row["act"] for row in found} == {"assert"}
    assert all("2023-01-01" <= row["said"] <= "2023-12-31" for row in found)
    assert {row["track"] for row in items(client, "rounds?track=astana")} == {"astana"}


def test_meetings_pledges_and_conflicts_are_asked_by_who_and_what(client: TestClient) -> None:
    met = items(client, "rounds?actor=كازاخستان")
    assert 0 < len(met) < len(items(client, "rounds"))
    for row in met:
        assert "state/kz" in {row["minutes"]["host"], *(p["actor"] for p in row["minutes"]["participants"])}
    topic = next(t for row in items(client, "rounds") for t in row["minutes"]["topics"])
    assert all(topic in row["minutes"]["topics"] for row in items(client, f"rounds?topic={topic}"))
    for question in ("rounds", "pledges", "conflicts"):
        whole = items(client, question)
        cites = [c for row in whole for c in row.get("cites") or [c for s in row["sides"] for c in s["cites"]]]
        outlet = cites[0]["outlet"]
        told = [row["id"] for row in items(client, f"{question}?outlet={outlet}")]
        assert 0 < len(told) <= len(whole)
        assert told == [
            row["id"]
            for row in whole
            if outlet in [c["outlet"] for c in row.get("cites") or [c for s in row["sides"] for c in s["cites"]]]
        ]
    assert items(client, "conflicts?actor=كازاخستان")
    assert items(client, "conflicts?actor=nobody") == items(client, "rounds?actor=nobody") == []


def test_a_cursor_goes_on_where_the_record_grew(where: str, tmp_path: Path) -> None:
    from mahdar.pipeline.add import add
    from mahdar.record import Record
    from mahdar.sources import read_inputs
    from mahdar.sources.dossier import dossier_reports

    path = tmp_path / "growing.db"
    with Record.open(path) as made:
        add(list(read_inputs(dossier_reports()))[:20], made)
        with TestClient(build(str(path))) as client:
            first = client.get(f"{HOME}/documents?limit=5").json()
            add(read_inputs(dossier_reports()), made)
            then = client.get(f"{HOME}/documents?limit=5&cursor={first['next']}").json()
            after = [row["id"] for row in items(client, "documents?limit=200")]
    last, following = first["items"][-1]["id"], then["items"][0]["id"]
    assert after.index(following) == after.index(last) + 1


def test_a_cursor_of_another_question_is_refused(client: TestClient) -> None:
    cursor = client.get(f"{HOME}/statements?limit=1").json()["next"]
    for address in (f"statements?act=deny&cursor={cursor}", f"rounds?cursor={cursor}", "rounds?cursor=eA"):
        answer = client.get(f"{HOME}/{address}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad-cursor")


def test_an_unchanged_answer_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"{HOME}/rounds")
    tag = first.headers["etag"]
    again = client.get(f"{HOME}/rounds", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(f"{HOME}/rounds", headers={"If-None-Match": '"other"'}).content == first.content
    assert "etag" not in client.get(f"{HOME}/nothing").headers


@pytest.mark.parametrize("address", ["/api/v1/rounds", "/health", "/calendar.ics", "/api/v1/nothing"])
def test_the_head_of_an_answer_is_that_of_the_whole(client: TestClient, address: str) -> None:
    head, whole = client.head(address), client.get(address)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert head.headers == whole.headers


@pytest.mark.parametrize(
    ("address", "kind"),
    [("rounds", "meeting"), ("pledges", "pledge"), ("conflicts", "conflict"), ("statements", "finding"),
     ("documents", "document")],
)  # fmt: skip
def test_whatever_is_listed_is_shown(client: TestClient, address: str, kind: str) -> None:
    row = client.get(f"{HOME}/{address}?limit=1").json()["items"][0]
    shown = client.get(f"{HOME}/show/{row['id']}").json()
    assert shown["kind"] == kind
    if kind in ("meeting", "pledge", "conflict"):
        assert shown["item"] == row
    elif kind == "finding":
        assert shown["item"] == row["cite"]
    else:
        assert shown["item"]["document"] == row


def test_a_document_is_given_with_its_reading(client: TestClient) -> None:
    schema = json.loads((DOCS / "reading.schema.json").read_text("utf-8"))
    listed = {row["id"] for row in items(client, "statements?limit=200")}
    for row in client.get(f"{HOME}/documents?limit=200").json()["items"]:
        whole = client.get(f"{HOME}/documents/{row['id']}").json()
        reading = client.get(f"{HOME}/documents/{row['id']}/reading").json()
        assert sha256(whole["text"].encode()).hexdigest() == whole["text_sha256"]
        jsonschema.validate(reading, schema)
        assert reading["document"]["text"] == whole["text"]
        assert {statement["id"] for statement in reading["statements"]} <= listed


def test_reprints_of_one_text_are_found(client: TestClient) -> None:
    rows = client.get(f"{HOME}/documents?limit=200").json()["items"]
    for row in rows:
        found = client.get(f"{HOME}/documents/{row['id']}/similar").json()["items"]
        alike = sorted(r["id"] for r in rows if r["cluster"] == row["cluster"] and r["id"] != row["id"])
        assert sorted(r["id"] for r in found) == alike


def test_annotations_select_the_words_that_they_quote(client: TestClient) -> None:
    for row in client.get(f"{HOME}/documents?limit=200").json()["items"]:
        home = f"{HOME}/documents/{row['id']}"
        text = client.get(home).json()["text"]
        answer = client.get(f"{home}/annotations")
        assert answer.headers["content-type"].startswith("application/ld+json")
        found = answer.json()
        assert found["offset_unit"] == "unicode-code-points"
        assert sha256(text.encode()).hexdigest() == found["text_sha256"]
        assert {"statement", "actor"} <= {each["body"]["kind"] for each in found["items"]}
        for each in found["items"]:
            quote, position = each["target"]["selector"]
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"] != ""
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])


def test_a_text_is_read_and_not_kept(client: TestClient) -> None:
    before = client.get(f"{HOME}/documents?limit=200").content
    body = {"text": "أعلنت أنقرة أن الجولة المقبلة ستعقد غدا.", "title": "عنوان", "date": "2023-06-21"}
    reading = client.post(f"{HOME}/read", json=body).json()
    jsonschema.validate(reading, json.loads((DOCS / "reading.schema.json").read_text("utf-8")))
    assert [s["act"] for s in reading["statements"]] == ["announce"]
    assert [t["value"] for t in reading["times"]] == ["2023-06-22"]
    assert client.get(f"{HOME}/documents?limit=200").content == before


def test_a_text_is_held_against_the_record(client: TestClient) -> None:
    said = client.get(f"{HOME}/statements?actor=كانات توميش&limit=1").json()["items"][0]
    checked = client.post(f"{HOME}/check", json={"text": f"قال المندوب إن {said['words']}."}).json()
    assert said["id"] in {row["id"] for each in checked["statements"] for row in each["before"]}
    assert client.post(f"{HOME}/check", json={"text": "x"}).json() == {"statements": [], "meetings": [], "pledges": []}


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 422, "bad-setting"), (b"{", 422, "bad-setting"), (b"[]", 422, "bad-setting"),
        (b'{"text": ""}', 422, "bad-setting"), (b'{"text": 3}', 422, "bad-setting"),
        (b'{"text": "x", "more": 1}', 422, "bad-setting"), (b'{"text": "x", "date": "soon"}', 422, "bad-setting"),
        (b'{"text": "\xff"}', 422, "bad-setting"), (b'{"text": "\\ud800"}', 422, "bad-setting"),
        (b"x" * 300_000, 413, "too-long"),
    ],
    ids=lambda value: str(value)[:24],
)  # fmt: skip
def test_what_is_no_report_is_one_sentence(client: TestClient, body: bytes, status: int, code: str) -> None:
    answer = client.post(f"{HOME}/read", content=body)
    assert answer.status_code == status
    assert answer.json()["error"]["code"] == code
    assert answer.json()["error"]["message"].endswith(".")


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("statements?since=soon", 422, "bad-setting"), ("rounds?act=deny", 422, "bad-setting"),
        ("rounds?limit=0", 422, "bad-setting"), ("rounds?limit=201", 422, "bad-setting"),
        ("search", 422, "bad-setting"), ("search?q=", 422, "bad-setting"), ("show/nothing", 404, "unknown-id"),
        ("documents/d000", 404, "unknown-id"), ("documents/d000/annotations", 404, "unknown-id"),
        ("nothing", 404, "unknown-path"), ("read", 405, "wrong-method"),
    ],
)  # fmt: skip
def test_what_goes_wrong_has_one_shape(client: TestClient, address: str, status: int, code: str) -> None:
    answer = client.get(f"{HOME}/{address}")
    assert answer.status_code == status
    told = answer.json()["error"]
    assert set(told) == {"code", "message", "next"}
    assert told["code"] == code
    assert told["message"].endswith(".")
    assert told["next"].endswith(".")


def test_every_code_is_told_in_the_docs() -> None:
    told = (DOCS / "errors.md").read_text("utf-8")
    assert [code for code in faults.STATUS if f"`{code}`" not in told] == []


def test_every_address_is_told_in_the_docs(client: TestClient) -> None:
    told = (DOCS / "api.md").read_text("utf-8")
    addresses = client.get(f"{HOME}/openapi.json").json()["paths"]
    assert [path for path in addresses if f"`{path.removeprefix(HOME)}`" not in told] == []


def test_the_description_has_a_shape_for_every_answer(client: TestClient) -> None:
    described = client.get(f"{HOME}/openapi.json").json()
    for path, methods in described["paths"].items():
        for method in methods.values():
            (good,) = (answer for status, answer in method["responses"].items() if status.startswith("2"))
            shapes = [told["schema"] for kind, told in good.get("content", {}).items() if kind.endswith("json")]
            assert all(shape.get("$ref") for shape in shapes) or not path.startswith(HOME), path
            assert method["responses"]["default"]["content"]["application/json"]["schema"]["$ref"].endswith("/Fault")


def test_the_server_tells_whether_it_is_well(client: TestClient) -> None:
    assert client.get("/health").json()["status"] == "ok"
    client.get(f"{HOME}/show/astana/20")
    told = client.get("/metrics").text
    assert 'mahdar_requests_total{method="GET",route="/api/v1/show/{key}",status="200"}' in told.replace(":path", "")
    assert "astana" not in told


def test_a_record_that_goes_away_is_told(tmp_path: Path) -> None:
    from mahdar.record import Record

    path = tmp_path / "lost.db"
    Record.open(path).close()
    with TestClient(build(str(path)), raise_server_exceptions=False) as client:
        assert client.get(f"{HOME}/rounds").json() == {"items": [], "next": None}
        for file in tmp_path.iterdir():
            file.write_bytes(b"no database" * 2000)
        client.app.state.record.engine.dispose()  # type: ignore[attr-defined]
        for address in (f"{HOME}/rounds", "/health"):
            answer = client.get(address)
            assert (answer.status_code, answer.json()["error"]["code"]) == (503, "record")
            assert str(path) not in answer.text


def test_a_mistake_of_ours_keeps_its_shape_and_its_secrets(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the inner parts")

    monkeypatch.setattr("mahdar.views.rounds", broken)
    with TestClient(build(where), raise_server_exceptions=False) as client:
        answer = client.get(f"{HOME}/rounds")
    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "our-mistake")
    assert "inner parts" not in answer.text


def test_no_record_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="There is no record"):
        build(str(tmp_path / "none.db"))


def test_other_commands_start_without_the_server() -> None:
    program = "import sys, mahdar.surfaces.cli.ask as _; print('fastapi' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_what_is_new_is_told_since_one_day(client: TestClient) -> None:
    found = items(client, "changes?since=2024-11-01&track=astana&limit=200")
    assert {"new-round", "round", "statements", "report"} <= {row["kind"] for row in found}
    assert client.get(f"{HOME}/show/{found[0]['about']}").status_code == 200
    assert items(client, "changes?added_since=2000-01-01&track=astana&limit=1")[0]["kind"] == "new-round"
    for wrong in ("changes", "changes?since=2024-11-01&added_since=2024-11-01", "changes?since=soon"):
        assert client.get(f"{HOME}/{wrong}").status_code == 422
