"""`mahdar add`: reports from wherever they are into a record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mahdar.pipeline.add import Added, add
from mahdar.pipeline.opened import opened
from mahdar.sources import Columns, day_of, read_inputs
from mahdar.surfaces.cli.progress import Progress

if TYPE_CHECKING:
    from mahdar.sources.fetching import Fetcher


@click.command(
    "add", help="Add reports to a record: whatever mahdar read takes. What is there already changes nothing."
)
@click.argument("inputs", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--record", "where", metavar="RECORD", help="A file or postgresql:// address. [default: mahdar.db]")
@click.option("--published", metavar="DATE", help="Day of publication (2023-06-21) of inputs that do not tell it.")
@click.option(
    "--columns", metavar="MAP", help="Columns of CSV and Parquet by field: text=body,title=headline,published=date."
)
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N", help="Processes that read."
)
@click.option(
    "--packs", type=click.Path(path_type=Path), metavar="FOLDER", help="Your own additions to what Mahdar knows."
)
def add_command(
    inputs: tuple[str, ...], where: str | None, published: str | None, columns: str | None, workers: int,
    packs: Path | None, allow_private: bool,
) -> int:  # fmt: skip
    """Add the inputs; 0 where all went well, 1 where some could not be read, 2 where none could."""
    day = day_of(published) if published else None
    named = Columns.of(columns) if columns else None
    items = read_inputs(inputs, day, columns=named, fetcher=_fetcher(inputs, allow_private))
    with opened(where) as record, Progress() as progress:
        told = 0

        def heard(added: Added) -> None:
            nonlocal told
            progress.count(added.seen)
            for trouble in added.troubles[told:]:
                progress.say(f"mahdar: {trouble}")
            told = len(added.troubles)

        added = add(items, record, packs=packs, workers=workers, heard=heard)
    click.echo(f"{added.new} documents added, {added.known} were there already.", err=True)
    if not any(trouble.fault for trouble in added.troubles):
        return 0
    return 1 if added.seen else 2


def _fetcher(inputs: tuple[str, ...], allow_private: bool) -> Fetcher | None:
    """What fetches addresses, loaded only where one of the inputs may be one."""
    if not any("://" in name for name in inputs):
        return None
    from mahdar.sources.fetching import Fetcher

    return Fetcher(allow_private=allow_private, pause=1.0)
