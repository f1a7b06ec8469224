"""Runs and paragraphs of Word with their direction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from mahdar.surfaces.briefs.sheet import Piece

QUIET = "55524C"
"""The colour of what stands back."""


def element(tag: str, /, **attributes: str) -> Any:
    """An element of Word's with its attributes.

    >>> element("w:sz", val="24").get(qn("w:val"))
    '24'
    """
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def run_of(piece: Piece, *, highlight: bool = False) -> Any:
    """A run with the words of a piece; its properties in the order that the schema has."""
    look = element("w:rPr")
    if piece.tone == "strong":
        put(look, (element("w:b"), element("w:bCs")))
    if piece.tone == "soft":
        look.append(element("w:color", val=QUIET))
    if highlight:
        look.append(element("w:highlight", val="yellow"))
    if piece.rtl:
        look.append(element("w:rtl"))
    return _run(look, piece.text)


def marked(text: str, rtl: bool) -> Any:
    """A run of small raised text that looks like the mark of a footnote."""
    return _run(mark_look(rtl), text)


def mark_look(rtl: bool) -> Any:
    """The properties of a footnote's mark."""
    look = element("w:rPr")
    look.append(element("w:rStyle", val="FootnoteReference"))
    if rtl:
        look.append(element("w:rtl"))
    return look


def paragraph_way(paragraph: Any, rtl: bool) -> None:
    """Tell a paragraph its direction, whatever its style has."""
    bidi = element("w:bidi") if rtl else element("w:bidi", val="0")
    paragraph.get_or_add_pPr().insert_element_before(
        bidi, "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
        "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl",
        "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
    )  # fmt: skip


def put(parent: Any, children: Iterable[Any]) -> None:
    """Put elements at the end of another."""
    for child in children:
        parent.append(child)


def _run(look: Any, text: str) -> Any:
    run = element("w:r")
    words = element("w:t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    put(run, (look, words))
    return run
