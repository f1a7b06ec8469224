"""The command line: what it writes, what it says, how it ends; and that its documentation tells all of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
from click.testing import CliRunner, Result

from mahdar.sources.dossier import dossier_gold, dossier_reports
from mahdar.surfaces.cli import main as cli_room
from mahdar.surfaces.cli.main import COMMANDS, cli, run

DOCS = Path(__file__).parents[2] / "docs"
BODY = "قالت موسكو أمس إن الجولة انتهت."
LINE = json.dumps({"id": "one", "text": BODY, "date": "2023-06-21"}, ensure_ascii=False)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    file = tmp_path / "reports.jsonl"
    file.write_text(f"{LINE}\n{LINE.replace('one', 'two')}\n", encoding="utf-8")
    return file


def call(*arguments: str | Path, input: str | None = None) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command line."""

    @click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
    @click.argument("rest", nargs=-1, type=click.UNPROCESSED)
    def whole(rest: tuple[str, ...]) -> None:
        sys.exit(run(rest))

    result: Result = CliRunner().invoke(whole, ["--", *map(str, arguments)], input=input)
    return result.exit_code, result.stdout, result.stderr


def test_json_lines_follow_the_schema_in_the_order_of_the_input(reports: Path) -> None:
    status, out, err = call("read", reports, "--format", "jsonl")
    schema = json.loads((DOCS / "reading.schema.json").read_text("utf-8"))
    readings = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert [r["document"]["id"] for r in readings] == ["one", "two"]
    for reading in readings:
        jsonschema.validate(reading, schema)


def test_the_dossier_follows_the_schema() -> None:
    status, out, err = call("read", *dossier_reports())
    schema = json.loads((DOCS / "reading.schema.json").read_text("utf-8"))
    assert (status, err) == (0, "")
    for line in out.splitlines():
        jsonschema.validate(json.loads(line), schema)


def test_workers_write_the_same_bytes(reports: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    for number, output in enumerate(outputs, 1):
        assert call("read", reports, "--workers", str(number), "--output", output)[0] == 0
    assert outputs[0].read_bytes() == outputs[1].read_bytes()


def test_one_report_for_people(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(BODY, encoding="utf-8")
    status, out, _ = call("read", file, "--format", "json", "--published", "2023-06-21")
    assert status == 0
    assert json.loads(out)["document"]["published"] == "2023-06-21"
    status, out, _ = call("read", file, "--format", "text", "--published", "2023-06-21")
    assert status == 0
    for told in ("Who said what", "{قالت}", "[موسكو]", "⟦الجولة انتهت⟧", "2023-06-20"):
        assert told in out
    assert "\x1b" not in out, "no colours in a file"


def test_standard_input(reports: Path) -> None:
    status, out, _ = call("read", "-", input=LINE)
    assert (status, json.loads(out)["document"]["id"]) == (0, "one")


def test_the_run_report_goes_to_standard_error(reports: Path) -> None:
    status, out, err = call("read", reports, "--report")
    assert status == 0
    assert len(out.splitlines()) == 2
    assert "2 documents" in err
    assert "documents a second" in err


BAD_INPUTS: list[tuple[str, bytes | None, int, str]] = [
    ("empty.txt", b"", 2, "there is nothing in it"),
    ("empty.jsonl", b"", 2, "Nothing was read"),
    ("binary.txt", b"\x00\x01\x02", 2, "it is binary, not text"),
    ("file.pdf", b"%PDF-1.4", 2, "it is no PDF, or a broken one"),
    ("pdf.txt", b"%PDF-1.4", 2, "it is a PDF"),
    ("russian.txt", "Переговоры в Астане".encode("cp1251"), 2, "its encoding is not known"),
    ("broken.txt", BODY.encode()[:30] + b"\xff\xfe" + BODY.encode()[30:], 2, "its UTF-8 breaks at byte 29"),
    ("english.txt", b"The delegation arrived.", 2, "it is not in Arabic"),
    ("broken.jsonl", f'{LINE}\n{{"text": \n{LINE}'.encode(), 1, "line 2: this is not JSON"),
    ("all-broken.jsonl", b"{\n", 2, "line 1: this is not JSON"),
    ("types.jsonl", f'{LINE}\n{{"text": 3}}'.encode(), 1, "line 2: «text» is a number, not text"),
    ("date.jsonl", LINE.replace("2023-06-21", "June").encode(), 1, "«June» is no date"),
    ("long.jsonl", f"{LINE}\n{'x' * 5_000_000}\n{LINE}".encode(), 1, "line 2: this is longer than 4 MB"),
    ("long.txt", b"x" * 5_000_000, 2, "this is longer than 4 MB"),
    ("page.html", b"<html><body></body></html>", 2, "no report was found"),
    ("missing.txt", None, 2, "it is not there"),
    ("broken.jsonl.gz", b"nothing compressed", 2, "it cannot be read"),
]


@pytest.mark.parametrize(("name", "content", "status", "says"), BAD_INPUTS, ids=[row[0] for row in BAD_INPUTS])
def test_bad_input_is_told_in_a_sentence(
    tmp_path: Path, name: str, content: bytes | None, status: int, says: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    output = tmp_path / "readings.jsonl"
    ended, out, err = call("read", tmp_path / name, "--output", output)
    assert (ended, out) == (status, "")
    assert says in err
    assert "Traceback" not in err
    assert output.exists() == (status < 2), "output is whole or absent"
    assert {f.name for f in tmp_path.iterdir()} <= {name, output.name}, "nothing else is left behind"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["read"], "Missing argument"),
        (["reed"], "No such command"),
        (["read", "x", "--format", "xml"], "xml"),
        (["read", "x", "--workers", "0"], "--workers"),
        (["read", "x", "--published", "yesterday"], "«yesterday» is no date"),
        (["read", "x", "--output", "no/such/folder/file"], "cannot be written"),
        (["read", "x", "--packs", "no-such-folder"], "no-such-folder"),
        (["score", "no-such-folder", "x"], "no-such-folder is not there"),
        (["demo", "no-such-report"], "no report no-such-report"),
        (["golden", "no-such-file"], "no-such-file"),
    ],
)
def test_bad_arguments_are_told_in_a_sentence(arguments: list[str], says: str) -> None:
    status, out, err = call(*arguments)
    assert (status, out) == (2, "")
    assert says in err
    assert err.startswith("mahdar: ")
    assert "Traceback" not in err


def test_several_reports_do_not_fit_into_one_json_object(reports: Path) -> None:
    status, out, err = call("read", reports, "--format", "json")
    assert (status, out) == (2, "")
    assert "--format jsonl" in err


def test_an_older_file_stays_when_nothing_is_read(tmp_path: Path) -> None:
    output = tmp_path / "readings.jsonl"
    output.write_text("older", encoding="utf-8")
    assert call("read", tmp_path / "missing.txt", "--output", output)[0] == 2
    assert output.read_text("utf-8") == "older"


def test_a_broken_pack_is_told_with_file_and_line(tmp_path: Path, reports: Path) -> None:
    packs = tmp_path / "packs"
    packs.mkdir()
    (packs / "people.yaml").write_text("- id: person/x\n  names: {ar: س}\n  colour: red\n", encoding="utf-8")
    status, _, err = call("read", reports, "--packs", packs)
    assert status == 2
    assert "people.yaml:" in err


def test_a_mistake_of_ours_is_a_sentence_too(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object, **options: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli_room.cli, "main", broken)
    assert run(["read", str(reports)]) == 2
    with pytest.raises(ZeroDivisionError):
        run(["--debug", "read", str(reports)])


def test_scores_as_text_and_as_json(tmp_path: Path) -> None:
    readings = tmp_path / "readings.jsonl"
    assert call("read", *dossier_reports(), "--output", readings)[0] == 0
    status, out, _ = call("score", dossier_gold(), readings, "--errors", "3")
    assert status == 0
    assert len(out.splitlines()) >= 11
    status, out, _ = call("score", dossier_gold(), readings, "--json")
    figures: dict[str, Any] = json.loads(out)
    assert (status, figures["read"]) == (0, figures["documents"])
    status, out, _ = call("score", dossier_gold(), readings, "--against", readings)
    assert status == 0
    assert not any(line.startswith(("+", "−")) for line in out.splitlines())


def test_the_demo_shows_every_part() -> None:
    status, out, err = call("demo")
    assert (status, err) == (0, "")
    for part in ("Who said what", "Dates", "The whole dossier", "What to try next", "{", "⟦", "["):
        assert part in out


def test_golden_examples_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "examples.txt"
    file.write_text("# t\npublished: 2024-03-12\nوصل أمس.\n    time  أمس = 2020\n", encoding="utf-8")
    status, out, _ = call("golden", file)
    assert status == 1
    assert "0 of 1 examples hold" in out
    assert call("golden", file, "--accept")[0] == 0
    assert "أمس = 2024-03-11" in file.read_text("utf-8")
    assert call("golden", file)[0] == 0


def test_as_a_program_of_its_own(reports: Path) -> None:
    program = [sys.executable, "-c", "from mahdar.surfaces.cli.main import main; main()"]
    done = subprocess.run([*program, "read", str(reports), "nothing.txt"], capture_output=True, check=False)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr.decode().startswith("mahdar: nothing.txt: it is not there.")


def test_the_order_of_sets_changes_no_byte() -> None:
    program = [sys.executable, "-c", "from mahdar.surfaces.cli.main import main; main()", "read", *dossier_reports()]
    written = {
        subprocess.run(program, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert len(written) == 1


def test_heavy_rooms_are_not_entered_for_a_plain_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    code = (
        "import sys; from mahdar.surfaces.cli.main import run; run(['read', sys.argv[1], '--output', sys.argv[2]]);"
        "print([m for m in ('trafilatura', 'rich', 'multiprocessing.pool', 'concurrent', 'lxml') if m in sys.modules])"
    )
    arguments = [sys.executable, "-c", code, str(tmp_path / "a.txt"), str(tmp_path / "out.jsonl")]
    assert subprocess.run(arguments, capture_output=True, check=True, text=True).stdout.strip() == "[]"


def _options() -> list[tuple[str, str]]:
    context = click.Context(cli)
    commands = {name: cli.get_command(context, name) for name in COMMANDS}
    listed = [("", option) for p in cli.params for option in p.opts]
    for name, command in commands.items():
        assert command is not None
        listed += [(name, option) for p in command.params if isinstance(p, click.Option) for option in p.opts]
    return listed


@pytest.mark.parametrize(("command", "option"), _options())
def test_every_command_and_option_is_documented(command: str, option: str) -> None:
    sections = (DOCS / "cli.md").read_text("utf-8").split("\n## ")
    if not command:
        assert f"`{option}" in sections[0] or option == "--help"
        return
    [section] = [s for s in sections if s.startswith(f"mahdar {command}")]
    assert f"`{option}" in section
