"""`mahdar floors`: does the dossier still reach its floors?"""

from __future__ import annotations

from pathlib import Path

import click

from mahdar.score import report_of, table
from mahdar.score.floors import load_floors, save_floors
from mahdar.score.standing import dossier_counts, dossier_fingerprint


@click.command("floors", help="Measure the sample dossier and compare the figures with the floors.")
@click.option("--raise", "lift", is_flag=True, help="Lift every floor to the figure of now, less a hundredth.")
@click.option(
    "--file", type=click.Path(path_type=Path), default=Path("tests/floors.toml"), help="Where the floors are kept."
)
def floors_command(lift: bool, file: Path) -> int:
    """Print the figures and what lies below its floor; 1 where something does."""
    floors = load_floors(file)
    report = report_of(dossier_counts())
    click.echo("\n".join(table(report)))
    gold = dossier_fingerprint()
    if floors.gold != gold:
        click.echo("The dossier has changed since the floors were set.")
    below = floors.below(report)
    for row, (figure, floor) in below.items():
        click.echo(f"below its floor: {row}, {figure:.3f} < {floor:.3f}")
    if lift:
        save_floors(floors.raised(report, gold), file)
        click.echo(f"written: {file}")
    return 1 if below else 0
