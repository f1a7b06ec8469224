"""`mahdar score`: how good readings are, and what changed since an earlier run."""

from __future__ import annotations

from pathlib import Path

import click
import orjson

from mahdar.score import changes, load_gold, load_readings, measure, report_of, table


@click.command("score", help="Measure READINGS (JSON Lines that mahdar read wrote) against the annotations in GOLD.")
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("readings", type=click.Path(path_type=Path))
@click.option("--errors", type=click.IntRange(0), default=0, metavar="N", help="Show the first N errors.")
@click.option("--json", "as_json", is_flag=True, help="Write the figures as one JSON object.")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="EARLIER",
    help="Show gains and losses as text against the readings of an earlier run.",
)
def score_command(gold: Path, readings: Path, errors: int, as_json: bool, against: Path | None) -> None:
    """Print the figures, then the changes, then the errors."""
    annotated = load_gold(gold)
    counts = measure(annotated, load_readings(readings))
    report = report_of(counts)
    click.echo(orjson.dumps(report).decode() if as_json else "\n".join(table(report)))
    if against is not None:
        for change in changes(measure(annotated, load_readings(against)), counts):
            click.echo(str(change))
    for error in counts.errors[:errors]:
        click.echo(str(error))
