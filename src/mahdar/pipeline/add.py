"""Adding to a record: documents are read, put in batch by batch, and what follows from them is settled."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from mahdar.model import Document, Reading
from mahdar.pipeline.batches import read_many
from mahdar.pipeline.knowledge import loaded
from mahdar.pipeline.one import Outcome
from mahdar.pipeline.reader import reader_of
from mahdar.pipeline.settle import settle
from mahdar.record import Entry, Record, document_id, entry_of
from mahdar.record.words import words_of
from mahdar.sources import Trouble

T = TypeVar("T")

BATCH = 200
"""Documents put in together: a second's work, the most that a stop loses."""

SECONDS = 5.0
"""So long documents that come slowly, as pages from a server do, are waited for before those that came are read, and
as long again before they are put in."""


@dataclass(slots=True)
class Added:
    """What a run of adding did: documents new in the record, those that were there, and what could not be read."""

    new: int = 0
    known: int = 0
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """Documents met so far."""
        return self.new + self.known


def add(
    items: Iterable[Document | Trouble],
    record: Record,
    *,
    packs: Path | None = None,
    workers: int = 1,
    heard: Callable[[Added], None] = lambda added: None,
    now: Callable[[], float] = time.monotonic,
) -> Added:
    """Add documents to a record; a stop loses at most the batch under way, and the same call goes on from there.

    `heard` is told after each batch; `now` tells the seconds that one may take. A document that the record has is not
    read again.
    """
    added = Added()
    fresh = _fresh(items, record, added, now)
    shape = partial(shaped, packs=packs)
    for batch in _together(read_many(fresh, shape, packs=packs, workers=workers), now):
        entries = [each.value for each in batch if isinstance(each, Outcome)]
        added.troubles += [each for each in batch if isinstance(each, Trouble)]
        added.new += record.add(entries)
        heard(added)
    settle(record, packs=packs)
    return added


def _together(items: Iterable[T], now: Callable[[], float]) -> Iterator[list[T]]:
    """The items in batches, a smaller one where they come slowly."""
    batch: list[T] = []
    begun = now()
    for item in items:
        batch.append(item)
        if len(batch) == BATCH or now() - begun >= SECONDS:
            yield batch
            batch, begun = [], now()
    if batch:
        yield batch


def _fresh(
    items: Iterable[Document | Trouble], record: Record, added: Added, now: Callable[[], float]
) -> Iterator[Document | Trouble]:
    """The items without the documents that the record has; asked for so many at a time."""
    for some in _together(items, now):
        ids = {document_id(item): item for item in some if isinstance(item, Document)}
        there = record.has(list(ids))
        for item in some:
            if isinstance(item, Document) and document_id(item) in there:
                added.known += 1
            else:
                yield item


def shaped(reading: Reading, packs: Path | None) -> Entry:
    """A reading as the record keeps it; made in the process that read it."""
    return entry_of(reading, tracks_named(reading.document, packs), reader_of(packs))


def tracks_named(document: Document, packs: Path | None = None) -> Iterator[str]:
    """The tracks that a document names, whether or not it tells of one of their meetings.

    A conjunction or preposition may be joined to the first word of a name.
    """
    words, names = words_of(document.text), _track_names(packs, document.language)
    for index, word in enumerate(words):
        for first, rest, track in names.get(word, ()):
            if index and words[index - 1].endswith(first) and words[index + 1 : index + 1 + len(rest)] == rest:
                yield track


@lru_cache(maxsize=4)
def _track_names(packs: Path | None, language: str) -> dict[str, list[tuple[str, tuple[str, ...], str]]]:
    """Every name of a track in a language by its second word: the first, those behind it, and the track."""
    found: dict[str, list[tuple[str, tuple[str, ...], str]]] = {}
    for track in loaded(packs).world.tracks.values():
        for names in (track.names, track.aliases):
            for first, second, *rest in (words_of(name) for name in names.get(language, ()) if " " in name):
                found.setdefault(second, []).append((first, tuple(rest), track.id))
    return found
