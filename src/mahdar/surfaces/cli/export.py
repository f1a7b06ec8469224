"""`mahdar export`: the record as a file in the columns of another trade."""

from __future__ import annotations

from pathlib import Path

import click

from mahdar.pipeline.opened import opened
from mahdar.sources import day_of
from mahdar.surfaces.cli.output import whole_output
from mahdar.surfaces.exports import FORMATS
from mahdar.views import Asked


@click.command("export", help="Write the record to FILE in the columns of another trade, whole or not at all.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--to", "shape", required=True, type=click.Choice(list(FORMATS)), help="The format.")
@click.option("--track", metavar="TRACK", help="A track by its id: astana, yemen-un, …")
@click.option("--since", metavar="DATE", help="From this day on.")
@click.option("--until", metavar="DATE", help="Up to this day.")
@click.option("--outlet", metavar="OUTLET", help="As the documents name it.")
@click.option("--record", "where", metavar="RECORD", help="A file or postgresql:// address. [default: mahdar.db]")
def export_command(
    file: Path, shape: str, track: str | None, since: str | None, until: str | None, outlet: str | None,
    where: str | None,
) -> int:  # fmt: skip
    """Write the export, and say what it has no place for."""
    first, last = (day_of(day) if day else None for day in (since, until))
    asked = Asked(track=track, since=first, until=last, outlet=outlet)
    with opened(where, must_exist=True) as record, whole_output(file) as out:
        made = FORMATS[shape](record, asked, out)
    left = f"; {made.left_out} findings have no place in it" if made.left_out else ""
    click.echo(f"{made.lines} lines in {file}{left}.", err=True)
    return 0
