"""Provenance: every document tells where it came from and which bytes it was."""

from __future__ import annotations

import gzip
import json
from hashlib import sha256
from pathlib import Path

import pytest

from mahdar.model import Document, Provenance
from mahdar.model.contract import encode
from mahdar.model.reading import Reading
from mahdar.sources import read_inputs

BODY = "أعلنت الوزارة أن الوفد وصل إلى العاصمة."
LINE = json.dumps({"id": "one", "text": BODY}, ensure_ascii=False)
PAGE = f"<html><head><title>خبر</title></head><body><article><p>{BODY} {BODY}</p></article></body></html>"


def provenances(file: Path) -> list[Provenance | None]:
    return [d.provenance for d in read_inputs([str(file)]) if isinstance(d, Document)]


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(("name", "content"), [("a.txt", BODY), ("a.html", PAGE), ("a.json", LINE), ("a", BODY)])
def test_a_file_of_one_document_gives_its_path_and_the_digest_of_its_bytes(
    tmp_path: Path, name: str, content: str
) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    assert provenances(file) == [Provenance(str(file), digest(content))]


def test_a_compressed_file_has_the_digest_of_what_is_in_it(tmp_path: Path) -> None:
    file = tmp_path / "a.txt.gz"
    file.write_bytes(gzip.compress(BODY.encode()))
    assert provenances(file) == [Provenance(str(file), digest(BODY))]


def test_a_line_gives_its_number_and_the_digest_of_the_line_without_its_end(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(f"{LINE}\n\nnot json\n{LINE}\r\n{LINE}".encode())
    assert provenances(file) == [Provenance(f"{file}#{line}", digest(LINE)) for line in (1, 4, 5)]


def test_an_object_of_a_list_gives_its_number_and_the_digest_of_what_is_read_of_it(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps([{"text": BODY}, {"text": []}, {"text": BODY, "more": 1}]), encoding="utf-8")
    first, third = provenances(file)
    assert first is not None
    assert third == Provenance(f"{file}#3", first.raw_sha256)


def test_provenance_is_no_part_of_the_reading_and_of_equality() -> None:
    bare = Document("one", BODY)
    known = Document("one", BODY, provenance=Provenance.of("one.txt", b""))
    assert known == bare
    assert encode(Reading(known)) == encode(Reading(bare))
