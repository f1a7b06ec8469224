"""Reports per second: tokenising alone, the whole reading, and by two processes."""

from __future__ import annotations

from benchmarks.reports import Sample
from benchmarks.row import Row, best_rate, seconds
from mahdar.model.contract import encode
from mahdar.pipeline import Outcome, loaded, read_many, read_one
from mahdar.text import tokenize

GOAL = 1000
"""Reports a second on two cores, of 1,400 characters in the mean."""


def tokenising(sample: Sample) -> Row:
    """Tokens alone: nobody can be faster."""
    rate = best_rate(lambda: [tokenize(d.text) for d in sample.documents], len(sample.documents))
    return Row("tokenising alone", rate, "reports/s")


def whole_reading(sample: Sample) -> Row:
    """Everything, by one process, JSON included."""
    knowledge = loaded()
    rate = best_rate(lambda: [read_one(d, knowledge, encode) for d in sample.documents], len(sample.documents), 2)
    return Row("whole reading", rate, "reports/s")


def whole_reading_in_processes(sample: Sample) -> list[Row]:
    """The same by two processes, their start included; and whether the bytes are the same."""
    alone = [o.value for o in read_many(sample.documents, encode) if isinstance(o, Outcome)]
    together: list[bytes] = []

    def work() -> None:
        outcomes = read_many(sample.documents, encode, workers=2)
        together.extend(o.value for o in outcomes if isinstance(o, Outcome))

    rate = len(sample.documents) / seconds(work)
    same = alone == together
    return [
        Row("whole reading, 2 processes", rate, "reports/s", f">= {GOAL}", met=rate >= GOAL),
        Row("same bytes by 1 and 2 processes", float(same), "", "1", met=same),
    ]
