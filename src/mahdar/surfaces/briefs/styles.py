"""How a Word file looks: its styles, each with a font and size for Arabic beside the ones for Latin letters."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from mahdar.surfaces.briefs.runs import QUIET, element
from mahdar.surfaces.briefs.sheet import Sheet

FONT = "Times New Roman"
"""A font that every word processor has or has another for, with Arabic letters."""

_SIZES = (
    ("Normal", 11.5, 13), ("Title", 22, 24), ("Subtitle", 11, 12), ("Heading 1", 15, 17), ("Heading 2", 12, 13),
    ("List Bullet", 11.5, 13), ("Quote", 11.5, 13), ("footnote text", 9, 10.5),
)  # fmt: skip
"""Styles with their sizes for Latin and for Arabic letters, which have to be larger to be read as easily."""

_PLAINED = ("rFonts", "sz", "szCs", "color", "spacing", "kern", "lang", "i", "iCs", "b", "bCs")
"""Properties of the template's styles that ours stand in for."""

_LANGUAGES = {"val": "en-GB", "bidi": "ar"}


def dressed(document: Any, sheet: Sheet) -> None:
    """Give a document the styles of a brief."""
    styles = document.styles
    styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True).base_style = styles["Normal"]
    styles["footnote text"].element.set(qn("w:styleId"), "FootnoteText")
    mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.element.set(qn("w:styleId"), "FootnoteReference")
    mark.font.superscript = True
    for name, latin, arabic in _SIZES:
        _letters(styles[name], latin, arabic)
    for name in ("Title", "Heading 1", "Heading 2"):
        _bold(styles[name])
    for line in styles["Title"].element.iter(qn("w:bottom")):
        line.set(qn("w:color"), QUIET)
    styles["Title"].paragraph_format.space_after = Pt(10)
    styles["Heading 1"].paragraph_format.space_before = Pt(18)
    styles["Heading 1"].paragraph_format.space_after = Pt(6)
    styles["Heading 2"].paragraph_format.space_before = Pt(10)
    styles["Heading 2"].paragraph_format.space_after = Pt(4)
    styles["List Bullet"].paragraph_format.space_after = Pt(5)
    quote = styles["Quote"]
    quote.font.italic = False
    quote.element.get_or_add_rPr().find(qn("w:i")).addnext(element("w:iCs", val="0"))
    quote.paragraph_format.space_after = Pt(7)
    quote.paragraph_format.right_indent = Cm(0.63)
    styles["footnote text"].paragraph_format.space_after = Pt(2)


def _letters(style: Any, latin: float, arabic: float) -> None:
    """One font for all letters, a size for each kind, black or grey instead of a theme's colours."""
    look = style.element.get_or_add_rPr()
    for name in _PLAINED:
        for old in look.findall(qn(f"w:{name}")):
            look.remove(old)
    quiet = style.name in ("Subtitle", "Heading 2")
    style.font.color.rgb = RGBColor.from_string(QUIET if quiet else "1D1D1B")
    style.font.name = FONT
    look.find(qn("w:rFonts")).set(qn("w:cs"), FONT)
    style.font.size = Pt(latin)
    look.find(qn("w:sz")).addnext(element("w:szCs", val=str(round(arabic * 2))))
    look.append(element("w:lang", **_LANGUAGES))


def _bold(style: Any) -> None:
    style.font.bold = True
    style.element.get_or_add_rPr().find(qn("w:b")).addnext(element("w:bCs"))
