"""`mahdar demo`: one report of the sample dossier read before your eyes, then what all of them say together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mahdar.errors import BadSetting
from mahdar.model import Reading
from mahdar.pipeline import FINDINGS, Outcome, read_many
from mahdar.sources import read_inputs
from mahdar.sources.dossier import dossier_reports
from mahdar.surfaces.cli.minutes import minutes
from mahdar.surfaces.cli.paint import WIDTH, Line, paint
from mahdar.surfaces.cli.summary import summary
from mahdar.surfaces.cli.tables import card, made

if TYPE_CHECKING:
    from rich.console import Console

_ENOUGH = 5
"""Statements that a report must have to be worth showing."""

NEXT: tuple[Line, ...] = (
    (),
    (("head", "What to try next"),),
    (("command", "  mahdar demo REPORT              "), ("faint", "another report, by one of the ids above")),
    (("command", "  mahdar read report.txt          "), ("faint", "a report of your own, as minutes")),
    (("command", "  mahdar read FOLDER > out.jsonl  "), ("faint", "many, as JSON Lines")),
    (
        ("command", "  mahdar add FOLDER               "),
        ("faint", "into a record; then mahdar rounds"),
    ),
    (("command", "  mahdar score GOLD out.jsonl     "), ("faint", "how good the readings are")),
    (("command", "  mahdar serve --demo             "), ("faint", "all this in your browser")),
)


@click.command("demo", help="Read the sample dossier; show one REPORT in full, then what all of them say together.")
@click.argument("report", required=False)
def demo_command(report: str | None) -> None:
    """Read the dossier and show it."""
    from rich.console import Console

    console = Console()
    console.width = min(console.width, WIDTH)
    readings = read_dossier()
    paint(console, minutes(chosen(readings, report)))
    paint(console, summary(readings))
    _show_record(console)
    paint(console, NEXT)


def _show_record(console: Console) -> None:
    """What all the reports say together: their rounds, and where they are at odds."""
    from mahdar.pipeline.add import add
    from mahdar.record import Record
    from mahdar.views import Asked, conflicts, rounds

    with Record.open(":memory:") as record:
        add(read_inputs(dossier_reports()), record)
        asked = Asked(track="astana")
        paint(console, ((), (("head", "The record: the Astana track over all reports"),)))
        console.print(made("rounds", [r for r in rounds(record, asked) if r.number and r.earliest]))
        paint(console, ((), (("head", "One question, two answers"),)))
        for conflict in conflicts(record, asked):
            console.print(card(conflict), markup=False, highlight=False)


def read_dossier() -> list[Reading]:
    """The readings of the sample dossier."""
    outcomes = read_many(read_inputs(dossier_reports()), _as_it_is)
    return [outcome.value for outcome in outcomes if isinstance(outcome, Outcome)]


def chosen(readings: list[Reading], report: str | None) -> Reading:
    """The reading that was asked for, or the shortest of those that show most kinds of findings."""
    if report is None:
        worth = [r for r in readings if len(r.statements) >= _ENOUGH] or readings
        return max(worth, key=lambda r: (sum(bool(getattr(r, kind)) for kind in FINDINGS), -len(r.document.text)))
    for reading in readings:
        if reading.document.id == report:
            return reading
    raise BadSetting(f"The dossier has no report {report}.", "mahdar demo lists them.")


def _as_it_is(reading: Reading) -> Reading:
    return reading
