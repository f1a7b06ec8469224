"""Measures readings against gold annotations, tells what a change gained and lost, and keeps the floors."""

from mahdar.score.changes import Change, changes
from mahdar.score.figures import Report, report_of, table
from mahdar.score.gold import load_gold, load_readings
from mahdar.score.measure import Counts, Error, measure

__all__ = [
    "Change",
    "Counts",
    "Error",
    "Report",
    "changes",
    "load_gold",
    "load_readings",
    "measure",
    "report_of",
    "table",
]
