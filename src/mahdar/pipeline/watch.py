"""Watching feeds: what outlets publish goes into a record, and each page is asked for once unless it changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from mahdar.errors import BadSetting, MahdarError
from mahdar.model import Document, Provenance
from mahdar.pipeline.add import Added, add, tracks_named
from mahdar.pipeline.knowledge import loaded
from mahdar.record import Record
from mahdar.record.notes import note_of, put_note
from mahdar.sources import Trouble, read_inputs
from mahdar.sources.addresses import NotFetched
from mahdar.sources.feedlist import Feed
from mahdar.sources.feeds import Item, document_of_item, half_a_feed, items_of
from mahdar.sources.fetching import Fetcher, Known

MOST_PATIENCE = 32
"""A feed that fails is looked at half as often each time, down to one in so many of its turns."""


MOST_AT_ONCE = 50
"""Pages that one look fetches, so that a long feed does not keep the others waiting; the rest comes at the next."""

_TOGETHER = 10
"""Pages that go into the record together: fetching them takes a minute, which is all that a stop loses."""

MOST_TRIES = 3
"""So often a page that cannot be fetched is asked for, once at each look."""


@dataclass(slots=True)
class Looked:
    """One look at a feed: what was new in the record and what was there; `beside` were on none of its tracks.

    `unchanged` tells that the server says so, `trouble` why the feed itself could not be read.
    """

    feed: Feed
    added: Added = field(default_factory=Added)
    beside: int = 0
    unchanged: bool = False
    trouble: Trouble | None = None

    def count(self, added: Added) -> None:
        """Count what some of its items gave."""
        self.added.new += added.new
        self.added.known += added.known
        self.added.troubles += added.troubles


@dataclass(slots=True)
class Clock:
    """The time that watching goes by, in seconds."""

    now: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep


def check_tracks(feeds: Sequence[Feed], packs: Path | None = None) -> None:
    """Refuse tracks that nobody knows; raises `BadSetting`."""
    known = loaded(packs).world.tracks
    for feed in feeds:
        for track in feed.tracks:
            if track not in known:
                raise BadSetting(f"The feed {feed.url} names a track «{track}» that is not known.",
                                 "mahdar tracks lists them; docs/add-a-track.md tells how to add one.")  # fmt: skip


def watch(
    feeds: Sequence[Feed], record: Record, fetcher: Fetcher, *, packs: Path | None = None, workers: int = 1,
    clock: Clock | None = None,
) -> Iterator[Looked]:  # fmt: skip
    """Look at each feed in turn for as long as somebody asks for the next look; the first looks come at once."""
    clock = clock or Clock()
    due = {feed.url: clock.now() for feed in feeds}
    failed = dict.fromkeys(due, 0)
    while True:
        feed = min(feeds, key=lambda each: due[each.url])
        if (left := due[feed.url] - clock.now()) > 0:
            clock.wait(left)
        looked = look(feed, record, fetcher, packs=packs, workers=workers)
        failed[feed.url] = failed[feed.url] + 1 if looked.trouble and looked.trouble.lost else 0
        due[feed.url] = clock.now() + 60.0 * feed.every * min(2 ** failed[feed.url], MOST_PATIENCE)
        yield looked


def look(feed: Feed, record: Record, fetcher: Fetcher, *, packs: Path | None = None, workers: int = 1) -> Looked:
    """One look at a feed: its new and changed items go into the record; what goes wrong is told.

    An item whose page cannot be fetched is tried again at the next looks.
    """
    looked, memory = Looked(feed), _Memory.of(record, feed)
    try:
        fetched = fetcher.fetch_changed(feed.url, memory.known)
        if fetched is None:
            looked.unchanged = True
            return looked
        items, whole = items_of(fetched.body, fetched.address)
    except MahdarError as error:
        looked.trouble = Trouble.of(feed.url, error)
        return looked
    if not whole:
        looked.trouble = half_a_feed(feed.url)
    fresh = [item for item in items if memory.seen.get(item.link) != item.stamp]
    reading = _Reading(feed, fetcher, memory.seen, packs)
    reading.again = not whole or len(fresh) > MOST_AT_ONCE
    now = iter(fresh[:MOST_AT_ONCE])
    while some := list(islice(now, _TOGETHER)):
        found = [each for item in some for each in reading.read(item)]
        looked.count(add(found, record, packs=packs, workers=workers))
        _Memory(Known(), memory.seen | reading.now).keep(record, feed, items)
    looked.beside = reading.beside
    known = Known() if reading.again else fetched.known
    _Memory(known, memory.seen | reading.now).keep(record, feed, items)
    return looked


@dataclass(slots=True)
class _Reading:
    """The documents of a feed's items while they are fetched: which were read, which not, which are beside it."""

    feed: Feed
    fetcher: Fetcher
    seen: Mapping[str, str]
    packs: Path | None
    now: dict[str, str] = field(default_factory=dict)
    again: bool = False
    beside: int = 0

    def read(self, item: Item) -> Iterator[Document | Trouble]:
        """The document of an item, or the trouble with it."""
        failed = False
        for found in self._found(item):
            if isinstance(found, Trouble):
                failed = failed or found.code == NotFetched.code
                yield found
            elif self.feed.tracks and not set(self.feed.tracks) & set(tracks_named(found, self.packs)):
                self.beside += 1
            else:
                yield replace(found, outlet=self.feed.outlet or found.outlet)
        tries = self._tries(item) + 1 if failed else MOST_TRIES
        self.again = self.again or tries < MOST_TRIES
        self.now[item.link] = item.stamp if tries >= MOST_TRIES else f"{tries} {item.stamp}"

    def _moment(self) -> datetime:
        return self.fetcher.today().replace(microsecond=0)

    def _tries(self, item: Item) -> int:
        """How often the page of an item could not be fetched so far."""
        tries, _, stamp = self.seen.get(item.link, "").partition(" ")
        return int(tries) if stamp == item.stamp and tries.isdecimal() else 0

    def _found(self, item: Item) -> Iterator[Document | Trouble]:
        """What an item holds, or the page that it leads to."""
        if not self.feed.whole:
            yield from read_inputs([item.link], item.published, fetcher=self.fetcher)
            return
        for found in document_of_item(item, self.feed.url):
            if isinstance(found, Document):
                found = replace(found, provenance=Provenance.of(self.feed.url, item.body.encode(), self._moment()))
            yield found


@dataclass(frozen=True, slots=True)
class _Memory:
    """What is known of a feed from the last look: by what its server tells a change, and the stamps of its items."""

    known: Known = field(default_factory=Known)
    seen: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, record: Record, feed: Feed) -> _Memory:
        """What the record has noted of a feed; another way of reading it begins anew."""
        with record.asking() as connection:
            kept: Any = note_of(connection, _key(feed))
        if not isinstance(kept, dict) or kept.get("as") != _way(feed):
            return cls()
        return cls(Known(kept.get("etag"), kept.get("modified")), dict(kept.get("seen") or {}))

    def keep(self, record: Record, feed: Feed, items: Sequence[Item]) -> None:
        """Note it in the record, items that the feed no longer lists left out."""
        there = {item.link for item in items}
        seen = {link: stamp for link, stamp in self.seen.items() if link in there}
        value = {"as": _way(feed), "etag": self.known.etag, "modified": self.known.modified, "seen": seen}
        with record.writing() as connection:
            put_note(connection, _key(feed), value)


def _key(feed: Feed) -> str:
    return f"feed {feed.url}"


def _way(feed: Feed) -> list[Any]:
    """What of a feed's settings decides which of its reports are kept."""
    return [feed.outlet, sorted(feed.tracks), feed.whole]
