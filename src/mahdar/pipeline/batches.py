"""Many documents: read one after the other, or by several processes, with the same answers in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from mahdar.model import Document, Reading
from mahdar.pipeline.knowledge import loaded
from mahdar.pipeline.one import Outcome, read_one
from mahdar.sources import Trouble

T = TypeVar("T")


def read_many(
    items: Iterable[Document | Trouble],
    shape: Callable[[Reading], T],
    *,
    packs: Path | None = None,
    workers: int = 1,
) -> Iterator[Outcome[T] | Trouble]:
    """Each document's reading, given shape, in the order of `items`; troubles keep their place.

    With several workers `shape` runs in them, so it must be a function of a module. A document at which a
    stage fails becomes a trouble; `WorkerStopped` is raised where a process dies.
    """
    if workers > 1:
        from mahdar.pipeline.workers import read_in_processes

        yield from read_in_processes(items, shape, packs, workers)
        return
    knowledge = loaded(packs)
    for item in items:
        yield item if isinstance(item, Trouble) else read_one(item, knowledge, shape)
