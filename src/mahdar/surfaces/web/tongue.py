"""Which language a reader is spoken to in: the one that the address names, else the one that the browser asks for."""

from __future__ import annotations

from typing import Literal

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")


def preferred(accepted: str) -> Language:
    """The language of an `Accept-Language` header that Mahdar speaks and the reader likes best; Arabic else.

    >>> preferred("fr, en;q=0.8, ar;q=0.9"), preferred("en-GB,en;q=0.5"), preferred("de")
    ('ar', 'en', 'ar')
    """
    liked: list[tuple[float, int, Language]] = []
    for place, part in enumerate(accepted.split(",")[:20]):
        name, _, weight = part.partition(";")
        found: Language | None = next((x for x in LANGUAGES if x == name.strip().lower().partition("-")[0]), None)
        if found:
            liked.append((-_weight(weight), place, found))
    return min(liked)[2] if liked else "ar"


def _weight(written: str) -> float:
    """The weight of a language, 1 where none is given or none can be read."""
    try:
        return float(written.strip().removeprefix("q=")) if written.strip() else 1.0
    except ValueError:
        return 1.0
