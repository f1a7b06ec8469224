"""The brief as PDF, set by Typst with the bundled fonts; nothing is fetched and no font of the machine is used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime, time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import orjson

from mahdar.errors import BadSetting
from mahdar.surfaces.briefs.sheet import Line, Sheet

_HERE = Path(__file__).parent


class MissingExtra(BadSetting):
    """A format needs something that is not installed."""

    code = "missing-extra"


def has_pdf() -> bool:
    """Whether Typst is installed, which comes with `mahdar[pdf]`."""
    return find_spec("typst") is not None


def pdf(sheet: Sheet) -> bytes:
    """The brief as a tagged PDF with footnotes; raises `MissingExtra` where Typst is not installed.

    The same sheet gives the same bytes: the day of its latest evidence stands for the time of making.
    """
    try:
        import typst
    except ImportError:
        sentence = "A PDF is set with Typst, which is not installed."
        raise MissingExtra(sentence, "pip install 'mahdar[pdf]', or ask for docx or html.") from None
    compiler = typst.Compiler(
        (_HERE / "brief.typ").read_bytes(), root=_HERE, font_paths=typst.Fonts(False, True, [_HERE / "fonts"]),
        ignore_system_fonts=True, sys_inputs={"sheet": orjson.dumps(_told(sheet)).decode()},
    )  # fmt: skip
    made = compiler.compile(format="pdf", timestamp=datetime.combine(sheet.latest, time(), UTC))
    assert isinstance(made, bytes)
    return made


def _told(sheet: Sheet) -> dict[str, Any]:
    """The sheet as JSON; a footnote stands where it is first met and is pointed to from there on."""
    met: set[int] = set()
    told = asdict(sheet)
    for section, written in zip(sheet.sections, told["sections"], strict=True):
        for group, lines in zip(section.groups, written["groups"], strict=True):
            for line, each in zip(group.lines, lines["lines"], strict=True):
                each["notes"] = list(_marks(line, met))
    return told


def _marks(line: Line, met: set[int]) -> Iterable[dict[str, Any]]:
    for number in line.notes:
        yield {"number": number, "first": number not in met}
        met.add(number)
