"""`mahdar read`: reports in, readings out."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO

import click

from mahdar.errors import BadSetting, MahdarError
from mahdar.model import Reading
from mahdar.model.contract import encode, encode_pretty
from mahdar.pipeline import Outcome, RunReport, read_many
from mahdar.sources import Trouble, day_of, read_inputs
from mahdar.surfaces.cli.output import whole_output
from mahdar.surfaces.cli.paint import WIDTH
from mahdar.surfaces.cli.progress import Progress

Shape = Callable[[Reading], bytes]


def as_text(reading: Reading) -> bytes:
    """The reading as text for people, without colours."""
    from mahdar.surfaces.cli.minutes import plain_minutes

    return plain_minutes(reading).encode("utf-8")


def as_painted(reading: Reading, width: int) -> bytes:
    """The reading as text for people who look at a terminal of so many columns."""
    from io import StringIO

    from rich.console import Console

    from mahdar.surfaces.cli.minutes import minutes
    from mahdar.surfaces.cli.paint import paint

    out = StringIO()
    paint(Console(file=out, force_terminal=True, width=width), [*minutes(reading), ()])
    return out.getvalue().encode("utf-8")


SHAPES: dict[str, Shape] = {"jsonl": encode, "json": encode_pretty, "text": as_text}


class NothingRead(MahdarError):
    """None of the inputs gave a reading."""

    code = "nothing-read"


@click.command("read", help="Read reports and write what was found: text files, web pages, JSON Lines, folders, or -.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--format",
    "shape",
    type=click.Choice(list(SHAPES)),
    help="jsonl: one line a report; json: one report; text: for people. [default: text on a terminal, else jsonl]",
)
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE, whole or not at all.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes that read; the output is the same.",
)
@click.option("--published", metavar="DATE", help="Day of publication (2023-06-21) of inputs that do not tell it.")
@click.option(
    "--packs", type=click.Path(path_type=Path), metavar="FOLDER", help="Your own additions to what Mahdar knows."
)
@click.option("--report", is_flag=True, help="Say at the end what was read, found and refused.")
def read_command(
    inputs: tuple[str, ...], shape: str | None, output: Path | None, workers: int,
    published: str | None, packs: Path | None, report: bool,
) -> int:  # fmt: skip
    """Read the inputs; 0 where all went well, 1 where some could not be read."""
    day = day_of(published) if published else None
    watched = output is None and sys.stdout.isatty()
    chosen = shape or ("text" if watched else "jsonl")
    painted = partial(as_painted, width=min(shutil.get_terminal_size().columns, WIDTH))
    form = painted if watched and chosen == "text" else SHAPES[chosen]
    outcomes = read_many(read_inputs(inputs, day), form, packs=packs, workers=workers)
    run = RunReport()
    with whole_output(output) as out:
        _write(_counted(outcomes, run), out, single=chosen == "json")
        if not run.tally.documents:
            raise NothingRead("Nothing was read.", "Each input needs a report in it; see what is said above.")
    if report:
        click.echo("\n".join(run.lines()), err=True)
    return 1 if run.faults else 0


def _counted(outcomes: Iterator[Outcome[bytes] | Trouble], run: RunReport) -> Iterator[bytes]:
    """The readings, while troubles are said and everything is counted."""
    begun = time.perf_counter()
    with Progress() as progress:
        for outcome in outcomes:
            if isinstance(outcome, Trouble):
                run.note(outcome)
                progress.say(f"mahdar: {outcome}")
            else:
                run.tally.add(outcome.tally)
                progress.count(run.tally.documents)
                yield outcome.value
    run.seconds = time.perf_counter() - begun


def _write(readings: Iterator[bytes], out: IO[bytes], *, single: bool) -> None:
    """Write the readings as they come; a single one only once it is sure that there is no other."""
    if not single:
        for reading in readings:
            out.write(reading)
        return
    first = next(readings, b"")
    if next(readings, None) is not None:
        raise BadSetting("--format json writes one report, and there are several.", "Use --format jsonl.")
    out.write(first)
