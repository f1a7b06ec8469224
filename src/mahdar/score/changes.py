"""What a change gained and lost, as text: the errors of an earlier run beside those of this one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from mahdar.score.measure import Counts, Error

_TOLD = {
    "missed": ("found", "lost"),
    "extra": ("no longer made up", "made up"),
    "wrong": ("put right", "now wrong"),
}
"""First word of an error's kind to what is said when it goes and when it comes."""

_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """An error that went (`gained`) or came: `+ report-3 | statement found | words of the document | …`."""

    gained: bool
    error: Error

    def __str__(self) -> str:
        first, _, noun = self.error.kind.partition(" ")
        told = _TOLD[first][0 if self.gained else 1]
        sign = "+" if self.gained else "\N{MINUS SIGN}"
        rest = [part for part in (self.error.words, self.error.wanted, self.error.told) if part]
        return f"{sign} " + " | ".join([self.error.document, f"{noun} {told}", *rest])


def changes(before: Counts, after: Counts) -> list[Change]:
    """Gains, then losses, each in the order of the documents."""
    gone = _beyond(before.errors, after.errors)
    come = _beyond(after.errors, before.errors)
    return [Change(True, error) for error in gone] + [Change(False, error) for error in come]


def _beyond(errors: list[Error], others: list[Error]) -> list[Error]:
    """The errors that `others` does not have; what was told instead may differ."""
    left = Counter(_key(error) for error in others)
    beyond = []
    for error in errors:
        if left[_key(error)]:
            left[_key(error)] -= 1
        else:
            beyond.append(error)
    return beyond


def _key(error: Error) -> _Key:
    return error.document, error.kind, error.words
