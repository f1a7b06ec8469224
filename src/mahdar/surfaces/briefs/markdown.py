"""The brief as Markdown with footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mahdar.surfaces.briefs.sheet import Line, Note, Piece, Sheet, parted

_MEANS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
"""Characters that mean something to Markdown or to HTML."""

_TONES = {"plain": "{}", "strong": "**{}**", "soft": "*{}*", "said": "{}"}


def markdown(sheet: Sheet) -> bytes:
    """The brief as Markdown with footnotes, in UTF-8; whatever a document holds is shown as text."""
    parts = [f"# {_text(sheet.title)}", *([_text(sheet.days)] if sheet.days else [])]
    for section in sheet.sections:
        parts.append(f"## {_text(section.heading)}")
        for group in section.groups:
            parts += [f"### {_text(group.heading)}"] if group.heading else []
            parts.append("\n".join(f"- {_line(line, sheet.rtl)}" for line in group.lines))
        parts += [] if section.groups else [_text(sheet.nothing)]
    parts.append(
        "\n".join(f"[^{number}]: {_note(note, sheet.rtl)}" for number, note in enumerate(sheet.notes, start=1))
    )
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _line(line: Line, rtl: bool) -> str:
    return _pieces(parted(line.pieces, rtl)) + "".join(f"[^{number}]" for number in line.notes)


def _note(note: Note, rtl: bool) -> str:
    """A footnote on one line."""
    cited = f"**{_text(note.cited)}**" if note.cited.strip() == note.cited != "" else _text(note.cited)
    return f"{_pieces(parted(note.head, rtl))}: {_text(note.before)}{cited}{_text(note.after)}"


def _pieces(pieces: Iterable[Piece]) -> str:
    """Words with their tones; the marks stand close to the words, or they would not be taken for marks."""
    made = []
    for piece in pieces:
        words = piece.text.strip()
        made.append(piece.text.replace(words, _TONES[piece.tone].format(_text(words))) if words else piece.text)
    return "".join(made)


def _text(text: str) -> str:
    return _MEANS.sub(r"\\\1", text)
