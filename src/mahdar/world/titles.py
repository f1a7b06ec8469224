"""Titles of office, filled in from the patterns of `packs/world/offices.yaml`.

`{adj}` stands for the nisba with its article (`الروسي`), `{adjf}` for its feminine (`الروسية`), `{name}` for the
state's or body's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_TEH, _YEH = "\N{ARABIC LETTER TEH MARBUTA}", "\N{ARABIC LETTER YEH}"


def titles_of(office: Mapping[str, Any], body: Mapping[str, Any], *, feminine: bool) -> dict[str, tuple[str, ...]]:
    """Language to the titles of an office in a body, in a woman's form where the holder is one and it is known."""
    patterns = {**office.get("titles", {}), **(office.get("feminine", {}) if feminine else {})}
    return {language: tuple(dict.fromkeys(_filled(words, body, language))) for language, words in patterns.items()}


def _filled(patterns: str | list[str], body: Mapping[str, Any], language: str) -> Iterable[str]:
    """Each pattern with each spelling of the body's adjective or name; what the body cannot fill falls out."""
    for pattern in _listed(patterns):
        for hole, words in _fillings(body, language).items():
            if hole in pattern:
                yield from (pattern.replace(hole, word) for word in words)
                break
        else:
            yield pattern


def _fillings(body: Mapping[str, Any], language: str) -> dict[str, list[str]]:
    """Each placeholder with the words that a body puts in its place."""
    spellings = [
        word for key in ("adjective", "adjective_variants") for word in _listed(body.get(key, {}).get(language))
    ]
    arabic = language == "ar"
    return {
        "{adj}": [definite(word, False) for word in spellings] if arabic else spellings,
        "{adjf}": [definite(word, True) for word in spellings] if arabic else spellings,
        "{name}": _listed(body.get("names", {}).get(language)),
    }


def _listed(value: str | list[str] | None) -> list[str]:
    """A word or a list of words as a list."""
    return [] if value is None else [value] if isinstance(value, str) else value


def definite(nisba: str, feminine: bool) -> str:
    """A nisba of one or two words with article and gender.

    >>> definite("كوري جنوبي", True)
    'الكورية الجنوبية'
    >>> definite("جنوب سوداني", True)
    'الجنوب سودانية'
    """
    words = nisba.split()
    ends = [word + _TEH if feminine and word.endswith(_YEH) else word for word in words]
    both = len(words) == 2 and words[0].endswith(_YEH)
    return " ".join(_ARTICLE + word if number == 0 or both else word for number, word in enumerate(ends))
