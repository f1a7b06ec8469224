"""Mentions: where a page names someone or something that the world pack has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mahdar.language.clitics import Clitics
from mahdar.text import Page, tokenize
from mahdar.world import Form

_RANK = {"name": 0, "alias": 1, "metonym": 2, "family": 3, "title": 4, "adjective": 5}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a page: tokens `first` up to `last` (exclusive), `cut` folded letters of the first being clitics.

    `ids` holds everyone who bears the name in that role (a title has several holders).
    """

    first: int
    last: int
    cut: int
    preposition: str
    conjunction: bool
    ids: tuple[str, ...]
    role: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A name as the table files it: its words behind the first, its role, who bears it."""

    rest: tuple[str, ...]
    role: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word as the first of names: its clitics, and the names."""

    cut: int
    preposition: str
    conjunction: bool
    entries: tuple[Entry, ...]


_CACHE_LIMIT = 1 << 16


@dataclass(frozen=True, slots=True)
class NameTable:
    """Every name of the world pack in one language, by its first folded word, longest first."""

    entries: dict[str, tuple[Entry, ...]]
    clitics: Clitics
    everyday: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Family names that are everyday words too: they count where their bearer is named in full."""
    known: dict[str, tuple[Reading, ...]] = field(default_factory=dict, repr=False, compare=False)
    """What each written word may open, kept once it was asked for; most open nothing."""

    def readings(self, form: str) -> tuple[Reading, ...]:
        """The names that may begin with a folded word, whole or behind its clitics."""
        found = self.known.get(form)
        if found is None:
            if len(self.known) > _CACHE_LIMIT:
                self.known.clear()
            found = self.known[form] = tuple(self._open(form))
        return found

    def _open(self, form: str) -> Iterator[Reading]:
        """Work the readings of a word out."""
        article = self.clitics.article
        for part in self.clitics.parts(form):
            if not part.article:
                stem, cut = part.stem, part.cut
            elif part.conjunction or part.preposition:
                stem, cut = article + part.stem, len(part.conjunction) + len(part.preposition)
            else:
                continue
            entries = self.entries.get(stem)
            if entries is not None:
                yield Reading(cut, part.preposition, bool(part.conjunction), entries)

    def __reduce__(self) -> tuple[object, ...]:
        return NameTable, (self.entries, self.clitics, self.everyday)


def build_name_table(forms: Iterable[Form], clitics: Clitics) -> NameTable:
    """The table of all names, aliases, metonyms, family names and titles; adjectives are filed apart."""
    found: dict[tuple[str, ...], dict[str, list[str]]] = {}
    everyday: dict[str, list[str]] = {}
    for form in forms:
        if form.role == "adjective":
            continue
        words = tuple(tokenize(form.text).folded)
        words = tuple(w for w in words if w not in _MARKS)
        if not words or (form.common and len(words) == 1):
            if words and form.role == "family":
                everyday.setdefault(words[0], []).append(form.entity_id)
            continue
        found.setdefault(words, {}).setdefault(form.role, []).append(form.entity_id)
    table: dict[str, list[Entry]] = {}
    for words, roles in found.items():
        role = min(roles, key=lambda r: _RANK[r])
        ids = tuple(dict.fromkeys(i for r in sorted(roles, key=lambda r: _RANK[r]) for i in roles[r]))
        table.setdefault(words[0], []).append(Entry(words[1:], role, ids))
    return NameTable(
        {k: tuple(sorted(v, key=lambda e: -len(e.rest))) for k, v in table.items()},
        clitics,
        {word: tuple(ids) for word, ids in everyday.items()},
    )


_MARKS = frozenset("-'’\"“”«»()")


def find_mentions(page: Page, table: NameTable) -> dict[int, Mention]:
    """The names in a page by the number of their first token, longest first, none inside another."""
    folded = page.tokens.folded
    found: dict[int, Mention] = {}
    index, count = 0, len(folded)
    while index < count:
        readings = table.readings(folded[index])
        mention = _longest(folded, index, count, readings) if readings else None
        if mention is None:
            index += 1
        else:
            found[index] = mention
            index = mention.last
    return _with_everyday(folded, table, found)


def _with_everyday(folded: list[str], table: NameTable, found: dict[int, Mention]) -> dict[int, Mention]:
    """The mentions with the family names that are everyday words, where their bearer is named in full."""
    full = {i for m in found.values() if m.role in ("name", "alias") for i in m.ids if i.startswith("person/")}
    if not full:
        return found
    covered = {i for m in found.values() for i in range(m.first, m.last)}
    for index, form in enumerate(folded):
        ids = tuple(i for i in table.everyday.get(form, ()) if i in full) if index not in covered else ()
        if ids:
            found[index] = Mention(index, index + 1, 0, "", False, ids, "family")
    return dict(sorted(found.items()))


def _longest(folded: list[str], index: int, count: int, readings: tuple[Reading, ...]) -> Mention | None:
    """The longest name that starts at a token, whole or behind its clitics; the whole word wins."""
    best: Mention | None = None
    for reading in readings:
        for entry in reading.entries:
            last = _match(folded, index + 1, count, entry.rest)
            if last and (best is None or last > best.last):
                cut, preposition, conjunction = reading.cut, reading.preposition, reading.conjunction
                best = Mention(index, last, cut, preposition, conjunction, entry.ids, entry.role)
                break
        if best is not None and not reading.cut:
            return best
    return best


def _match(folded: list[str], index: int, count: int, rest: tuple[str, ...]) -> int:
    """The token behind `rest` where the page goes on with it (quotation marks and hyphens between allowed), else 0."""
    for word in rest:
        while index < count and folded[index] in _MARKS:
            index += 1
        if index >= count or folded[index] != word:
            return 0
        index += 1
    return index
