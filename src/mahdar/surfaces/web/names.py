"""Whom and what the world has a name for in the reader's language: several who speak as one, and outlets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from mahdar.pipeline import loaded
from mahdar.world import Entity

KINDS = ("state", "org", "person", "group", "media")
"""Whose slugs the id of several who speak as one is made of; a slug that two have is the first one's."""


@cache
def _by_slug() -> dict[str, Entity]:
    """Every entity of the world by what stands behind the kind in its id."""
    known = loaded().world.entities.values()
    return {e.id.partition("/")[2]: e for kind in reversed(KINDS) for e in known if e.id.startswith(f"{kind}/")}


@cache
def members(key: str) -> tuple[str, ...]:
    """The ids of those who speak as one under a joint id; none where the world does not know them all.

    >>> members("group/gov-sy-ru"), members("group/hamas")
    (('org/gov-sy', 'state/ru'), ())
    """
    kind, _, slug = key.partition("/")
    if kind != "group" or key in loaded().world.entities:
        return ()
    found = _parted(tuple(slug.split("-")))
    return found if len(found) > 1 else ()


def _parted(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a slug as the slugs of entities, the longest ones first; none where some are left."""
    for length in range(len(words), 0, -1):
        entity = _by_slug().get("-".join(words[:length]))
        if entity is not None:
            rest = _parted(words[length:]) if words[length:] else ()
            if rest or length == len(words):
                return (entity.id, *rest)
    return ()


def people(actors: Sequence[str], names: Sequence[str]) -> list[tuple[str | None, str]]:
    """Each actor with its name; several who speak as one are left out where they stand beside it one by one.

    Names beyond the actors have no page.

    >>> people(("group/ir-ru", "state/ru", "state/ir"), ("both", "Russia", "Iran", "he"))
    [('state/ru', 'Russia'), ('state/ir', 'Iran'), (None, 'he')]
    """
    here = set(actors)
    named = [(key if "/" in key else None, name) for key, name in zip(actors, names, strict=False)]
    told = [(key, name) for key, name in named if not (key and (of := members(key)) and here.issuperset(of))]
    return [*told, *((None, name) for name in names[len(actors) :])]


@cache
def _outlets() -> dict[str, Entity]:
    """The outlets of the world by every name they have."""
    media = [e for e in loaded().world.entities.values() if e.id.startswith("media/")]
    return {name: e for e in media for of in (e.aliases, e.names) for forms in of.values() for name in forms}


def outlet(name: str, language: str) -> str:
    """The name of an outlet in a language; as its documents have it where the world does not know it.

    >>> outlet("وكالة الأناضول", "en"), outlet("another", "en")
    ('Anadolu Agency', 'another')
    """
    known = _outlets().get(name)
    return next(iter(known.names.get(language, ())), name) if known else name
