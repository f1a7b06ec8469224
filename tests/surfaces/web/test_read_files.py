"""A file that is read in the browser: its findings at once, nothing kept, and whatever is wrong with it told."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import orjson
import pytest
from fastapi.testclient import TestClient

from mahdar import views
from mahdar.record import Record
from mahdar.surfaces.web.forms import LARGEST, LARGEST_FILE
from mahdar.surfaces.web.reading import HELD, LONGEST
from mahdar.surfaces.web.screen import screen
from mahdar.views import Asked

BOTH = pytest.mark.parametrize("language", ["ar", "en"])
SAID = "أعلنت موسكو أن الجولة العشرين من محادثات أستانا ستعقد في 20 حزيران، وقال الوزير إن المسار مستمر."
PAGE = "<!doctype html><html><head><title>خبر</title></head><body><article>" + f"<p>{SAID}</p>" * 2 + "</article>"


def word() -> bytes:
    """A DOCX file of one paragraph."""
    made, file = docx.Document(), io.BytesIO()
    made.add_paragraph(SAID)
    made.save(file)
    return file.getvalue()


def lines(number: int) -> bytes:
    """JSON Lines of so many reports."""
    return b"\n".join(orjson.dumps({"id": f"r{n}", "text": SAID, "date": "2023-06-01"}) for n in range(number))


def sent(client: TestClient, name: str, body: bytes, language: str = "en", **fields: Any) -> Any:
    """The answer to a form with a file."""
    return client.post(f"/{language}/read", files={"file": (name, body)}, data={"text": "", "date": ""} | fields)


@pytest.fixture
def kept(where: str) -> Iterator[None]:
    """What the record holds stays as it is."""
    with Record.open(where) as record:
        before = len(views.documents(record, Asked(limit=1000)))
        yield
        assert len(views.documents(record, Asked(limit=1000))) == before


@BOTH
@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("report.txt", SAID.encode()), ("report.TXT", SAID.encode("cp1256")), ("تقرير.html", PAGE.encode()),
        ("report.docx", word()), ("reports.jsonl", lines(1)), ("report.json", lines(1)),
        ("reports.csv", f"text\n{SAID}\n".encode()), ("no suffix", SAID.encode("utf-16")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
@pytest.mark.usefixtures("kept")
def test_a_file_is_read_and_not_kept(client: TestClient, language: str, name: str, body: bytes) -> None:
    answer = sent(client, name, body, language)
    assert answer.status_code == 200
    assert 'class="cue"' in answer.text
    assert f"<bdi>{name}</bdi>" in answer.text


def test_the_day_of_the_form_stands_in_for_one_of_the_file(client: TestClient) -> None:
    assert "21 June 2023" in sent(client, "a.txt", SAID.encode(), date="2023-06-21").text
    assert "1 June 2023" in sent(client, "a.jsonl", lines(1), date="2023-06-21").text
    assert sent(client, "a.txt", SAID.encode(), date="soon").status_code == 422


@BOTH
@pytest.mark.parametrize("number", [2, 3, 12])
def test_of_many_reports_the_first_is_read_and_the_rest_counted(client: TestClient, language: str, number: int) -> None:
    told = screen(language)  # type: ignore[arg-type]
    assert told.count("others-unread", number - 1) in sent(client, "a.jsonl", lines(number), language).text


@BOTH
@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("report.pdf", b"%PDF-1.7", "unreadable-input"), ("a.txt", b"\x00\x01\x02\xff" * 9, "unreadable-input"),
        ("a.docx", b"PK\x03\x04 broken", "unreadable-input"), ("a.json", b"{", "broken-json"),
        ("a.txt", b"Nothing of this is Arabic.", "unknown-language"), ("a.html", b"<html>", "no-report"),
        ("a.txt.gz", gzip.compress(SAID.encode()), "unreadable-input"), ("a.warc", b"WARC/1.0", "unreadable-input"),
        ("a.parquet", b"PAR1", "unreadable-input"), ("unnamed", b"PAR1", "unreadable-input"),
        ("../../etc/passwd", b"\x89PNG", "unreadable-input"), ("<script>.txt", b" ", "unreadable-input"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
@pytest.mark.usefixtures("kept")
def test_what_is_wrong_with_a_file_is_told(
    client: TestClient, language: str, name: str, body: bytes, code: str
) -> None:
    answer = sent(client, name, body, language)
    assert answer.status_code == 422
    assert screen(language)("troubles", code) in answer.text  # type: ignore[arg-type]
    assert 'role="alert"' in answer.text
    assert "<script>." not in answer.text


@pytest.mark.parametrize(
    ("fields", "files", "status"),
    [
        ({"text": SAID}, {"file": ("", b"")}, 200), ({"text": "", "date": ""}, {"file": ("a.txt", b"")}, 200),
        ({"text": "x" * (LARGEST + 1)}, {"file": ("a.txt", b"")}, 413),
        ({}, {"file": ("a.txt", b"x" * (LARGEST_FILE + 1))}, 413),
        ({}, {"file": ("a.txt", b"x" * (LARGEST_FILE + LARGEST + 1))}, 413),
        ({}, {"file": ("a.txt", (SAID * (LONGEST // len(SAID) + 1)).encode())}, 413),
        ({"text": "a\0b"}, {"file": ("", b"")}, 422), ({}, {"file": ("a.txt", f"{SAID}\0".encode())}, 422),
    ],
    ids=range(8),
)  # fmt: skip
def test_a_form_of_many_parts_keeps_to_the_bounds(
    client: TestClient, fields: dict[str, str], files: dict[str, Any], status: int
) -> None:
    assert client.post("/ar/read", data=fields, files=files).status_code == status


def test_a_form_holds_one_file(client: TestClient) -> None:
    two = [("file", ("a.txt", SAID.encode())), ("file", ("b.txt", SAID.encode()))]
    assert client.post("/ar/read", files=two).status_code == 422


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"), ("multipart/form-data; boundary=x", b"--y\r\n\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\nz\r\n--x--"),
        ("multipart/form-data; boundary=x; charset=none", b"--x--"),
    ],
)  # fmt: skip
def test_a_form_that_is_none_is_told(client: TestClient, kind: str, body: bytes) -> None:
    answer = client.post("/en/read", content=body, headers={"content-type": kind})
    assert answer.status_code in (200, 422)
    assert 'lang="en"' in answer.text
    other = {"content-type": kind, "sec-fetch-site": "cross-site"}
    assert client.post("/en/read", content=body, headers=other).status_code == 403


def test_a_long_text_is_held_against_the_record_in_part(client: TestClient, where: str) -> None:
    with Record.open(where) as record:
        read = views.reading(record, views.statements(record, Asked(limit=1))[0].cite.document)
    text = (read.text + "\n") * (HELD // len(read.reading["statements"]) + 1)
    answer = sent(client, "a.txt", text.encode())
    assert answer.status_code == 200
    assert "held against it" in answer.text


def test_a_file_goes_by_the_name_it_ends_with(client: TestClient, tmp_path: Path) -> None:
    assert "e" * 300 not in sent(client, "e" * 300 + ".pdf", b"%PDF").text
