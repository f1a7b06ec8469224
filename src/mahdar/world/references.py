"""Checks that an entry makes against the others: every id that it names must be there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mahdar.world.drawers import GENRES, PLACE_KINDS, ROLES, Entry, is_iso_date

Step = str | int
Drawers = Mapping[str, Mapping[str, Entry]]

_SINGLE = ("represents", "capital", "in", "state", "host", "of")
_LISTS = ("members", "venues", "people", "topics", "tracks")
_REQUIRED = {
    "states": ("names", "adjective", "capital", "lat", "lon"),
    "places": ("names", "kind", "lat", "lon"),
    "outlets": ("names", "genre"),
    "topics": ("names", "words"),
    "offices": ("titles",),
    "questions": ("names", "answers"),
}
_CHOICES = {"kind": PLACE_KINDS, "genre": GENRES, "gender": frozenset("mf")}


def check_references(drawers: Drawers, dropped: frozenset[str]) -> None:
    """Raise `PackError` at the first entry that lacks a key, chooses what is not on offer, or names nobody.

    References to `dropped` ids are forgiven: whoever takes an entry out need not hunt for its mentions.
    """
    known = {key for entries in drawers.values() for key in entries} | dropped
    for drawer, entries in drawers.items():
        for entry in entries.values():
            _check_shape(entry, drawer)
            for reference, where in references(entry):
                if reference not in known:
                    entry.fail(f"nothing is called {reference}.", *where, next_step="Add its entry, or mend the id.")


def _check_shape(entry: Entry, drawer: str) -> None:
    """Refuse missing keys, values outside the choices, unknown track roles and wrong dates."""
    for key in _REQUIRED.get(drawer, ("names",)):
        if key not in entry.data:
            entry.fail(f"{entry.data['id']} has no «{key}».")
    for key, choices in _CHOICES.items():
        if key in entry.data and entry.data[key] not in choices:
            entry.fail(f"«{entry.data[key]}» is no {key}.", key, next_step=f"Choose from {', '.join(sorted(choices))}.")
    for role in entry.data.get("roles", ()):
        if role not in ROLES:
            entry.fail(f"«{role}» is no role.", "roles", role, next_step=f"Choose from {', '.join(sorted(ROLES))}.")
    for key in ("since", "until"):
        if not is_iso_date(entry.data.get(key)):
            entry.fail(f"«{entry.data[key]}» is no date.", key, next_step='Write "2018", "2018-02" or "2018-02-16".')


def references(entry: Entry) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """Each id that an entry names, with the keys that lead to it."""
    data = entry.data
    for key in _SINGLE:
        if data.get(key):
            yield data[key], (key,)
    for key in _LISTS:
        for number, value in enumerate(data.get(key, ())):
            yield value, (key, number)
    for role, members in data.get("roles", {}).items():
        for number, value in enumerate(members):
            yield value, ("roles", role, number)
    for number, office in enumerate(data.get("offices", ())):
        for key in ("of", "office"):
            if office.get(key):
                yield office[key], ("offices", number, key)
