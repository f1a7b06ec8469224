"""`mahdar brief`: the brief of a track, as a page that stands by itself and prints well, as Word, PDF or Markdown."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mahdar.errors import BadSetting
from mahdar.pipeline.opened import opened
from mahdar.record import Record
from mahdar.sources import day_of
from mahdar.surfaces.cli.output import whole_output
from mahdar.views import Asked
from mahdar.views.brief import brief_rows

FORMATS = ("html", "markdown", "docx", "pdf")
ENDINGS = {".htm": "html", ".html": "html", ".md": "markdown", ".markdown": "markdown", ".docx": "docx", ".pdf": "pdf"}
"""The formats that the ending of a file asks for."""


@click.command("brief", help="The brief of a track: rounds, statements, pledges, conflicts, open questions.")
@click.option("--track", required=True, metavar="TRACK", help="A track by its id: astana, yemen-un, …")
@click.option("--since", metavar="DATE", help="From this day on.")
@click.option("--until", metavar="DATE", help="Up to this day.")
@click.option("--lang", type=click.Choice(["ar", "en"]), default="ar", show_default=True, help="Its language.")
@click.option("--limit", type=click.IntRange(1), default=40, show_default=True, metavar="N", help="Lines a section.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Its format. [default: as FILE ends, or html]")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE, whole or not at all.")
@click.option("--record", "where", metavar="RECORD", help="A file or postgresql:// address. [default: mahdar.db]")
def brief_command(
    track: str,
    since: str | None,
    until: str | None,
    lang: str,
    limit: int,
    form: str | None,
    output: Path | None,
    where: str | None,
) -> int:
    """Write the brief."""
    first, last = (day_of(day) if day else None for day in (since, until))
    form = form or (ENDINGS.get(output.suffix.lower(), "html") if output else "html")
    if form in ("docx", "pdf") and output is None and sys.stdout.isatty():
        raise BadSetting(f"A terminal cannot show {form}.", "Name a file with --output.")
    with opened(where, must_exist=True) as record:
        made = _made(record, Asked(track=track, limit=limit, since=first, until=last), lang, form)
    with whole_output(output) as out:
        out.write(made)
    return 0


def _made(record: Record, asked: Asked, lang: str, form: str) -> bytes:
    """The brief in a format."""
    from mahdar.surfaces.briefs import WRITERS, sheet_of
    from mahdar.surfaces.web.screen import screen

    return WRITERS[form](sheet_of(brief_rows(record, asked), asked, screen("ar" if lang == "ar" else "en")))
