"""The server under load: a minute of pages, interface and search on two cores, with repeats and without."""

from __future__ import annotations

import argparse
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.client import HTTPConnection
from itertools import product
from pathlib import Path
from statistics import median, quantiles
from threading import Lock
from urllib.parse import quote, urlencode

from benchmarks.record import resident
from benchmarks.row import HEADING, Row, printed
from mahdar import views
from mahdar.record import Record
from mahdar.views import Asked

MINUTE = 60.0
ASKERS = 8
"""Connections that ask one question after another."""
RATE, P95, GROWTH = 200, 100, 64
"""Requests a second, milliseconds at the 95th percentile, and megabytes that a minute may add."""
KINDS = {
    "document": 14, "statement": 10, "round": 8, "actor": 8, "track": 4, "pledge": 3, "conflict": 3, "home": 3,
    "page of a search": 10, "page of coverage": 1,
    "api statements": 9, "api search": 8, "api document": 5, "api show": 5, "api rounds": 3, "api positions": 3,
    "api pledges": 2, "api documents": 4, "api annotations": 2, "api tracks": 1,
}  # fmt: skip
"""How often each kind of address is asked for."""


@dataclass
class Load:
    """What was asked so far, and how it went."""

    addresses: Iterator[tuple[str, str]]
    until: float
    took: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def next(self) -> tuple[str, str] | None:
        """The next address, None at the end."""
        with self.lock:
            return next(self.addresses, None) if time.perf_counter() < self.until else None

    def note(self, kind: str, address: str, status: int, seconds: float) -> None:
        """Keep one answer."""
        with self.lock:
            self.took.setdefault(kind, []).append(seconds * 1000)
            if status >= 400:
                self.wrong.append(f"{status} {address}")


class _AtSocket(HTTPConnection):
    """A connection to a Unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=30)
        self._path = str(path)

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def serve_rows(record: str, seconds: float = MINUTE) -> Iterator[Row]:
    """A minute of load that repeats itself as people do, and one in which nothing is asked twice."""
    with Record.open(record, must_exist=True) as opened:
        known = addresses(opened)
    for told, load in (("", _often(known)), (", nothing twice", _once(known))):
        with served(record) as (process, path):
            _ask(path, Load(_often(known), time.perf_counter() + 2))
            yield from _measured(told, process, path, Load(load, time.perf_counter() + seconds), seconds)


def _measured(told: str, process: int, path: Path, load: Load, seconds: float) -> Iterator[Row]:
    """The rows of one minute."""
    before = resident(process)
    _ask(path, load)
    after = resident(process)
    if load.wrong:
        raise SystemExit(f"{len(load.wrong)} answers went wrong, as {load.wrong[0]}")
    times = [t for each in load.took.values() for t in each]
    cuts = quantiles(times, n=100)
    rate = len(times) / seconds
    slowest = sorted(load.took, key=lambda kind: -median(load.took[kind]))[:3]
    remark = "slowest: " + ", ".join(f"{kind} {median(load.took[kind]):.0f} ms" for kind in slowest)
    yield Row(f"serve: requests{told}", rate, "requests/s", f"> {RATE}", f"{ASKERS} askers; {remark}", rate > RATE)
    yield Row(
        f"serve: p95{told}", cuts[94], "ms", f"< {P95}", f"p50 {cuts[49]:.0f}, p99 {cuts[98]:.0f}", cuts[94] < P95,
        {"p50": cuts[49], "p99": cuts[98]},
    )  # fmt: skip
    told_memory = f"{before:.0f} MB before, {after:.0f} MB at the end"
    yield Row(f"serve: growth{told}", after - before, "MB", f"< {GROWTH}", told_memory, after - before < GROWTH)


@contextmanager
def served(record: str) -> Iterator[tuple[int, Path]]:
    """A server over a record in a process of its own, at a socket."""
    run = "from mahdar.surfaces.cli.main import main; main()"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "http"
        command = [
            sys.executable,
            "-c",
            run,
            "serve",
            "--record",
            record,
            "--socket",
            str(path),
            "--workers",
            "2",
            "--open",
        ]
        with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
            try:
                assert process.stderr is not None
                process.stderr.readline()
                yield process.pid, path
            finally:
                process.terminate()


def _ask(path: Path, load: Load) -> None:
    """Ask until the time is over."""
    with ThreadPoolExecutor(ASKERS) as pool:
        for each in [pool.submit(_one_asker, path, load) for _ in range(ASKERS)]:
            each.result()


def _one_asker(path: Path, load: Load) -> None:
    """Ask one address after another on one connection."""
    connection = _AtSocket(path)
    while (asked := load.next()) is not None:
        kind, address = asked
        begun = time.perf_counter()
        connection.request("GET", address, headers={"Accept-Encoding": "gzip", "Accept-Language": "ar"})
        answer = connection.getresponse()
        answer.read()
        load.note(kind, address, answer.status, time.perf_counter() - begun)
    connection.close()


def _often(known: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Addresses without end, some asked for far more often than others, as people do."""
    chance = random.Random(1)
    kinds, weights = list(KINDS), list(KINDS.values())
    while True:
        kind = chance.choices(kinds, weights)[0]
        there = known[kind]
        yield kind, there[int(len(there) * chance.random() ** 6)]


def _once(known: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Each address once, kinds as often as ever; a kind of which all are asked falls away."""
    chance = random.Random(2)
    left = {kind: list(reversed(there)) for kind, there in known.items()}
    while any(left.values()):
        kinds = [kind for kind in KINDS if left[kind]]
        kind = chance.choices(kinds, [KINDS[each] for each in kinds])[0]
        yield kind, left[kind].pop()


def addresses(record: Record) -> dict[str, list[str]]:
    """Every address of a record that is asked for, by kind, in an order that has nothing to do with the record's."""
    every = Asked(limit=12_000)
    documents = [row.id for row in views.documents(record, every)]
    statements = [row.id for row in views.statements(record, every)]
    rounds = [row.id for row in views.rounds(record, every)]
    actors = [row.id for row in views.actors(record, every.but(limit=3000))]
    tracks = [row.id for row in views.tracks(record, every)]
    words = [row.name for row in views.places(record, every.but(limit=1500))]
    words += [row.name for row in views.actors(record, every.but(limit=1500))]
    pledges = [row.id for row in views.pledges(record, every)]
    conflicts = [row.id for row in views.conflicts(record, every)]
    outlets = [row.outlet or "" for row in views.coverage(record, every.but(limit=20))]
    found = {
        "document": _pages("document", documents), "statement": _pages("statement", statements),
        "round": _pages("round", rounds), "actor": _pages("actor", actors), "track": _pages("track", tracks),
        "pledge": _pages("pledge", pledges), "conflict": _pages("conflict", conflicts), "home": ["/ar/", "/en/"],
        "page of a search": [f"/{of}/search?{urlencode({'q': w})}" for w in words for of in ("ar", "en")],
        "page of coverage": [f"/{of}/coverage?{urlencode({'track': t})}" for t in ("", *tracks) for of in ("ar", "en")],
        "api document": [f"/api/v1/documents/{key}" for key in documents],
        "api annotations": [f"/api/v1/documents/{key}/annotations" for key in documents],
        "api show": [f"/api/v1/show/{quote(key)}" for key in (*statements, *rounds, *pledges, *conflicts)],
        "api search": [f"/api/v1/search?{urlencode({'q': w})}" for w in words],
        "api tracks": [f"/api/v1/tracks?limit={n}" for n in range(1, 201)],
    }  # fmt: skip
    for name in ("statements", "rounds", "positions", "pledges", "documents"):
        found[f"api {name}"] = list(_questions(name, tracks, actors[:50], outlets))
    for there in found.values():
        random.Random(3).shuffle(there)
    return found


def _pages(kind: str, keys: Sequence[str]) -> list[str]:
    """The pages of things in both languages."""
    return [f"/{of}/{kind}/{quote(key)}" for key in keys for of in ("ar", "en")]


def _questions(name: str, tracks: Sequence[str], actors: Sequence[str], outlets: Sequence[str]) -> Iterator[str]:
    """Questions to the interface, narrowed in every way that each knows."""
    first = date(2018, 1, 1)
    if name == "positions":
        for track, actor in product(("", *tracks), actors):
            yield f"/api/v1/positions?{_query(track=track, actor=actor)}"
        return
    for track, week in product(("", *tracks), range(52)):
        since = first + timedelta(7 * week)
        if name == "documents":
            for outlet in outlets[:4]:
                yield f"/api/v1/documents?{_query(track=track, outlet=outlet, since=str(since))}"
            continue
        yield f"/api/v1/{name}?{_query(track=track, since=str(since))}"
        if name == "statements":
            yield from (f"/api/v1/statements?{_query(track=track, actor=a, since=str(since))}" for a in actors[:10])


def _query(**asked: str) -> str:
    return urlencode({name: value for name, value in asked.items() if value})


def main() -> None:
    """Measure one record, and print the rows."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serve", description=__doc__)
    parser.add_argument("record", help="a file or postgresql:// address")
    parser.add_argument("--seconds", type=float, default=MINUTE, help="of each load")
    arguments = parser.parse_args()
    print(HEADING)
    for row in serve_rows(arguments.record, arguments.seconds):
        print(printed(row, None), flush=True)


if __name__ == "__main__":
    main()
