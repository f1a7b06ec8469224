"""Trouble: what was wrong with one input while the rest was still read."""

from __future__ import annotations

from dataclasses import dataclass

from mahdar.errors import MahdarError


@dataclass(frozen=True, slots=True)
class Trouble:
    """One input, line or report that could not be read as it should be: where, what, and what to do.

    `lost` tells that a report is missing from the readings for it, `fault` that the exit status must say so.

    >>> print(Trouble("reports.jsonl, line 3", "broken-json", "this is not JSON.", "Mend the line."))
    reports.jsonl, line 3: this is not JSON. Mend the line.
    """

    where: str
    code: str
    sentence: str
    next_step: str = ""
    lost: bool = True
    fault: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence} {self.next_step}".strip()

    @classmethod
    def of(cls, where: str, error: MahdarError) -> Trouble:
        """The trouble that an error makes at one place."""
        return cls(where, error.code, error.sentence, error.next_step)
