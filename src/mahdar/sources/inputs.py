"""Inputs as they stand on a command line: files, folders, `-`; each becomes a stream of documents."""

from __future__ import annotations

import gzip
import io
import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal
from urllib.parse import urlsplit

from mahdar.errors import MahdarError, MissingFile, UnreadableInput
from mahdar.model import Document
from mahdar.sources.archives import read_archive
from mahdar.sources.columns import Columns
from mahdar.sources.encoding import decode
from mahdar.sources.feeds import Item, half_a_feed, items_of, looks_like_feed
from mahdar.sources.given import Given
from mahdar.sources.lines import LONGEST, read_lines, read_records, too_long
from mahdar.sources.pages import read_page
from mahdar.sources.parquet import read_parquet
from mahdar.sources.pdf import LARGEST as LARGEST_PDF
from mahdar.sources.pdf import read_pdf
from mahdar.sources.plain import read_plain
from mahdar.sources.script import language_of
from mahdar.sources.tables import read_table
from mahdar.sources.traced import traced
from mahdar.sources.trouble import Trouble
from mahdar.sources.word import LARGEST as LARGEST_WORD
from mahdar.sources.word import read_word

if TYPE_CHECKING:
    from mahdar.sources.fetching import Fetched, Fetcher

Kind = Literal["text", "page", "lines", "records", "word", "pdf", "archive", "table", "parquet"]

_SUFFIXES: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".html": "page", ".htm": "page", ".xhtml": "page",
    ".jsonl": "lines", ".ndjson": "lines", ".json": "records",
    ".docx": "word", ".pdf": "pdf", ".warc": "archive", ".csv": "table", ".tsv": "table", ".parquet": "parquet",
}  # fmt: skip


_PACKED = {"word": (read_word, LARGEST_WORD), "pdf": (read_pdf, LARGEST_PDF)}
"""How a kind of file that is not text itself is read, and the bytes of the largest one."""

_CONTENT_TYPES: dict[str, Kind] = {
    "text/html": "page", "application/xhtml+xml": "page", "application/json": "records", "text/csv": "table",
    "application/pdf": "pdf", "application/warc": "archive",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "word",
}  # fmt: skip
_HEAD = 1_000
"""Bytes in which a feed begins, comments before it included."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def read_inputs(
    inputs: Iterable[str],
    published: date | None = None,
    *,
    columns: Columns | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Document | Trouble]:
    """The documents of all inputs in order, and in between the troubles, one document at a time.

    `published` stands in where an input has no date of its own, `columns` names those of tables,
    `fetcher` fetches addresses. A report in a language that no pack reads is told as a trouble and left out.
    """
    given = Given(published, columns or Columns(), fetcher)
    for name in inputs:
        for found in _read_input(name, given):
            if isinstance(found, Document) and language_of(found.text) is None:
                found = _unknown_language(found, name)
            yield found


def read_sent(data: bytes, name: str, published: date | None = None) -> Iterator[Document | Trouble]:
    """The documents of a file that somebody sent, by what its `name` promises; nothing lies on a disk for it.

    What unpacks to many times its size is not taken: archives, Parquet, and whatever is compressed but for DOCX.

    >>> [d.title for d in read_sent("قمة\\n\\nقالت الخارجية إن القمة غدا.".encode(), "one.txt")]
    ['قمة']
    """
    stream = _peeking(io.BytesIO(data))
    kind = kind_of(name) or _look(stream)
    if name.lower().endswith(".gz") or kind in ("archive", "parquet"):
        yield Trouble(name, "unreadable-input", "files that are packed are not taken here.", "Use mahdar read.")
        return
    for found in _read_stream(stream, name, "", kind, Given(published, Columns(), None)):
        if isinstance(found, Document) and language_of(found.text) is None:
            found = _unknown_language(found, name)
        yield found


def _read_input(name: str, given: Given) -> Iterator[Document | Trouble]:
    """The documents of one input."""
    path = Path(name)
    if name == "-":
        yield from _read_stream(_peeking(sys.stdin.buffer), "standard input", "", None, given)
    elif given.fetcher and _ADDRESS.match(name):
        yield from _read_address(name, given, given.fetcher)
    elif path.is_dir():
        yield from _read_folder(path, given)
    elif path.exists():
        yield from _read_file(path, given)
    else:
        yield Trouble(name, MissingFile.code, "it is not there.", "Check the path and its spelling.")


def _read_address(name: str, given: Given, fetcher: Fetcher) -> Iterator[Document | Trouble]:
    """The documents at an address, each with the address that it came from in the end and when; a feed's pages too."""
    try:
        fetched = fetcher.fetch(name)
        items, whole = items_of(fetched.body, fetched.address) if looks_like_feed(fetched.body[:_HEAD]) else ([], None)
    except MahdarError as error:
        yield Trouble.of(name, error)
        return
    if whole is None:
        yield from _read_fetched(fetched, name, given)
        return
    if not whole:
        yield half_a_feed(name)
    for item in items:
        yield from _read_item(item, given, fetcher)


def _read_item(item: Item, given: Given, fetcher: Fetcher) -> Iterator[Document | Trouble]:
    """The documents on the page of an item of a feed."""
    try:
        fetched = fetcher.fetch(item.link)
    except MahdarError as error:
        yield Trouble.of(item.link, error)
        return
    yield from _read_fetched(fetched, item.link, replace(given, published=item.published or given.published))


def _read_fetched(fetched: Fetched, name: str, given: Given) -> Iterator[Document | Trouble]:
    """The documents of what a server gave: by what it begins with, by what the server calls it, or by its name."""
    path = urlsplit(fetched.address).path
    told = _CONTENT_TYPES.get(fetched.content_type) or (None if path.endswith(".gz") else kind_of(path))
    kind = "pdf" if fetched.body.startswith(b"%PDF-") else told
    for found in _read_stream(_peeking(io.BytesIO(fetched.body)), name, "", kind, given):
        if isinstance(found, Document):
            origin = found.provenance and replace(found.provenance, fetched=fetched.when)
            found = replace(found, url=found.url or fetched.address, provenance=origin)
        yield found


def _read_folder(folder: Path, given: Given) -> Iterator[Document | Trouble]:
    """The documents of a folder and those below it, by name; files of other kinds are counted, not read."""
    shut: list[OSError] = []
    there = (Path(where) / name for where, _, names in os.walk(folder, onerror=shut.append) for name in names)
    files = sorted(f for f in there if not f.name.startswith(".") and (f.is_file() or not f.exists()))
    for error in shut:
        yield Trouble(str(error.filename), UnreadableInput.code, _refused(error), "Check the folder and its rights.")
    read = [f for f in files if kind_of(f.name)]
    for file in read:
        yield from _read_file(file, given)
    if len(read) < len(files):
        sentence = f"{len(files) - len(read)} files of other kinds were passed over."
        yield Trouble(str(folder), "passed-over", sentence, lost=False, fault=False)


def _read_file(path: Path, given: Given) -> Iterator[Document | Trouble]:
    """The documents of one file; a file that cannot be opened or unpacked is told."""
    stem = path.name.removesuffix(".gz").rpartition(".")[0] or path.name
    kind = kind_of(path.name)  # an archive is unpacked record by record, so that a cut one gives what was whole
    opener = gzip.open if path.suffix == ".gz" and kind != "archive" else open
    try:
        with opener(path, "rb") as stream:
            yield from _read_stream(_peeking(stream), str(path), stem, kind, given)
    except (OSError, EOFError, zlib.error) as error:
        yield Trouble(str(path), UnreadableInput.code, _refused(error), "Check the file.")


def _refused(error: Exception) -> str:
    """The sentence about a file or folder that the system does not give, or that is packed wrongly."""
    return f"it cannot be read ({getattr(error, 'strerror', None) or 'it is no gzip file, or a broken one'})."


def _read_stream(stream: BinaryIO, name: str, id: str, kind: Kind | None, given: Given) -> Iterator[Document | Trouble]:
    """The documents of an open stream."""
    kind = kind or _look(stream)
    flowing = _flowing(stream, name, kind, given)
    if flowing is not None:
        yield from flowing
        return
    read, longest = _PACKED.get(kind, (None, LONGEST))
    data = stream.read(longest + 1)
    if len(data) > longest:
        yield too_long(name, longest)
        return
    if read is not None:
        yield from traced(read(data, name, id, given.published), name, data)
        return
    try:
        text = decode(data)
    except MahdarError as error:
        yield Trouble.of(name, error)
        return
    for found in _read_text(text, name, id, kind, given.published):
        known = isinstance(found, Trouble) or found.provenance
        yield from (found,) if known else traced(iter((found,)), name, data)


def _flowing(stream: BinaryIO, name: str, kind: Kind, given: Given) -> Iterator[Document | Trouble] | None:
    """The documents of a stream that is read piece by piece, None for one that is read whole."""
    if kind == "lines":
        return read_lines(stream, name, given.published)
    if kind == "archive":
        return read_archive(stream, name, given.published)
    if kind == "table":
        return read_table(stream, name, given.published, given.columns)
    return read_parquet(stream, name, given.published, given.columns) if kind == "parquet" else None


def _read_text(text: str, name: str, id: str, kind: Kind, published: date | None) -> Iterator[Document | Trouble]:
    """The documents of a text that was read whole."""
    if kind == "records":
        return read_records(text, name, published)
    return read_page(text, name, id, published) if kind == "page" else read_plain(text, id, published)


def kind_of(name: str) -> Kind | None:
    """What kind of input a file's name promises.

    >>> kind_of("reports.jsonl.gz"), kind_of("picture.png")
    ('lines', None)
    """
    return _SUFFIXES.get(Path(name.removesuffix(".gz")).suffix.lower())


def _look(stream: BinaryIO) -> Kind:
    """What kind of input a stream without a name looks like."""
    head = stream.peek(64)[:64].lstrip() if isinstance(stream, io.BufferedReader) else b""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"WARC/"):
        return "archive"
    if head.startswith((b"PAR1", b"%PDF-")):
        return "parquet" if head.startswith(b"PAR1") else "pdf"
    if head.startswith((b"{", b"PK\x03\x04")):
        return "lines" if head.startswith(b"{") else "word"
    return "page" if head[:14].lower().startswith((b"<!doctype html", b"<html")) else "text"


def _peeking(stream: Any) -> BinaryIO:
    """The stream as one whose first bytes can be looked at."""
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)


def _unknown_language(document: Document, name: str) -> Trouble:
    """The trouble with a report that no pack reads."""
    where = name if not document.id or document.id in name else f"{name}, report {document.id}"
    return Trouble(where, "unknown-language", "it is not in Arabic.", "Mahdar reads Arabic; it is skipped.")
