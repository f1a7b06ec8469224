"""The brief as a page that stands by itself and prints well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from mahdar.surfaces.briefs.sheet import Line, Note, Piece, Sheet

STYLE = """
body{font:1.05rem/1.7 "Noto Naskh Arabic","Amiri","Times New Roman",serif;overflow-wrap:anywhere}
body{max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.2rem;border-bottom:1px solid #bbb;margin-top:2rem}h3{font-size:1rem;margin-bottom:0}
li{margin:.35rem 0}sup a{text-decoration:none;padding-inline:.15em}i{font-style:normal;color:#555}
blockquote{margin:0}.notes{font-size:.9rem;color:#333}.days{color:#555}mark{background:#fff3b0}
@media print{body{margin:0;max-width:none}li{break-inside:avoid}}
"""

_TONES = {"plain": "", "said": "", "strong": "b", "soft": "i"}


def html(sheet: Sheet) -> bytes:
    """The brief as HTML that asks for nothing else; whatever a document holds is shown as text."""
    title, way = escape(sheet.title), "rtl" if sheet.rtl else "ltr"
    parts = [
        f'<!doctype html><html lang="{sheet.language}" dir="{way}"><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{STYLE}</style><h1>{title}</h1>",
        *([f'<p class="days">{escape(sheet.days)}</p>'] if sheet.days else []),
    ]
    for section in sheet.sections:
        parts.append(f"<section><h2>{escape(section.heading)}</h2>")
        for group in section.groups:
            parts += [f"<h3>{escape(group.heading)}</h3>"] if group.heading else []
            parts.append(f"<ul>{''.join(_line(line, sheet) for line in group.lines)}</ul>")
        parts += ["</section>"] if section.groups else [f"<p>{escape(sheet.nothing)}</p></section>"]
    if sheet.notes:
        parts.append(f'<section><h2>{escape(sheet.sources)}</h2><ol class="notes">')
    parts += [_note(number, note, sheet.rtl) for number, note in enumerate(sheet.notes, start=1)]
    return ("\n".join([*parts, "</ol></section></html>" if sheet.notes else "</html>"]) + "\n").encode()


def _line(line: Line, sheet: Sheet) -> str:
    marks = "".join(f'<sup><a href="#n{n}">{_number(n, sheet.digits)}</a></sup>' for n in line.notes)
    return f"<li>{''.join(_pieces(line.pieces, sheet.rtl))}{marks}</li>"


def _note(number: int, note: Note, rtl: bool) -> str:
    """A footnote: its head, and the sentence in its own direction."""
    way = "rtl" if note.rtl else "ltr"
    said = f"{escape(note.before)}<mark>{escape(note.cited)}</mark>{escape(note.after)}"
    return f'<li id="n{number}">{"".join(_pieces(note.head, rtl))}<blockquote dir="{way}">{said}</blockquote></li>'


def _pieces(pieces: Iterable[Piece], rtl: bool) -> Iterator[str]:
    """Words with their tones; those of the other direction are kept apart from what stands round them."""
    for piece in pieces:
        words = escape(piece.text) if piece.rtl == rtl else f"<bdi>{escape(piece.text)}</bdi>"
        tag = _TONES[piece.tone]
        yield f"<{tag}>{words}</{tag}>" if tag else words


def _number(number: int, digits: tuple[str, ...]) -> str:
    return "".join(digits[int(digit)] for digit in str(number))
