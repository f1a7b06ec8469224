"""Places: where a page names a place that the world pack has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mahdar.extract.names import Mention
from mahdar.model import Place, RawOffset, Span
from mahdar.text import Page
from mahdar.world import World

_NAMES = frozenset({"name", "alias", "metonym"})
_STATE, _PLACE = "state/", "place/"


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """The places of the world pack by id, countries among them: their names, kinds and coordinates."""

    kinds: dict[str, str]
    names: dict[str, str]
    coordinates: dict[str, tuple[float | None, float | None]]
    states: dict[str, str]

    def of(self, mention: Mention) -> str | None:
        """The id of the place that a mention names, None where it names none; a title or an adjective never does."""
        if mention.role not in _NAMES:
            return None
        countries = []
        for key in mention.ids:
            if key.startswith(_PLACE) and key in self.kinds:
                return key
            if key.startswith(_STATE) and mention.role != "metonym":
                countries.append(_PLACE + key.removeprefix(_STATE))
        return countries[0] if countries and countries[0] in self.kinds else None


def build_place_table(world: World, language: str = "ar") -> PlaceTable:
    """The table of all places and countries of the world."""
    table = PlaceTable({}, {}, {}, {})
    for key, entity in world.entities.items():
        place = world.place_of(key) if entity.kind in ("place", "state") else None
        if place is None:
            continue
        table.kinds[place.id] = place.place_kind or "place"
        table.names[place.id] = place.name(language)
        table.coordinates[place.id] = (place.lat, place.lon)
        if place.within:
            table.states[place.id] = place.within
    return table


def find_places(page: Page, mentions: Mapping[int, Mention], places: PlaceTable) -> Iterator[Place]:
    """The places of a page in the order in which they are first named, each with all its mentions.

    >>> from mahdar.extract.names import build_name_table, find_mentions
    >>> from mahdar.language.clitics import load_clitics, shipped
    >>> from mahdar.world import load_world
    >>> world, page = load_world(), Page.of("وصل الوفد إلى جنيف قادما من بغداد.")
    >>> names = build_name_table(world.forms("ar"), load_clitics(shipped("ar")))
    >>> [p.id for p in find_places(page, find_mentions(page, names), build_place_table(world))]
    ['place/geneva', 'place/baghdad']
    """
    found: dict[str, list[Span]] = {}
    tokens = page.tokens
    for mention in mentions.values():
        key = places.of(mention)
        if key is not None:
            start = tokens.inner_start(mention.first, mention.cut)
            found.setdefault(key, []).append(Span(start, RawOffset(tokens.ends[mention.last - 1])))
    for key, spans in found.items():
        lat, lon = places.coordinates[key]
        yield Place(key, places.names[key], places.kinds[key], lat, lon, tuple(spans))
