"""feeds.toml: which feeds are watched, how often, and what is known of them; a mistake is told with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mahdar.errors import BadSetting, MahdarError, MissingFile
from mahdar.sources.encoding import decode
from mahdar.sources.fetching import checked

EVERY = 15
PAUSE = 5
"""Minutes between two looks at one feed, and seconds between two requests to one machine, where nobody says more."""

LEAST_MINUTES = 5
LEAST_SECONDS = 1
"""The shortest time between two looks at one feed, and between two requests to one machine."""

_LARGEST = 1024 * 1024
_HEADER = re.compile(r"\s*\[\[\s*feed\s*\]\]")
_FEED: Mapping[str, type] = {"url": str, "outlet": str, "language": str, "tracks": list, "content": str, "every": int}
_ALL: Mapping[str, type] = {"every": int, "pause": int, "feed": list}
_KINDS = {str: "text", int: "a whole number", list: "a list"}
_EXAMPLE = 'Write url = "https://news.example/rss".'


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is watched: `every` so many minutes.

    Of its reports those are kept that name one of `tracks`, all where there are none. The text comes from the page of
    each item, or from the feed itself where `whole` says that this holds it.
    """

    url: str
    outlet: str | None = None
    tracks: tuple[str, ...] = ()
    whole: bool = False
    every: int = EVERY


@dataclass(frozen=True, slots=True)
class FeedList:
    """The feeds of a file, and the pause in seconds between two requests to one machine."""

    feeds: tuple[Feed, ...]
    pause: int = PAUSE


def read_feeds(path: Path) -> FeedList:
    """The feeds that a file lists; raises `BadSetting` that names the line, or `MissingFile`.

    Its text is TOML: `every` and `pause` for all, and a `[[feed]]` for each feed.
    """
    if not path.is_file():
        raise MissingFile(str(path))
    with path.open("rb") as stream:
        data = stream.read(_LARGEST)
    try:
        text = decode(data)
        return _Reading(path.name, text).feeds(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        where = f":{found[1]}" if found else ""
        raise BadSetting(f"{path.name}{where}: this is not TOML.", "Mend that line.") from error
    except BadSetting:
        raise
    except MahdarError as error:
        raise BadSetting(f"{path.name}: {error.sentence}", error.next_step) from error


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file while it is read: its name and its text, in which lines are found."""

    name: str
    text: str

    def feeds(self, told: Mapping[str, Any]) -> FeedList:
        """The feeds of what the file tells."""
        self._check(told, _ALL, None)
        every, pause = told.get("every", EVERY), told.get("pause", PAUSE)
        self._at_least(every, LEAST_MINUTES, "every", "minutes", None)
        self._at_least(pause, LEAST_SECONDS, "pause", "second", None)
        tables = told.get("feed", [])
        if not tables or not all(isinstance(table, dict) for table in tables):
            raise BadSetting(f"{self.name}: it lists no feed.", f"Write [[feed]] and under it {_EXAMPLE[6:]}")
        feeds = [self._feed(table, number, every) for number, table in enumerate(tables)]
        for number, feed in enumerate(feeds):
            if feed.url in (other.url for other in feeds[:number]):
                raise self._wrong("url", number, f"«{feed.url}» stands twice.", "Leave one of them out.")
        return FeedList(tuple(feeds), pause)

    def _feed(self, table: Mapping[str, Any], number: int, every: int) -> Feed:
        """One feed; the tracks are checked by whoever knows them."""
        self._check(table, _FEED, number)
        if "url" not in table:
            raise self._wrong("", number, "this feed has no url.", _EXAMPLE)
        try:
            checked(table["url"])
        except MahdarError as error:
            raise self._wrong("url", number, error.sentence, error.next_step) from error
        if table.get("language", "ar") != "ar":
            sentence = f"Mahdar does not read «{table['language'][:20]}»."
            raise self._wrong("language", number, sentence, "Mahdar reads Arabic (ar); leave this feed out.")
        if table.get("content", "page") not in ("page", "feed"):
            raise self._wrong("content", number, "«content» is page or feed.", "Write one of them.")
        self._at_least(table.get("every", every), LEAST_MINUTES, "every", "minutes", number)
        tracks = table.get("tracks", [])
        if not all(isinstance(track, str) for track in tracks):
            raise self._wrong("tracks", number, "«tracks» are ids.", 'Write tracks = ["astana"].')
        outlet = table.get("outlet") or None
        whole = table.get("content") == "feed"
        return Feed(table["url"], outlet, tuple(tracks), whole, table.get("every", every))

    def _check(self, told: Mapping[str, Any], known: Mapping[str, type], number: int | None) -> None:
        """Refuse keys that are not known, and values of another type."""
        for key, value in told.items():
            if key not in known:
                raise self._wrong(key, number, f"«{key[:40]}» is not known.", f"Known are {', '.join(known)}.")
            if not isinstance(value, known[key]) or isinstance(value, bool):
                raise self._wrong(key, number, f"«{key}» is {_KINDS[known[key]]}.", "Mend that line.")

    def _at_least(self, value: int, least: int, key: str, unit: str, number: int | None) -> None:
        if value < least:
            raise self._wrong(key, number, f"«{key}» is {least} {unit} at least.", "Servers are others' property.")

    def _wrong(self, key: str, number: int | None, sentence: str, next_step: str) -> BadSetting:
        """The mistake at a key of one feed, or of the file."""
        return BadSetting(f"{self.name}:{self.line(key, number)}: {sentence}", next_step)

    def line(self, key: str, number: int | None) -> int:
        """The line of a key, or of the feed's header where it is not found."""
        lines = self.text.splitlines()
        headers = [at for at, line in enumerate(lines) if _HEADER.match(line)]
        first = 0 if number is None else headers[number] if number < len(headers) else 0
        last = next((at for at in headers if at > first), len(lines))
        own = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=") if key else None
        for at in range(first, last):
            if own and own.match(lines[at]):
                return at + 1
        return first + 1
