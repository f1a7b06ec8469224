"""Reading a record anew after an upgrade: its documents by the present reader, its decisions kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from mahdar.model import Document
from mahdar.pipeline.add import BATCH, shaped
from mahdar.pipeline.batches import read_many
from mahdar.pipeline.one import Outcome
from mahdar.pipeline.reader import reader_of
from mahdar.pipeline.settle import settle
from mahdar.record import Record, renewing
from mahdar.record.decisions import lost
from mahdar.record.stored import stored_documents
from mahdar.sources import Trouble


@dataclass(slots=True)
class Reread:
    """What reading anew did: documents read, decisions that stand on nothing any more, and what could not be read."""

    read: int = 0
    lost: list[dict[str, Any]] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def reread(
    record: Record,
    *,
    packs: Path | None = None,
    workers: int = 1,
    heard: Callable[[Reread], None] = lambda done: None,
) -> Reread:
    """Read all documents that another reader read; a stop loses the batch under way, and the same call goes on.

    `heard` is told after each batch. A document at which the reader fails keeps what was found before.
    """
    done = Reread()
    with record.writing() as connection:
        waiting = renewing.unread(connection, reader_of(packs))
        unfinished = renewing.is_unfinished(connection)
        before = {d["id"] for d in lost(connection)}
        if waiting and not unfinished:
            renewing.begin(connection)
    found = read_many(_stored(record, waiting), partial(shaped, packs=packs), packs=packs, workers=workers)
    while batch := list(islice(found, BATCH)):
        with record.writing() as connection:
            renewing.replace_rows(connection, [each.value for each in batch if isinstance(each, Outcome)])
        done.troubles += [each for each in batch if isinstance(each, Trouble)]
        done.read += sum(isinstance(each, Outcome) for each in batch)
        heard(done)
    if waiting or unfinished:
        with record.writing() as connection:
            renewing.finish(connection)
        settle(record, packs=packs)
    with record.asking() as connection:
        done.lost = [d for d in lost(connection) if d["id"] not in before]
    return done


def _stored(record: Record, ids: list[str]) -> Iterator[Document]:
    """The documents as they were added, so many at a time."""
    for begin in range(0, len(ids), BATCH):
        with record.asking() as connection:
            some = list(stored_documents(connection, ids[begin : begin + BATCH]))
        yield from some
