"""WARC files: pages with address and time; a cut archive gives what was whole and one sentence."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mahdar.model import Document, Provenance
from mahdar.sources import Trouble, read_inputs
from mahdar.sources.archives import read_archive

BODY = "أعلنت الوزارة أن الوفد وصل إلى العاصمة للمشاركة في الجولة."
PAGE = f"<html><head><title>خبر</title></head><body><article><p>{BODY} {BODY}</p></article></body></html>".encode()
ADDRESS = "https://news.example/{}"


def archive(gz: bool) -> bytes:
    kinds = ["text/html", "image/png", "text/html; charset=utf-8"]
    records = [record(ADDRESS.format(number), kind) for number, kind in enumerate(kinds, 1)]
    return b"".join(gzip.compress(r) if gz else r for r in records)


def record(address: str, kind: str) -> bytes:
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + PAGE
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2023-06-21T08:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def read(folder: Path, name: str, content: bytes) -> list[Document | Trouble]:
    file = folder / name
    file.write_bytes(content)
    return list(read_inputs([str(file)]))


@pytest.mark.parametrize(("name", "gz"), [("a.warc", False), ("a.warc.gz", True), ("a", False)])
def test_the_pages_of_an_archive_are_read_with_address_and_time(tmp_path: Path, name: str, gz: bool) -> None:
    documents = [d for d in read(tmp_path, name, archive(gz)) if isinstance(d, Document)]
    when = datetime(2023, 6, 21, 8, tzinfo=UTC)
    assert [d.url for d in documents] == [ADDRESS.format(1), ADDRESS.format(3)]
    assert [d.provenance for d in documents] == [Provenance.of(ADDRESS.format(n), PAGE, when) for n in (1, 3)]


@pytest.mark.parametrize(("name", "gz"), [("a.warc", False), ("a.warc.gz", True)])
def test_a_cut_archive_gives_what_was_whole_and_one_sentence(tmp_path: Path, name: str, gz: bool) -> None:
    first, cut = read(tmp_path, name, archive(gz)[:-60])
    assert isinstance(first, Document)
    assert isinstance(cut, Trouble)
    assert "breaks off" in cut.sentence


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.binary(max_size=300), st.integers(0, 900).map(lambda n: archive(False)[:n])))
def test_any_bytes_give_documents_or_troubles(data: bytes) -> None:
    found = list(read_archive(io.BufferedReader(io.BytesIO(data)), "a.warc", None))  # type: ignore[arg-type]
    assert all(isinstance(f, Document | Trouble) for f in found)
