"""The record: how fast it takes reports in, with how much memory, and how long each question takes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

from benchmarks.reports import Sample
from benchmarks.row import Row, seconds
from mahdar import views
from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.views import Asked

INGEST = 90
"""Seconds for 27,507 reports, by two processes."""
MEMORY = 1000
ONE_MORE = 150
QUERY = 100
TIMES = 15
"""How often each question is asked."""

Question = Callable[[], object]


def record_rows(sample: Sample, path: Path) -> Iterator[Row]:
    """Every question of a record; where there is none yet, adding all reports of a sample, and one more, before."""
    there = path.exists()
    if not there:
        yield from _ingest(sample, path)
    with Record.open(path) as record:
        if not there:
            yield _one_more(sample, record)
        yield from (_asked(name, question) for name, question in questions(record).items())


def _ingest(sample: Sample, path: Path) -> Iterator[Row]:
    """Adding by two processes: seconds, rate, peak memory of all processes together, size of the file."""
    program = [sys.executable, "-c", "from mahdar.surfaces.cli.main import main; main()", "add", *sample.inputs]
    begun, peak = time.perf_counter(), 0.0
    with subprocess.Popen([*program, "--workers", "2", "--record", str(path)], stderr=subprocess.DEVNULL) as adding:
        while adding.poll() is None:
            peak = max(peak, resident(adding.pid))
            time.sleep(0.2)
    took = time.perf_counter() - begun
    with Record.open(path) as record:
        count = sum(row.documents for row in views.coverage(record, Asked(limit=10_000)))
    goal = INGEST if count > 27_000 else None
    told = f"{count:,} reports, 2 processes"
    yield Row("record: all reports added", took, "s", f"< {goal}" if goal else "", told, took < goal if goal else None)
    yield Row("record: adding", count / took, "reports/s")
    yield Row(
        "record: memory of all processes", peak, "MB", f"< {MEMORY}", "resident, shared pages twice", peak < MEMORY
    )
    yield Row(
        "record: file", path.stat().st_size / 1e6, "MB", remark=f"{path.stat().st_size / count / 1e3:.1f} kB a report"
    )


def resident(parent: int) -> float:
    """Megabytes that a process and its children hold now; 0 where the kernel does not tell."""
    total = 0
    for process in (parent, *children(parent)):
        try:
            total += int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096
        except (OSError, IndexError):
            continue
    return total / 1e6


def children(parent: int) -> Iterator[int]:
    """The processes that a process has started, and theirs."""
    try:
        started = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    except OSError:
        return
    for child in map(int, started):
        yield child
        yield from children(child)


def _one_more(sample: Sample, record: Record) -> Row:
    """One more report into the record, its minutes settled; reports of the sample under other names."""
    fresh = [replace(d, id=f"bench-{i}", url=None) for i, d in enumerate(islice(sample.documents, 0, 200, 10))]
    add(fresh[:1], record)
    return _row("record: one more report", [partial(add, [each], record) for each in fresh[1:]], ONE_MORE)


def _asked(name: str, question: Question) -> Row:
    """One question, asked again and again after a first time."""
    question()
    return _row(f"record: {name}", [question] * TIMES, QUERY)


def _row(name: str, tries: list[Question], goal: int) -> Row:
    """The median and 95th percentile of some tries, in milliseconds; the goal is for the percentile."""
    times = [seconds(each) * 1000 for each in tries]
    high = quantiles(times, n=20)[-1]
    return Row(name, median(times), "ms", f"p95 < {goal}", f"p95 {high:.0f} ms", high < goal, {"p95": high})


def questions(record: Record) -> dict[str, Question]:
    """Every question of a record, unfiltered and narrowed to what it holds most of."""
    actor = views.actors(record, Asked(limit=1))[0]
    track = views.tracks(record, Asked(limit=1))[0].id
    outlet = views.coverage(record, Asked(limit=1))[0].outlet
    plain = {name: Asked() for name in (
        "tracks", "rounds", "statements", "positions", "pledges", "conflicts", "actors", "places", "documents",
        "coverage",
    )}  # fmt: skip
    narrowed = {
        "of the largest track": Asked(track=track), "of an outlet": Asked(outlet=outlet),
        "of an actor by id": Asked(actor=actor.id),
        "of an actor by a part of the name": Asked(actor=actor.name.split()[-1]),
        "on a topic": Asked(topic="ceasefire"), "since a day": Asked(since=date(2018, 3, 1)),
        "of an act": Asked(act="deny"),
    }  # fmt: skip
    asked = {**plain, **{f"{name} {how}": given for name in _NARROWED for how, given in narrowed.items()
                         if how in _NARROWED[name]}}  # fmt: skip
    found: dict[str, Question] = {
        name: partial(getattr(views, name.split()[0]), record, given) for name, given in asked.items()
    }
    word = views.places(record, Asked(limit=1))[0].name
    meeting = next(iter(views.rounds(record, Asked(track=track, limit=1))), None)
    found["search"] = partial(views.search, record, word, Asked())
    found["search on a track"] = partial(views.search, record, word, Asked(track=track))
    if meeting:
        found["show"] = partial(views.show, record, meeting.id)
    return found


_ANY = ("of the largest track", "of an outlet", "since a day")
_ACTORS = ("of an actor by id", "of an actor by a part of the name")
_NARROWED = {
    "rounds": ("of the largest track", "since a day"),
    "statements": (*_ANY, *_ACTORS, "on a topic", "of an act"),
    "positions": ("of the largest track", *_ACTORS, "on a topic"),
    "pledges": ("of the largest track", *_ACTORS, "on a topic"),
    "conflicts": ("of the largest track", "since a day"),
    "actors": (*_ANY, *_ACTORS),
    "places": _ANY,
    "documents": _ANY,
    "coverage": _ANY,
}
