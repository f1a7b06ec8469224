"""Times: every date, clock time, length and repetition that a text tells, as TimeML TIMEX3 with its days."""

from mahdar.extract.times.find import find_times

__all__ = ["find_times"]
