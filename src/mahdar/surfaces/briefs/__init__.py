"""The brief as a file to hand on: one sheet in the reader's language, written as a page, Word, PDF or Markdown."""

from collections.abc import Callable, Mapping

from mahdar.surfaces.briefs.html import html
from mahdar.surfaces.briefs.markdown import markdown
from mahdar.surfaces.briefs.pdf import MissingExtra, has_pdf, pdf
from mahdar.surfaces.briefs.sheet import Sheet, sheet_of
from mahdar.surfaces.briefs.word import docx

WRITERS: Mapping[str, Callable[[Sheet], bytes]] = {"html": html, "markdown": markdown, "docx": docx, "pdf": pdf}
"""What writes each format; `pdf` raises `MissingExtra` where its extra is not installed."""

MEDIA_TYPES: Mapping[str, str] = {
    "html": "text/html",
    "markdown": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
"""The media type of each format."""

__all__ = ["MEDIA_TYPES", "WRITERS", "MissingExtra", "Sheet", "has_pdf", "sheet_of"]
