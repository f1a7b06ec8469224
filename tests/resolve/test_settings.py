"""The setting of a statement: medium, addressee, relay and capacity, from `settings.txt`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mahdar.model import Document
from mahdar.pipeline.knowledge import loaded
from mahdar.pipeline.stages import read_document

HERE = Path(__file__).parent


def expected() -> Iterator[tuple[str, str, str, str]]:
    """Each line of the table: text, cue, field, value."""
    text = ""
    for line in (HERE / "settings.txt").read_text("utf-8").splitlines():
        if line.startswith("  "):
            cue, _, rest = line.partition("|")
            field, _, value = rest.partition("=")
            yield text, cue.strip(), field.strip(), value.strip()
        elif line and not line.startswith("#"):
            text = line


@pytest.mark.parametrize(("text", "cue", "field", "value"), list(expected()))
def test_setting(text: str, cue: str, field: str, value: str) -> None:
    reading = read_document(Document("made-up", text), loaded())
    statement = next(s for s in reading.statements if s.cue.span.of(text) == cue)
    assert getattr(statement, field) == value
