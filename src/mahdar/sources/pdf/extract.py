"""The text of one PDF from standard input, in a process of its own: python -m mahdar.sources.pdf.extract.

A broken or hostile file may unpack to any size or make its parser run for ever; here it meets limits that the
system holds, and takes nothing else with it.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import asdict

import orjson

from mahdar.sources.pdf.text import Told, text_of

MEMORY = 1024 * 1024 * 1024
SECONDS = 60
"""What one PDF may take: 154 full pages of a browser took 160 MB and 25 seconds."""


def told(data: bytes) -> Told:
    """The text of a PDF, or why there is none: `locked`, `too-much`, `broken` or a fault of `text_of`.

    >>> told(b"no PDF").fault
    'broken'
    """
    from pdfminer.pdfdocument import PDFEncryptionError

    from mahdar.sources.pdf.glyphs import TooMuch, pages_of

    try:
        return text_of(list(pages_of(data)))
    except PDFEncryptionError:
        return Told(fault="locked")
    except (TooMuch, MemoryError, RecursionError):
        return Told(fault="too-much")
    except Exception:  # a broken file makes pdfminer raise errors of many kinds
        return Told(fault="broken")


def _limit() -> None:
    """Take no more memory and time than one PDF may, where the system can hold us to it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    _limit()
    sys.stdout.buffer.write(orjson.dumps(asdict(told(sys.stdin.buffer.read()))))
