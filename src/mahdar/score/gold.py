"""Gold annotations and readings, as they lie in files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypedDict, cast

import orjson

from mahdar.errors import MissingFile, UnreadableInput
from mahdar.model.shapes import ReadingJson

Pair = list[int]
"""Start and end, in code points of the document's text."""


class GoldStatement(TypedDict):
    source: Pair | None
    who: list[str]
    cue: Pair | None
    content: list[Pair]
    act: str
    quoted: str


class GoldTime(TypedDict):
    span: Pair
    type: str
    value: str
    earliest: str | None
    latest: str | None


class GoldMeeting(TypedDict):
    track: str
    number: int | None
    earliest: str | None
    latest: str | None
    place: str | None
    status: str
    evidence: Pair


class GoldPledge(TypedDict):
    by: list[str]
    what: Pair
    status: str


class Gold(TypedDict):
    """One annotated document; `text` is there where the file holds it."""

    id: str
    text: str | None
    statements: list[GoldStatement]
    times: list[GoldTime]
    meetings: list[GoldMeeting]
    pledges: list[GoldPledge]


Raw = dict[str, Any]
_DAYS: Raw = {"earliest": None, "latest": None}
_GOLD: dict[str, Raw] = {
    "statements": {"source": None, "who": [], "cue": None, "content": [], "act": "", "quoted": ""},
    "times": {"type": "", "value": "", **_DAYS},
    "meetings": {"track": "", "number": None, "place": None, "status": "", **_DAYS},
    "pledges": {"by": [], "status": ""},
}
_READING: dict[str, Raw] = {
    "actors": {"id": "", "names": {}, "aliases": []},
    "statements": {"actors": [], "content": [], "cue": {"start": 0, "end": 0}, "act": "", "quoted": "", "rule": ""},
    "times": {"value": "", **_DAYS},
    "meetings": {"track": "", "number": None, "place": None, "status": "", "rule": "", **_DAYS},
    "pledges": {"by": [], "status": ""},
}
"""What stands in for a key that an annotator or another reader left out, by kind."""


def load_gold(folder: Path) -> dict[str, Gold]:
    """The annotated documents of a folder, one JSON file each, by id in the order of the file names."""
    if not folder.is_dir():
        raise MissingFile(str(folder))
    found: dict[str, Gold] = {}
    for file in sorted(folder.glob("*.json")):
        gold = _json(file.read_bytes(), str(file))
        if not isinstance(gold, dict) or "id" not in gold:
            raise UnreadableInput(f"{file} is no gold annotation.", "It needs an object with an id.")
        found[gold["id"]] = cast(Gold, {"text": None, **_filled(gold, _GOLD)})
    if not found:
        raise UnreadableInput(f"{folder} holds no gold annotations.", "They are JSON files, one for each document.")
    return found


def load_readings(file: Path) -> dict[str, ReadingJson]:
    """The readings of a JSON Lines file by the id of their document; of two with one id the later counts."""
    if not file.is_file():
        raise MissingFile(str(file))
    return {reading["document"]["id"]: reading for reading in _readings(file)}


def _readings(file: Path) -> Iterator[ReadingJson]:
    """The readings of a file, line by line; raises where a line is none."""
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            reading = _json(line, f"{file}, line {number}")
            if not isinstance(reading, dict) or not isinstance(reading.get("document"), dict):
                raise UnreadableInput(f"{file}, line {number}: this is no reading.", "mahdar read writes them.")
            yield filled_reading(reading)


def filled_reading(reading: Raw) -> ReadingJson:
    """A reading in which no key that the measure asks for is missing; of an empty one, that of an unread document.

    >>> filled_reading({})["statements"]
    []
    """
    document = {"id": "", "text": "", "published": None, **(reading.get("document") or {})}
    return cast(ReadingJson, {**_filled(reading, _READING), "document": document})


def _filled(record: Raw, kinds: dict[str, Raw]) -> Raw:
    """The record with a list for each kind, and each entry with all its keys."""
    lists = {kind: [{**defaults, **entry} for entry in record.get(kind) or []] for kind, defaults in kinds.items()}
    return {**record, **lists}


def _json(data: bytes, where: str) -> Any:
    """What the JSON holds."""
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise UnreadableInput(f"{where}: this is not JSON ({error.msg}).", "Mend it.") from error
