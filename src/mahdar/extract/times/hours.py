"""The maker of clock times."""

from __future__ import annotations

from mahdar.extract.times.calendar import Stretch
from mahdar.extract.times.context import Context, Frame
from mahdar.extract.times.made import Made, valued
from mahdar.extract.times.moment import moment


def make_clock(frame: Frame, context: Context) -> Made | None:
    """A TIME at an hour, on the day that is named or told in its sentence; None where nothing says it is an hour."""
    clock = _clock(frame)
    if clock is None or not ("hour-word" in frame or "clock-part" in frame or "zone" in frame):
        return None
    hour, minute = _of_day(clock, frame.value("clock-part"))
    if hour > 24 or not 0 <= minute < 60:
        return None
    shown = f"T{hour % 24:02}:{minute:02}{frame.value('zone') or ''}"
    stretch = moment(frame, context)
    if stretch is None:
        if _in_schedule(frame, context):
            return valued("TIME", shown)
        day, relative = context.day_here(frame.first)
        stretch = Stretch(day.isoformat() if day else "XXXX-XX-XX", day, day, "D", relative)
    return Made("TIME", stretch._replace(value=stretch.value + shown, unit="T"))


def _clock(frame: Frame) -> tuple[int, int] | None:
    """Hour and minute as they stand; before a zone agencies write them as one number (1200)."""
    clock = frame.value("clock")
    if isinstance(clock, tuple):
        return clock[0], clock[1]
    hour = frame.integer("hour-name", "number")
    if hour is not None and hour >= 100 and "zone" in frame:
        return divmod(hour, 100)
    if hour is None or hour > 24:
        return None
    minute = frame.integer("past-hour") or 0
    return (hour, minute) if minute >= 0 else (hour - 1, 60 + minute)


def _of_day(clock: tuple[int, int], part: object) -> tuple[int, int]:
    """The time on a clock of 24 hours: twelve at night is 0, two at noon is 14."""
    hour, minute = clock
    if part == "night" and not 6 <= hour < 12:
        return hour % 12 if hour <= 12 else hour, minute
    if (part in ("pm", "night") and hour < 12) or (part == "noon" and hour < 6):
        hour += 12
    elif part == "am" and hour == 12:
        hour = 0
    return hour, minute


def _in_schedule(frame: Frame, context: Context) -> bool:
    """Whether the hour is an end of a span from hour to hour, which holds on every day of an arrangement."""
    to = context.line.words.contexts["schedule"]
    folded, end = context.line.folded, frame.end
    return context.form_before(frame) in to or (end < len(folded) and folded[end] in to)
