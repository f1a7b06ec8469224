"""`mahdar changes`: what is new in a record since a day."""

from __future__ import annotations

import click

from mahdar import views
from mahdar.pipeline.opened import opened
from mahdar.sources import day_of
from mahdar.surfaces.cli.ask import FORMATS, write
from mahdar.views import Asked


@click.command(
    "changes",
    help="What is new since a day: rounds, days that moved, positions, pledges, conflicts, statements, reports.",
)
@click.option("--record", "where", metavar="RECORD", help="File or postgresql:// address. [default: mahdar.db]")
@click.option("--since", metavar="DATE", help="What was published from this day on.")
@click.option("--added-since", metavar="DATE", help="What came into the record from this day on (UTC).")
@click.option("--track", metavar="TRACK", help="A track by its id: astana, yemen-un, …")
@click.option("--actor", metavar="ACTOR", help="An actor by id, or by a part of the name in any spelling.")
@click.option("--outlet", metavar="OUTLET", help="As the documents name it.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, metavar="N", help="Most lines.")
@click.option("--format", "shape", type=click.Choice(FORMATS), default="table", show_default=True, help="How.")
def changes_command(
    where: str | None, since: str | None, added_since: str | None, track: str | None, actor: str | None,
    outlet: str | None, limit: int, shape: str,
) -> int:  # fmt: skip
    """Tell what is new."""
    days = [day_of(day) if day else None for day in (since, added_since)]
    asked = Asked(track, actor, since=days[0], added_since=days[1], outlet=outlet, limit=limit)
    with opened(where, must_exist=True) as record:
        rows = views.changes(record, asked)
    write("changes", rows, shape)
    return 0
