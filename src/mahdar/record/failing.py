"""What can be wrong with a record, in one sentence and the next step."""

from __future__ import annotations

from mahdar.errors import MahdarError


class RecordError(MahdarError):
    """A record that cannot be opened or written."""

    code = "record"


class NewerRecord(RecordError):
    """A record that a later version of this program wrote."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} was written by a newer Mahdar.", "Upgrade Mahdar, or open another record.")


class BadCorrection(RecordError):
    """A correction of something that a finding does not have, or to what it cannot be."""

    code = "bad-correction"


class BadSplit(RecordError):
    """A split of an actor from nobody, or from itself."""

    code = "bad-split"


class BadDecision(RecordError):
    """Something that is no decision; `fault` says why."""

    code = "bad-decision"

    def __init__(self, fault: str) -> None:
        super().__init__(f"This is no decision: {fault}.", "mahdar decide export shows how decisions are written.")
        self.fault = fault


class UnknownId(RecordError):
    """An id that the record does not have."""

    code = "unknown-id"

    def __init__(self, key: str) -> None:
        super().__init__(
            f"The record has nothing called {key}.",
            "Ids stand in rounds, statements, actors and documents.",
        )
