"""DOCX statements: the paragraphs and tables of the body, in order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

from mahdar.model import Document
from mahdar.sources.plain import read_plain
from mahdar.sources.trouble import Trouble

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest DOCX when unpacked; a statement's text is a small part of them, pictures are the rest."""


def read_word(data: bytes, name: str, id: str, published: date | None) -> Iterator[Document | Trouble]:
    """The document of a DOCX file, one line for each paragraph; its first line is a title as in a plain text.

    The file is taken apart by python-docx, which is loaded here because a plain text does not need it.
    """
    try:
        text = _text(data)
    except Exception:  # a broken file makes the parsers below raise errors of many kinds
        yield Trouble(name, "unreadable-input", "it is no DOCX file, or a broken one.", "Save its text as UTF-8.")
        return
    if text is None:
        yield Trouble(name, "too-long", "it unpacks to more than 64 MB.", "Save its text as UTF-8.")
    elif not text.strip():
        yield Trouble(name, "unreadable-input", "there is no text in it.", "Save its text as UTF-8.")
    else:
        yield from read_plain(text, id, published)


def _text(data: bytes) -> str | None:
    """The text of the body, None where the file unpacks to too much."""
    import docx

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > LARGEST:
            return None
    return "\n".join(line for part in docx.Document(io.BytesIO(data)).iter_inner_content() for line in _lines(part))


def _lines(part: Any) -> Iterator[str]:
    """The lines of a paragraph, or of a table's rows, cells apart by tabs."""
    if hasattr(part, "rows"):
        yield from ("\t".join(cell.text for cell in row.cells) for row in part.rows)
    else:
        yield part.text
