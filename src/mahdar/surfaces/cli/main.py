"""`mahdar`: the commands, each loaded only when it is called, and the one place where errors become sentences."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from mahdar.errors import MahdarError

COMMANDS = {
    "read": "Read reports and write what was found.",
    "add": "Add reports to a record.",
    "watch": "Put what feeds publish into a record.",
    "tracks": "The tracks of a record, with their last and next round.",
    "rounds": "The rounds and meetings of a record.",
    "statements": "Who said what.",
    "positions": "What an actor says on a topic over time.",
    "pledges": "What was promised and what became of it.",
    "conflicts": "Questions with two answers.",
    "actors": "Who is heard.",
    "places": "What is named where.",
    "documents": "What the record holds.",
    "search": "Documents in which words stand, in whatever spelling.",
    "coverage": "Outlets, and the weeks in which they are silent.",
    "show": "One thing of a record with its sentences.",
    "changes": "What is new since a day.",
    "brief": "The brief of a track as a page, Word, PDF or Markdown.",
    "export": "The record in the columns of another trade.",
    "serve": "A record in the browser.",
    "mcp": "Serve a record to language models.",
    "decide": "Accept, reject, correct, merge, split; undo; list.",
    "reread": "Read a record anew after an upgrade; decisions stay.",
    "accounts": "Who may decide, and what they did.",
    "retract": "Show what falls with a document, and take it out.",
    "verify": "Check every finding of a record against its text.",
    "backup": "Copy a record with its decisions and accounts, while others read and write.",
    "restore": "Put a backup in the place of a record.",
    "demo": "Show a reading of the sample dossier.",
    "score": "Measure readings against gold annotations.",
    "golden": "Check the golden examples of a language, or accept what is found now.",
    "floors": "Compare the figures of the sample dossier with the floors that the tests hold.",
}
"""The commands and what each does, in the order in which they are listed."""


_ASKING = (
    "tracks", "rounds", "statements", "positions", "pledges", "conflicts", "actors", "places", "documents", "search",
    "coverage", "show",
)  # fmt: skip
MODULES = dict.fromkeys(_ASKING, "ask") | dict.fromkeys(("decide", "retract", "verify"), "keep")
MODULES |= {"restore": "backup"}
"""The module of a command where it is not called like it."""


class _Lazy(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"mahdar.surfaces.cli.{MODULES.get(name, name)}")
        command: click.Command = getattr(module, f"{name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mahdar", prog_name="mahdar")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def cli(debug: bool) -> None:
    """Read what is published about peace talks and write the minutes: who said what, when, in which round."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status: 0 all well, 1 partly, 2 nothing could be done."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """The exit status of a command line; whatever goes wrong is one sentence and the next step on stderr."""
    try:
        result = cli.main(list(arguments) or ["--help"], prog_name="mahdar", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except BrokenPipeError:
        _forget_stdout()
        return 0
    except (click.Abort, KeyboardInterrupt):
        return _complain("Stopped.", "", 130)
    except Exception as error:
        if "--debug" in arguments:
            raise
        return _complain(*_told(error), 2)


def _told(error: Exception) -> tuple[str, str]:
    """The sentence and the next step of an error."""
    if isinstance(error, MahdarError):
        return error.sentence, error.next_step
    if isinstance(error, click.ClickException):
        return error.format_message(), "mahdar --help lists the commands and their options."
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'A file'}: {error.strerror}.", "Check the path and its rights."
    return f"Mahdar made a mistake ({type(error).__name__}).", "Run it with mahdar --debug and report what it shows."


def _complain(sentence: str, next_step: str, status: int) -> int:
    """Say what went wrong; gives back the exit status."""
    click.echo(f"mahdar: {sentence} {next_step}".rstrip(), err=True)
    return status


def _forget_stdout() -> None:
    """Let Python's last flush go nowhere, since whoever read our output has stopped listening."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
