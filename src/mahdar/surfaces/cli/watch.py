"""`mahdar watch`: feeds into a record, for as long as it runs or once."""

from __future__ import annotations

from pathlib import Path

import click

from mahdar.pipeline.opened import opened
from mahdar.pipeline.watch import Clock, Looked, check_tracks, watch
from mahdar.sources.feedlist import read_feeds
from mahdar.sources.fetching import Fetcher


@click.command("watch", help="Put what feeds publish into a record, for as long as it runs. FEEDS is a feeds.toml.")
@click.argument("feeds", type=click.Path(path_type=Path), metavar="FEEDS")
@click.option("--once", is_flag=True, help="Look at each feed once and stop, for cron.")
@click.option("--record", "where", metavar="RECORD", help="A file or postgresql:// address. [default: mahdar.db]")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N", help="Processes that read."
)
@click.option(
    "--packs", type=click.Path(path_type=Path), metavar="FOLDER", help="Your own additions to what Mahdar knows."
)
def watch_command(
    feeds: Path, once: bool, where: str | None, allow_private: bool, workers: int, packs: Path | None
) -> int:
    """Watch the feeds; with `once` 0 where all went well, 1 where some could not be read, 2 where none could."""
    listed = read_feeds(feeds)
    check_tracks(listed.feeds, packs)
    fetcher, clock = Fetcher(allow_private=allow_private, pause=float(listed.pause)), Clock()
    looks: list[Looked] = []
    with opened(where) as record:
        for looked in watch(listed.feeds, record, fetcher, packs=packs, workers=workers, clock=clock):
            _tell(looked)
            looks = [*looks, looked] if once else []
            if len(looks) == len(listed.feeds):
                break
    if all(looked.trouble and looked.trouble.lost for looked in looks):
        return 2
    return 1 if any(looked.trouble or _faults(looked) for looked in looks) else 0


def _tell(looked: Looked) -> None:
    """Say what one look at a feed gave."""
    for trouble in [*([looked.trouble] if looked.trouble else []), *looked.added.troubles]:
        click.echo(f"mahdar: {trouble}", err=True)
    if looked.trouble and looked.trouble.lost:
        return
    added = looked.added
    counts = "nothing new" if looked.unchanged else f"{added.new} documents added, {added.known} were there already"
    beside = f", {looked.beside} on other tracks passed over" if looked.beside else ""
    click.echo(f"{looked.feed.outlet or looked.feed.url}: {counts}{beside}.", err=True)


def _faults(looked: Looked) -> bool:
    return any(trouble.fault for trouble in looked.added.troubles)
