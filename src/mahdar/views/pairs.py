"""Pairs of actors that may be one person in two spellings: left apart, and shown to people with their evidence.

A pair is proposed where the consonants of both full names are the same, in Arabic or Latin letters, or of long names
all but one. It is never merged by guess: `mahdar decide merge` makes it one, `mahdar decide split` leaves it apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import orjson
from sqlalchemy import Connection, func, select

from mahdar.record import Record, UnknownId, schema
from mahdar.record.decisions import DecidedPairs
from mahdar.text import consonants
from mahdar.views.asked import Asked
from mahdar.views.cite import Cite
from mahdar.views.statements import statements

LONG = 6
"""Consonants that a full name must have to be held against others."""
SURE = 9
"""Consonants that it must have where one differs: with six, 22 of the 40 pairs heard most in 27,507 reports were no
one person in two spellings."""
ALIKE = 12
"""Actors of one key beyond which it is no name but a title."""


@dataclass(frozen=True, slots=True)
class NamedRow:
    """One side of a pair: an actor, in how many statements it is heard, and the last two of them."""

    id: str
    name: str
    statements: int
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two actors that may be one."""

    one: NamedRow
    other: NamedRow


@dataclass(frozen=True, slots=True)
class _Named:
    id: str
    known: bool
    name: str
    keys: frozenset[str]
    heard: int


Titled = Callable[[str], bool]
"""Whether a name is no name of a person but an office."""


def nobody(name: str) -> bool:
    """That no name is an office."""
    return False


def pairs(record: Record, asked: Asked, titled: Titled = nobody) -> list[PairRow]:
    """The pairs that nobody has decided upon, those heard most first; who is heard in one document is two people.

    Whose name is `titled` is in no pair: one title in two spellings may be two people, and two titles are.
    """
    with record.asking() as connection:
        page = _pairs(connection, DecidedPairs.of(connection), titled)[asked.page]
    return [PairRow(_row(record, one), _row(record, other)) for one, other in page]


def proposed(connection: Connection, titled: Titled = nobody) -> list[tuple[str, str]]:
    """The ids of all pairs, decided upon or not: first the one that the world pack has, or that is heard more."""
    found = _pairs(connection, DecidedPairs(frozenset(), frozenset()), titled)
    ranked = (sorted(pair, key=lambda p: (not p.known, -p.heard, p.id)) for pair in found)
    return [(one.id, other.id) for one, other in ranked]


def pair(record: Record, one: str, other: str) -> PairRow:
    """Two actors beside each other; raises `UnknownId` where one of them is not heard."""
    with record.asking() as connection:
        people = {each.id: each for each in _people(connection, [one, other])}
    if len(people) < 2:
        raise UnknownId(one if other in people else other)
    return PairRow(_row(record, people[one]), _row(record, people[other]))


def _pairs(connection: Connection, decided: DecidedPairs, titled: Titled) -> list[tuple[_Named, _Named]]:
    """The pairs that were not decided upon, those heard most first."""
    people = [each for each in _people(connection) if each.id not in decided.alone]
    alike = [pair for pair in _proposed(people) if not any(titled(each.name) for each in pair if not each.known)]
    waiting = [pair for pair in alike if not decided.has(pair[0].id, pair[1].id)]
    found = sorted(waiting, key=lambda pair: (-min(p.heard for p in pair), pair[0].id, pair[1].id))
    return _not_together(connection, found)


def _people(connection: Connection, ids: Sequence[str] = ()) -> Iterator[_Named]:
    """The people who are heard, or those of some ids, with the keys of their full names."""
    actor, by = schema.actor.c, schema.document_actor.c
    said = func.sum(by.statements)
    query = select(actor.id, actor.known, actor.names, said).where(
        (actor.kind == "person") & (by.actor == actor.id) & (by.current == 1)
    )
    if ids:
        query = query.where(actor.id.in_(ids))
    for key, known, raw, heard in connection.execute(query.group_by(actor.id, actor.known, actor.names)):
        names = orjson.loads(raw)
        keys = {"".join(words) for name in names.values() if len(words := consonants(name)) > 1}
        long = frozenset(k for k in keys if len(k) >= LONG)
        if long and heard:
            yield _Named(key, bool(known), names.get("ar") or next(iter(names.values())), long, heard)


def _proposed(people: Iterable[_Named]) -> list[tuple[_Named, _Named]]:
    """Those whose keys are alike: the same, or the same without one consonant of either."""
    near: dict[str, dict[str, _Named]] = {}
    for each in people:
        for key in each.keys:
            shorter = (key[:i] + key[i + 1 :] for i in range(len(key) if len(key) >= SURE else 0))
            for form in {key, *shorter}:
                near.setdefault(form, {})[each.id] = each
    found = {}
    for alike in near.values():
        if 1 < len(alike) <= ALIKE:
            for one, other in combinations(sorted(alike.values(), key=lambda p: p.id), 2):
                if not (one.known and other.known):
                    found[one.id, other.id] = (one, other)
    return list(found.values())


def _not_together(connection: Connection, found: list[tuple[_Named, _Named]]) -> list[tuple[_Named, _Named]]:
    """The pairs without those of whom one document hears both."""
    by, ids = schema.document_actor.c, {p.id for pair in found for p in pair}
    heard: dict[str, set[str]] = {}
    for actor, document in connection.execute(select(by.actor, by.document).where(by.statements > 0)):
        if actor in ids:
            heard.setdefault(actor, set()).add(document)
    return [(a, b) for a, b in found if heard.get(a.id, set()).isdisjoint(heard.get(b.id, set()))]


def _row(record: Record, named: _Named) -> NamedRow:
    """One side with its evidence."""
    told = statements(record, Asked(actor=named.id, limit=2))
    return NamedRow(named.id, named.name, named.heard, tuple(row.cite for row in told))
