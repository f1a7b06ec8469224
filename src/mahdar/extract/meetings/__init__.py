"""Meetings: rounds and sessions of talks that a page tells of, each on its track."""

from mahdar.extract.meetings.find import find_meetings
from mahdar.extract.meetings.tracks import TrackTable, build_track_table

__all__ = ["TrackTable", "build_track_table", "find_meetings"]
