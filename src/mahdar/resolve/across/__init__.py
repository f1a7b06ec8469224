"""Who, which round, which pledge across documents: pure functions from what many documents tell to the minutes."""

from mahdar.resolve.across.answers import Asking, prepare_questions
from mahdar.resolve.across.conflicts import meeting_conflicts, pledge_conflicts
from mahdar.resolve.across.denials import find_denials
from mahdar.resolve.across.meetings import settle_meetings
from mahdar.resolve.across.pledges import settle_pledges
from mahdar.resolve.across.positions import joined, settle_positions
from mahdar.resolve.across.questions import statement_conflicts

__all__ = [
    "Asking", "find_denials", "joined", "meeting_conflicts", "pledge_conflicts", "prepare_questions",
    "settle_meetings", "settle_pledges", "settle_positions",
    "statement_conflicts",
]  # fmt: skip
