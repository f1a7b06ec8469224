"""Output that is whole or absent: a file appears under its name only when everything is in it."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from mahdar.errors import BadSetting


@contextmanager
def whole_output(path: Path | None) -> Iterator[IO[bytes]]:
    """A stream to write to: standard output, or a file that takes the place of `path` at the end.

    Where the block raises, nothing is left behind and an older file stays as it was.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if not path.parent.is_dir() or path.is_dir():
        raise BadSetting(f"{path} cannot be written: its folder is not there, or it is one.", "Name a file.")
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
        temporary = Path(stream.name)
        try:
            yield stream.file
            stream.flush()
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    """The rights that new files are not given."""
    import os

    mask = os.umask(0)
    os.umask(mask)
    return mask
