"""The floors: for each kind of finding, the F1 on the sample dossier below which the tests fail."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mahdar.errors import MissingFile, UnreadableInput
from mahdar.score.figures import Report, f1_of

MARGIN = 0.01
"""A floor lies so far below the figure it was taken from: rounding, not slack."""

_HEAD = """# The F1 on the sample dossier below which the tests fail. `mahdar floors --raise` lifts them; they are never
# lowered in silence: a commit that lowers one says why. `gold` is the fingerprint of the annotated dossier.
"""


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors by row of the report, and the fingerprint of the gold that they were measured on."""

    gold: str
    f1: Mapping[str, float]

    def below(self, report: Report) -> dict[str, tuple[float, float]]:
        """The rows that lie below their floor: row to figure and floor.

        >>> Floors("x", {"times": 0.5}).below({"times": {"f1": 0.4, "p": 0, "r": 0, "right": 0, "gold": 0, "pred": 0}})
        {'times': (0.4, 0.5)}
        """
        figures = f1_of(report)
        return {row: (figures[row], floor) for row, floor in self.f1.items() if figures[row] < floor}

    def raised(self, report: Report, gold: str) -> Floors:
        """The floors lifted to what the report reached, none lowered."""
        reached = {row: max(0.0, int((figure - MARGIN) * 1000) / 1000) for row, figure in f1_of(report).items()}
        return Floors(gold, {row: max(figure, self.f1.get(row, 0.0)) for row, figure in reached.items()})


def load_floors(file: Path) -> Floors:
    """The floors in a file; raises where it is not there or is not TOML."""
    if not file.is_file():
        raise MissingFile(str(file))
    try:
        kept = tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableInput(f"{file} is not TOML ({error}).", "Mend it.") from error
    return Floors(str(kept.get("gold", "")), kept.get("f1", {}))


def save_floors(floors: Floors, file: Path) -> None:
    """Write the floors into a file."""
    rows = [f'"{row}" = {floor:.3f}' for row, floor in floors.f1.items()]
    file.write_text("\n".join([f'{_HEAD}gold = "{floors.gold}"', "", "[f1]", *rows]) + "\n", "utf-8")


def fingerprint(files: Iterable[Path]) -> str:
    """A digest of the names and contents of files."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda f: f.name):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
