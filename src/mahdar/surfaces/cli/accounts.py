"""`mahdar accounts`: who may decide, and what they did."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import Any

import click

from mahdar.accounts import ROLES, SCOPES, Account, Accounts, Bearer
from mahdar.errors import BadSetting
from mahdar.record import UnknownId

ACTIONS = ("add", "list", "role", "password", "shut", "token", "log")
OF_ALL = ("list", "log")


@click.command("accounts", help="ACTION is add, role, password, shut or token, with the NAME of an account; list; log.")
@click.argument("action", type=click.Choice(ACTIONS))
@click.argument("name", required=False)
@click.option("--role", type=click.Choice(ROLES), default="reviewer", show_default=True, help="What it may do.")
@click.option("--password-file", metavar="FILE", help="Read the password from a file, or - from standard input.")
@click.option("--scope", "scopes", multiple=True, metavar="SCOPE", help="What a token may do. [default: all]")
@click.option("--days", type=click.IntRange(1), default=90, show_default=True, metavar="N", help="How long it lasts.")
@click.option("--label", default="", metavar="TEXT", help="What a token is for.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, metavar="N", help="Lines of the log.")
@click.option("--record", "where", metavar="RECORD", help="A file or postgresql:// address. [default: mahdar.db]")
def accounts_command(action: str, name: str | None, where: str | None, **given: Any) -> int:
    """Make accounts, change them, list them, and show the audit log."""
    if (name is None) != (action in OF_ALL):
        raise BadSetting(f"accounts {action} takes {'no name' if name else 'a name'}.", "mahdar accounts --help.")
    with Accounts.open(where) as accounts:
        if action == "list":
            for a in accounts.all():
                click.echo("  ".join(filter(None, (a.name, a.role, a.made, a.shut and f"shut {a.shut}"))))
        elif action == "log":
            for e in accounts.log(limit=given["limit"]):
                click.echo("  ".join(filter(None, (e.at, e.who, e.origin, e.what, e.about))))
        else:
            _change(accounts, action, name or "", given)
    return 0


def _change(accounts: Accounts, action: str, name: str, given: dict[str, Any]) -> None:
    """Do one thing to one account."""
    by = f"{getpass.getuser()} at the machine"
    if action == "add":
        made = accounts.make(name, _password(given), given["role"], by=by)
        click.echo(f"{made.name} is {made.role}.")
    elif action == "role":
        accounts.set_role(name, given["role"], by=by)
    elif action == "password":
        accounts.set_password(name, _password(given), by=by)
    elif action == "shut":
        accounts.shut(name, by=by)
    else:
        bearer = _bearer(accounts, name)
        scopes = given["scopes"] or bearer.scopes
        secret, key = accounts.issue(bearer, given["label"], scopes, given["days"])
        click.echo(secret)
        click.echo(f"Token {key.id} lasts until {key.expires[:10]}. It is told this once.", err=True)


def _bearer(accounts: Accounts, name: str) -> Bearer:
    """The account as one who may make a token for itself."""
    found: list[Account] = [a for a in accounts.all() if a.name == name and not a.shut]
    if not found:
        raise UnknownId(f"account {name}")
    return Bearer(name, found[0].role, SCOPES[found[0].role], 0, "")


def _password(given: dict[str, Any]) -> str:
    """The password, from a file or from whoever sits at the terminal."""
    source = given["password_file"]
    if source is None:
        typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return typed
    raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    try:
        return raw.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise BadSetting("The password is no text in UTF-8.", "Write the file anew.") from error
