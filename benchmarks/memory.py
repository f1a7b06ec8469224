"""Memory: the peak of one process that reads many reports, early and at the end."""

from __future__ import annotations

import multiprocessing
import re
import resource
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

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
    begun, count, early = time.perf_counter(), 0, 0.0
    documents: Iterator[Document] = sample.stream()
    for _ in read_many(documents, encode):
        count += 1
        if count == EARLY:
            early = _peak()
    return early or _peak(), _peak(), count, time.perf_counter() - begun


def _peak() -> float:
    """The most memory that this process has had, in megabytes.

    Linux lets a new process inherit its parent's peak in `ru_maxrss`, so the kernel's own count comes first.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text()).group(1)) / 1024  # type: ignore[union-attr]
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale
