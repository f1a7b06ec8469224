"""Bytes: what is read, and what is refused by name."""

from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic import texts
from mahdar.errors import UnreadableInput
from mahdar.sources import decode

REPORT = (
    "أعلنت وزارة الخارجية أن المحادثات التي جرت في العاصمة انتهت إلى اتفاق على عودة النازحين إلى القرى الواقعة شرقي "
    "النهر، وأن اللجنة المشتركة ستجتمع الشهر المقبل للنظر في ما بقي من المسائل."
)


@pytest.mark.parametrize(
    "data",
    [
        REPORT.encode(),
        codecs.BOM_UTF8 + REPORT.encode(),
        REPORT.encode("utf-16"),
        codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"),
        REPORT.encode("cp1256"),
    ],
    ids=["UTF-8", "UTF-8 with a mark", "UTF-16 little", "UTF-16 big", "windows-1256"],
)
def test_encodings_that_are_read(data: bytes) -> None:
    assert decode(data) == REPORT


def test_windows_1256_with_latin_words_and_line_ends() -> None:
    text = f"Reuters - عمان\r\n{REPORT}\r\n(AFP)"
    assert decode(text.encode("cp1256")) == text


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"", "nothing in it"),
        (b" \r\n\t ", "nothing in it"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "a ZIP archive or an Office document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\x1f\x8b\x08\x00", "compressed with gzip"),
        (b"abc\x00\x01\x02", "binary"),
        (REPORT.encode("utf-32"), "UTF-32"),
        (REPORT.encode("utf-16-le"), "binary"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x41\x00", "UTF-16 breaks at byte"),
        (REPORT.encode()[:60] + b"\xff" + REPORT.encode()[60:], "UTF-8 breaks at byte 60"),
        (REPORT.encode()[:-2], "UTF-8 breaks at byte"),
        (REPORT.encode("iso8859-6"), "iso8859-6"),
        ("Les négociations ont été reportées à l'été, a déclaré le ministère.".encode("latin-1"), "not known"),
        ("Переговоры по Сирии пройдут в Астане в июне".encode("cp1251"), "not known"),
        ("Οι συνομιλίες για τη Συρία".encode("iso8859-7"), "not known"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, named: str) -> None:
    with pytest.raises(UnreadableInput) as told:
        decode(data)
    assert named in told.value.sentence
    assert told.value.next_step


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(UnreadableInput):
        assert isinstance(decode(data), str)


@given(texts)
def test_utf8_comes_back_to_the_letter(text: str) -> None:
    with suppress(UnreadableInput):
        assert decode(codecs.BOM_UTF8 + text.encode()) == text
