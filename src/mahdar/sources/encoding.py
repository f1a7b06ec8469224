"""From bytes to text: UTF-8, UTF-16 with its byte order mark, windows-1256 where the letters prove it."""

from __future__ import annotations

import codecs
import re
import unicodedata

from mahdar.errors import UnreadableInput

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"SQLite format 3\0", "an SQLite database"),
)
_LETTER = "[\N{ARABIC LETTER HAMZA}-\N{ARABIC LETTER GHAIN}\N{ARABIC LETTER FEH}-\N{ARABIC LETTER YEH}]"
_WORD = re.compile(f"{_LETTER}{{2,}}")
_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"

LEAST_ARABIC = 0.9
"""Least share of Arabic among the non-ASCII letters of windows-1256: 27,507 press reports have 0.963 or more."""

LEAST_ARTICLES = 0.04
"""Least share of words that begin with the article: 99 % of 27,507 press reports have 0.128 or more, while
UTF-8 and ISO 8859-6 read as windows-1256 have none."""

_LONGEST_LETTER = 4
"""Bytes of the longest character in UTF-8."""

_FEW_WORDS = 20
"""Below so many words a single article must do."""


def decode(data: bytes) -> str:
    """The text that the bytes hold, byte order mark left out; raises `UnreadableInput` that names what they are.

    >>> decode("قالت الخارجية".encode("cp1256"))
    'قالت الخارجية'
    """
    if not data.strip():
        raise UnreadableInput("there is nothing in it.", "Check that the file was saved.")
    text = _by_mark(data)
    if text is None:
        _refuse_binary(data)
        text = _utf8(data)
    return text if text is not None else _windows_1256(data)


def _by_mark(data: bytes) -> str | None:
    """The text where a byte order mark tells the encoding."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise UnreadableInput("it is written in UTF-32.", "Save it as UTF-8.")
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"its UTF-16 breaks at byte {error.start}.", "Save it as UTF-8.") from error


def _refuse_binary(data: bytes) -> None:
    """Raise where the bytes are no text at all."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableInput(f"it is {name}.", "Save its text as UTF-8 and read that.")
    if b"\0" in data:
        raise UnreadableInput("it is binary, not text.", "Check that this is the report itself.")


def _utf8(data: bytes) -> str | None:
    """The text if it is UTF-8, None if it is something else; raises where it is UTF-8 with a broken byte."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = error.start
    high = sum(byte > 127 for byte in data)
    lost = data.decode("utf-8", "replace").count("\ufffd")
    if lost * 10 <= high:
        raise UnreadableInput(f"its UTF-8 breaks at byte {broken}.", "Save it again as UTF-8.")
    return None


def _windows_1256(data: bytes) -> str:
    """The text if its letters prove windows-1256; raises where they do not."""
    text = data.decode("cp1256")
    if reads_as_arabic(text):
        return text
    other = next((name for name in ("iso8859_6", "mac_arabic") if reads_as_arabic(data.decode(name, "replace"))), None)
    name = f"it looks like {other.replace('_', '-')}" if other else "its encoding is not known"
    raise UnreadableInput(f"{name}; UTF-8, UTF-16 and windows-1256 are read.", "Save it as UTF-8.")


def is_windows_1256(head: bytes) -> bool:
    """Whether the beginning of a longer text is windows-1256; a character cut at its end does not matter.

    >>> is_windows_1256("قالت الخارجية".encode("cp1256")), is_windows_1256("قالت الخارجية".encode()[:-1])
    (True, False)
    """
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return len(head) - error.start > _LONGEST_LETTER and reads_as_arabic(head.decode("cp1256"))
    return False


def reads_as_arabic(text: str) -> bool:
    """Whether the letters of decoded text are those of Arabic words, and not another encoding's bytes.

    >>> reads_as_arabic("قالت الخارجية".encode().decode("cp1256"))
    False
    """
    if any(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f" for c in set(text)):
        return False
    letters = [c for c in text if c > "\x7f" and c.isalpha()]
    arabic = sum("\u0621" <= c <= "\u064a" for c in letters)
    words = _WORD.findall(text)
    needed = max(1, LEAST_ARTICLES * len(words)) if len(words) >= _FEW_WORDS else 1
    articles = sum(word.startswith(_ARTICLE) or _ARTICLE in word[1:4] for word in words)
    return arabic >= LEAST_ARABIC * max(1, len(letters)) and articles >= needed
