"""The present reader: its version, and a fingerprint of the code and the packs that it reads by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import mahdar

_READS = ("extract", "language", "model", "packs", "resolve", "shelf", "text", "world")
"""The rooms and packs that a reading depends on."""


@lru_cache(maxsize=4)
def reader_of(packs: Path | None = None) -> str:
    """The name of the reader with these additions; one that could read otherwise has another name.

    >>> reader_of() == reader_of() and reader_of().startswith("mahdar ")
    True
    """
    digest = hashlib.sha256()
    for file in _files(packs):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return f"mahdar {mahdar.__version__}+{digest.hexdigest()[:12]}"


def _files(packs: Path | None) -> Iterator[Path]:
    """Every file that a reading depends on; what comes after many readings is left out."""
    home = Path(mahdar.__file__).parent
    for folder in [home / "pipeline" / "stages.py", *(home / room for room in _READS), *([packs] if packs else [])]:
        found = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        yield from (f for f in found if f.suffix in (".py", ".yaml", ".yml") and "across" not in f.parts)
