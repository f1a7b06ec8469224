"""Which language a report is written in, as far as its script tells."""

from __future__ import annotations

import re

_FARTHER = "".join(
    (
        "\N{ARABIC LETTER PEH}",
        "\N{ARABIC LETTER TCHEH}",
        "\N{ARABIC LETTER JEH}",
        "\N{ARABIC LETTER GAF}",
        "\N{ARABIC LETTER YEH BARREE}",
        "\N{ARABIC LETTER TTEH}",
        "\N{ARABIC LETTER DDAL}",
        "\N{ARABIC LETTER NOON GHUNNA}",
    )
)
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile(r"[\u0620-\u065f\u0670-\u06d3\u06fa-\u06fc\ufb50-\ufdfb\ufe70-\ufefc]")
_FARTHER_LETTER = re.compile(f"[{_FARTHER}]")

LEAST_ARABIC = 0.5
"""Least share of Arabic letters in an Arabic report: 27,507 press reports have 0.747 or more."""

MOST_FARTHER = 0.015
"""Largest share of the letters that Persian and Urdu add: 27,507 Arabic press reports have at most 0.009."""

_SAMPLE = 20_000
"""So many characters are looked at."""


def language_of(text: str) -> str | None:
    """`ar` where the letters are those of Arabic, None where they are not or where there are none.

    >>> language_of("انطلقت الجولة في Astana"), language_of("The round began"), language_of("19:30")
    ('ar', None, None)
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    arabic = len(_ARABIC.findall(sample))
    if not arabic or arabic < LEAST_ARABIC * letters:
        return None
    return "ar" if len(_FARTHER_LETTER.findall(sample)) <= MOST_FARTHER * arabic else None
