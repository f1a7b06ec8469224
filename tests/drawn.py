"""Small PDFs, written byte by byte: lines of glyphs, each with the letters that it stands for."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

ADVANCE = 0.5
"""How far a glyph moves the pen, as a part of its size."""

LOCK = b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"61" * 32, b"62" * 32)
"""What a trailer holds of a file that is protected by a password."""


@dataclass(frozen=True)
class Drawn:
    """A line of glyphs from left to right, beginning at a place in points."""

    cells: Sequence[str]
    left: float = 72
    base: float = 700
    size: float = 12
    matrix: str = "1 0 0 1"


def leftward(*runs: str) -> list[str]:
    """The cells of a line on paper, from left to right, of runs in reading order: Arabic turns, all else stays."""
    cells: list[str] = []
    for run in reversed(runs):
        cells += reversed(run) if any("\u0600" <= c <= "\u06ff" and not c.isdecimal() for c in run) else run
    return cells


def ending(*runs: str, right: float = 540, base: float = 700, size: float = 12) -> Drawn:
    """A line that ends at the right margin."""
    cells = leftward(*runs)
    return Drawn(cells, right - len(cells) * ADVANCE * size, base, size)


def pdf(*pages: Sequence[Drawn], told: bool = True, extra: bytes = b"", compressed: bool = True) -> bytes:
    """A PDF of these pages; where `told` is False it does not say what its glyphs stand for."""
    letters = sorted({cell for page in pages for line in page for cell in line.cells})
    codes = {cell: number for number, cell in enumerate(letters, 1)}
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(pages)))
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [4 0 R]"
        + (b" /ToUnicode 5 0 R" if told else b"") + b" >>",
        4: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe)"
        b" /Ordering (Identity) /Supplement 0 >> /DW 500 /FontDescriptor 6 0 R >>",
        5: _stream(_cmap(codes), compressed),
        6: b"<< /Type /FontDescriptor /FontName /A /Flags 4 /Ascent 800 /Descent -200 >>",
    }  # fmt: skip
    for n, page in enumerate(pages):
        objects[10 + 2 * n] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {11 + 2 * n} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>"
        ).encode()
        objects[11 + 2 * n] = _stream("\n".join(_line(line, codes) for line in page).encode(), compressed)
    return file_of(objects, extra)


def file_of(objects: dict[int, bytes], extra: bytes = b"") -> bytes:
    """The bytes of a PDF with these objects; `extra` goes into its trailer."""
    out, places = b"%PDF-1.5\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    begin, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    return out + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, extra, begin)


def _stream(data: bytes, compressed: bool) -> bytes:
    packed, kind = (zlib.compress(data), b"/Filter /FlateDecode ") if compressed else (data, b"")
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (kind, len(packed), packed)


def _line(line: Drawn, codes: dict[str, int]) -> str:
    shown = "".join(f"{codes[cell]:04x}" for cell in line.cells)
    return f"BT /F {line.size} Tf {line.matrix} {line.left} {line.base} Tm <{shown}> Tj ET"


def _cmap(codes: dict[str, int]) -> bytes:
    pairs = "\n".join(f"<{code:04x}> <{cell.encode('utf-16-be').hex()}>" for cell, code in codes.items())
    return (
        "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar endcmap"
    ).encode()
