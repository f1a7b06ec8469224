"""What a command line says of its inputs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from mahdar.sources.columns import Columns


@dataclass(frozen=True, slots=True)
class Given:
    """`published` stands in where an input has no date of its own, `columns` name those of a table."""

    published: date | None = None
    columns: Columns = field(default_factory=Columns)
