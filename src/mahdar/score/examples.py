"""Golden examples: a title, a sentence, and what must be found in it, in words copied from it.

The format is told in `docs/golden.md`. A mistake in a file is a `PackError` with its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mahdar.errors import PackError
from mahdar.model import Document
from mahdar.shelf import shipped_packs

KINDS = ("statement", "time", "meeting", "pledge", "actor", "place")
"""The kinds of findings that an example can be about."""

FIELDS = {"statement": (3, 7), "time": (2, 3), "meeting": (4, 5), "pledge": (3, 3), "actor": (2, 2), "place": (2, 2)}
"""Fewest and most fields of each kind."""

NOTHING_OF = ("statement", "time", "meeting", "pledge")
"""What a bare `nothing` is about."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One finding that an example tells: its fields as written, and its line in the file."""

    kind: str
    fields: tuple[str, ...]
    line: int


@dataclass(slots=True)
class Example:
    """One example of a file, from line `first` up to and including line `last` (counted from 1)."""

    file: Path
    first: int
    last: int
    title: str
    language: str
    paragraphs: list[str] = field(default_factory=list)
    headline: str | None = None
    published: date | None = None
    kinds: set[str] = field(default_factory=set)
    expected: list[Expected] = field(default_factory=list)
    fails: str | None = None

    @property
    def document(self) -> Document:
        """The document that is read."""
        body = "\n".join(self.paragraphs)
        return Document.of(body, title=self.headline, id=f"{self.file.stem}-{self.first}", published=self.published)

    @property
    def name(self) -> str:
        """File, line and title, for people."""
        return f"{self.file.stem}:{self.first} {self.title}"


def shipped_examples(language: str = "ar") -> list[Example]:
    """The examples of a language's pack, file by file."""
    folder = shipped_packs() / language / "golden"
    return [example for file in sorted(folder.rglob("*.txt")) for example in load_examples(file, language)]


def load_examples(file: Path, language: str = "ar") -> list[Example]:
    """The examples of one file; raises `PackError`."""
    examples: list[Example] = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line.startswith("# "):
            examples.append(Example(file, number, number, line[2:].strip(), language))
        elif line.strip() and not line.startswith("##"):
            if not examples:
                raise PackError(
                    "an example begins with a title.", file=file.name, line=number, next_step="Write «# …»."
                )
            examples[-1].last = number
            _take(examples[-1], line, number)
    for example in examples:
        _check(example)
    return examples


def _take(example: Example, line: str, number: int) -> None:
    """Put one line into the example."""
    words = line.strip()
    if line[0] not in " \t":
        _take_head(example, words, number)
    elif words.startswith(":fails"):
        example.fails = words.removeprefix(":fails").strip() or "no reason is given"
    elif words.split()[0] == "nothing":
        example.kinds.update(_kinds(example, words.split()[1:] or list(NOTHING_OF), number))
    else:
        found = _finding(example, words, number)
        example.kinds.add(found.kind)
        example.expected.append(found)


def _take_head(example: Example, line: str, number: int) -> None:
    """A line at the margin: the day of publication, the headline, or a paragraph of the text."""
    key, colon, value = line.partition(":")
    if colon and key == "published":
        example.published = _day(example, value.strip(), number)
    elif colon and key == "headline":
        example.headline = value.strip()
    else:
        example.paragraphs.append(line)


def _day(example: Example, value: str, number: int) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        message = f"«{value}» is no date."
        raise PackError(message, file=example.file.name, line=number, next_step="Write it as 2023-06-21.") from error


def _kinds(example: Example, kinds: list[str], number: int) -> Iterator[str]:
    """The kinds that are named, each one that there is."""
    for kind in kinds:
        if kind not in KINDS:
            known = f"There are {', '.join(KINDS)}."
            raise PackError(f"«{kind}» is no kind.", file=example.file.name, line=number, next_step=known)
        yield kind


def _finding(example: Example, line: str, number: int) -> Expected:
    """The finding that an indented line tells."""
    kind, _, rest = line.partition(" ")
    list(_kinds(example, [kind], number))
    fields = tuple(split_fields(kind, rest.strip()))
    least, most = FIELDS[kind]
    if not least <= len(fields) <= most:
        message = f"a {kind} has {least} to {most} parts, and here are {len(fields)}."
        raise PackError(
            message, file=example.file.name, line=number, next_step="docs/golden.md shows how it is written."
        )
    return Expected(kind, fields, number)


def split_fields(kind: str, rest: str) -> Iterator[str]:
    """The parts of a finding as its kind writes them.

    >>> list(split_fields("meeting", "astana 20 held 2023-06-20..2023-06-21 نور سلطان"))
    ['astana', '20', 'held', '2023-06-20..2023-06-21', 'نور سلطان']
    >>> list(split_fields("time", "أمس = 2023-06-20 2023-06-20..2023-06-20"))
    ['أمس', '2023-06-20', '2023-06-20..2023-06-20']
    """
    if kind == "meeting":
        yield from rest.split(maxsplit=4)
    elif kind in ("time", "actor", "place"):
        words, equals, value = rest.rpartition(" = ")
        yield from [words.strip(), *value.split()] if equals else [rest]
    else:
        yield from (part.strip() for part in rest.split("|"))


def _check(example: Example) -> None:
    """Refuse an example without a text or findings, or with words that do not stand in it."""
    if not example.paragraphs or not example.kinds:
        message = f"«{example.title}» has no text, or says nothing of what is found."
        raise PackError(message, file=example.file.name, line=example.first, next_step="Add them, or write «nothing».")
    text = example.document.text
    for expected in example.expected:
        for words in words_of(expected):
            if words not in text:
                message = f"«{words}» does not stand in the text."
                raise PackError(
                    message, file=example.file.name, line=expected.line, next_step="Copy the words from it."
                )


def words_of(expected: Expected) -> Iterator[str]:
    """The words of a finding that must stand in the text."""
    fields = expected.fields
    if expected.kind == "statement":
        source = fields[1].split(" = ")[0]
        yield from [fields[0], *([] if source == "-" else [source]), *fields[2].split(" … ")]
    elif expected.kind == "pledge":
        yield fields[1]
    elif expected.kind != "meeting":
        yield fields[0]
