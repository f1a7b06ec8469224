"""Decisions as JSON Lines: written to a file, and taken in from one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import orjson

from mahdar.errors import MissingFile, UnreadableInput
from mahdar.pipeline import keep
from mahdar.record.failing import BadDecision
from mahdar.record.given import Given
from mahdar.surfaces.cli.output import whole_output
from mahdar.views import decided

if TYPE_CHECKING:
    from mahdar.record import Record


def export_decisions(record: Record, file: str) -> int:
    """Write all decisions with their evidence to a file, whole or not at all."""
    rows = decided(record)
    with whole_output(Path(file)) as out:
        out.writelines(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)
    click.echo(f"{len(rows)} decisions in {file}.", err=True)
    return 0


def import_decisions(record: Record, file: str) -> int:
    """Take decisions in from a file: 0 where all were, 1 where some are on what the record does not have."""
    read = _read(Path(file))
    taken = keep.take_in(record, [given for _, _, given in read])
    for at, reason in taken.left:
        number, raw, given = read[at]
        click.echo(f"{file}, line {number}: {given.kind} {given.target}: {reason}.{_quoted(raw)}", err=True)
    counts = {"new": taken.new, "undone": taken.undone, "there already": taken.known, "left out": len(taken.left)}
    click.echo("Decisions: " + ", ".join(f"{count} {what}" for what, count in counts.items()) + ".")
    return 1 if taken.left else 0


def _quoted(raw: dict[str, Any]) -> str:
    """The first words that a decision was made upon, so that people find them."""
    evidence = raw.get("evidence")
    first = evidence[0] if isinstance(evidence, list) and evidence and isinstance(evidence[0], dict) else {}
    told = [str(first[name]) for name in ("outlet", "published", "words") if first.get(name)]
    return f" It was decided upon: {'  '.join(told)}" if told else ""


def _read(file: Path) -> list[tuple[int, dict[str, Any], Given]]:
    """The decisions of a file with the numbers of their lines; raises an error on the first line that is none."""
    if not file.exists():
        raise MissingFile(str(file))
    found = []
    try:
        lines = file.read_bytes().splitlines()
    except OSError as error:
        raise UnreadableInput(f"{file} cannot be read.", str(error.strerror)) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            raw = orjson.loads(line)
            found.append((number, raw, Given.of(raw)))
        except orjson.JSONDecodeError:
            raise _broken(file, number, "it is not JSON") from None
        except BadDecision as error:
            raise _broken(file, number, error.fault) from None
    return found


def _broken(file: Path, number: int, fault: str) -> UnreadableInput:
    sentence = f"{file}, line {number} is no decision: {fault}. Nothing was taken in."
    return UnreadableInput(sentence, "mahdar decide export shows how decisions are written.")
