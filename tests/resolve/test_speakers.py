"""Who speaks: each cue of a text with its actor, from `speakers.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mahdar.model import Document, Reading
from mahdar.pipeline.knowledge import loaded
from mahdar.pipeline.stages import read_document

HERE = Path(__file__).parent
_DAY = re.compile(r"\[(\d{4}-\d\d-\d\d)\] ")


def read(line: str) -> Reading:
    """The reading of a line that may begin with its day."""
    day = _DAY.match(line)
    text = line[day.end() :] if day else line
    published = date.fromisoformat(day.group(1)) if day else None
    return read_document(Document("made-up", text, published=published), loaded())


def expected() -> Iterator[tuple[str, str, str]]:
    """Each cue of the table with its text and its speakers."""
    text = ""
    for line in (HERE / "speakers.txt").read_text("utf-8").splitlines():
        if line.startswith("  "):
            cue, _, who = line.partition("=")
            yield text, cue.strip(), who.strip()
        elif line and not line.startswith("#"):
            text = line


def forms(reading: Reading, cue: str) -> set[str]:
    """Ids, names and aliases of the actors of the statement whose cue is the given word."""
    statement = next(s for s in reading.statements if s.cue.span.of(reading.document.text) == cue)
    actors = [a for a in reading.actors if a.id in statement.actors]
    return {form for a in actors for form in (a.id, *dict(a.names).values(), *a.aliases)}


@pytest.mark.parametrize(("text", "cue", "who"), list(expected()))
def test_each_cue_has_its_speaker(text: str, cue: str, who: str) -> None:
    found = forms(read(text), cue)
    assert {w.strip() for w in who.split("+")} <= found


def test_actors_keep_every_mention() -> None:
    """A person is mentioned where he does not speak, too."""
    reading = read(next(t for t, cue, _ in expected()))
    fidan = next(a for a in reading.actors if a.id == "person/hakan-fidan")
    assert len(fidan.mentions) == 2


def test_every_actor_of_a_statement_is_listed() -> None:
    for text in dict.fromkeys(t for t, _, _ in expected()):
        reading = read(text)
        known = {a.id for a in reading.actors}
        for s in reading.statements:
            assert {*s.actors, *filter(None, (s.relayed_by, s.addressee))} <= known
