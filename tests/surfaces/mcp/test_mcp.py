"""The tools of the record through the official client: in memory, as a subprocess, and over HTTP."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from mcp import Client, MCPError, StdioServerParameters, stdio_client

from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.sources import read_inputs
from mahdar.sources.dossier import dossier_reports
from mahdar.surfaces.cli.main import run
from mahdar.surfaces.mcp.server import NAMES, server_of

DOCS = Path(__file__).parents[3] / "docs"
Calling = Callable[..., Any]


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("mcp") / "dossier.db"
    with Record.open(path) as made:
        add(read_inputs(dossier_reports()), made)
    return str(path)


@pytest.fixture(scope="module")
def record(where: str) -> Iterator[Record]:
    with Record.open(where) as opened:
        yield opened


@pytest.fixture
def call(record: Record) -> Calling:
    """Calls a tool in memory and gives its structure, or the sentence that it refuses with."""

    async def ask(name: str, given: dict[str, Any]) -> Any:
        async with Client(server_of(record)) as client:
            result = await client.call_tool(name, given)
            return result.content[0].text if result.is_error else result.structured_content  # type: ignore[union-attr]

    return lambda name, **given: asyncio.run(ask(name, given))


def quotes(answer: Any) -> list[dict[str, Any]]:
    return [quote for line in answer["lines"] for quote in line["quotes"]]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("search", {"words": "استانا"}), ("statements", {"actor": "لافرينتيف"}), ("rounds", {"track": "astana"}),
        ("positions", {"track": "astana"}), ("pledges", {}), ("conflicts", {}),
        ("changes", {"since": "2024-11-01", "limit": 50}), ("changes", {"added_since": "2000-01-01"}),
    ],
)  # fmt: skip
def test_every_line_has_an_id_and_quotes_its_evidence(call: Calling, name: str, given: dict[str, Any]) -> None:
    answer = call(name, **given)
    assert answer["lines"]
    for line in answer["lines"]:
        assert line["id"]
        assert line["quotes"]
        for quote in line["quotes"]:
            assert quote["outlet"]
            assert quote["day"]
            assert quote["sentence"]
            assert quote["document"]


def test_answers_go_on_where_they_broke_off(call: Calling) -> None:
    first, then = call("statements", limit=3), call("statements", limit=3, skip=3)
    together = call("statements", limit=6)
    assert first["more"]
    assert [line["id"] for line in first["lines"] + then["lines"]] == [line["id"] for line in together["lines"]]


def test_ids_of_answers_can_be_shown(call: Calling) -> None:
    for name in ("rounds", "pledges", "conflicts", "statements"):
        line = call(name, limit=1)["lines"][0]
        shown = call("show", id=line["id"])
        assert shown["id"] == line["id"]
        assert len(shown["quotes"]) == min(50, len(line["quotes"]) + line["more_quotes"])


def test_links_of_answers_can_be_read(record: Record, call: Calling) -> None:
    lines = [call(name, limit=1)["lines"][0] for name in ("rounds", "pledges", "conflicts", "statements")]
    lines += call("search", words="استانا", limit=1)["lines"]

    async def read(link: str) -> dict[str, Any]:
        async with Client(server_of(record)) as client:
            (found,) = (await client.read_resource(link)).contents
            return json.loads(found.text)  # type: ignore[union-attr, no-any-return]

    for line in lines:
        assert asyncio.run(read(line["link"]))["id"] == line["id"]
        assert asyncio.run(read(line["quotes"][0]["link"]))["says"]["kind"] == "document"


@pytest.mark.parametrize(
    "link", ["mahdar://record/nothing", "mahdar://record/../../etc/passwd", "mahdar://x/astana/20"]
)
def test_a_link_to_nothing_is_told(record: Record, link: str) -> None:
    async def read() -> str:
        async with Client(server_of(record)) as client:
            with pytest.raises(MCPError) as told:
                await client.read_resource(link)
            return str(told.value)

    assert "nothing" in asyncio.run(read()) or "Unknown resource" in asyncio.run(read())


def test_a_document_is_read_with_its_findings(call: Calling) -> None:
    quote = quotes(call("statements", limit=1))[0]
    report = call("read_document", id=quote["document"])
    assert quote["words"] in report["text"]
    assert quote["finding"] in {finding["id"] for finding in report["findings"]}
    assert all(finding["words"] for finding in report["findings"])
    assert call("show", id=quote["document"])["says"]["text"] == report["text"]


def test_a_text_is_held_against_the_record(call: Calling) -> None:
    said = call("statements", actor="كانات توميش", limit=1)["lines"][0]
    checked = call("check_text", text=f"قال المندوب إن {said['says']['words']}.", published="2024-01-01")
    assert said["id"] in {line["id"] for each in checked["lines"] for line in each["alike"]}
    ended = call("check_text", text="أعلنت كازاخستان انتهاء مسار أستانا.", published="2024-01-01")
    assert any("لافرنتييف" in name for line in ended["lines"][0]["against"] for name in line["says"]["who"])
    met = call("check_text", text="عقدت الجولة العشرون من مسار أستانا في 20 حزيران/يونيو 2023.")
    assert [(m["alike"][0]["id"], m["days_agree"]) for m in met["lines"]] == [("astana/20", True)]
    moved = call("check_text", text="عقدت الجولة العشرون من مسار أستانا في 2 أيار/مايو 2023.")
    assert [m["days_agree"] for m in moved["lines"]] == [False]
    assert call("check_text", text="أعلنت الشركة أن القطار السريع وصل متأخرا.")["lines"] == []


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("show", {"id": "nothing"}, "nothing called nothing"), ("rounds", {"since": "soon"}, "no date"),
        ("rounds", {"act": "deny"}, "does not know act"), ("rounds", {"limit": 1000}, "less than or equal"),
        ("search", {}, "words"), ("check_text", {"text": ""}, "text"), ("delete", {}, "delete"),
        ("read_document", {"id": "d000"}, "nothing called"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_told(call: Calling, name: str, given: dict[str, Any], told: str) -> None:
    assert told in call(name, **given)


@pytest.mark.parametrize("attack", ["' OR 1=1 --", '"', "a AND", "a_b", "NEAR(a b)", "%", "*", "a\u0870b", "x" * 200])
def test_attacks_are_words(call: Calling, attack: str) -> None:
    assert call("search", words=attack)["lines"] == []
    for name in ("statements", "rounds", "conflicts", "pledges"):
        assert call(name, track=attack)["lines"] == []
        assert call(name, actor=attack)["lines"] == []
    assert "nothing called" in call("show", id=attack)


@pytest.mark.parametrize(("name", "argument"), [("search", "words"), ("show", "id"), ("rounds", "track")])
def test_a_nul_character_is_refused(call: Calling, name: str, argument: str) -> None:
    assert "NUL" in call(name, **{argument: "a\0b"})


def test_nothing_that_is_asked_changes_the_record(call: Calling, where: str) -> None:
    before = Path(where).read_bytes()
    for name in ("tracks", "statements", "conflicts"):
        call(name)
    call("check_text", text="أعلنت كازاخستان انتهاء مسار أستانا.")
    assert Path(where).read_bytes() == before


def test_a_record_that_goes_away_is_told(tmp_path: Path) -> None:
    path = tmp_path / "lost.db"
    with Record.open(path) as record:
        record.engine.dispose()
        for file in tmp_path.iterdir():
            file.write_bytes(b"no database" * 2000)

        async def ask() -> str:
            async with Client(server_of(record)) as client:
                return (await client.call_tool("rounds", {})).content[0].text  # type: ignore[union-attr]

        told = asyncio.run(ask())
    assert "cannot be read now" in told
    assert str(path) not in told


def test_the_program_serves_over_standard_input_and_output(where: str) -> None:
    async def ask() -> tuple[set[str], Any, str]:
        parameters = StdioServerParameters(
            command=sys.executable, args=["-c", "from mahdar.surfaces.cli.main import main; main()", "mcp",
                                          "--record", where],
        )  # fmt: skip
        async with AsyncExitStack() as stack:
            client = await stack.enter_async_context(Client(stdio_client(parameters)))
            tools = (await client.list_tools()).tools
            assert all(tool.description and tool.output_schema for tool in tools)
            assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
            found = await client.call_tool("rounds", {"track": "astana", "limit": 2})
            return {tool.name for tool in tools}, found.structured_content, client.instructions or ""

    names, found, instructions = asyncio.run(ask())
    assert names == set(NAMES)
    assert quotes(found)
    assert "never asserts" in instructions


def test_the_tools_are_served_over_http_to_this_machine_alone(record: Record) -> None:
    body = {
        "jsonrpc": "2.0", "id": 1, "method": "tools/call",
        "params": {"name": "rounds", "arguments": {"track": "astana", "limit": 1}},
    }  # fmt: skip
    headers = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"}
    app = server_of(record).streamable_http_app(stateless_http=True, json_response=True)
    with TestClient(app, base_url="http://127.0.0.1:8001") as client:
        answer = client.post("/mcp", json=body, headers=headers)
        assert quotes(answer.json()["result"]["structuredContent"])
        strange = client.post("/mcp", json=body, headers=headers | {"Host": "elsewhere.example"})
        assert strange.status_code == 421
        from_a_page = client.post("/mcp", json=body, headers=headers | {"Origin": "https://elsewhere.example"})
        assert from_a_page.status_code == 403


@pytest.mark.parametrize("http", ["0.0.0.0:8001", "example.org:80", "8001", "127.0.0.1:x", "127.0.0.1:99999", ":1"])
def test_no_other_machine_is_served(where: str, http: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["mcp", "--record", where, "--http", http]) == 2
    assert "no port of this machine" in capsys.readouterr().err


def test_a_port_that_is_taken_is_one_sentence(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert run(["mcp", "--record", where, "--http", f"127.0.0.1:{taken.getsockname()[1]}"]) == 2
    assert "cannot be listened at" in capsys.readouterr().err


def test_no_record_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["mcp", "--record", str(tmp_path / "none.db")]) == 2
    assert "There is no record" in capsys.readouterr().err


def test_without_the_library_the_next_step_is_told() -> None:
    program = "import sys; sys.modules['mcp'] = None\nfrom mahdar.surfaces.cli.main import run\nsys.exit(run(['mcp']))"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "pip install 'mahdar[mcp]'" in told.stderr
    assert "Traceback" not in told.stderr


def test_every_tool_is_told_in_the_docs() -> None:
    told = (DOCS / "mcp.md").read_text("utf-8")
    assert [name for name in NAMES if f"`{name}`" not in told] == []
