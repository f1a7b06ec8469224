"""Knowledge: everything that the packs say, loaded and compiled once for all documents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mahdar.shelf import compiled
from mahdar.world import World, load_world
from mahdar.world.load import world_files


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the stages lean on: the world, and later the language packs."""

    world: World

    @classmethod
    def load(cls, packs: Path | None = None) -> Knowledge:
        """The shipped packs with the user's folder `packs` laid over them; raises `PackError`.

        What was compiled from the same packs before is taken from the user's cache.
        """
        files = world_files(packs)
        if not all(f.exists() for f in files):  # while the world is being written
            return cls(World({}, {}, {}))
        return cls(world=compiled("world", files, lambda: load_world(packs)))


@lru_cache(maxsize=2)
def loaded(packs: Path | None = None) -> Knowledge:
    """The knowledge of this process, loaded once for each folder of additions."""
    return Knowledge.load(packs)
