"""The makers of what points: now, lately, soon, earlier today, back then."""

from __future__ import annotations

from datetime import timedelta

from mahdar.extract.times.calendar import Stretch, a_day, shifted
from mahdar.extract.times.context import Context, Frame
from mahdar.extract.times.made import Made, Undecided, valued
from mahdar.extract.times.moment import again, moment

BESIDE = 3
"""Words: only a verb right beside `later` says whether it was later or will be."""


def make_reference(frame: Frame, context: Context) -> Made | None:
    """PRESENT_REF, PAST_REF or FUTURE_REF."""
    atom = frame.get("reference")
    if atom is None or (atom.need == "alone" and atom.cut):
        return None
    if atom.need == "prep" and not (atom.cut or context.form_before(frame) in context.line.words.contexts["months"]):
        return None
    if atom.need == "ahead" and context.tense(frame.first, frame.end, back=BESIDE, on=BESIDE) < 0:
        return valued("DATE", "PAST_REF")
    return valued("DATE", str(atom.value))


def make_earlier(frame: Frame, context: Context) -> Made | None:
    """Earlier or later in a unit: the unit up to publication, or from it on; a day stays whole."""
    whole = moment(frame, context)
    if whole is None or whole.earliest is None or whole.latest is None or context.published is None:
        return Made("DATE", whole) if whole else None
    if not whole.earliest <= context.published <= whole.latest:
        return Made("DATE", whole)
    if frame.value("earlier") == -1:
        return Made("DATE", whole._replace(latest=context.published))
    return Made("DATE", whole._replace(earliest=context.published))


def make_then(frame: Frame, context: Context) -> Made | Undecided | None:
    """The date told before, or the unit round it; undecided where none was told."""
    told = context.before()
    if told is None:
        return Undecided("antecedent-not-found")
    unit = _named_unit(frame)
    if unit is None:
        return Made("DATE", _bare(told), told=False)
    stretch = again(context, unit)
    return Made("DATE", stretch) if stretch else None


def _named_unit(frame: Frame) -> str | None:
    """The unit that stands with the pointing word."""
    unit = frame.value("the-unit-one")
    if "deictic" in frame:
        return "D"
    return str(unit) if unit is not None else None


def _bare(told: Stretch) -> Stretch:
    """A stretch without its time of day."""
    return told._replace(value=told.value.split("T")[0], mod=None)


def make_next_day(frame: Frame, context: Context) -> Made | Undecided | None:
    """The unit before or after the one told last."""
    told = context.before()
    if told is None or told.earliest is None:
        return Undecided("antecedent-not-found")
    unit = str(frame.value("the-unit-one") or "D")
    step = frame.integer("following") or 1
    if unit == "D":
        return Made("DATE", a_day(told.earliest + timedelta(step), told.relative))
    stretch = shifted(unit, told.earliest, step)
    return Made("DATE", stretch) if stretch else None
