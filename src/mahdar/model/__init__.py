"""The nouns, frozen: what every room speaks about."""

from mahdar.model.attribution import Attribution, Introduction, Link, SourcePhrase
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
from mahdar.model.provenance import Provenance
from mahdar.model.reading import SCHEMA, Reading
from mahdar.model.span import Evidence, FoldedOffset, RawOffset, Span

__all__ = [
    "SCHEMA", "Act", "Actor", "Attribution", "Basis", "Capacity", "Cue", "Days", "Document", "Evidence", "FoldedOffset",
    "Introduction", "Link", "Meeting", "MeetingKind", "MeetingStatus", "Participant", "Place", "Pledge", "PledgeStatus",
    "Provenance", "Quoted", "RawOffset", "Reading", "Refusal", "SourcePhrase", "Span", "Statement", "TimeExpression",
    "TimexType",
]  # fmt: skip
