"""Mentions: where a page names someone or something that the world pack has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mahdar.language.clitics import Clitics
from mahdar.text import Page, fold, tokenize
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
class NameTable:
    """Every name of the world pack in one language, by its first folded word, longest first."""

    entries: dict[str, tuple[Entry, ...]]
    clitics: Clitics


def build_name_table(forms: Iterable[Form], clitics: Clitics) -> NameTable:
    """The table of all names, aliases, metonyms, family names and titles; adjectives are filed apart."""
    found: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for form in forms:
        if form.role == "adjective":
            continue
        words = tuple(tokenize(form.text).folded)
        words = tuple(w for w in words if w not in _MARKS)
        if not words or (form.common and len(words) == 1):
            continue
        found.setdefault(words, {}).setdefault(form.role, []).append(form.entity_id)
    table: dict[str, list[Entry]] = {}
    for words, roles in found.items():
        role = min(roles, key=lambda r: _RANK[r])
        ids = tuple(dict.fromkeys(i for r in sorted(roles, key=lambda r: _RANK[r]) for i in roles[r]))
        table.setdefault(words[0], []).append(Entry(words[1:], role, ids))
    return NameTable({k: tuple(sorted(v, key=lambda e: -len(e.rest))) for k, v in table.items()}, clitics)


_MARKS = frozenset("-'’\"“”«»()")


def find_mentions(page: Page, table: NameTable) -> dict[int, Mention]:
    """The names in a page by the number of their first token, longest first, none inside another."""
    folded, entries = page.tokens.folded, table.entries
    found: dict[int, Mention] = {}
    index, count = 0, len(folded)
    while index < count:
        mention = _mention_at(folded, index, count, entries, table.clitics)
        if mention is None:
            index += 1
        else:
            found[index] = mention
            index = mention.last
    return found


def _mention_at(
    folded: list[str], index: int, count: int, entries: dict[str, tuple[Entry, ...]], clitics: Clitics
) -> Mention | None:
    """The longest name that starts at a token, whole or behind its clitics."""
    form = folded[index]
    best: Mention | None = None
    for part in clitics.parts(form):
        if part.article:
            candidates = entries.get(clitics.article + part.stem, ()) if part.cut > len(clitics.article) else ()
            cut = part.cut - len(clitics.article)
        else:
            candidates, cut = entries.get(part.stem, ()), part.cut
        for entry in candidates:
            last = _match(folded, index + 1, count, entry.rest)
            if last and (best is None or last > best.last):
                best = Mention(index, last, cut, part.preposition, bool(part.conjunction), entry.ids, entry.role)
                break
        if best is not None and not part.cut:
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
