"""The glyphs of a PDF: which letters each stands for, and where on the page it is drawn."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a glyph of which the file does not tell the letter."""

MOST_GLYPHS = 1_000_000
MOST_PAGES = 300
"""Glyphs and pages of the largest PDF that is read; a report has a hundredth of these."""

_TILT = 0.1
"""A line that rises by more than a tenth of its length is a stamp or a watermark, not text that is read."""


class Glyph(NamedTuple):
    """Letters drawn together, from `left` to `right` on a base line, in points; `size` is that of the type."""

    text: str
    left: float
    right: float
    base: float
    size: float


def pages_of(data: bytes) -> Iterator[list[Glyph]]:
    """The glyphs of each page in the order in which they are drawn; raises `TooMuch`.

    The file is taken apart by pdfminer, which raises errors of many kinds where it is broken.
    """
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    resources = PDFResourceManager()
    device = _Pen(resources)
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(PDFPage.get_pages(io.BytesIO(data)), 1):
        if number > MOST_PAGES:
            raise TooMuch
        interpreter.process_page(page)
        glyphs, device.glyphs = device.glyphs, []
        yield glyphs


class TooMuch(Exception):
    """A PDF that holds more than a report can."""


class _Pen(PDFTextDevice):
    """Writes down each glyph that would be drawn."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.glyphs: list[Glyph] = []
        self._drawn = 0

    def render_char(
        self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, cid: int, ncs: Any,
        graphicstate: Any,
    ) -> float:  # fmt: skip
        """Write a glyph down; gives how far it moves the pen."""
        self._drawn += 1
        if self._drawn > MOST_GLYPHS:
            raise TooMuch
        across, slope, _, up, x, y = matrix
        advance = float(font.char_width(cid) * fontsize * scaling)
        if across > 0 and up > 0 and abs(slope) < _TILT * across:
            self.glyphs.append(Glyph(_letters(font, cid), x, x + across * advance, y + up * rise, abs(up * fontsize)))
        return advance


def _letters(font: Any, cid: int) -> str:
    """The letters that a glyph stands for; what a font keeps for itself tells none."""
    try:
        text = str(font.to_unichr(cid))
    except PDFUnicodeNotDefined:
        return UNKNOWN
    return UNKNOWN if not text or any(c < " " or "\ue000" <= c <= "\uf8ff" for c in text) else text
