"""Knowledge: everything that the packs say, loaded and compiled once for all documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from mahdar.extract import names
from mahdar.extract.names import NameTable, build_name_table
from mahdar.language.clitics import load_clitics, shipped
from mahdar.language.lexicon import Lexicon, load_lexicon
from mahdar.language.timewords import TimeWords, load_time_words
from mahdar.shelf import compiled
from mahdar.world import World, load_world
from mahdar.world.load import world_files


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the stages lean on: the world and its names, and the words of the language."""

    world: World
    table: NameTable
    lexicon: Lexicon
    times: TimeWords
    genders: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    def load(cls, packs: Path | None = None, language: str = "ar") -> Knowledge:
        """The shipped packs with the user's folder `packs` laid over the world; raises `PackError`.

        What was compiled from the same packs before is taken from the user's cache.
        """
        files = world_files(packs)
        world = compiled("world", files, lambda: load_world(packs)) if _complete(files) else World({}, {}, {})
        code = Path(names.__file__).parent.glob("*.py")
        clitics = shipped(language) / "clitics.yaml"
        table = compiled(
            f"names-{language}",
            [*files, clitics, *code] if _complete(files) else [clitics],
            lambda: build_name_table(world.forms(language), load_clitics(shipped(language))),
        )
        return cls(
            world=world,
            table=table,
            lexicon=load_lexicon(language),
            times=load_time_words(language),
            genders={entity.id: entity.gender for entity in world.entities.values() if entity.gender},
        )


def _complete(files: list[Path]) -> bool:
    """Whether the world is there already (while it is being written)."""
    return all(f.exists() for f in files)


@lru_cache(maxsize=2)
def loaded(packs: Path | None = None) -> Knowledge:
    """The knowledge of this process, loaded once for each folder of additions."""
    return Knowledge.load(packs)
