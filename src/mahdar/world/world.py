"""Looking names, offices and places up in a loaded world."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from mahdar.text import fold
from mahdar.world.entity import Entity, Form, Names, Question, Role, Topic, Track

Term = tuple[str, str, str, str | None]
"""First day, last day, person, the body the post belongs to: all ISO, so that they compare as text."""

_NAME_ROLES: tuple[tuple[str, Role], ...] = (
    ("aliases", "alias"),
    ("family", "family"),
    ("adjective", "adjective"),
    ("adjective_forms", "adjective"),
    ("metonyms", "metonym"),
)


def title_key(title: str) -> str:
    """A title as the office index files it: folded, one space between words.

    >>> title_key("المبعوث  الأممي") == title_key("المبعوث الاممي")
    True
    """
    return " ".join(fold(title).split())


@dataclass(frozen=True, slots=True)
class World:
    """All that the pack knows: entities, tracks, topics and questions by id, and who held which office when."""

    entities: Mapping[str, Entity]
    tracks: Mapping[str, Track]
    topics: Mapping[str, Topic]
    terms: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)

    def get(self, entity_id: str) -> Entity | None:
        """The entity of an id, or None; `place/sy` gives the country of `state/sy` as a place."""
        found = self.entities.get(entity_id)
        if found is None and entity_id.startswith("place/"):
            return self.place_of("state/" + entity_id.removeprefix("place/"))
        return found

    def place_of(self, entity_id: str) -> Entity | None:
        """The place where an entity lies: a place itself, a state as a country with its coordinates, else None."""
        entity = self.entities.get(entity_id)
        if entity is None or entity.kind == "place":
            return entity
        if entity.kind != "state":
            return None
        slug = entity.id.removeprefix("state/")
        return replace(entity, id=f"place/{slug}", kind="place", place_kind="country", metonyms={})

    def forms(self, language: str) -> Iterator[Form]:
        """Every form of every entity in a language, in the order of the pack.

        A title comes once for each person who bore it: `holder` says who it was on a day.
        """
        for entity in self.entities.values():
            yield from _entity_forms(entity, language)

    def holder(self, title: str, day: date | None = None, of: str | None = None) -> list[str]:
        """Ids of those who held an office on a day, the latest to enter it first; without a day, all who did.

        `title` is a title as the press writes it, or an office id (`office/foreign-minister`, with `of`).
        Terms known only to the month or year count from its first to its last day, so that around a handover
        two holders can come back.
        """
        terms = self.terms.get(title_key(title), ())
        stamp = day.isoformat() if day else None
        held = [t for t in terms if (of is None or t[3] == of) and (stamp is None or t[0] <= stamp <= t[1])]
        held.sort(key=lambda term: term[0], reverse=True)
        return list(dict.fromkeys(person for _, _, person, _ in held))


def _entity_forms(entity: Entity, language: str) -> Iterator[Form]:
    """The forms of one entity: names first, then aliases and the rest, titles last."""
    common = frozenset(entity.common.get(language, ()))
    for place, text in enumerate(entity.names.get(language, ())):
        yield Form(text, entity.id, "alias" if place else "name", text in common)
    for attribute, role in _NAME_ROLES:
        names: Names = getattr(entity, attribute)
        for text in names.get(language, ()):
            yield Form(text, entity.id, role, text in common)
    titles = (title for office in entity.offices for title in office.titles.get(language, ()))
    for text in dict.fromkeys(titles):
        yield Form(text, entity.id, "title", text in common)


def file_terms(entities: Iterable[Entity]) -> dict[str, tuple[Term, ...]]:
    """Terms of office by title key and by office id; equal lists are one object, which keeps the pickle small."""
    terms: dict[str, dict[Term, None]] = {}
    for entity in entities:
        for office in entity.offices:
            term = (first_day(office.since), last_day(office.until), entity.id, office.of)
            keys = {title_key(title) for titles in office.titles.values() for title in titles}
            for key in keys | ({office.office} if office.office else set()):
                terms.setdefault(key, {})[term] = None
    once: dict[tuple[Term, ...], tuple[Term, ...]] = {}
    return {key: once.setdefault(tuple(held), tuple(held)) for key, held in terms.items()}


def first_day(since: str | None) -> str:
    """The first day of an ISO date of any precision; the beginning of time for None.

    >>> first_day("2018-02")
    '2018-02-01'
    """
    return "0001-01-01" if since is None else since + "-01" * (2 - since.count("-"))


def last_day(until: str | None) -> str:
    """The last day of an ISO date of any precision; the end of time for None. 31 stands for any month's end.

    >>> last_day("2018")
    '2018-12-31'
    """
    if until is None:
        return "9999-12-31"
    return until + ("-12-31", "-31", "")[until.count("-")]
