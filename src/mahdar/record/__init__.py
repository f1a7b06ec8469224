"""The store: append-only findings, what follows from them, people's decisions, search."""

from mahdar.record.entry import Entry, entry_of
from mahdar.record.failing import RecordError, UnknownId
from mahdar.record.ids import document_id
from mahdar.record.record import Record
from mahdar.record.settled import Settled

__all__ = ["Entry", "Record", "RecordError", "Settled", "UnknownId", "document_id", "entry_of"]
