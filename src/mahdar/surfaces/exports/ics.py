"""Rounds as a calendar (RFC 5545): each is an event of whole days, planned ones tentative."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from mahdar.surfaces.exports.lines import Written, track_name
from mahdar.views import Asked, RoundRow, calendar, every_round, has_days

if TYPE_CHECKING:
    from mahdar.record import Record


def ics(record: Record, asked: Asked, out: IO[bytes]) -> Written:
    """The rounds asked for; those of which nobody tells a day are left out."""
    made = Written()

    def counted() -> Iterator[RoundRow]:
        for row in every_round(record, asked):
            made.lines += has_days(row)
            made.left_out += not has_days(row)
            yield row

    out.writelines(calendar(counted(), track_name, _link))
    return made


def _link(row: RoundRow) -> str | None:
    """Where the first report that has an address was published."""
    return next((cite.url for cite in row.cites if cite.url), None)
