"""PDF statements: glyphs on pages become a text that can be read, or one sentence says why not."""

from mahdar.sources.pdf.read import LARGEST, read_pdf

__all__ = ["LARGEST", "read_pdf"]
