"""Where a document came from, so that it can be found again and told from a changed one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Provenance:
    """`origin` is a path, a path and a number (`reports.jsonl#3`) or an address; `fetched` is for what came from it.

    `raw_sha256` is the digest, 64 hexadecimal digits, of the bytes as they came: a file's (unpacked where it is
    compressed), a line's without its line end, a response body's.

    >>> Provenance.of("reports.jsonl#3", b"{}").raw_sha256[:8]
    '44136fa3'
    """

    origin: str
    raw_sha256: str
    fetched: datetime | None = None

    @classmethod
    def of(cls, origin: str, raw: bytes, fetched: datetime | None = None) -> Provenance:
        """The provenance of these bytes."""
        return cls(origin, sha256(raw).hexdigest(), fetched)
