"""DOCX statements: paragraphs and tables in order; a broken file is told."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.model import Document, Provenance
from mahdar.sources import Trouble, read_inputs, word
from mahdar.sources.word import read_word

BODY = "أعلنت الوزارة أن الوفد وصل إلى العاصمة."


def statement(*paragraphs: str) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.add_table(1, 2).cell(0, 1).text = "الوفد"
    made.save(out)
    return out.getvalue()


def test_paragraphs_and_tables_are_lines_in_order(tmp_path: Path) -> None:
    file = tmp_path / "statement.docx"
    file.write_bytes(statement("عنوان البيان", "", BODY))
    [document] = read_inputs([str(file)])
    assert document == Document("statement", f"عنوان البيان\n\n{BODY}\n\tالوفد", "عنوان البيان")
    assert isinstance(document, Document)
    assert document.provenance == Provenance.of(str(file), file.read_bytes())


def test_a_file_that_unpacks_to_too_much_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "LARGEST", 100)
    [trouble] = read_word(statement(BODY), "a.docx", "a", None)
    assert isinstance(trouble, Trouble)
    assert trouble.code == "too-long"


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.one_of(st.binary(max_size=300), st.integers(0, 9000).map(lambda n: statement(BODY)[:n])))
def test_broken_bytes_are_one_trouble(data: bytes) -> None:
    [trouble] = read_word(data, "a.docx", "a", None)
    assert isinstance(trouble, Trouble)
