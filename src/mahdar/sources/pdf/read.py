"""A PDF as a document: read in a process of its own, and told in one sentence where it cannot be."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import orjson

from mahdar.model import Document
from mahdar.sources.lines import LONGEST, too_long
from mahdar.sources.plain import read_plain
from mahdar.sources.trouble import Trouble

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest PDF that is read; pictures are the most of such a one."""

SECONDS = 90.0
"""So long may one PDF take by the clock."""

_SAVE = "Save its text as UTF-8 and read that."


def read_pdf(data: bytes, name: str, id: str, published: date | None) -> Iterator[Document | Trouble]:
    """The document of a PDF, a line for each paragraph; its first line is a title as in a plain text.

    Letters come in the order of reading and in their plain forms; where that cannot be told nothing is read.
    """
    found = _apart(data)
    fault, text = found.get("fault"), found.get("text", "")
    if fault:
        yield _trouble(name, fault)
        return
    if len(text.encode()) > LONGEST:
        yield too_long(name)
        return
    if found.get("empty"):
        pages = ", ".join(map(str, found["empty"][:10]))
        sentence = f"these pages hold no text and may be pictures: {pages}; the rest is read."
        yield Trouble(name, "no-text", sentence, "Compare it with the PDF.", lost=False)
    yield from read_plain(text, id, published)


def _apart(data: bytes) -> Mapping[str, Any]:
    """What a process of its own finds in a PDF; one that dies or takes too long finds too much."""
    command = [sys.executable, "-P", "-m", "mahdar.sources.pdf.extract"]
    try:
        done = subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return {"fault": "too-much"}
    if done.returncode:
        return {"fault": "too-much"}
    found: Mapping[str, Any] = orjson.loads(done.stdout)
    return found


def _trouble(name: str, fault: str) -> Trouble:
    """The trouble with a PDF that cannot be read."""
    if fault == "locked":
        return Trouble(name, "locked", "it is protected by a password.", "Save a copy without one, and read that.")
    if fault == "no-text":
        sentence = "there is no text in it, its pages are pictures."
        return Trouble(name, "no-text", sentence, "Run text recognition over it, and read what that gives.")
    if fault == "no-letters":
        return Trouble(name, "unreadable-input", "it does not tell which letters its glyphs stand for.", _SAVE)
    if fault == "no-order":
        return Trouble(name, "unreadable-input", "the order of its letters cannot be told.", _SAVE)
    if fault == "too-much":
        return Trouble(name, "too-long", "it holds more than a report can, or takes too long.", "Cut out its pages.")
    return Trouble(name, "unreadable-input", "it is no PDF, or a broken one.", "Fetch it again.")
