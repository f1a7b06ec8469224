"""`mahdar decide`, `retract`, `verify`: people decide last, and what is kept is checked."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from mahdar.errors import BadSetting
from mahdar.pipeline import keep
from mahdar.pipeline.opened import opened
from mahdar.pipeline.titled import is_titled
from mahdar.surfaces.cli.carried import export_decisions, import_decisions
from mahdar.views import Asked, pairs

if TYPE_CHECKING:
    from mahdar.record import Record

RECORD = click.option(
    "--record", "where", metavar="RECORD", help="A file or postgresql:// address. [default: mahdar.db]"
)
WANTED = {
    "accept": "ID", "reject": "ID", "correct": "ID FIELD VALUE", "merge": "ACTOR INTO", "split": "ACTOR [OTHER]",
    "undo": "NUMBER", "list": "", "queue": "", "export": "FILE", "import": "FILE",
}  # fmt: skip
"""What each action is told."""


@click.command("decide", help=f"ACTION is {', '.join(f'{a} {given}'.strip() for a, given in WANTED.items())}.")
@click.argument("action", type=click.Choice(list(WANTED)))
@click.argument("given", nargs=-1, metavar="...")
@click.option("--who", metavar="NAME", help="Who decides. [default: your login]")
@click.option("--why", metavar="TEXT", default="", help="The reason.")
@RECORD
def decide_command(action: str, given: tuple[str, ...], who: str | None, why: str, where: str | None) -> int:
    """Write a decision down, undo one, or list all."""
    wanted = WANTED[action].split()
    if not sum(not one.startswith("[") for one in wanted) <= len(given) <= len(wanted):
        raise BadSetting("Say what is decided upon.", f"mahdar decide {action} {WANTED[action]}".rstrip())
    with opened(where, must_exist=True) as record:
        if action == "list":
            _list(record)
        elif action == "queue":
            _queue(record)
        elif action in ("export", "import"):
            return (export_decisions if action == "export" else import_decisions)(record, given[0])
        elif action == "undo":
            if not given[0].isdecimal():
                raise BadSetting(f"{given[0]} is no number of a decision.", "mahdar decide list shows them.")
            keep.undo(record, int(given[0]))
        else:
            target, *rest = given
            value = rest[0] if rest and action in ("merge", "split") else rest or None
            number = keep.decide(record, action, target, who=who or getpass.getuser(), why=why, value=value)  # type: ignore[arg-type]
            click.echo(f"Decision {number}.")
    return 0


def _list(record: Record) -> None:
    for row in keep.decisions(record):
        click.echo(told(row) + (f"  undone {row['undone']}" if row["undone"] else ""))


def _queue(record: Record) -> None:
    """Who may be one person in two spellings, each with the last words that he is heard with."""
    found = pairs(record, Asked(), is_titled)
    for pair in found:
        click.echo(f"mahdar decide merge {pair.other.id} {pair.one.id}")
        click.echo(f"mahdar decide split {pair.other.id} {pair.one.id}")
        for side in (pair.one, pair.other):
            click.echo(f"  {side.name}  {side.id}  {side.statements}")
            for cite in side.cites:
                click.echo("    " + "  ".join(filter(None, (cite.published, cite.outlet, cite.sentence))))
    if not found:
        click.echo("No two names wait for a decision.")


def told(row: Mapping[str, Any]) -> str:
    """A decision in one line."""
    value = row["value"]
    if row["kind"] == "correct":
        value = f"{value['field']} {'none' if value['value'] is None else value['value']}"
    return "  ".join(
        filter(None, (str(row["id"]), row["decided"], row["who"], row["kind"], row["target"], value, row["why"]))
    )


@click.command("retract", help="Show what falls with a DOCUMENT; with --yes take it out.")
@click.argument("document")
@click.option("--yes", is_flag=True, help="Take it out.")
@RECORD
def retract_command(document: str, yes: bool, where: str | None) -> int:
    """Show what falls with a document, and take it out."""
    with opened(where, must_exist=True) as record:
        fallen = keep.retract(record, document, really=yes)
    click.echo(f"{fallen.title or fallen.document}: {len(fallen.findings)} findings {'fell' if yes else 'would fall'}.")
    click.echo("\n".join(fallen.findings))
    return 0


@click.command("verify", help="Check every finding of a record against its text and digest.")
@RECORD
def verify_command(where: str | None) -> int:
    """Check a record; 0 where all is as it should be, 1 where not."""
    with opened(where, must_exist=True) as record:
        found = keep.verify(record)
    for key, fault in found:
        click.echo(f"{key}: {fault}.", file=sys.stderr)
    click.echo("Every finding stands in its text." if not found else f"{len(found)} faults.")
    return 1 if found else 0
