"""The fold table: which letters count as one for matching, each line with its reason.

Folding is for matching only; what a reader is shown always comes from the text as published.
NFKD is not used: it would turn WAW WITH HAMZA into WAW, which is not our claim about Arabic
(رؤساء and روساء are not the same word).
"""

from __future__ import annotations

import unicodedata

ALEF = "\N{ARABIC LETTER ALEF}"
YEH = "\N{ARABIC LETTER YEH}"
KAF = "\N{ARABIC LETTER KAF}"
HEH = "\N{ARABIC LETTER HEH}"

LETTERS: dict[str, str] = {
    # The press writes the hamza on an initial alef or leaves it out, in the same paper on the same day.
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}": ALEF,
    "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}": ALEF,
    "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}": ALEF,
    "\N{ARABIC LETTER ALEF WASLA}": ALEF,
    # Egyptian papers write a final yeh without dots; the rest of the press dots it.
    "\N{ARABIC LETTER ALEF MAKSURA}": YEH,
    # Persian and Urdu keyboards.
    "\N{ARABIC LETTER FARSI YEH}": YEH,
    "\N{ARABIC LETTER YEH BARREE}": YEH,
    "\N{ARABIC LETTER KEHEH}": KAF,
    "\N{ARABIC LETTER HEH GOAL}": HEH,
    "\N{ARABIC LETTER AE}": HEH,
    "\N{ARABIC LETTER HEH DOACHASHMEE}": HEH,
    # Sounds that Arabic borrows: ڤ and پ and چ and گ vary with their plain neighbours in names.
    "\N{ARABIC LETTER VEH}": "\N{ARABIC LETTER FEH}",
    "\N{ARABIC LETTER PEH}": "\N{ARABIC LETTER BEH}",
    "\N{ARABIC LETTER TCHEH}": "\N{ARABIC LETTER JEEM}",
    "\N{ARABIC LETTER GAF}": KAF,
}
"""One letter for one letter."""

MARKS = frozenset(
    [chr(c) for c in range(0x0610, 0x061B)]
    + [chr(c) for c in range(0x064B, 0x0660)]
    + ["\N{ARABIC LETTER SUPERSCRIPT ALEF}"]
    + [chr(c) for c in range(0x06D6, 0x06EE) if chr(c) not in "\u06dd\u06de\u06e5\u06e6\u06e9"]
    + [chr(c) for c in range(0x0300, 0x0370)]
)
"""Vowel marks and accents: they say how a word sounds, and most texts leave them out."""

TATWEEL = "\N{ARABIC TATWEEL}"

INVISIBLE = frozenset(
    [chr(c) for c in (0x00AD, 0x061C, 0xFEFF, 0x2060)]
    + [chr(c) for c in range(0x200B, 0x2010)]
    + [chr(c) for c in range(0x202A, 0x202F)]
    + [chr(c) for c in range(0x2066, 0x206A)]
)
"""Zero-width and direction marks: they steer a display and belong to no word."""

DROPPED = MARKS | INVISIBLE | {TATWEEL}
"""What a folded word does not have."""


def _presentation_forms() -> dict[str, str]:
    """Letters that a PDF or an old page stored by their shape, each with the letters it stands for.

    Unicode's own compatibility table gives them; only the two Arabic blocks of shapes are taken from it.
    """
    shapes = [*range(0xFB50, 0xFDD0), *range(0xFDF0, 0xFE00), *range(0xFE70, 0xFEFD)]
    return {chr(c): unicodedata.normalize("NFKC", chr(c)) for c in shapes if unicodedata.category(chr(c)) == "Lo"}


def _digits() -> dict[str, str]:
    """Eastern Arabic and Persian digits, as the digits that numbers are computed with."""
    return {chr(base + d): str(d) for base in (0x0660, 0x06F0) for d in range(10)}


def fold_table() -> dict[str, str]:
    """Each character that folding changes, with what it becomes (an empty string where it is dropped)."""
    table = dict.fromkeys(DROPPED, "")
    table.update(_digits())
    table.update(LETTERS)
    for shape, letters in _presentation_forms().items():
        table[shape] = "".join(table.get(c, c) for c in letters).replace(" ", "")
    return table
