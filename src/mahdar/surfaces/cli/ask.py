"""Questions to a record: tracks, rounds, statements, positions, pledges, conflicts, and the rest, as tables or JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click
import orjson

from mahdar import views
from mahdar.pipeline.opened import opened
from mahdar.sources import day_of
from mahdar.surfaces.cli.columnar import parquet_of
from mahdar.surfaces.cli.tables import COLUMNS, card, table
from mahdar.views import Asked

Filters = Callable[..., Any]

FORMATS = ("table", "jsonl", "json", "csv", "markdown", "parquet")


def _filters(command: Filters) -> Filters:
    """The options that every question takes."""
    for option in reversed((
        click.option("--record", "where", metavar="RECORD", help="File or postgresql:// address. [default: mahdar.db]"),
        click.option("--track", metavar="TRACK", help="A track by its id: astana, yemen-un, …"),
        click.option("--actor", metavar="ACTOR", help="An actor by id, or by a part of the name in any spelling."),
        click.option("--topic", metavar="TOPIC", help="A topic by its id: refugee-return, ceasefire, …"),
        click.option("--act", metavar="ACT", help="assert, deny, propose, call, promise, reject, …"),
        click.option("--since", metavar="DATE", help="From this day on."),
        click.option("--until", metavar="DATE", help="Up to this day."),
        click.option("--outlet", metavar="OUTLET", help="As the documents name it."),
        click.option("--limit", type=click.IntRange(1), default=50, show_default=True, metavar="N", help="Most lines."),
        click.option("--format", "shape", type=click.Choice(FORMATS), default="table", show_default=True, help="How."),
    )):  # fmt: skip
        command = option(command)
    return command


def _asked(given: dict[str, Any]) -> Asked:
    """The filters of a command line."""
    days = {name: day_of(given[name]) if given[name] else None for name in ("since", "until")}
    return Asked(**{**given, **days})


def _question(name: str, about: str) -> click.Command:
    """The command of one question."""

    @_filters
    def ask(where: str | None, shape: str, **given: Any) -> int:
        with opened(where, must_exist=True) as record:
            rows = getattr(views, name)(record, _asked(given))
        write(name, rows, shape)
        return 0

    return click.command(name, help=about)(ask)


tracks_command = _question("tracks", "The tracks of a record, with their last and next round.")
rounds_command = _question("rounds", "The rounds and meetings: days, place, standing, and how many sources tell.")
statements_command = _question("statements", "Who said what, the latest first.")
positions_command = _question("positions", "What an actor says on a topic over time, and where it turned.")
pledges_command = _question("pledges", "What was promised, by whom, and what became of it.")
conflicts_command = _question("conflicts", "Questions with two answers; both sides stay.")
actors_command = _question("actors", "Who is heard, and how often.")
places_command = _question("places", "The places that documents name.")
documents_command = _question("documents", "The documents of a record, the latest first.")
coverage_command = _question("coverage", "Outlets with their documents and silent weeks.")


@click.command(
    "search", help="Documents in which all WORDS stand, in whatever spelling: with or without article and marks."
)
@click.argument("words", nargs=-1, required=True)
@_filters
def search_command(words: tuple[str, ...], where: str | None, shape: str, **given: Any) -> int:
    """Show the documents that a search finds."""
    with opened(where, must_exist=True) as record:
        rows = views.search(record, " ".join(words), _asked(given))
    write("search", rows, shape)
    return 0


@click.command("show", help="A meeting, pledge, conflict, statement or document by its ID, with its sentences.")
@click.argument("key", metavar="ID")
@click.option("--record", "where", metavar="RECORD", help="A file or postgresql:// address. [default: mahdar.db]")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def show_command(key: str, where: str | None, as_json: bool) -> int:
    """Show one thing."""
    with opened(where, must_exist=True) as record:
        found = views.show(record, key)
    click.echo(_dumps(found) if as_json and not isinstance(found, str) else card(found))
    return 0


def write(name: str, rows: Sequence[Any], shape: str) -> None:
    """Write the rows of a question in one of the formats."""
    if shape == "table":
        table(name, rows)
    elif shape == "jsonl":
        click.echo("".join(f"{_dumps(row, pretty=False)}\n" for row in rows), nl=False)
    elif shape == "parquet":
        click.echo(parquet_of(COLUMNS[name], rows), nl=False)
    elif shape == "json":
        click.echo(_dumps(list(rows)))
    else:
        click.echo(_lines(name, rows, shape), nl=False)


def _dumps(value: object, *, pretty: bool = True) -> str:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 if pretty else None).decode()


def _lines(name: str, rows: Iterable[Any], shape: str) -> str:
    """The rows as CSV or as a Markdown table."""
    columns = COLUMNS[name]
    cells = [[str(value(row)) for value in columns.values()] for row in rows]
    if shape == "csv":
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([list(columns), *cells])
        return out.getvalue()
    lines = [list(columns), ["---"] * len(columns), *cells]
    return "".join("| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in line) + " |\n" for line in lines)
