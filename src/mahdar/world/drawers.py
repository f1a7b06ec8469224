"""The drawers of the world pack: which keys an entry may have, and where an entry stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from mahdar.shelf import check_word, fail, read_drawer

Raw = dict[str, Any]

NAMED = {"id", "names", "aliases", "drop"}
MAPS = {
    "names",
    "aliases",
    "family",
    "adjective",
    "adjective_variants",
    "adjective_forms",
    "metonyms",
    "common",
    "titles",
    "feminine",
    "markers",
    "context",
    "sessions",
    "words",
}
"""Keys that hold a map from language to a word or a list of words."""

KEYS: Mapping[str, frozenset[str]] = {
    "states": frozenset(
        NAMED | {"adjective", "adjective_variants", "adjective_forms", "metonyms", "common", "capital", "lat", "lon"}
    ),
    "organisations": frozenset(
        NAMED | {"family", "adjective", "adjective_forms", "metonyms", "common", "represents", "members"}
    ),
    "groups": frozenset(
        NAMED | {"family", "adjective", "adjective_forms", "metonyms", "common", "represents", "members"}
    ),
    "people": frozenset(NAMED | {"family", "common", "gender", "offices", "represents"}),
    "outlets": frozenset(NAMED | {"common", "genre", "state", "domain"}),
    "places": frozenset(NAMED | {"kind", "common", "adjective", "adjective_forms", "lat", "lon", "in"}),
    "tracks": frozenset(
        NAMED | {"venues", "host", "markers", "context", "sessions", "roles", "people", "numbered", "since", "until"}
    ),
    "topics": frozenset({"id", "names", "pax", "words", "drop"}),
    "questions": frozenset({"id", "names", "topics", "tracks", "answers", "drop"}),
    "offices": frozenset({"id", "of", "titles", "feminine", "drop"}),
}
"""Drawer to the keys that its entries may have; the drawers are read in this order."""

PREFIXES: Mapping[str, str] = {
    "states": "state/",
    "organisations": "org/",
    "groups": "group/",
    "people": "person/",
    "outlets": "media/",
    "places": "place/",
    "offices": "office/",
}
# fmt: off
PLACE_KINDS = frozenset([
    "city", "governorate", "region", "zone", "crossing", "town", "village",
    "river", "port", "airport", "camp", "sea", "building",
])
# fmt: on
GENRES = frozenset(["agency", "newspaper", "tv", "radio", "site"])
ROLES = frozenset(["guarantor", "party", "mediator", "observer", "host"])


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a drawer and where it stands, for complaints."""

    data: Raw
    path: Path
    index: int

    def fail(self, sentence: str, *where: str | int, next_step: str = "") -> NoReturn:
        """Raise `PackError` at this entry, or at the key inside it that `where` names."""
        fail(self.path, [self.index, *where], sentence, next_step)


def read_entries(path: Path, drawer: str) -> list[Entry]:
    """The entries of one file, each checked on its own: keys, id, words; no id twice."""
    raw = read_drawer(path) or []
    if not isinstance(raw, list):
        fail(path, [], "a list of entries is expected here.", "Begin each entry with «- id: …».")
    entries = [Entry(data, path, index) for index, data in enumerate(raw)]
    seen: set[str] = set()
    for entry in entries:
        _check_entry(entry, drawer)
        if entry.data["id"] in seen:
            entry.fail(f"{entry.data['id']} stands twice in this file.", next_step="Join the two entries.")
        seen.add(entry.data["id"])
    return entries


def _check_entry(entry: Entry, drawer: str) -> None:
    """Refuse an entry that is no map, has no id, or has a key or word that does not belong."""
    if not isinstance(entry.data, dict) or not isinstance(entry.data.get("id"), str):
        entry.fail("an entry without an id stands here.", next_step="Begin it with «id:».")
    if not entry.data["id"].startswith(PREFIXES.get(drawer, "")):
        entry.fail(f"ids in {drawer}.yaml begin with {PREFIXES[drawer]}.", "id")
    for key, value in entry.data.items():
        if key not in KEYS[drawer]:
            known = ", ".join(sorted(KEYS[drawer]))
            entry.fail(f"{drawer}.yaml knows no key «{key}».", key, next_step=f"It knows {known}.")
        if key in MAPS:
            _check_words(entry, value, key)
    for number, office in enumerate(entry.data.get("offices", ())):
        _check_office(entry, office, number)
    for name, answer in entry.data.get("answers", {}).items():
        _check_answer(entry, answer, name)


def _check_words(entry: Entry, value: Any, *where: str | int) -> None:
    """Refuse a map of words with a badly written word, or with one word twice."""
    if not isinstance(value, dict):
        entry.fail("a language and its words are expected here.", *where, next_step="Write «{ar: …, en: …}».")
    for language, words in value.items():
        listed = words if isinstance(words, list) else [words]
        for word in listed:
            check_word(entry.path, [entry.index, *where, language], word)
        twice = {word for word in listed if listed.count(word) > 1}
        if twice:
            entry.fail(f"«{min(twice)}» stands twice here.", *where, language)


def _check_answer(entry: Entry, answer: Any, name: str) -> None:
    """Refuse an answer with unknown keys, without words, or whose opposite is no answer of the same question."""
    if not isinstance(answer, dict) or not answer.get("words") or not answer.get("names"):
        entry.fail("an answer needs names and words.", "answers", name)
    for key in answer:
        if key not in {"names", "words", "opposite"}:
            entry.fail(f"an answer knows no key «{key}».", "answers", name, key)
    for key in ("names", "words"):
        _check_words(entry, answer[key], "answers", name, key)
    if answer.get("opposite", name) not in entry.data["answers"]:
        entry.fail(f"«{answer['opposite']}» is no answer of this question.", "answers", name, "opposite")


def _check_office(entry: Entry, office: Any, number: int) -> None:
    """Refuse an office with unknown keys, no title, or a date that is no ISO date."""
    where = ("offices", number)
    if not isinstance(office, dict) or not (office.get("titles") or office.get("office")):
        entry.fail("an office needs titles, or the id of an office.", *where)
    for key, value in office.items():
        if key not in {"titles", "of", "since", "until", "office"}:
            entry.fail(f"an office knows no key «{key}».", *where, key)
        if key in {"since", "until"} and not is_iso_date(value):
            entry.fail(f"«{value}» is no date.", *where, key, next_step='Write "2018", "2018-02" or "2018-02-16".')
    if "titles" in office:
        _check_words(entry, office["titles"], *where, "titles")


def is_iso_date(value: object) -> bool:
    """Whether a value is None or a quoted ISO date of any precision.

    >>> is_iso_date("2018-02"), is_iso_date("2018-2"), is_iso_date(2018)
    (True, False, False)
    """
    if value is None:
        return True
    if not isinstance(value, str):
        return False
    parts = value.split("-")
    limits = (9999, 12, 31)[: len(parts)]
    sizes = (4, 2, 2)[: len(parts)]
    return len(parts) <= 3 and all(
        part.isdecimal() and len(part) == size and 1 <= int(part) <= limit
        for part, size, limit in zip(parts, sizes, limits, strict=False)
    )
