"""The record that an application answers from: opened when it is first asked for, and kept open."""

from __future__ import annotations

from contextlib import ExitStack
from threading import Lock

from mahdar.pipeline.opened import opened
from mahdar.record import Record
from mahdar.views import Stamp


class Held:
    """A record by its path or address; one that cannot be opened now is tried again with the next request."""

    def __init__(self, where: str | None) -> None:
        self.where = where
        self._stack = ExitStack()
        self._record: Record | None = None
        self._stamp: Stamp | None = None
        self._lock = Lock()

    def record(self) -> Record:
        """The record, open; raises `RecordError`."""
        with self._lock:
            return self._opened()

    def stamp(self) -> str:
        """A stamp that is another as soon as anything in the record has changed; raises `RecordError`."""
        with self._lock:
            record = self._opened()
            if self._stamp is None:
                self._stamp = Stamp(record)
                self._stack.callback(self._stamp.close)
            stamp = self._stamp
        return stamp.now()

    def _opened(self) -> Record:
        if self._record is None:
            self._record = self._stack.enter_context(opened(self.where, must_exist=True))
        return self._record

    def close(self) -> None:
        """Let go of the record."""
        with self._lock:
            self._record = self._stamp = None
            self._stack.close()
