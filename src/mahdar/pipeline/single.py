"""One text, read at once: what a program that imports Mahdar asks for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mahdar.model import Document, Reading
from mahdar.pipeline.knowledge import loaded
from mahdar.pipeline.stages import read_document
from mahdar.sources import day_of
from mahdar.sources.record import content_id


def read(
    text: str,
    *,
    title: str | None = None,
    published: date | str | None = None,
    id: str | None = None,
    packs: Path | None = None,
) -> Reading:
    """What one text says: its statements, times, meetings, pledges, and whom and what it names.

    `published` is a day or an ISO date; without it relative times stay relative. `packs` is a folder of your
    own additions. Raises `BadSetting` for a wrong date and `PackError` for a mistake in the packs.

    >>> read("نص", title="عنوان").document.text
    'عنوان\\nنص'
    """
    day = day_of(published) if isinstance(published, str) else published
    document = Document.of(text, title=title, id=id or content_id(text), published=day)
    return read_document(document, loaded(packs))
