"""What a maker gives: the type of a time, its stretch or value, and where its span begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

from mahdar.extract.times.calendar import Stretch
from mahdar.extract.times.numbers import Atom
from mahdar.model import TimexType


@dataclass(frozen=True, slots=True)
class Made:
    """A time before it has a span: `until` is the token behind it where it ends early, `since` its first atom."""

    type: TimexType
    stretch: Stretch
    until: int | None = None
    since: Atom | None = None
    told: bool = True


@dataclass(frozen=True, slots=True)
class Undecided:
    """Something that is a time, of which the text does not say which one."""

    reason: str


def valued(type: TimexType, value: str, *, mod: str | None = None, relative: bool = False) -> Made:
    """A time without days of its own: a length, a repetition, a vague reference."""
    return Made(type, Stretch(value, None, None, "", relative, mod), told=False)


def of_day(stretch: Stretch, part: str) -> Made:
    """A part of a day as a TIME: its letters stand behind the T."""
    value = f"{stretch.value}T{part}"
    return Made("TIME", stretch._replace(value=value, unit="T"))
