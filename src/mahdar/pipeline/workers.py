"""Several processes: batches go out in order and come back in order, a bounded number at a time."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path
from typing import TypeVar

from mahdar.errors import WorkerStopped
from mahdar.model import Document, Reading
from mahdar.pipeline.knowledge import loaded
from mahdar.pipeline.one import Outcome, read_one
from mahdar.sources import Trouble

T = TypeVar("T")

BATCH_CHARACTERS = 100_000
"""Characters of text that make a batch: some 70 reports, a tenth of a second's work, so that workers seldom wait."""

BATCH_DOCUMENTS = 200
"""Most documents in a batch, however short they are."""

WAITING = 3
"""Batches under way for each worker: enough that none idles, few enough that memory stays flat."""


def read_in_processes(
    items: Iterable[Document | Trouble], shape: Callable[[Reading], T], packs: Path | None, workers: int
) -> Iterator[Outcome[T] | Trouble]:
    """What `read_many` gives, from `workers` processes; raises `WorkerStopped` where one dies."""
    loaded(packs)  # compiled once and kept, before every worker asks for it
    context = multiprocessing.get_context("spawn")
    pending: deque[Future[list[Outcome[T] | Trouble]]] = deque()
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        try:
            for batch in in_batches(items):
                pending.append(pool.submit(_read_batch, batch, shape, packs))
                if len(pending) >= workers * WAITING:
                    yield from pending.popleft().result()
            while pending:
                yield from pending.popleft().result()
        except BrokenProcessPool as error:
            raise WorkerStopped(
                "A worker process was stopped, perhaps for want of memory.",
                "Run it again with fewer workers, or with --workers 1.",
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)


def in_batches(items: Iterable[Document | Trouble]) -> Iterator[list[Document | Trouble]]:
    """The items in order, so many at a time that a batch is worth sending.

    >>> [len(b) for b in in_batches([Trouble("a", "b", "c")] * 300)]
    [200, 100]
    """
    waiting = iter(items)
    while batch := list(_one_batch(waiting)):
        yield batch


def _one_batch(waiting: Iterator[Document | Trouble]) -> Iterator[Document | Trouble]:
    """The next items, up to the limits of a batch."""
    characters = 0
    for item in islice(waiting, BATCH_DOCUMENTS):
        yield item
        characters += len(item.text) if isinstance(item, Document) else 0
        if characters >= BATCH_CHARACTERS:
            return


def _read_batch(
    batch: list[Document | Trouble], shape: Callable[[Reading], T], packs: Path | None
) -> list[Outcome[T] | Trouble]:
    """What a worker does with one batch; it loads the packs at its first."""
    knowledge = loaded(packs)
    return [item if isinstance(item, Trouble) else read_one(item, knowledge, shape) for item in batch]
