"""The accounts of a record that is served: opened when somebody first asks for them, since reading needs none."""

from __future__ import annotations

from threading import Lock

from mahdar.accounts.accounts import Accounts


class Door:
    """The accounts of the record at a path or `postgresql://` address; close it when serving ends."""

    def __init__(self, record_url: str | None) -> None:
        self._record_url, self._lock = record_url, Lock()
        self._accounts: Accounts | None = None

    def accounts(self) -> Accounts:
        """The accounts; raises `RecordError`."""
        with self._lock:
            if self._accounts is None:
                self._accounts = Accounts.open(self._record_url)
            return self._accounts

    def close(self) -> None:
        """Let go of them."""
        with self._lock:
            if self._accounts is not None:
                self._accounts.close()
            self._accounts = None
