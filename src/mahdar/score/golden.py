"""Running golden examples, and accepting what is found now as what shall be found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mahdar.pipeline import Knowledge, read_document
from mahdar.score.examples import Example, Expected
from mahdar.score.shown import Shown, shown


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an example wanted and did not get, and what was found beside it."""

    example: Example
    missing: tuple[Expected, ...]
    unexpected: tuple[Shown, ...]
    found: tuple[Shown, ...]

    @property
    def passed(self) -> bool:
        return not self.missing and not self.unexpected

    def __str__(self) -> str:
        lines = [f"{self.example.file.name}:{self.example.first}: {self.example.title}"]
        lines += [f"    \N{MINUS SIGN} {m.kind}  {' | '.join(m.fields)}" for m in self.missing]
        lines += [f"    + {extra}" for extra in self.unexpected]
        return "\n".join(lines)


def judge(example: Example, knowledge: Knowledge) -> Verdict:
    """Read the example and compare the kinds that it is about."""
    found = tuple(s for s in shown(read_document(example.document, knowledge)) if s.kind in example.kinds)
    left = list(found)
    missing = []
    for expected in example.expected:
        answer = next((s for s in left if s.answers(expected.kind, expected.fields)), None)
        if answer is None:
            missing.append(expected)
        else:
            left.remove(answer)
    return Verdict(example, tuple(missing), tuple(left), found)


def accept(verdicts: Iterable[Verdict]) -> list[Path]:
    """Rewrite the findings of the examples that did not pass; gives back the files that changed.

    A known failure stays as it is: what is found there is not what should be.
    """
    by_file: dict[Path, list[Verdict]] = {}
    for verdict in verdicts:
        if not verdict.passed and verdict.example.fails is None:
            by_file.setdefault(verdict.example.file, []).append(verdict)
    for file, failed in by_file.items():
        _rewrite(file, failed)
    return list(by_file)


def _rewrite(file: Path, failed: list[Verdict]) -> None:
    """Put what was found in the place of what was told, from the last example of the file to the first."""
    lines = file.read_text("utf-8").splitlines()
    for verdict in sorted(failed, key=lambda v: -v.example.first):
        first, last = verdict.example.first - 1, verdict.example.last
        kept = [line for line in lines[first:last] if not line[:1].isspace()]
        lines[first:last] = kept + [f"    {line}" for line in told(verdict)]
    file.write_text("\n".join(lines) + "\n", "utf-8")


def told(verdict: Verdict) -> list[str]:
    """The lines that tell what was found, and the kinds of which there was nothing."""
    empty = [kind for kind in sorted(verdict.example.kinds) if not any(s.kind == kind for s in verdict.found)]
    return [str(s) for s in verdict.found] + ([f"nothing {' '.join(empty)}"] if empty else [])
