"""What a command line says of its inputs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from mahdar.sources.columns import Columns

if TYPE_CHECKING:
    from mahdar.sources.fetching import Fetcher


@dataclass(frozen=True, slots=True)
class Given:
    """`published` stands in where an input has no date of its own, `columns` name those of a table.

    Addresses are read where there is a `fetcher`; else nothing leaves this machine.
    """

    published: date | None = None
    columns: Columns = field(default_factory=Columns)
    fetcher: Fetcher | None = None
