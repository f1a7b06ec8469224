"""JSON Lines: one report on each line, read as they come, so that memory stays flat."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

import orjson

from mahdar.errors import MahdarError
from mahdar.model import Document
from mahdar.sources.encoding import decode
from mahdar.sources.record import document_of, raw_of
from mahdar.sources.traced import traced
from mahdar.sources.trouble import Trouble

LONGEST = 4 * 1024 * 1024
"""Bytes of the longest report that is read: the longest of 27,507 press reports has under 39,000."""


def read_lines(stream: BinaryIO, name: str, published: date | None) -> Iterator[Document | Trouble]:
    """The documents of a JSON Lines stream; a broken line is said with its number and the rest still read."""
    for number, line in enumerate(raw_lines(stream), 1):
        where = f"{name}, line {number}"
        if len(line) > LONGEST:
            yield too_long(where)
        elif line.strip():
            yield from traced(_read_line(line, where, published), f"{name}#{number}", line.rstrip(b"\r\n"))


def read_records(text: str, name: str, published: date | None) -> Iterator[Document | Trouble]:
    """The documents of a JSON file that holds one object or a list of them."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        yield Trouble(
            name, "broken-json", f"this is not JSON ({error.msg}).", "Mend it, or put one report on each line."
        )
        return
    listed = value if isinstance(value, list) else [value]
    for number, record in enumerate(listed, 1):
        found = document_of(record, f"{name}, report {number}" if len(listed) > 1 else name, published)
        yield from traced(found, f"{name}#{number}", raw_of(record)) if isinstance(value, list) else found


def raw_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream, those of UTF-16 as UTF-8; a line that is too long comes cut."""
    head = stream.peek(4)[:4] if isinstance(stream, io.BufferedReader) else b""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        stream = io.BufferedReader(_FromUtf16(stream))
    elif head.startswith(codecs.BOM_UTF8):
        stream.read(len(codecs.BOM_UTF8))
    while line := stream.readline(LONGEST + 1):
        if len(line) > LONGEST:
            _skip_line(stream, line)
        yield line


class _FromUtf16(io.RawIOBase):
    """A stream of UTF-16 as one of UTF-8; what is no UTF-16 becomes the replacement character."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-16")("replace").decode
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._waiting and (piece := self._stream.read(65_536)):
            self._waiting = self._decode(piece).encode("utf-8")
        taken = self._waiting[: len(buffer)]
        self._waiting = self._waiting[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    """Read on to the end of a line that is too long, without keeping it."""
    while line and not line.endswith(b"\n"):
        line = stream.readline(1024 * 1024)


def _read_line(line: bytes, where: str, published: date | None) -> Iterator[Document | Trouble]:
    """The document of one line."""
    try:
        record = orjson.loads(decode(line))
    except orjson.JSONDecodeError as error:
        yield Trouble(where, "broken-json", f"this is not JSON ({error.msg}).", "Mend the line; the rest is read.")
    except MahdarError as error:
        yield Trouble.of(where, error)
    else:
        yield from document_of(record, where, published)


def too_long(where: str, longest: int | None = None) -> Trouble:
    """The trouble with a report that is too long to be one, or with a file of more bytes than one of its kind has."""
    megabytes = (longest or LONGEST) // (1024 * 1024)
    return Trouble(
        where, "too-long", f"this is longer than {megabytes} MB, no single report is.", "Cut it into reports."
    )
