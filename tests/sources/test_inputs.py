"""Inputs: files, folders, pages, JSON Lines; what is wrong with one is told and the rest still read."""

from __future__ import annotations

import gzip
import io
import json
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arabic import texts
from mahdar.model import Document
from mahdar.sources import Trouble, read_inputs
from mahdar.sources import lines as lines_room

BODY = "أعلنت الوزارة أن الوفد وصل إلى العاصمة."
LINE = json.dumps({"id": "one", "title": "عنوان", "text": BODY, "date": "2023-06-21"}, ensure_ascii=False)


def read(path: Path | str, published: date | None = None) -> list[Document | Trouble]:
    return list(read_inputs([str(path)], published))


def write(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def only_document(found: list[Document | Trouble]) -> Document:
    [document] = found
    assert isinstance(document, Document), document
    return document


def only_trouble(found: list[Document | Trouble]) -> Trouble:
    [trouble] = [f for f in found if isinstance(f, Trouble)]
    return trouble


def test_a_text_file_is_the_report_to_the_letter(tmp_path: Path) -> None:
    text = f"  {BODY}\r\n\r\nسطر آخر \n"
    document = only_document(read(write(tmp_path, "report-7.txt", text)))
    assert (document.id, document.text, document.title, document.published) == ("report-7", text, None, None)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"عنوان الخبر\n\n{BODY}", "عنوان الخبر"),
        (f"عنوان الخبر\n{BODY}", None),
        (f"{BODY}\n\n{BODY}", None),
        ("عنوان الخبر\n\n", None),
        (f"\n\n{BODY}", None),
        (f"{'كلمة ' * 60}\n\n{BODY}", None),
    ],
)
def test_a_first_line_set_apart_is_a_title(tmp_path: Path, text: str, title: str | None) -> None:
    document = only_document(read(write(tmp_path, "a.txt", text)))
    assert document.title == title
    assert document.text == text
    assert title is None or document.text.startswith(f"{title}\n")


def test_a_json_line_is_title_newline_and_text(tmp_path: Path) -> None:
    document = only_document(read(write(tmp_path, "a.jsonl", LINE)))
    assert document == Document("one", f"عنوان\n{BODY}", "عنوان", date(2023, 6, 21))


def test_a_day_given_stands_in_only_where_there_is_none(tmp_path: Path) -> None:
    lines = [LINE, json.dumps({"text": BODY})]
    found = read(write(tmp_path, "a.jsonl", "\n".join(lines)), date(2020, 1, 1))
    assert [d.published for d in found if isinstance(d, Document)] == [date(2023, 6, 21), date(2020, 1, 1)]


def test_an_id_is_made_from_the_content(tmp_path: Path) -> None:
    made = [only_document(read(write(tmp_path, n, json.dumps({"text": BODY})))).id for n in ("a.jsonl", "b.jsonl")]
    assert made[0] == made[1]
    assert made[0].startswith("doc-")


@pytest.mark.parametrize(
    ("line", "code", "says", "lost"),
    [
        ('{"text": ', "broken-json", "not JSON", True),
        ('"text"', "unreadable-input", "text, not an object", True),
        ("[1, 2]", "unreadable-input", "a list, not an object", True),
        ("{}", "unreadable-input", "no text", True),
        ('{"text": ""}', "unreadable-input", "no text", True),
        ('{"text": 7}', "unreadable-input", "«text» is a number", True),
        (json.dumps({"text": BODY, "title": ["a"]}), "unreadable-input", "«title» is a list", True),
        (json.dumps({"text": BODY, "id": True}), "unreadable-input", "«id» is true or false", True),
        (json.dumps({"text": BODY, "date": "21/6/2023"}), "wrong-date", "«21/6/2023» is no date", False),
        (json.dumps({"text": BODY, "date": "2023-02-30"}), "wrong-date", "«2023-02-30» is no date", False),
        (json.dumps({"text": BODY, "date": 20230621}), "wrong-date", "is no date", False),
        (json.dumps({"text": "The delegation arrived."}), "unknown-language", "not in Arabic", True),
        (json.dumps({"text": "گفتگوهای صلح در پایتخت برگزار شد و پایان یافت"}), "unknown-language", "", True),
        ('{"text": "\\ud800"}', "broken-json", "not JSON", True),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_rest_still_read(
    tmp_path: Path, line: str, code: str, says: str, lost: bool
) -> None:
    found = read(write(tmp_path, "a.jsonl", f"{LINE}\n\n{line}\n{LINE}\n"))
    trouble = only_trouble(found)
    assert (trouble.code, trouble.lost) == (code, lost)
    assert says in trouble.sentence
    assert "line 3" in trouble.where or code == "unknown-language"
    assert sum(isinstance(f, Document) for f in found) == (2 if lost else 3)


def test_a_line_that_is_too_long_is_passed_over_without_keeping_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines_room, "LONGEST", 10_000)
    long = json.dumps({"text": BODY * 500}, ensure_ascii=False)
    found = read(write(tmp_path, "a.jsonl", f"{LINE}\n{long}\n{LINE}"))
    assert [type(f) for f in found] == [Document, Trouble, Document]
    assert only_trouble(found).where.endswith("line 2")


def test_fifty_megabytes_on_one_line_take_no_fifty_megabytes(tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl").open("wb") as out:
        for _ in range(50):
            out.write(b"x" * 1024 * 1024)
        out.write(b"\n" + LINE.encode())
    tracemalloc.start()
    found = read(tmp_path / "a.jsonl")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(f) for f in found] == [Trouble, Document]
    assert peak < 30 * 1024 * 1024


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
def test_json_lines_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    found = read(write(tmp_path, "a.jsonl", f"{LINE}\n{LINE}\n".encode(encoding)))
    assert [d.text for d in found if isinstance(d, Document)] == [f"عنوان\n{BODY}"] * 2


def test_compressed_json_lines(tmp_path: Path) -> None:
    assert only_document(read(write(tmp_path, "a.jsonl.gz", gzip.compress(LINE.encode())))).id == "one"


@pytest.mark.parametrize("data", [b"no gzip", gzip.compress(LINE.encode())[:-9]])
def test_a_broken_archive_is_told(tmp_path: Path, data: bytes) -> None:
    assert "cannot be read" in only_trouble(read(write(tmp_path, "a.jsonl.gz", data))).sentence


def test_json_with_one_report_and_with_a_list(tmp_path: Path) -> None:
    assert only_document(read(write(tmp_path, "a.json", LINE))).id == "one"
    assert len(read(write(tmp_path, "b.json", f"[{LINE}, {LINE}]"))) == 2
    assert only_trouble(read(write(tmp_path, "c.json", "{"))).code == "broken-json"


PAGE = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>وصول الوفد</title>
<meta property="og:title" content="وصول الوفد"><meta property="og:site_name" content="نشرة المثال">
<meta property="article:published_time" content="2023-06-21T08:00:00Z"></head><body>
<nav><a href="/">الرئيسية</a></nav><article><h1>وصول الوفد</h1><p>{BODY}</p><p>{BODY} {BODY}</p></article>
</body></html>"""


def test_a_web_page_gives_its_report(tmp_path: Path) -> None:
    document = only_document(read(write(tmp_path, "page.html", PAGE)))
    assert (document.id, document.title, document.published) == ("page", "وصول الوفد", date(2023, 6, 21))
    assert document.outlet == "نشرة المثال"
    assert BODY in document.text
    assert "الرئيسية" not in document.text


def test_a_page_without_a_report_is_told(tmp_path: Path) -> None:
    assert only_trouble(read(write(tmp_path, "a.html", "<html><body></body></html>"))).code == "no-report"


def test_a_folder_is_read_by_name_and_says_what_it_passed_over(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", "picture.png"):
        write(tmp_path, name, BODY)
    found = read(tmp_path)
    assert [d.id for d in found if isinstance(d, Document)] == ["a", "b", "c"]
    assert (only_trouble(found).code, only_trouble(found).fault) == ("passed-over", False)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert only_trouble(read(tmp_path / "nothing.txt")).code == "missing-file"


@pytest.mark.parametrize(("content", "count"), [(f"{LINE}\n{LINE}", 2), (BODY, 1), (PAGE, 1)])
def test_standard_input_is_looked_at(monkeypatch: pytest.MonkeyPatch, content: str, count: int) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    assert len(read("-")) == count


def test_documents_come_one_at_a_time(tmp_path: Path) -> None:
    """Memory stays flat: the second line is not looked at before the first document has been taken."""
    stream: Iterator[Document | Trouble] = read_inputs([str(write(tmp_path, "a.jsonl", f"{LINE}\n{{broken"))])
    assert isinstance(next(stream), Document)
    assert isinstance(next(stream), Trouble)


@given(st.one_of(texts.map(str.encode), st.binary(max_size=300)), st.sampled_from(["a.txt", "a.jsonl", "a.json", "a"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_file_gives_documents_or_troubles(tmp_path: Path, data: bytes, name: str) -> None:
    for found in read(write(tmp_path, name, data)):
        assert isinstance(found, Document | Trouble)
        if isinstance(found, Document):
            assert found.id
            assert found.text.strip()


@given(texts)
def test_any_text_in_json_comes_back_to_the_letter(text: str) -> None:
    line = json.dumps({"text": text}).encode()
    for found in lines_room.read_lines(io.BufferedReader(io.BytesIO(line)), "x", None):
        assert isinstance(found, Trouble) or found.text == text


def test_a_page_with_nothing_but_a_caption_is_told(tmp_path: Path) -> None:
    page = "<html><body><article><p>صورة من اجتماع الوفد في العاصمة</p></article></body></html>"
    assert only_trouble(read(write(tmp_path, "caption.html", page))).code == "no-report"
