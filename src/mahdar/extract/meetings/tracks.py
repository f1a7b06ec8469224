"""The tracks of the world pack as a reader of pages needs them: which words and whose names point to which track."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from mahdar.language.clitics import Clitics
from mahdar.language.forms import phrase_forms, word_forms
from mahdar.text import fold, tokenize
from mahdar.world import Entity, Track, World

ALIAS, MARKER, CONTEXT = 4.0, 3.0, 1.0
"""What a track's own name, a word that decides it and a word that only hints at it weigh."""

PERSON, STATESMAN = 2.5, 1.5
"""What an envoy or a head of delegation weighs; shared among the tracks that name the same person."""

SHARED = 0.7
"""The part that is left of an alias that several tracks have (محادثات الدوحة)."""


class Phrase(NamedTuple):
    """Words that point to tracks: those behind the first, the clitic letters, and what they weigh for which track."""

    rest: tuple[str, ...]
    cut: int
    weights: tuple[tuple[int, float], ...]
    key: str


@dataclass(frozen=True, slots=True)
class TrackTable:
    """What points to a track; tracks are numbered in the order of the pack.

    `sides` gives the state, body or group that an entity speaks for, `adjectives` the same for words like التركي;
    `parties` and `helpers` (mediators, guarantors, observers, hosts) are sides, `cores` the parties without whom
    there are no talks; `venues` are place ids.
    """

    tracks: tuple[Track, ...]
    phrases: dict[str, tuple[Phrase, ...]]
    people: dict[str, tuple[tuple[int, float], ...]]
    sides: dict[str, tuple[str, ...]]
    adjectives: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    parties: tuple[frozenset[str], ...]
    helpers: tuple[frozenset[str], ...]
    venues: dict[str, frozenset[int]]
    named_rounds: dict[str, int]
    roles: dict[tuple[int, str], str]
    name_words: tuple[frozenset[str], ...]
    cores: tuple[str, ...]
    sessions: dict[str, int]

    def index(self, track_id: str) -> int:
        """The number of a track, -1 where there is none."""
        return next((i for i, t in enumerate(self.tracks) if t.id == track_id), -1)


def build_track_table(world: World, clitics: Clitics, language: str = "ar") -> TrackTable:
    """The table of all tracks of the world, with everybody's side."""
    tracks = tuple(world.tracks.values())
    sides = {key: tuple(_sides(entity, world)) for key, entity in world.entities.items() if entity.kind != "place"}
    sides = {key: found for key, found in sides.items() if found}
    phrases = _phrases(tracks, clitics, language)
    return TrackTable(
        tracks, phrases, _people(tracks, sides), sides, _adjectives(world, clitics, language),
        tuple(frozenset(_role_sides(t, ("party",), sides)) for t in tracks),
        tuple(frozenset(_role_sides(t, ("mediator", "guarantor", "observer", "host"), sides)) for t in tracks),
        _venues(tracks), _named_rounds(tracks, world, language),
        {(i, side): role for i, t in enumerate(tracks) for role, ids in reversed(tuple(t.roles.items()))
         for key in ids for side in sides.get(key, (key,))},
        tuple(frozenset(_name_words(t, language)) for t in tracks),
        tuple(next(iter(_role_sides(t, ("party",), sides)), "") for t in tracks),
        {form.form: i for i, t in enumerate(tracks) for noun in t.sessions.get(language, ())
         for form in word_forms(noun, clitics)},
    )  # fmt: skip


def _sides(entity: Entity, world: World) -> Iterator[str]:
    """Whom an entity speaks for: itself if a state or a group, else what it represents, or its posts' bodies."""
    above = [entity.represents] if entity.represents else []
    if entity.kind == "person" and not above:
        above = [office.of for office in entity.offices if office.of]
    if not above or entity.kind == "state":
        if entity.kind in ("state", "organisation", "group"):
            yield entity.id
        return
    for key in dict.fromkeys(above):
        body = world.entities.get(key)
        yield body.represents if body and body.represents else key


def _role_sides(track: Track, roles: Iterable[str], sides: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """The sides of everyone in these roles of a track."""
    for role in roles:
        for key in track.roles.get(role, ()):
            yield from sides.get(key, (key,))


def _name_words(track: Track, language: str) -> Iterator[str]:
    """The first words of everything that a track is called."""
    for names in (track.names, track.aliases, track.markers):
        for text in names.get(language, ()):
            yield tokenize(text).folded[0]


def _people(tracks: tuple[Track, ...], sides: dict[str, tuple[str, ...]]) -> dict[str, tuple[tuple[int, float], ...]]:
    """Envoys and heads of delegation with the tracks that they point to; statesmen have other talks too."""
    found: dict[str, list[int]] = {}
    for number, track in enumerate(tracks):
        for person in track.people:
            found.setdefault(person, []).append(number)
    return {
        person: tuple((n, (STATESMAN if _of_states(sides.get(person, ())) else PERSON) / len(numbers)) for n in numbers)
        for person, numbers in found.items()
    }


def _of_states(sides: tuple[str, ...]) -> bool:
    """Whether somebody speaks for states only."""
    return bool(sides) and all(side.startswith("state/") for side in sides)


def _venues(tracks: tuple[Track, ...]) -> dict[str, frozenset[int]]:
    """The tracks that meet at a place."""
    found: dict[str, set[int]] = {}
    for number, track in enumerate(tracks):
        for place in track.venues:
            found.setdefault(place, set()).add(number)
    return {place: frozenset(numbers) for place, numbers in found.items()}


def _phrases(tracks: tuple[Track, ...], clitics: Clitics, language: str) -> dict[str, tuple[Phrase, ...]]:
    """Every alias, marker and context word by its first written form, longest first."""
    weights: dict[str, dict[int, float]] = {}
    for number, track in enumerate(tracks):
        for names, weight in ((track.aliases, ALIAS), (track.markers, MARKER), (track.context, CONTEXT)):
            for text in names.get(language, ()):
                held = weights.setdefault(" ".join(tokenize(text).folded), {})
                held[number] = max(weight, held.get(number, 0.0))
    found: dict[str, dict[tuple[str, ...], Phrase]] = {}
    for text, held in weights.items():
        share = 1.0 if len(held) == 1 else SHARED
        pointed = tuple((number, weight * share) for number, weight in held.items())
        for form in phrase_forms(text, clitics):
            found.setdefault(form.form, {}).setdefault(form.rest, Phrase(form.rest, form.cut, pointed, text))
    return {form: tuple(sorted(held.values(), key=lambda p: -len(p.rest))) for form, held in found.items()}


def _named_rounds(tracks: tuple[Track, ...], world: World, language: str) -> dict[str, int]:
    """Venues that name a round together with a number (أستانا 11، جنيف 2)."""
    found: dict[str, int] = {}
    for number, track in enumerate(tracks):
        if not track.numbered:
            continue
        places = {fold(name) for key in track.venues for name in _place_names(key, world, language)}
        for text in track.markers.get(language, ()):
            if fold(text) in places:
                found.setdefault(fold(text), number)
        for text in (*track.aliases.get(language, ()), *track.markers.get(language, ())):
            word, _, count = fold(text).partition(" ")
            if count.isdigit() and word in places:
                found.setdefault(word, number)
    return found


def _place_names(key: str, world: World, language: str) -> Iterator[str]:
    """The names of a place in a language."""
    entity = world.get(key)
    if entity is not None:
        yield from entity.names.get(language, ())
        yield from entity.aliases.get(language, ())


def _adjectives(world: World, clitics: Clitics, language: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Nisbas of states and groups, with article and gender: by their first word, what follows and whose they are."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for entity in world.entities.values():
        if entity.kind not in ("state", "group"):
            continue
        for names in (entity.adjective, entity.adjective_forms):
            for text in names.get(language, ()):
                for first, *rest in _agreeing(tokenize(text).folded, clitics.article):
                    for conjunction in ("", clitics.conjunctions[0]):
                        found.setdefault(conjunction + first, {}).setdefault(tuple(rest), entity.id)
    return {form: tuple(sorted(held.items(), key=lambda r: -len(r[0]))) for form, held in found.items()}


def _agreeing(words: list[str], article: str) -> Iterator[list[str]]:
    """A nisba of one or two words, plain and with the article, for a man, for a woman and for several people."""
    for ending in ("", *_ENDINGS):
        plain = [word + ending for word in words]
        yield plain
        yield [article + word for word in plain]
        yield [article + plain[0], *plain[1:]]


_ENDINGS = (
    "\N{ARABIC LETTER TEH MARBUTA}",
    "\N{ARABIC LETTER YEH}\N{ARABIC LETTER NOON}",
    "\N{ARABIC LETTER WAW}\N{ARABIC LETTER NOON}",
)
"""The endings of a nisba: for a woman, and for several people in either case."""
