"""Knowledge: everything that the packs say, loaded and compiled once for all documents."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import mahdar.extract
from mahdar.extract.meetings import TrackTable, build_track_table
from mahdar.extract.names import NameTable, build_name_table, genders_of
from mahdar.extract.places import PlaceTable, build_place_table
from mahdar.extract.topics import TopicTable, build_topic_table
from mahdar.language.clitics import shipped
from mahdar.language.lexicon import Lexicon
from mahdar.language.loading import load_lexicon
from mahdar.language.meetingwords import MeetingWords, load_meeting_words
from mahdar.language.pledgewords import PledgeWords, load_pledge_words
from mahdar.language.timewords import TimeWords, load_time_words
from mahdar.shelf import compiled
from mahdar.world import World, load_world
from mahdar.world.load import world_files


@dataclass(frozen=True, slots=True)
class Known:
    """The world as one language names it: who and what there is, and the tables to find it by."""

    world: World
    names: NameTable
    places: PlaceTable
    tracks: TrackTable
    topics: TopicTable
    genders: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the stages lean on: the world, and the words of a language."""

    known: Known
    lexicon: Lexicon
    times: TimeWords
    meetings: MeetingWords
    pledges: PledgeWords

    @property
    def world(self) -> World:
        """The world itself."""
        return self.known.world

    @classmethod
    def load(cls, packs: Path | None = None, language: str = "ar") -> Knowledge:
        """The shipped packs with the user's folder `packs` laid over the world and the cues; raises `PackError`.

        What was compiled from the same packs before is taken from the user's cache.
        """
        lexicon = load_lexicon(language, packs)
        known = compiled(f"known-{language}", _sources(packs, language), lambda: _know(packs, lexicon))
        return cls(known, lexicon, load_time_words(language), load_meeting_words(language), load_pledge_words(language))


def _know(packs: Path | None, lexicon: Lexicon) -> Known:
    """Compile the world for one language."""
    world, language = load_world(packs), lexicon.language
    return Known(
        world=world,
        names=build_name_table(world.forms(language), lexicon.clitics),
        places=build_place_table(world, language),
        tracks=build_track_table(world, lexicon.clitics, language),
        topics=build_topic_table(world, lexicon.clitics, language),
        genders=genders_of(world, lexicon),
    )


def _sources(packs: Path | None, language: str) -> Iterator[Path]:
    """Every file that the compiled world depends on: drawers, and the code of the stages that build the tables."""
    yield Path(__file__)
    yield from world_files(packs)
    yield from (shipped(language) / name for name in ("clitics.yaml", "nouns.yaml"))
    yield from (Path(folder) for path in mahdar.extract.__path__ for folder in Path(path).rglob("*.py"))


@lru_cache(maxsize=2)
def loaded(packs: Path | None = None) -> Knowledge:
    """The knowledge of this process, loaded once for each folder of additions.

    The garbage collector rests while some hundred thousand small objects are loaded: 0.18 s, not 0.29 s. It then
    leaves them alone, for they stay as long as the process: reading is a quarter faster.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        knowledge = Knowledge.load(packs)
        gc.freeze()
        return knowledge
    finally:
        if collecting:
            gc.enable()
