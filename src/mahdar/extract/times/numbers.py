"""Numbers as a text writes them: in digits, in words over several tokens, as dates and clock times in figures."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from mahdar.extract.times.line import Line


class Atom(NamedTuple):
    """What one kind makes of the words from a place on: its value and the token behind it.

    `cut` letters of the first word belong to clitics; `need` is what the pack asks for beside it.
    """

    value: Any
    end: int
    cut: int = 0
    need: str = ""


Atoms = dict[str, Atom]

_POINTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})|(\d{4})\.(\d{1,2})\.(\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2})[.,٫](\d{2})")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,٬]\d{3})+")
_SEPARATORS = frozenset("/-")
FIRST_YEAR, LAST_YEAR = 1300, 2100
"""Four digits between these can be a year: Hijri years of our grandparents to Gregorian ones of our grandchildren."""


def digit_atoms(line: Line, index: int) -> Atoms:
    """What the digits at token `index` may be: number, day, year, fulldate, clock."""
    form = line.folded[index]
    atoms: Atoms = {}
    if form.isdecimal():
        _whole(form, index + 1, atoms)
        _in_parts(line, index, atoms)
    elif pointed := _POINTED.fullmatch(form):
        _add_date(atoms, [int(g) for g in pointed.groups() if g], index + 1)
    elif clock := _CLOCK.fullmatch(form):
        _add_clock(atoms, int(clock[1]), int(clock[2]), index + 1)
    if _THOUSANDS.fullmatch(form):
        atoms["number"] = Atom(int(re.sub(r"\D", "", form)), index + 1)
    return atoms


def _whole(form: str, end: int, atoms: Atoms) -> None:
    """The readings of plain digits."""
    if len(form) > 9:
        return
    value = int(form)
    atoms["number"] = Atom(value, end)
    if 1 <= value <= 31 and len(form) <= 2:
        atoms["day"] = Atom(value, end)
    elif len(form) == 4 and FIRST_YEAR <= value <= LAST_YEAR:
        atoms["year"] = Atom(value, end)


def _in_parts(line: Line, index: int, atoms: Atoms) -> None:
    """A date or a clock time that marks part into several tokens (2023/6/21, 14:00)."""
    second = line.touching_number(index)
    if second is None or len(line.folded[index]) > 4:
        return
    mark = line.folded[index + 1]
    third = line.touching_number(index + 2)
    if mark in _SEPARATORS and third is not None and line.folded[index + 3] == mark:
        _add_date(atoms, [int(line.folded[index]), second, third], index + 5)
    elif mark == ":" and len(line.folded[index + 2]) == 2:
        _add_clock(atoms, int(line.folded[index]), second, index + 3)


def _add_date(atoms: Atoms, parts: list[int], end: int) -> None:
    """Year first or last; between day and month the day comes first unless only the other way is a date."""
    first, month, last = parts
    year, day = (first, last) if first > 31 else (last, first)
    if year < 100:
        year += 2000
    if month > 12 >= day:
        month, day = day, month
    try:
        atoms["fulldate"] = Atom(date(year, month, day), end)
    except ValueError:
        return


def _add_clock(atoms: Atoms, hour: int, minute: int, end: int) -> None:
    """Hours and minutes, where they can be."""
    if hour <= 24 and minute < 60:
        atoms["clock"] = Atom((hour, minute), end)


def word_number(line: Line, index: int, atoms: Atoms) -> None:
    """Read number words from token `index` on as one number and enter it in `atoms`.

    Words of the pack add up where a conjunction or a teen joins them, and multiply before a scale word.
    """
    for key in ("number", "the-number", "+number", "+the-number", "~number", "~the-number"):
        start = atoms.get(key)
        if start is not None:
            value, end = _compose(line, start)
            del atoms[key]
            if value:
                atoms[key] = Atom(value, end, start.cut)
                _as_day_or_year(atoms, key, value, end, start.cut)


def _compose(line: Line, start: Atom) -> tuple[int, int]:
    """The number that begins with the atom `start`, and the token behind it; 0 where it may not stand alone."""
    value, end = start.value[1], start.end
    grown = False
    while end < len(line.folded):
        atoms = line.raw_atoms(end)
        if (teen := atoms.get("teen")) and value < 10:
            value, end, grown = value + teen.value, teen.end, True
        elif (scale := atoms.get("number")) and scale.value[0] == "scale" and value < scale.value[1]:
            value, end, grown = value * scale.value[1], scale.end, True
        elif joined := (atoms.get("+number") or atoms.get("+the-number")):
            if not _adds(value, joined.value[1]):
                break
            value, end, grown = value + joined.value[1], joined.end, True
        else:
            break
    return (0 if start.need and not grown else value), end


def _adds(value: int, more: int) -> bool:
    """Whether `more` goes on after `value` in one number: units before tens, larger before smaller."""
    return (value < 10 and 20 <= more < 100) or (value >= 100 and more < value)


def word_ordinal(line: Line, index: int, atoms: Atoms) -> None:
    """Read ordinals from token `index` on (eleventh, twenty-first) and enter them, with the day they may mean."""
    for key in ("the-ordinal", "ordinal", "+the-ordinal", "~the-ordinal"):
        start = atoms.get(key)
        if start is None:
            continue
        value, end = start.value, start.end
        after = line.raw_atoms(end) if end < len(line.folded) else {}
        if (teen := after.get("teen")) and value < 10:
            value, end = value + teen.value, teen.end
        elif (tens := after.get("+the-number") or after.get("+number")) and value < 10 and tens.value[1] >= 20:
            value, end = value + tens.value[1], tens.end
        elif start.need:
            del atoms[key]
            continue
        atoms[key] = Atom(value, end, start.cut)
        _as_day_or_year(atoms, key, value, end, start.cut)


def _as_day_or_year(atoms: Atoms, key: str, value: int, end: int, cut: int) -> None:
    """A number in words may be the day of a month or a year as digits may."""
    lead = key[0] if key[0] in "+~" else ""
    if value <= 31:
        atoms.setdefault(lead + "day", Atom(value, end, cut))
    elif FIRST_YEAR <= value <= LAST_YEAR and not lead:
        atoms.setdefault("worded-year", Atom(value, end, cut))
