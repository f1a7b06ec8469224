"""Reading the world pack, then the user's own folder over it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mahdar.errors import PackError
from mahdar.shelf import shipped_packs
from mahdar.world.build import build_world
from mahdar.world.drawers import KEYS, Entry, Raw, read_entries
from mahdar.world.references import check_references
from mahdar.world.world import World

Drawers = dict[str, dict[str, Entry]]


def load_world(extra: Path | None = None) -> World:
    """The world of the shipped pack with the drawers of the folder `extra` laid over it.

    A user's entry with a known id extends the shipped one: lists are appended to, words added, other values
    replaced; `drop: true` takes the entry out, and out of every list that named it. Raises `PackError` with
    file and line.
    """
    drawers: Drawers = {drawer: {} for drawer in KEYS}
    for path in world_files(extra):
        lay_over(drawers[path.stem], read_entries(path, path.stem))
    dropped = _take_out(drawers)
    check_references(drawers, dropped)
    return build_world(drawers, dropped)


def world_files(extra: Path | None = None) -> list[Path]:
    """The files that `load_world` reads, in order: the shipped drawers, then the user's."""
    shipped = shipped_packs() / "world"
    files = [shipped / f"{drawer}.yaml" for drawer in KEYS]
    if extra is None:
        return files
    if not extra.is_dir():
        raise PackError("this folder is not there.", file=str(extra), line=1, next_step="Check the setting.")
    own = sorted(extra.glob("*.yaml"))
    for path in own:
        if path.stem not in KEYS:
            known = ", ".join(f"{drawer}.yaml" for drawer in KEYS)
            raise PackError("no drawer has this name.", file=path.name, line=1, next_step=f"There are {known}.")
    return files + own


def lay_over(drawer: dict[str, Entry], entries: list[Entry]) -> None:
    """Add entries to a drawer in place; one whose id is there already is merged into it."""
    for entry in entries:
        below = drawer.get(entry.data["id"])
        data = merged(below.data, entry.data) if below else entry.data
        drawer[entry.data["id"]] = Entry(data, entry.path, entry.index)


def merged(below: Raw, above: Raw) -> Raw:
    """One entry laid over another: maps by key, lists appended without repeating, the rest replaced.

    >>> merged({"id": "a", "aliases": {"ar": ["x"]}, "lat": 1}, {"id": "a", "aliases": {"ar": ["y"]}, "lat": 2})
    {'id': 'a', 'aliases': {'ar': ['x', 'y']}, 'lat': 2}
    """
    return {**below, **{key: _joined(below.get(key), value) for key, value in above.items()}}


def _joined(old: Any, new: Any) -> Any:
    """The value that results where an entry and the one laid over it have the same key."""
    if isinstance(old, dict) and isinstance(new, dict):
        return merged(old, new)
    if isinstance(old, list) and isinstance(new, list):
        return old + [item for item in new if item not in old]
    return new


def _take_out(drawers: Drawers) -> frozenset[str]:
    """Remove the entries marked `drop` in place; gives back their ids."""
    dropped = set()
    for entries in drawers.values():
        gone = [key for key, entry in entries.items() if entry.data.get("drop")]
        for key in gone:
            del entries[key]
        dropped.update(gone)
    return frozenset(dropped)
