"""Growth: a text twice as long takes at most twice the time, times 1.25."""

from __future__ import annotations

from datetime import date

from benchmarks.reports import Sample
from benchmarks.row import Row, seconds
from mahdar.model import Document
from mahdar.pipeline import loaded, read_document

GOAL = 2 * 1.25
LENGTH = 20_000
_HARD = {
    "reports one after the other": "",
    "one sentence without an end": "وقالت وزارة الخارجية إن الوفد وصل أمس و",
    "quotation marks that never close": "قال «الوفد «إن «",
    "nothing but digits": "2023 ",
    "nothing but marks": "\N{ARABIC FATHA}\N{ARABIC TATWEEL}",
    "nothing but cues": "قال وأضاف وأكد ",
}
"""Texts that a rule which looks back or ahead without a limit would choke on."""


def growth(sample: Sample) -> list[Row]:
    """For each kind of text, how many times longer twice the text takes."""
    real = "\n".join(d.text for d in sample.documents[:200])
    return [_doubled(name, piece or real) for name, piece in _HARD.items()]


def _doubled(name: str, piece: str) -> Row:
    """The time of a doubled text over that of the text, the best of two each."""
    once = (piece * (LENGTH // len(piece) + 1))[:LENGTH]
    short, long = _time(once), _time(once * 2)
    ratio = long / short
    return Row(f"doubled: {name}", ratio, "times", f"<= {GOAL}", f"{short:.2f} s, then {long:.2f} s", met=ratio <= GOAL)


def _time(text: str) -> float:
    """Seconds to read a text, the best of two."""
    knowledge = loaded()
    document = Document.of(text, id="x", published=date(2023, 6, 21))
    return min(seconds(lambda: read_document(document, knowledge)) for _ in range(2))
