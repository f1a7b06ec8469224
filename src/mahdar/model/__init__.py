"""The nouns, frozen: what every room speaks about."""

from mahdar.model.document import Document
from mahdar.model.findings import (
    Act,
    Actor,
    Basis,
    Capacity,
    Cue,
    Days,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Participant,
    Place,
    Pledge,
    PledgeStatus,
    Quoted,
    Refusal,
    Statement,
    TimeExpression,
    TimexType,
)
from mahdar.model.reading import SCHEMA, Reading
from mahdar.model.span import Evidence, FoldedOffset, RawOffset, Span

__all__ = [
    "SCHEMA", "Act", "Actor", "Basis", "Capacity", "Cue", "Days", "Document", "Evidence", "FoldedOffset",
    "Meeting", "MeetingKind", "MeetingStatus", "Participant", "Place", "Pledge", "PledgeStatus", "Quoted",
    "RawOffset", "Reading", "Refusal", "Span", "Statement", "TimeExpression", "TimexType",
]  # fmt: skip
