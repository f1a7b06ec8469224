"""The run report: how many documents, what was found, what was refused and why, how fast."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from mahdar.model import Reading
from mahdar.sources import Trouble

FINDINGS = ("statements", "times", "meetings", "pledges", "actors", "places")
"""The kinds of findings, in the order in which a report tells them."""


@dataclass(slots=True)
class Tally:
    """Counts over readings; tallies of several workers add up."""

    documents: int = 0
    characters: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, reading: Reading) -> Tally:
        """The counts of one reading.

        >>> from mahdar.model import Document
        >>> Tally.of(Reading(Document.of("نص"))).characters
        2
        """
        findings = Counter({kind: len(getattr(reading, kind)) for kind in FINDINGS})
        refusals = Counter(f"{refusal.kind}: {refusal.reason}" for refusal in reading.refusals)
        return cls(1, len(reading.document.text), findings, refusals)

    def add(self, other: Tally) -> None:
        """Count what `other` counted."""
        self.documents += other.documents
        self.characters += other.characters
        self.findings.update(other.findings)
        self.refusals.update(other.refusals)


@dataclass(slots=True)
class RunReport:
    """What a run did: its tally, its troubles by code, and the seconds it took."""

    tally: Tally = field(default_factory=Tally)
    troubles: Counter[str] = field(default_factory=Counter)
    faults: int = 0
    seconds: float = 0.0

    def note(self, trouble: Trouble) -> None:
        """Count a trouble."""
        self.troubles[trouble.code] += 1
        self.faults += trouble.fault

    @property
    def rate(self) -> float:
        """Documents per second."""
        return self.tally.documents / self.seconds if self.seconds else 0.0

    def lines(self) -> list[str]:
        """The report as text, one line for each thing counted."""
        tally = self.tally
        told = [f"{tally.documents} documents, {tally.characters} characters"]
        told.append(f"{self.seconds:.1f} seconds, {self.rate:.0f} documents a second")
        told += [f"{tally.findings[kind]:>8} {kind}" for kind in FINDINGS]
        told += [f"{count:>8} refused, {reason}" for reason, count in tally.refusals.most_common()]
        told += [f"{count:>8} troubles, {code}" for code, count in sorted(self.troubles.items())]
        return told
