"""Draw what `mahdar demo` shows as `docs/demo.svg`: run `.venv/bin/python docs/demo_picture.py` in the clone.

A picture of a terminal sets Arabic letter by letter and breaks their joining; here each line is one run of text,
its direction that of its first strong letter, as a right-to-left reader expects it.
"""

from __future__ import annotations

import sys
import unicodedata
from html import escape
from itertools import chain, islice
from pathlib import Path

from mahdar.surfaces.cli.demo import chosen, read_dossier
from mahdar.surfaces.cli.minutes import minutes
from mahdar.surfaces.cli.paint import Line, isolated
from mahdar.surfaces.cli.summary import summary
from mahdar.surfaces.cli.wrap import wrapped

COLUMNS, LINES = 96, 64
WIDTH, LEADING, SIZE, EDGE, TOP = 920, 23, 14.5, 26, 62
COLOURS = {
    "head": "#ffffff", "faint": "#8a94a6", "source": "#5ad4e6", "cue": "#f5c451", "content": "#8fd694",
    "time": "#d69ae8", "bad": "#ff8a80", "command": "#ffffff", "": "#d7dce5",
}  # fmt: skip
FONTS = "'DejaVu Sans Mono','Noto Sans Mono','Noto Naskh Arabic','Geeza Pro',monospace"


def rightwards(line: Line) -> bool:
    """Whether a line runs from left to right: it is indented, or its first strong letter does."""
    letters = (unicodedata.bidirectional(c) for _, words in line for c in words)
    return line[0][1].startswith(" ") or next((kind for kind in letters if kind in ("L", "R", "AL")), "L") == "L"


def drawn(line: Line, number: int) -> str:
    """One line as an SVG text: from the left edge, or to the right edge in a right-to-left isolate."""
    height = TOP + number * LEADING
    if rightwards(line):
        words = "".join(_span(style, isolated(words)) for style, words in line)
        return f'<text x="{EDGE}" y="{height}" xml:space="preserve">{words}</text>'
    words = "\N{RIGHT-TO-LEFT ISOLATE}" + "".join(_span(*piece) for piece in line) + "\N{POP DIRECTIONAL ISOLATE}"
    return f'<text x="{WIDTH - EDGE}" y="{height}" text-anchor="end" xml:space="preserve">{words}</text>'


def _span(style: str, words: str) -> str:
    """Words in their colour."""
    weight = ' font-weight="bold"' if style in ("head", "command") else ""
    return f'<tspan fill="{COLOURS[style]}"{weight}>{escape(words)}</tspan>'


def picture(lines: list[Line]) -> str:
    """The whole picture."""
    height = TOP + len(lines) * LEADING + EDGE // 2
    rows = "\n".join(drawn(line, number) for number, line in enumerate(lines) if line)
    dots = "".join(f'<circle cx="{EDGE + 20 * n}" cy="24" r="6" fill="{c}"/>' for n, c in enumerate(
        ("#ff5f57", "#febc2e", "#28c840")))  # fmt: skip
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="mahdar demo: a report with its sources, cues and contents marked">\n'
        f'<rect width="{WIDTH}" height="{height}" rx="10" fill="#1b1f27"/>\n{dots}\n'
        f'<g font-family="{FONTS}" font-size="{SIZE}">\n'
        f'<text x="{WIDTH / 2}" y="28" text-anchor="middle" fill="#8a94a6">mahdar demo</text>\n{rows}\n</g>\n</svg>\n'
    )


def main(report: str | None) -> None:
    """Draw one report and the head of the summary."""
    readings = read_dossier()
    shown = chain(minutes(chosen(readings, report)), summary(readings))
    lines = [part for line in shown for part in wrapped(line, COLUMNS)]
    Path(__file__).with_name("demo.svg").write_text(picture(list(islice(lines, LINES))), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
