"""The words, numbers and days of a page in one language, from two drawers of its pack and as CLDR has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import quote

from babel import Locale
from babel.dates import format_date, format_interval, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from mahdar.pipeline import loaded
from mahdar.shelf import read_drawer, shipped_packs
from mahdar.surfaces.web.names import members, outlet, people
from mahdar.surfaces.web.tongue import Language


@dataclass(frozen=True)
class Screen:
    """What a page says in its language; `words` are those of `web.yaml` and `review.yaml`, `digits` its own."""

    language: Language
    direction: str
    words: dict[str, Any]
    locale: Locale
    digits: dict[int, str]

    def __call__(self, key: str, *keys: str) -> str:
        """A word of the drawer by its keys; the last key itself where the drawer has none, as for a new act."""
        found: Any = self.words[key]
        for each in keys:
            found = found.get(each, each)
        return str(found)

    def count(self, noun: str, number: int) -> str:
        """A number with its noun in the plural form that the language has for it."""
        forms = self.words["counts"][noun]
        form = forms.get(self.locale.plural_form(number), forms["other"])
        return str(form).replace("#", self.number(number))

    def number(self, number: int) -> str:
        """A number as the language writes it."""
        return format_decimal(number, locale=self.locale, numbering_system="default")

    def day(self, told: str | date | None) -> str:
        """A day in words; what is no day is shown as it is, and none as untold."""
        if told is None or told == "":
            return self("untold")
        found = _date(told)
        return format_date(found, "d MMMM y", locale=self.locale).translate(self.digits) if found else str(told)

    def when(self, told: str) -> str:
        """A day, a month or a year, as precisely as it is told.

        >>> screen("en").when("2018-02"), screen("en").when("2018")
        ('February 2018', '2018')
        """
        if told.count("-") == 2:
            return self.day(told)
        found = _date(told + "-01" * (2 - told.count("-")))
        pattern = "MMMM y" if "-" in told else "y"
        return format_date(found, pattern, locale=self.locale).translate(self.digits) if found else told

    def days(self, first: str | date | None, last: str | date | None) -> str:
        """A stretch of days, in months where it is whole months; one day where only one end is told."""
        begin, end = _date(first or last), _date(last or first)
        if begin is None or end is None or begin == end:
            return self.day(first or last)
        months = begin.day == 1 and (end + timedelta(1)).day == 1
        return format_interval(begin, end, "yMMMM" if months else "yMMMd", locale=self.locale).translate(self.digits)

    def at(self, path: str) -> str:
        """The address of a page in this language.

        >>> screen("en").at("/track/astana")
        '/en/track/astana'
        """
        return f"/{self.language}" + quote(path, safe="/#?=&")

    def track(self, key: str | None) -> str:
        """The name of a track."""
        return _named(loaded().world.tracks.get(key or ""), self.language, key or self("track-none"))

    def topic(self, key: str) -> str:
        """The name of a topic."""
        return _named(loaded().world.topics.get(key), self.language, key)

    def entity(self, key: str | None, name: str = "") -> str:
        """The name of an actor or place; `name` where the world has none in this language."""
        together = members(key) if key else ()
        if together:
            return self.listed([self.entity(each) for each in together])
        return _named(loaded().world.get(key) if key else None, self.language, name or key or self("untold"))

    def listed(self, names: Sequence[str]) -> str:
        """Several names as the language lists them.

        >>> screen("en").listed(["Russia", "Turkey", "Iran"])
        'Russia, Turkey and Iran'
        """
        return format_list(list(names), locale=self.locale)

    def outlet(self, name: str | None) -> str:
        """The name of an outlet."""
        return outlet(name, self.language) if name else self("untold")

    def people(self, actors: Sequence[str], names: Sequence[str]) -> list[tuple[str | None, str]]:
        """Those who speak, each once, with the id that leads to a page, None where nobody has one."""
        return [(key, self.entity(key, name)) for key, name in people(actors, names)]

    def question(self, key: str) -> str:
        """What is asked in a conflict."""
        return _named(loaded().world.questions.get(key), self.language, self("questions", key))

    def answer(self, question: str, key: str) -> str:
        """An answer in a conflict: one that the world names, a day, a place, or a word of ours."""
        known = loaded().world.questions.get(question)
        for reply in known.replies if known else ():
            if reply.id == key:
                return _named(reply, self.language, key)
        if question == "days":
            return self.days(*(key.split("..") * 2)[:2])
        return self.entity(key) if question == "place" else self("answers", key)

    def value(self, field: str, value: str, name: str = "") -> str:
        """A value that a reviewer put into a field of a finding; `name` as the record has it, of an actor."""
        words = {"act": "acts", "status": "statuses", "negated": "yes-no"}.get(field)
        if words:
            return self(words, value)
        if field in ("track", "topics"):
            return self.track(value) if field == "track" else self.topic(value)
        return self.day(value) if field in ("said", "earliest", "latest") else self.entity(value, name)

    def moment(self, told: str) -> str:
        """A moment in UTC, given as ISO text."""
        clock = format_time(datetime.fromisoformat(told), "HH:mm", locale=self.locale).translate(self.digits)
        return f"{self.day(told)}{self('comma')}{clock}"

    def meeting(self, number: int | None, kind: str) -> str:
        """What a meeting is called within its track: a round by its number, any other by its kind."""
        if number is None:
            return self("meeting-kinds", kind)
        return self("numbered").replace("#", self.number(number))


def _date(told: str | date | None) -> date | None:
    """A day as text, as a day; None where it is none."""
    if not isinstance(told, str):
        return told
    try:
        return date.fromisoformat(told[:10])
    except ValueError:
        return None


def _named(known: Any, language: str, otherwise: str) -> str:
    """The usual name of something of the world in a language."""
    return next(iter(known.names.get(language, ())), otherwise) if known is not None else otherwise


@cache
def screen(language: Language) -> Screen:
    """The screen of a language."""
    drawers = [read_drawer(shipped_packs() / language / name) for name in ("web.yaml", "review.yaml")]
    words = drawers[0] | drawers[1] | {"counts": drawers[0]["counts"] | drawers[1]["counts"]}
    locale = Locale(language) if language == "ar" else Locale(language, "GB")
    digits = {ord(str(d)): format_decimal(d, locale=locale, numbering_system="default") for d in range(10)}
    return Screen(language, words["direction"], words, locale, digits)
