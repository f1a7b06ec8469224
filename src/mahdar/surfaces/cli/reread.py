"""`mahdar reread`: a record read anew after an upgrade, its decisions kept."""

from __future__ import annotations

from pathlib import Path

import click

from mahdar.pipeline.opened import opened
from mahdar.pipeline.reread import Reread, reread
from mahdar.surfaces.cli.keep import told
from mahdar.surfaces.cli.progress import Progress


@click.command("reread", help="Read the documents of a record anew that an older Mahdar read; decisions stay.")
@click.option("--record", "where", metavar="RECORD", help="A file or postgresql:// address. [default: mahdar.db]")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N", help="Processes that read."
)
@click.option(
    "--packs", type=click.Path(path_type=Path), metavar="FOLDER", help="Your own additions to what Mahdar knows."
)
def reread_command(where: str | None, workers: int, packs: Path | None) -> int:
    """Read anew; 0 where all went well, 1 where a document could not be read or a decision lost what it was about."""
    with opened(where, must_exist=True) as record, Progress() as progress:
        seen = 0

        def heard(done: Reread) -> None:
            nonlocal seen
            progress.count(done.read)
            for trouble in done.troubles[seen:]:
                progress.say(f"mahdar: {trouble}")
            seen = len(done.troubles)

        done = reread(record, packs=packs, workers=workers, heard=heard)
    click.echo(f"{done.read} documents read anew.", err=True)
    for decision in done.lost:
        click.echo(f"What this was decided about is not found any more: {told(decision)}", err=True)
    return 1 if done.lost or done.troubles else 0
