"""`mahdar brief`: the brief of a track as a page that stands by itself and prints well."""

from __future__ import annotations

from html import escape
from pathlib import Path

import click

from mahdar.pipeline import loaded
from mahdar.pipeline.opened import opened
from mahdar.shelf import read_drawer, shipped_packs
from mahdar.sources import day_of
from mahdar.surfaces.cli.output import whole_output
from mahdar.views import Asked
from mahdar.views.brief import Brief, Words, brief

STYLE = """
body{font:1.05rem/1.7 "Noto Naskh Arabic","Amiri","Times New Roman",serif}
body{max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.2rem;border-bottom:1px solid #bbb;margin-top:2rem}
li{margin:.35rem 0}sup a{text-decoration:none}
.notes{font-size:.9rem;color:#333}mark{background:#fff3b0}@media print{body{margin:0;max-width:none}}
"""


@click.command("brief", help="The brief of a track as a page: rounds, statements, pledges, conflicts, open questions.")
@click.option("--track", required=True, metavar="TRACK", help="A track by its id: astana, yemen-un, …")
@click.option("--since", metavar="DATE", help="From this day on.")
@click.option("--until", metavar="DATE", help="Up to this day.")
@click.option("--lang", type=click.Choice(["ar", "en"]), default="ar", show_default=True, help="Its language.")
@click.option("--limit", type=click.IntRange(1), default=40, show_default=True, metavar="N", help="Lines a section.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE, whole or not at all.")
@click.option("--record", "where", metavar="RECORD", help="A file or postgresql:// address. [default: mahdar.db]")
def brief_command(
    track: str, since: str | None, until: str | None, lang: str, limit: int, output: Path | None, where: str | None
) -> int:
    """Write the brief."""
    words: Words = read_drawer(shipped_packs() / lang / "screen.yaml")
    first, last = (day_of(day) if day else None for day in (since, until))
    with opened(where, must_exist=True) as record:
        made = brief(record, Asked(track=track, limit=limit, since=first, until=last), words)
    with whole_output(output) as out:
        out.write(page(made, words, lang, _named(track, lang)).encode())
    return 0


def _named(track: str, lang: str) -> str:
    """The name of a track in a language, its id where nobody knows it."""
    known = loaded().world.tracks.get(track)
    return next(iter(known.names.get(lang, ())), track) if known is not None else track


def page(made: Brief, words: Words, lang: str, name: str) -> str:
    """The brief as HTML; whatever a document holds is shown as text."""
    title = f"{words['brief']}: {name}"
    parts = [
        f'<!doctype html><html lang="{lang}" dir="{words["direction"]}"><meta charset="utf-8">',
        f"<title>{escape(title)}</title><style>{STYLE}</style><h1>{escape(title)}</h1>",
    ]
    for name, lines in made.sections:
        parts.append(f"<h2>{escape(words[name])}</h2>")
        items = "".join(f"<li><bdi>{escape(line.text)}</bdi>{_marks(line.notes)}</li>" for line in lines)
        parts.append(f"<ul>{items}</ul>" if items else f"<p>{escape(words['nothing'])}</p>")
    parts.append(f'<h2>{escape(words["sources"])}</h2><ol class="notes">')
    for number, cite in enumerate(made.notes, start=1):
        head = "، ".join(filter(None, (cite.outlet, (cite.published or "")[:10], cite.title)))
        sentence = escape(cite.sentence).replace(escape(cite.words), f"<mark>{escape(cite.words)}</mark>", 1)
        parts.append(f'<li id="n{number}"><bdi>{escape(head)}</bdi><br><bdi>{sentence}</bdi></li>')
    return "\n".join([*parts, "</ol></html>\n"])


def _marks(notes: tuple[int, ...]) -> str:
    return "".join(f'<sup><a href="#n{n}">[{n}]</a></sup>' for n in notes)
