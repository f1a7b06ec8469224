"""The brief as a Word file: headings as styles, footnotes of Word's own, right-to-left paragraphs and runs."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Cm

from mahdar.surfaces.briefs.footnotes import Footnotes
from mahdar.surfaces.briefs.runs import marked, paragraph_way, put, run_of
from mahdar.surfaces.briefs.sheet import Line, Piece, Sheet, parted
from mahdar.surfaces.briefs.styles import dressed

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the package: the first that a ZIP can tell."""


def docx(sheet: Sheet) -> bytes:
    """The brief as a Word file with footnotes; the same sheet gives the same bytes."""
    made = Document()
    dressed(made, sheet)
    _told(made, sheet)
    notes = Footnotes(sheet)
    _write(made.add_paragraph(style="Title"), sheet, sheet.title)
    if sheet.days:
        _write(made.add_paragraph(style="Subtitle"), sheet, sheet.days)
    for section in sheet.sections:
        _write(made.add_paragraph(style="Heading 1"), sheet, section.heading)
        for group in section.groups:
            if group.heading:
                _write(made.add_paragraph(style="Heading 2"), sheet, group.heading)
            for line in group.lines:
                _line(made, sheet, line, notes)
        if not section.groups:
            _write(made.add_paragraph(), sheet, sheet.nothing)
    notes.belong_to(made)
    return _packed(made)


def _told(made: Any, sheet: Sheet) -> None:
    """What the file tells of itself, and its page."""
    about, moment = made.core_properties, datetime.combine(sheet.latest, time())
    about.title, about.author, about.last_modified_by, about.language = sheet.title, "Mahdar", "Mahdar", sheet.language
    about.comments, about.created, about.modified, about.revision = "", moment, moment, 1
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.4)
    page.top_margin = page.bottom_margin = Cm(2.2)
    if sheet.rtl:
        page._sectPr.insert_element_before(OxmlElement("w:bidi"), "w:rtlGutter", "w:docGrid")


def _write(paragraph: Any, sheet: Sheet, text: str) -> None:
    """Words of the page's own language."""
    paragraph_way(paragraph._p, sheet.rtl)
    paragraph._p.append(run_of(Piece(text, sheet.rtl)))


def _line(made: Any, sheet: Sheet, line: Line, notes: Footnotes) -> None:
    """A line of a list; words of the other direction stand in a paragraph of their own below it."""
    paragraph = made.add_paragraph(style="List Bullet")._p
    paragraph_way(paragraph, sheet.rtl)
    whole = line.pieces[:-1] if line.apart else line.pieces
    put(paragraph, (run_of(piece) for piece in parted(whole, sheet.rtl)))
    if line.apart:
        paragraph.get_or_add_pPr().get_or_add_keepNext()
        paragraph = made.add_paragraph(style="Quote")._p
        paragraph_way(paragraph, not sheet.rtl)
        put(paragraph, [run_of(line.pieces[-1])])
    put(paragraph, _marks(line.notes, notes, sheet.rtl != line.apart))


def _marks(numbers: Iterable[int], notes: Footnotes, rtl: bool) -> Iterable[Any]:
    """The marks of footnotes, a comma between them."""
    for place, number in enumerate(numbers):
        if place:
            yield marked(", ", rtl)
        yield from notes.mark(number, rtl)


def _packed(made: Any) -> bytes:
    """The bytes of a document, no clock being in them."""
    raw, packed = BytesIO(), BytesIO()
    package = made.part.package
    for key in [key for key, rel in package.rels.items() if rel.reltype.endswith("/thumbnail")]:
        del package.rels[key]
    made.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(entry, old.read(name))
    return packed.getvalue()
