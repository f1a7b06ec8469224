"""The nouns of the world pack: frozen, small, quick to unpickle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, NamedTuple

Names = Mapping[str, tuple[str, ...]]
"""Language code to the forms in that language, the usual one first."""

Role = Literal["name", "alias", "family", "adjective", "metonym", "title"]
"""What a form is to its entity: only a name or alias stands for it without looking at what is around."""

NO_NAMES: Names = {}


class Form(NamedTuple):
    """One string under which a text may speak of an entity.

    `common` warns that the string is an everyday word as well (مالي is Mali, Malian and financial).
    """

    text: str
    entity_id: str
    role: Role
    common: bool = False


class _Compact:
    """Pickles as its class and the fields that differ from their defaults, several times faster than the default."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        names, values = [], []
        for name, default in _defaults(type(self)):
            value = getattr(self, name)
            if value != default:
                names.append(name)
                values.append(value)
        return _restore, (type(self), tuple(names), tuple(values))


_DEFAULTS: dict[type, tuple[tuple[str, Any], ...]] = {}


def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    """Each field of a dataclass with its default; a field without one gets an object that nothing equals."""
    if kind not in _DEFAULTS:
        _DEFAULTS[kind] = tuple(
            (f.name, f.default_factory() if callable(f.default_factory) else f.default) for f in fields(kind)
        )
    return _DEFAULTS[kind]


def _restore(kind: type, names: tuple[str, ...], values: tuple[Any, ...]) -> Any:
    """The object that `_Compact.__reduce__` took apart."""
    return kind(**dict(zip(names, values, strict=True)))


@dataclass(frozen=True, slots=True)
class Office(_Compact):
    """A post that a person held.

    `since` and `until` are ISO dates as precise as we are sure of (`2018`, `2018-02`, `2018-02-16`);
    None means not known, and for `until` also "still in post".
    """

    titles: Names
    of: str | None = None
    since: str | None = None
    until: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Entity(_Compact):
    """A state, organisation, group, person, outlet or place under its stable id (`state/sy`, `person/…`).

    `within` is the state or place that a place lies in; `represents` the state or body that an organisation
    speaks for; `members` the states or bodies that a group is made of.
    """

    id: str
    kind: str
    names: Names
    aliases: Names = field(default_factory=dict)
    family: Names = field(default_factory=dict)
    adjective: Names = field(default_factory=dict)
    adjective_forms: Names = field(default_factory=dict)
    metonyms: Names = field(default_factory=dict)
    common: Names = field(default_factory=dict)
    represents: str | None = None
    members: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    gender: str | None = None
    capital: str | None = None
    lat: float | None = None
    lon: float | None = None
    within: str | None = None
    place_kind: str | None = None
    genre: str | None = None
    domain: str | None = None

    def name(self, language: str = "ar") -> str:
        """The usual name in a language, or in the first language that has one."""
        return next(iter(self.names.get(language) or next(iter(self.names.values()))))


@dataclass(frozen=True, slots=True)
class Track(_Compact):
    """A line of talks: its names, where it meets, who sits in which role, and the words that give it away.

    `markers` decide the track when they stand beside a meeting noun; `context` only where nothing stronger does;
    `sessions` are nouns by which it alone calls its rounds.
    `roles` maps guarantor, party, mediator, observer and host to entity ids.
    """

    id: str
    names: Names
    aliases: Names = field(default_factory=dict)
    markers: Names = field(default_factory=dict)
    context: Names = field(default_factory=dict)
    sessions: Names = field(default_factory=dict)
    venues: tuple[str, ...] = ()
    host: str | None = None
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    numbered: bool = False
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Topic(_Compact):
    """A subject of the talks, its words, and its PA-X code where there is one."""

    id: str
    names: Names
    words: Names = field(default_factory=dict)
    pax: str | None = None


@dataclass(frozen=True, slots=True)
class Reply(_Compact):
    """One answer to a question, the words that give it, and the answer that a negation turns it into."""

    id: str
    names: Names
    words: Names
    opposite: str | None = None


@dataclass(frozen=True, slots=True)
class Question(_Compact):
    """A question on which parties may differ; it is asked of statements on its `tracks`, all where none is named."""

    id: str
    names: Names
    replies: tuple[Reply, ...]
    topics: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
