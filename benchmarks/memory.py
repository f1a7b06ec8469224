"""Memory: the peak of one process that reads many reports, early and at the end."""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from benchmarks.reports import Sample
from benchmarks.row import Row
from mahdar.model import Document
from mahdar.model.contract import encode
from mahdar.pipeline import read_many

GOAL = 300
EARLY = 5000


def flat_memory(sample: Sample) -> list[Row]:
    """Peak megabytes after the first reports and after all, in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        early, late, count, took = pool.submit(_peaks, sample).result()
    growth = late - early
    return [
        Row("peak memory", late, "MB", f"< {GOAL}", f"over {count:,} reports", met=late < GOAL),
        Row(f"growth after the first {min(EARLY, count):,}", growth, "MB", "flat", met=growth < 40),
        Row("whole reading, over all of them", count / took, "reports/s"),
    ]


def _peaks(sample: Sample) -> tuple[float, float, int, float]:
    """Peak memory early and late, the number of reports, and the seconds."""
    import time

    begun, count, early = time.perf_counter(), 0, 0.0
    documents: Iterator[Document] = sample.stream()
    for _ in read_many(documents, encode):
        count += 1
        if count == EARLY:
            early = _peak()
    return early or _peak(), _peak(), count, time.perf_counter() - begun


def _peak() -> float:
    """The most memory that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
