"""Tables of a record's rows for a terminal, and the card of one thing with its sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mahdar.views import Cite, ConflictRow, PledgeRow, RoundRow

if TYPE_CHECKING:
    from rich.table import Table

Columns = Mapping[str, Callable[[Any], object]]


def _days(row: Any) -> str:
    """One day, or both ends with two dots between."""
    if not (row.earliest or row.latest):
        return ""
    return row.earliest if row.earliest == row.latest else f"{row.earliest or ''}..{row.latest or ''}"


def _who(row: Any) -> str:
    return "، ".join(row.who[:2])


def _sides(row: Any) -> str:
    """Each answer with who gives it."""
    return " / ".join(f"{side.answer}: {'، '.join(side.who[:2]) or side.cites[0].outlet or ''}" for side in row.sides)


def _changed(row: Any) -> str:
    """What stood and what stands, else the words and how many findings are new."""
    if row.before or row.after:
        return " ".join(filter(None, (row.question, row.before, "→" if row.before else "", row.after, row.words)))
    return " ".join(filter(None, (row.outlet, row.words or str(row.count))))


COLUMNS: Mapping[str, Columns] = {
    "tracks": {
        "track": lambda r: r.id, "documents": lambda r: r.documents, "meetings": lambda r: r.rounds,
        "last": lambda r: r.last or "", "next": lambda r: r.next or "",
    },
    "rounds": {
        "id": lambda r: r.id, "days": _days, "place": lambda r: r.place or "", "status": lambda r: r.status,
        "sources": lambda r: r.sources,
    },
    "statements": {
        "id": lambda r: r.id, "said": lambda r: r.said or "", "who": _who, "act": lambda r: r.act,
        "words": lambda r: r.words,
    },
    "positions": {
        "who": lambda r: r.who, "topic": lambda r: r.topic, "statements": lambda r: len(r.points),
        "turns": lambda r: r.turns, "last": lambda r: r.last or "", "stance": lambda r: r.points[-1].stance,
    },
    "pledges": {
        "id": lambda r: r.id, "told": lambda r: r.made or "", "who": _who, "status": lambda r: r.status,
        "kept 0-3": lambda r: "" if r.implementation is None else r.implementation, "what": lambda r: r.words,
    },
    "conflicts": {
        "id": lambda r: r.id, "kind": lambda r: r.kind, "track": lambda r: r.track or "",
        "question": lambda r: r.question, "sides": _sides,
    },
    "actors": {
        "id": lambda r: r.id, "name": lambda r: r.name, "statements": lambda r: r.statements,
        "documents": lambda r: r.documents,
    },
    "places": {
        "id": lambda r: r.id, "name": lambda r: r.name, "kind": lambda r: r.kind, "documents": lambda r: r.documents,
    },
    "documents": {
        "id": lambda r: r.id, "published": lambda r: r.published or "", "outlet": lambda r: r.outlet or "",
        "title": lambda r: r.title or "",
    },
    "search": {
        "id": lambda r: r.id, "published": lambda r: r.published or "", "outlet": lambda r: r.outlet or "",
        "found": lambda r: r.snippet,
    },
    "changes": {
        "day": lambda r: r.day or "", "change": lambda r: r.kind, "track": lambda r: r.track or "",
        "id": lambda r: r.about, "who": _who, "what": _changed,
    },
    "coverage": {
        "outlet": lambda r: r.outlet, "documents": lambda r: r.documents, "first": lambda r: r.first or "",
        "last": lambda r: r.last or "", "silent weeks": lambda r: r.silent,
    },
}  # fmt: skip
"""The columns of each question's table, with what stands in them."""


def table(name: str, rows: Sequence[Any]) -> None:
    """Print the rows of a question as a table; says so where there are none."""
    from rich.console import Console

    console = Console()
    if rows:
        console.print(made(name, rows))
    else:
        console.print("Nothing in the record answers this. Ask with fewer filters.", style="dim")


def made(name: str, rows: Sequence[Any]) -> Table:
    """The rows of a question as a table for a terminal."""
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=None, header_style="bold", pad_edge=False)
    for column in COLUMNS[name]:
        shown.add_column(
            column, no_wrap=column in ("id", "said", "days", "published", "told", "day", "change"), overflow="fold"
        )
    for row in rows:
        shown.add_row(*(Text(str(value(row))) for value in COLUMNS[name].values()))
    return shown


def card(found: RoundRow | PledgeRow | ConflictRow | Cite | str) -> str:
    """One thing as text, every answer above the sentences that give it."""
    if isinstance(found, str):
        return found
    if isinstance(found, Cite):
        return "\n".join(_cited(found))
    if isinstance(found, ConflictRow):
        lines = [f"{found.id}  {found.kind}  {found.question}  {found.track or ''}".rstrip()]
        for side in found.sides:
            lines += ["", f"{side.answer}  {'، '.join(side.who)}".rstrip()]
            lines += [line for cite in side.cites for line in _cited(cite)]
        return "\n".join(lines)
    if isinstance(found, PledgeRow):
        kept = "" if found.implementation is None else f"  kept {found.implementation} of 3"
        lines = [f"{found.id}  {_who(found)}  {found.status}{kept}", found.words]
    else:
        lines = [f"{found.id}  {_days(found)}  {found.place or ''}  {found.status}".rstrip()]
        for question, accounts in found.minutes.accounts.items():
            lines += [f"  {question}: {a.value}  ({a.sources} independent)" for a in accounts]
    return "\n".join([*lines, "", *(line for cite in found.cites for line in _cited(cite))])


def _cited(cite: Cite) -> list[str]:
    """A citation in two lines: where it stands, and its sentence with the words marked."""
    head = "  ".join(filter(None, (cite.published and cite.published[:10], cite.outlet, cite.finding)))
    return [f"  {head}", f"    {cite.sentence.replace(cite.words, f'⟦{cite.words}⟧', 1)}"]
