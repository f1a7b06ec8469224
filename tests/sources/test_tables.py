"""CSV and Parquet: a map of columns, other encodings, and broken rows that cost nothing but themselves."""

from __future__ import annotations

import csv
import io
import sys
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from arabic import texts
from mahdar.errors import BadSetting
from mahdar.model import Document
from mahdar.sources import Columns, Trouble, read_inputs, tables

BODY = "أعلنت الوزارة أن الوفد وصل إلى العاصمة."
LONG = f'{BODY}\nوقالت «نعم»، ثم قالت "لا".\n{BODY}'
MAP = Columns.of("text=body,title=headline,published=day,outlet=source,url=link")
HEADER = "body,headline,day,source,link"
ROW = f"{BODY},عنوان,2023-06-21,نشرة,https://news.example/1"


def read(file: Path, columns: Columns | None = None) -> list[Document | Trouble]:
    return list(read_inputs([str(file)], columns=columns))


def write(folder: Path, content: str, encoding: str = "utf-8", name: str = "a.csv") -> Path:
    file = folder / name
    file.write_bytes(content.encode(encoding))
    return file


def documents(found: list[Document | Trouble]) -> list[Document]:
    return [each for each in found if isinstance(each, Document)]


def troubles(found: list[Document | Trouble]) -> list[Trouble]:
    return [each for each in found if isinstance(each, Trouble)]


def rows_of(cells: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(cells)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_columns_are_taken_as_they_are_named(tmp_path: Path, encoding: str) -> None:
    [document] = read(write(tmp_path, f"{HEADER}\r\n{ROW}\r\n", encoding), MAP)
    assert isinstance(document, Document)
    assert (document.text, document.title) == (f"عنوان\n{BODY}", "عنوان")
    assert (document.published, document.outlet) == (date(2023, 6, 21), "نشرة")
    assert document.url == "https://news.example/1"
    assert document.provenance is not None
    assert document.provenance.origin.endswith("a.csv#2")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1256"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_cells_of_several_lines_and_any_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    content = rows_of([["text", "title"], [LONG, ""], [BODY, "خبر"]], delimiter)
    found = read(write(tmp_path, content, encoding))
    assert [d.text for d in found if isinstance(d, Document)] == [LONG, f"خبر\n{BODY}"]


def test_columns_under_their_own_names_need_no_map(tmp_path: Path) -> None:
    [document] = documents(read(write(tmp_path, f"ID, Date ,Text\none,2023-06-21 08:00:00,{BODY}\n")))
    assert (document.id, document.published) == ("one", date(2023, 6, 21))


def test_a_wrong_map_says_which_columns_there_are(tmp_path: Path) -> None:
    [trouble] = troubles(read(write(tmp_path, f"{HEADER}\n{ROW}\n"), Columns.of("text=article")))
    assert "no column «article»" in trouble.sentence
    assert "«body», «headline»" in trouble.sentence
    assert "--columns" in trouble.next_step


@pytest.mark.parametrize("told", ["body", "text=", "words=body", "text=a,text=b", "=a", ""])
def test_a_map_that_is_none_is_refused(told: str) -> None:
    with pytest.raises(BadSetting, match="--columns"):
        Columns.of(told)


@pytest.mark.parametrize(
    ("row", "code", "says"),
    [
        (f"{BODY},one", "broken-row", "2 cells, the first row 5"),
        (f"{ROW},more", "broken-row", "6 cells"),
        (f'"{BODY}"x,عنوان,2023-06-21,نشرة,', "broken-row", "quotation mark"),
        (",عنوان,2023-06-21,نشرة,", "unreadable-input", "no text"),
        ("The delegation arrived.,,,,", "unknown-language", "not in Arabic"),
        (f"{BODY},,21/6/2023,,", "wrong-date", "no date"),
    ],
)
def test_a_broken_row_is_told_by_its_line_and_the_rest_read(tmp_path: Path, row: str, code: str, says: str) -> None:
    found = read(write(tmp_path, f"{HEADER}\n{ROW}\n\n{row}\n{ROW}2\n"), MAP)
    [trouble] = troubles(found)
    assert (trouble.code, says in trouble.sentence) == (code, True)
    assert "line 4" in trouble.where or code == "unknown-language"
    assert len(documents(found)) == (3 if code == "wrong-date" else 2)


def test_a_byte_that_is_no_utf8_costs_its_row(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(f"{HEADER}\n{ROW}\n".encode() + ROW.encode()[:9] + b"\xff" + f"{ROW}\n{ROW}\n".encode())
    found = read(file, MAP)
    assert [t.code for t in troubles(found)] == ["unreadable-input"]
    assert len(documents(found)) == 2


@pytest.mark.parametrize("last", ["", f'"{BODY}",عنوان,2023-06-21,نشرة,\n'])
def test_a_quotation_mark_that_is_not_closed_costs_its_row(tmp_path: Path, last: str) -> None:
    found = read(write(tmp_path, f'{HEADER}\n{ROW}\n"{ROW}\n{ROW}\n{ROW}\n{last}'), MAP)
    [trouble] = troubles(found)
    assert (trouble.code, "line 3" in trouble.where) == ("broken-row", True)
    assert len(documents(found)) == 3 + bool(last)


def test_a_row_of_too_many_lines_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_LINES", 5)
    found = read(write(tmp_path, f'{HEADER}\n"{ROW}\n' + f"{ROW}\n" * 20), MAP)
    assert [t.code for t in troubles(found)] == ["broken-row"]
    assert len(documents(found)) == 20


def test_rows_in_another_language_are_skipped(tmp_path: Path) -> None:
    found = read(write(tmp_path, f"text,lang\n{BODY},fa\n{BODY},ar-SY\n{BODY},\n"))
    assert [t.code for t in troubles(found)] == ["unknown-language"]
    assert len(documents(found)) == 2


@pytest.mark.parametrize("content", ["", "\n \n", '"text\n', "one,two\n"])
def test_a_table_without_reports_is_told(tmp_path: Path, content: str) -> None:
    [trouble] = troubles(read(write(tmp_path, content)))
    assert trouble.code == "unreadable-input"


def parquet_of(folder: Path, columns: dict[str, list[object]]) -> Path:
    file = folder / "a.parquet"
    parquet.write_table(pa.table(columns), file)
    return file


def test_parquet_with_days_and_times(tmp_path: Path) -> None:
    days: list[object] = [date(2023, 6, 21), None]
    stamps: list[object] = [datetime(2023, 6, 22, 8), datetime(2023, 6, 23)]
    file = parquet_of(tmp_path, {"body": [BODY, LONG], "day": days, "stamp": stamps, "n": [1, 2]})
    by_day = documents(read(file, Columns.of("text=body,published=day,id=n")))
    by_time = documents(read(file, Columns.of("text=body,published=stamp")))
    assert [(d.id, d.text, d.published) for d in by_day] == [("1", BODY, date(2023, 6, 21)), ("2", LONG, None)]
    assert [d.published for d in by_time] == [date(2023, 6, 22), date(2023, 6, 23)]
    assert [d.provenance.origin[-9:] for d in by_day if d.provenance] == ["parquet#1", "parquet#2"]


def test_parquet_with_a_wrong_map_wrong_cells_and_no_column(tmp_path: Path) -> None:
    file = parquet_of(tmp_path, {"text": [1, 2], "more": [BODY, BODY]})
    assert "«text», «more»" in troubles(read(file, Columns.of("text=body")))[0].sentence
    assert [t.sentence for t in troubles(read(file))] == ["«text» is a number, not text."] * 2


@pytest.mark.parametrize("data", [b"", b"PAR1", b"no table", b"PAR1" + b"\0" * 200 + b"PAR1"])
def test_what_is_no_parquet_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(data)
    [trouble] = troubles(read(tmp_path / "a.parquet"))
    assert "no Parquet file" in trouble.sentence


def test_parquet_cut_short_is_told(tmp_path: Path) -> None:
    file = parquet_of(tmp_path, {"text": [BODY] * 50})
    file.write_bytes(file.read_bytes()[:-40])
    assert [t.code for t in troubles(read(file))] == ["unreadable-input"]


def test_without_pyarrow_parquet_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = parquet_of(tmp_path, {"text": [BODY]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    [trouble] = troubles(read(file))
    assert (trouble.code, "mahdar[parquet]" in trouble.next_step) == ("missing-extra", True)


_messy = st.lists(st.one_of(texts, st.sampled_from(['"', '""', ",", "\n", "\r", ";", BODY])), max_size=30)


@given(st.one_of(_messy.map("".join).map(str.encode), st.binary(max_size=200)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_table_gives_documents_or_troubles(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"text,title\n" + data + f"\n{BODY},\n".encode())
    for found in read(file):
        assert isinstance(found, Document | Trouble)


@given(st.lists(st.tuples(texts, texts), max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_a_table_holds_comes_back_to_the_letter(tmp_path: Path, cells: list[tuple[str, str]]) -> None:
    rows = [(title, f"{BODY} {BODY} {text}") for title, text in cells if "\0" not in title + text]
    file = write(tmp_path, rows_of([["title", "text"], *map(list, rows)]))
    found = read(file)
    wanted = [f"{title}\n{text}" if title else text for title, text in rows]
    assert {d.text for d in documents(found)} <= set(wanted)
    assert len(found) == len(rows)
