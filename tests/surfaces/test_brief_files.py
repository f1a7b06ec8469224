"""The brief as Word, PDF and Markdown: every line has footnotes, Arabic runs from right to left, no clock is in it."""

from __future__ import annotations

import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from pdfminer.high_level import extract_pages, extract_text

from mahdar.record import Record
from mahdar.sources.dossier import dossier_reports
from mahdar.surfaces.briefs import WRITERS, Sheet, sheet_of
from mahdar.surfaces.cli.main import run
from mahdar.surfaces.web.screen import screen
from mahdar.surfaces.web.tongue import LANGUAGES
from mahdar.views import Asked
from mahdar.views.brief import brief_rows

BOTH = pytest.mark.parametrize("lang", LANGUAGES)
FORMS = pytest.mark.parametrize("form", sorted(WRITERS))


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("brief") / "talks.db")
    assert run(["add", *dossier_reports(), "--record", path]) == 0
    return path


@pytest.fixture(scope="module")
def sheets(where: str) -> dict[str, Sheet]:
    asked = Asked(track="astana", limit=40)
    with Record.open(where) as record:
        rows = brief_rows(record, asked)
    return {lang: sheet_of(rows, asked, screen(lang)) for lang in LANGUAGES}


def part(made: bytes, name: str) -> Any:
    with zipfile.ZipFile(BytesIO(made)) as package:
        return etree.fromstring(package.read(name))


def lines(sheet: Sheet) -> list[Any]:
    return [line for section in sheet.sections for group in section.groups for line in group.lines]


@BOTH
def test_footnotes_are_numbered_as_they_are_met(sheets: dict[str, Sheet], lang: str) -> None:
    met = dict.fromkeys(number for line in lines(sheets[lang]) for number in line.notes)
    assert list(met) == list(range(1, len(sheets[lang].notes) + 1)) != []


@FORMS
@BOTH
def test_the_same_record_gives_the_same_bytes(where: str, tmp_path: Path, lang: str, form: str) -> None:
    made = []
    for name in ("one", "two"):
        out = tmp_path / name
        assert run(
            ["brief", "--track", "astana", "--lang", lang, "--format", form, "--record", where, "--output", str(out)]
        ) == 0  # fmt: skip
        made.append(out.read_bytes())
    assert made[0] == made[1] != b""


@pytest.mark.parametrize(("ending", "first"), [("docx", b"PK"), ("PDF", b"%PDF"), ("md", b"# "), ("html", b"<!do")])
def test_the_ending_of_the_file_tells_the_format(where: str, tmp_path: Path, ending: str, first: bytes) -> None:
    out = tmp_path / f"brief.{ending}"
    assert run(["brief", "--track", "astana", "--limit", "2", "--record", where, "--output", str(out)]) == 0
    assert out.read_bytes().startswith(first)


@BOTH
def test_word_has_footnotes_of_its_own(sheets: dict[str, Sheet], lang: str) -> None:
    made, sheet = WRITERS["docx"](sheets[lang]), sheets[lang]
    marks = [mark.get(qn("w:id")) for mark in part(made, "word/document.xml").iter(qn("w:footnoteReference"))]
    notes = [n for n in part(made, "word/footnotes.xml") if n.get(qn("w:type")) is None]
    assert marks == [n.get(qn("w:id")) for n in notes] == [str(i + 1) for i in range(len(sheet.notes))]
    for note, told in zip(notes, sheet.notes, strict=True):
        text = "".join(note.itertext(qn("w:t")))
        assert "".join(piece.text for piece in told.head) in re.sub("[\u200e\u200f]", "", text)
        assert text.endswith(told.before + told.cited + told.after)
        assert "".join(t.text for r in note.iter(qn("w:r")) if r.find(".//" + qn("w:highlight")) is not None
                       for t in r.iter(qn("w:t"))) == told.cited  # fmt: skip


def test_arabic_runs_from_right_to_left_in_word(sheets: dict[str, Sheet]) -> None:
    made = WRITERS["docx"](sheets["ar"])
    arabic = re.compile("[\u0621-\u064a]")
    for name in ("word/document.xml", "word/footnotes.xml"):
        for run_ in part(made, name).iter(qn("w:r")):
            if arabic.match("".join(run_.itertext(qn("w:t"))).strip()):
                assert run_.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None
    paragraphs = list(part(made, "word/document.xml").iter(qn("w:p")))
    assert len(paragraphs) > 40
    assert [p for p in paragraphs if p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is None] == []
    sizes = part(made, "word/styles.xml").xpath(
        "//w:style[w:name/@w:val='Normal']//w:szCs | //w:style[w:name/@w:val='Normal']//w:rFonts[@w:cs]",
        namespaces={"w": qn("w:p")[1:-2]},
    )
    assert len(sizes) == 2


@BOTH
def test_words_headings_are_styles(sheets: dict[str, Sheet], lang: str) -> None:
    made = Document(BytesIO(WRITERS["docx"](sheets[lang])))
    by_style = {name: [p.text for p in made.paragraphs if p.style.name == name] for name in ("Title", "Heading 1")}
    assert by_style["Title"] == [sheets[lang].title]
    assert by_style["Heading 1"] == [section.heading for section in sheets[lang].sections]
    assert made.core_properties.modified.date() == sheets[lang].latest
    assert made.core_properties.title == sheets[lang].title


@BOTH
def test_pdf_holds_every_line_and_its_own_fonts(sheets: dict[str, Sheet], lang: str) -> None:
    made = WRITERS["pdf"](sheets[lang])
    assert len(list(extract_pages(BytesIO(made)))) >= 3
    assert f"/Lang({lang})".encode() in made.replace(b" ", b"")
    assert b"NotoNaskhArabic" in made
    if lang == "en":
        text = " ".join(extract_text(BytesIO(made)).split())
        assert [s.heading for s in sheets["en"].sections if s.heading not in text] == []
        assert "Round 20, 20 June 2023, Astana, held" in text


def test_pdf_without_its_extra_is_one_sentence(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    out = tmp_path / "brief.pdf"
    assert run(["brief", "--track", "astana", "--record", where, "--output", str(out)]) == 2
    told = capsys.readouterr().err
    assert "mahdar[pdf]" in told
    assert len(told.strip().splitlines()) <= 2
    assert list(tmp_path.iterdir()) == []


@FORMS
@BOTH
def test_whatever_a_document_holds_is_shown_as_text(tmp_path: Path, lang: str, form: str) -> None:
    report = tmp_path / "bad.txt"
    odd = '<b>x</b> #panic("x") [^1] \\*_ \u202e\x01 $x$ @x'
    report.write_text(f"قالت روسيا إن الجولة العشرين من محادثات أستانا {odd} ناجحة.", "utf-8")
    record, out = str(tmp_path / "bad.db"), tmp_path / "out"
    assert run(["add", str(report), "--record", record]) == 0
    asked = ["--track", "astana", "--lang", lang, "--format", form, "--record", record, "--output", str(out)]
    assert run(["brief", *asked]) == 0
    made = out.read_bytes()
    if form == "docx":
        made = etree.tostring(part(made, "word/footnotes.xml"), encoding="utf-8")
        assert b'#panic("x")' in made
        assert b"&lt;b&gt;" in made
    if form == "markdown":
        assert b"\\<b\\>" in made
    assert "\u202e".encode() not in made


@FORMS
@BOTH
def test_a_track_of_which_nothing_is_told_has_a_brief(where: str, tmp_path: Path, lang: str, form: str) -> None:
    out = tmp_path / "out"
    days = ["--since", "2031-01-01", "--until", "2031-12-31"]
    asked = ["--track", "astana", "--lang", lang, "--format", form, *days, "--record", where, "--output", str(out)]
    assert run(["brief", *asked]) == 0
    if form == "markdown":
        assert screen(lang).day("2031-12-31") in out.read_text("utf-8")
    else:
        assert len(out.read_bytes()) > 1000
