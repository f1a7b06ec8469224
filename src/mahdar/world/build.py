"""From checked entries to the world's values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mahdar.world.drawers import Entry, Raw
from mahdar.world.entity import NO_NAMES, Entity, Names, Office, Question, Reply, Topic, Track
from mahdar.world.titles import titles_of
from mahdar.world.world import World, file_terms

Drawers = Mapping[str, Mapping[str, Entry]]
Titles = dict[tuple[str | None, str | None, str | None], Names]

_ENTITIES = ("states", "organisations", "groups", "people", "outlets", "places")


def build_world(drawers: Drawers, dropped: frozenset[str]) -> World:
    """The world that the entries describe; references to dropped ids are left out."""
    known = {key: entry.data for drawer in drawers.values() for key, entry in drawer.items()}
    seen: Titles = {}
    entities = {key: _entity(entry.data, known, seen) for name in _ENTITIES for key, entry in drawers[name].items()}
    return World(
        entities=entities,
        tracks={key: _track(entry.data, dropped) for key, entry in drawers["tracks"].items()},
        topics={key: _topic(entry.data) for key, entry in drawers["topics"].items()},
        terms=file_terms(entities.values()),
        questions={key: _asked(entry.data) for key, entry in drawers["questions"].items()},
    )


def _entity(data: Raw, known: Mapping[str, Raw], seen: Titles) -> Entity:
    """One state, organisation, group, person, outlet or place."""
    kind, _, _ = str(data["id"]).partition("/")
    return Entity(
        id=data["id"],
        kind={"media": "media", "org": "organisation"}.get(kind, kind),
        names=_names(data.get("names")),
        aliases=_names(data.get("aliases")),
        family=_names(data.get("family")),
        adjective=_joined(data.get("adjective"), data.get("adjective_variants")),
        adjective_forms=_names(data.get("adjective_forms")),
        metonyms=_names(data.get("metonyms")),
        common=_names(data.get("common")),
        represents=_kept(data.get("represents"), known),
        members=_all_kept(data.get("members", ()), known),
        offices=tuple(_office(office, data, known, seen) for office in data.get("offices", ())),
        gender=data.get("gender"),
        capital=_kept(data.get("capital"), known),
        lat=data.get("lat"),
        lon=data.get("lon"),
        within=_kept(data.get("in") or data.get("state"), known),
        place_kind=data.get("kind"),
        genre=data.get("genre"),
        domain=data.get("domain"),
    )


def _office(office: Raw, person: Raw, known: Mapping[str, Raw], seen: Titles) -> Office:
    """A post with the titles it is called by: its own, and those of the office it names.

    Titles of one office in one body are worked out once (`seen`), and shared by all who held it.
    """
    kind = known.get(office.get("office", ""), {})
    of = _kept(office.get("of") or kind.get("of"), known)
    key = (office.get("office"), of, person.get("gender"))
    if key not in seen:
        seen[key] = titles_of(kind, known.get(of or "", {}), feminine=person.get("gender") == "f")
    titles = _joined(office["titles"], seen[key]) if "titles" in office else seen[key]
    return Office(titles, of, office.get("since"), office.get("until"), office.get("office"))


def _track(data: Raw, dropped: frozenset[str]) -> Track:
    """One track of talks."""

    def kept(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(key for key in ids if key not in dropped)

    return Track(
        id=data["id"],
        names=_names(data["names"]),
        aliases=_names(data.get("aliases")),
        markers=_names(data.get("markers")),
        context=_names(data.get("context")),
        sessions=_names(data.get("sessions")),
        venues=kept(data.get("venues", ())),
        host=next(iter(kept([data["host"]])), None) if data.get("host") else None,
        roles={role: kept(ids) for role, ids in data.get("roles", {}).items()},
        people=kept(data.get("people", ())),
        numbered=bool(data.get("numbered", False)),
        since=data.get("since"),
        until=data.get("until"),
    )


def _topic(data: Raw) -> Topic:
    """One topic."""
    return Topic(id=data["id"], names=_names(data["names"]), words=_names(data["words"]), pax=data.get("pax"))


def _asked(data: Raw) -> Question:
    """One question with its answers."""
    replies = (
        Reply(key, _names(answer["names"]), _names(answer["words"]), answer.get("opposite"))
        for key, answer in data["answers"].items()
    )
    tables = tuple(data.get("topics", ())), tuple(data.get("tracks", ()))
    return Question(data["id"], _names(data["names"]), tuple(replies), *tables)


def _names(raw: Any) -> Names:
    """Language to its forms; a single word counts as a list of one. Empty languages are left out."""
    if not raw:
        return NO_NAMES
    return {language: _once([words] if isinstance(words, str) else words) for language, words in raw.items() if words}


def _joined(first: Any, second: Any) -> Names:
    """Two raw maps as one, the first in front."""
    left, right = _names(first), _names(second)
    return {language: _once(left.get(language, ()), right.get(language, ())) for language in {**left, **right}}


def _once(*lists: Iterable[str]) -> tuple[str, ...]:
    """The words of all lists in order, each once."""
    return tuple(dict.fromkeys(word for words in lists for word in words))


def _kept(key: str | None, known: Mapping[str, Raw]) -> str | None:
    """An id if it is still there, else None."""
    return key if key in known else None


def _all_kept(keys: Iterable[str], known: Mapping[str, Raw]) -> tuple[str, ...]:
    """The ids that are still there."""
    return tuple(key for key in keys if key in known)
