"""Keeping what was compiled from packs, so that a second start does not read them again."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import platformdirs

T = TypeVar("T")
_CODE = Path(__file__).parent.parent
_ROOMS = ("shelf", "language", "world", "text", "model")


def compiled(name: str, drawers: Iterable[Path], build: Callable[[], T]) -> T:
    """What `build` gives, from the user's cache where the same drawers and code gave it before.

    The key is the content of the drawers, of the rooms that compile them, and Python's version; a cache
    that cannot be read or written is passed over in silence, since it only saves time.
    """
    place = Path(platformdirs.user_cache_dir("mahdar")) / f"{name}-{_fingerprint(drawers)}.pickle"
    try:
        with place.open("rb") as kept:
            return pickle.load(kept)  # type: ignore[no-any-return]
    except (
        OSError,
        pickle.PickleError,
        EOFError,
        AttributeError,
        ImportError,
        IndexError,
        ValueError,
        TypeError,
    ):
        value = build()
        _keep(place, name, value)
        return value


def _fingerprint(drawers: Iterable[Path]) -> str:
    """A digest of everything that the compiled value depends on."""
    digest = hashlib.sha256(sys.version.encode())
    code = (f for room in _ROOMS for f in sorted((_CODE / room).glob("*.py")))
    for file in [*sorted(drawers), *code]:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:24]


def _keep(place: Path, name: str, value: object) -> None:
    """Write the value beside its final place and move it there whole; drop what older packs left."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=name)
        with os.fdopen(handle, "wb") as out:
            pickle.dump(value, out, protocol=pickle.HIGHEST_PROTOCOL)
        Path(temporary).replace(place)
        for old in sorted(place.parent.glob(f"{name}-*.pickle"), key=lambda p: p.stat().st_mtime)[:-4]:
            old.unlink(missing_ok=True)
    except OSError:
        return
