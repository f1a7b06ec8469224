"""The sample dossier: reports written for this project, and their gold annotations."""

from __future__ import annotations

from pathlib import Path

from mahdar.errors import MissingFile

_PACKAGE = Path(__file__).parent.parent


def dossier() -> Path:
    """The folder of the dossier: inside the installed package, or beside the sources of a clone."""
    for folder in (_PACKAGE / "dossier", _PACKAGE.parent.parent / "dossier"):
        if folder.is_dir():
            return folder
    raise MissingFile("The sample dossier")


def dossier_reports() -> list[str]:
    """The files of the dossier's reports, as inputs for `read_inputs`."""
    return [str(file) for file in sorted(dossier().glob("reports-*.jsonl"))]


def dossier_gold() -> Path:
    """The folder of the dossier's gold annotations."""
    return dossier() / "gold"
