"""Offices: who of several holders a title means on the day of the document."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from mahdar.text import fold
from mahdar.world import Entity, Office, World
from mahdar.world.world import title_key

_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_TEH = "\N{ARABIC LETTER TEH MARBUTA}"
_LAST = "9999"


def serves(office: Office, day: str | None) -> bool:
    """Whether an office was held on a day; every office counts where the day is not told."""
    return day is None or ((office.since or "0") <= day and (office.until or _LAST) + "-99" >= day)


def holders(world: World, people: Iterable[str], text: str, published: date | None) -> list[str]:
    """Those of `people` who held on the day an office that the words of `text` name."""
    day = published.isoformat() if published else None
    key = f" {title_key(text)} "
    return [p for p in people if (entity := world.entities.get(p)) and _holds(entity, key, day)]


def _holds(entity: Entity, key: str, day: str | None) -> bool:
    """Whether somebody holds an office whose title stands in the words `key`."""
    titles = (t for office in entity.offices if serves(office, day) for t in office.titles.get("ar", ()))
    return any(f" {_key(title)} " in key for title in titles)


_key = lru_cache(maxsize=1 << 13)(title_key)


def title_words(entity: Entity, published: date | None) -> frozenset[str]:
    """The stems of the titles that somebody bears on a day, without articles and feminine endings."""
    day = published.isoformat() if published else None
    titles = (t for office in entity.offices if serves(office, day) for t in office.titles.get("ar", ()))
    return frozenset(stem for title in titles for stem in _stems(title))


@lru_cache(maxsize=1 << 13)
def _stems(title: str) -> tuple[str, ...]:
    """The words of a title without articles and feminine endings."""
    return tuple(fold(word).removeprefix(_ARTICLE).removesuffix(_TEH) for word in title.split())


def titles_on(entity: Entity, published: date | None) -> list[str]:
    """The titles that somebody bears on the day of the document."""
    if published is None:
        return []
    offices = [o for o in entity.offices if serves(o, published.isoformat())]
    return [title for office in offices for title in office.titles.get("ar", ())]


def state_of(world: World, entity: Entity, published: date | None) -> str | None:
    """The state or body that somebody speaks for: what it represents, else that of the office held."""
    if entity.represents:
        return entity.represents
    day = published.isoformat() if published else None
    return next((o.of for o in entity.offices if o.of and serves(o, day)), None)


def named_so(entity: Entity, head: str, words: frozenset[str]) -> bool:
    """Whether a body has a name that begins with `head` and holds all of `words` (الحركة for حماس: حركة حماس)."""
    stems = (_stems(form) for forms in (entity.names, entity.aliases) for form in forms.get("ar", ()))
    return any(stem[0] == head.removesuffix(_TEH) and words.issubset(stem) for stem in stems if stem)


def sides_of(world: World, entity: Entity, published: date | None) -> frozenset[str]:
    """The stems of the adjectives of whatever somebody speaks for, and of the state that it belongs to."""
    side = world.entities.get(state_of(world, entity, published) or "")
    behind = world.entities.get(side.represents or "") if side is not None else None
    adjectives = (a for e in (side, behind) if e is not None for a in e.adjective.get("ar", ()))
    return frozenset(stem for adjective in adjectives for stem in _stems(adjective))


def state_adjectives(world: World) -> frozenset[str]:
    """The folded adjectives of all states in Arabic, without feminine endings."""
    return _state_adjectives(
        tuple(a for e in world.entities.values() if e.kind == "state" for a in e.adjective.get("ar", ()))
    )


@lru_cache(maxsize=4)
def _state_adjectives(adjectives: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem for adjective in adjectives for stem in _stems(adjective))


def heads_and_givens(world: World, language: str = "ar") -> tuple[frozenset[str], frozenset[str]]:
    """The first words of all titles of office in a language, and of all names of people.

    A word that begins both, as the press has emirs and people called Emir, is a name alone; one that stands inside
    titles (as `باسم` does) is no name.
    """
    people = [e for e in world.entities.values() if e.kind == "person"]
    givens = frozenset(name.split()[0] for e in people for name in e.names.get(language, ()))
    titles = [t.split() for e in people for office in e.offices for t in office.titles.get(language, ())]
    return frozenset(t[0] for t in titles) - givens, givens - {word for t in titles for word in t[1:]}
