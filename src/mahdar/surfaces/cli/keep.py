"""`mahdar decide`, `retract`, `verify`: people decide last, and what is kept is checked."""

from __future__ import annotations

import getpass
import sys

import click

from mahdar.errors import BadSetting
from mahdar.pipeline import keep
from mahdar.pipeline.opened import opened

RECORD = click.option(
    "--record", "where", metavar="RECORD", help="A file or postgresql:// address. [default: mahdar.db]"
)
ACTIONS = ("accept", "reject", "merge", "split", "undo", "list")


@click.command("decide", help="ACTION is accept, reject, merge (ACTOR INTO), split, undo (NUMBER) or list.")
@click.argument("action", type=click.Choice(ACTIONS))
@click.argument("target", required=False)
@click.argument("into", required=False)
@click.option("--who", metavar="NAME", help="Who decides. [default: your login]")
@click.option("--why", metavar="TEXT", default="", help="The reason.")
@RECORD
def decide_command(
    action: str, target: str | None, into: str | None, who: str | None, why: str, where: str | None
) -> int:
    """Write a decision down, undo one, or list all."""
    with opened(where, must_exist=True) as record:
        if action == "list":
            for row in keep.decisions(record):
                undone = f"  undone {row['undone']}" if row["undone"] else ""
                click.echo(
                    f"{row['id']}  {row['decided']}  {row['who']}  {row['kind']}  {row['target']}  {row['why']}{undone}"
                )
            return 0
        if target is None or (action == "merge") != (into is not None):
            raise BadSetting("Say what is decided upon.", "mahdar decide --help shows how.")
        if action == "undo":
            if not target.isdecimal():
                raise BadSetting(f"{target} is no number of a decision.", "mahdar decide list shows them.")
            keep.undo(record, int(target))
            return 0
        number = keep.decide(record, action, target, who=who or getpass.getuser(), why=why, value=into)  # type: ignore[arg-type]
    click.echo(f"Decision {number}.")
    return 0


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
