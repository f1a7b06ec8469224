"""Times as they are written, with their values; what must not match; times without a day of publication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mahdar.extract.times import find_times
from mahdar.extract.times.find import MAKERS
from mahdar.language.timewords import TimeWords, build_time_words
from mahdar.model import Refusal, TimeExpression
from mahdar.shelf import shipped_packs
from mahdar.text import Page

HERE = Path(__file__).parent
PUBLISHED = date(2023, 6, 21)
WORDS: TimeWords = build_time_words("ar", shipped_packs() / "ar")


def lines(name: str) -> Iterator[str]:
    """The lines of a file of examples without its remarks."""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def written() -> Iterator[tuple[str, list[str]]]:
    """Each sentence of the table with the times below it."""
    sentence, below = "", list[str]()
    for line in lines("times-written.txt"):
        if line.startswith("  "):
            below.append(line.strip())
            continue
        if sentence:
            yield sentence, below
        sentence, below = line, []
    yield sentence, below


def shown(time: TimeExpression, text: str) -> str:
    """A time as the table writes it."""
    days = "" if time.earliest is None else str(time.earliest)
    if time.latest != time.earliest:
        days += f"..{time.latest}"
    return " | ".join([time.span.of(text), time.type, time.value, days]).rstrip(" |")


def read(text: str, published: date | None = PUBLISHED) -> list[TimeExpression | Refusal]:
    return list(find_times(Page.of(text), WORDS, published))


def times(text: str, published: date | None = PUBLISHED) -> list[TimeExpression]:
    return [found for found in read(text, published) if isinstance(found, TimeExpression)]


@pytest.mark.parametrize(("sentence", "expected"), list(written()), ids=lambda v: v if isinstance(v, str) else "")
def test_written_times(sentence: str, expected: list[str]) -> None:
    assert [shown(time, sentence) for time in times(sentence)] == expected


def test_the_table_is_large() -> None:
    assert len(list(written())) >= 120


@pytest.mark.parametrize("sentence", list(lines("times-none.txt")))
def test_no_time(sentence: str) -> None:
    assert read(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "published", "value"),
    [
        ("انتهت المحادثات الجمعة", "2022-03-04", "2022-03-04"),  # a Friday: the day itself
        ("انتهت المحادثات السبت", "2022-03-04", "2022-02-26"),
        ("ستنطلق المحادثات السبت", "2022-03-04", "2022-03-05"),
        ("من المقرر أن يلتقي الوفدان الأحد", "2022-03-04", "2022-03-06"),
        ("قال المتحدث الأربعاء إن الوفد سيصل لاحقا", "2022-03-04", "2022-03-02"),
        ("يبقى الوفد في المدينة حتى الاثنين", "2022-03-04", "2022-03-07"),
        ("وصل الجمعة الماضي", "2022-03-04", "2022-02-25"),
        ("وصل الخميس الماضي", "2022-03-04", "2022-02-24"),  # not yesterday
        ("يصل الجمعة المقبل", "2022-03-04", "2022-03-11"),
        ("التقيا اليوم الخميس", "2022-03-04", "2022-03-03"),  # published past midnight
        ("وقع في ديسمبر", "2022-01-10", "2021-12"),
        ("سيعقد في يناير", "2021-12-10", "2022-01"),
        ("عقد في نوفمبر الماضي", "2021-11-20", "2020-11"),
        ("عقد في 5 نوفمبر الماضي", "2021-11-20", "2021-11-05"),
        ("يعقد في نوفمبر المقبل", "2021-11-20", "2022-11"),
    ],
)
def test_tense_and_distance(sentence: str, published: str, value: str) -> None:
    assert times(sentence, date.fromisoformat(published))[0].value == value


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("وصل الوفد الثلاثاء", "XXXX-WXX-2"),
        ("وصل الوفد أمس", "XXXX-XX-XX"),
        ("وصل في حزيران", "XXXX-06"),
        ("وصل في 21 حزيران", "XXXX-06-21"),
        ("العام الماضي", "XXXX"),
        ("الشهر المقبل", "XXXX-XX"),
        ("الأسبوع الماضي", "XXXX-WXX"),
        ("مساء أمس", "XXXX-XX-XXTEV"),
        ("قبل يومين", "PAST_REF"),
        ("الليلة الماضية", "XXXX-XX-XXTNI"),
        ("الصيف الماضي", "XXXX-SU"),
    ],
)
def test_without_publication_a_relative_time_stays_relative(sentence: str, value: str) -> None:
    (time,) = times(sentence, published=None)
    assert (time.value, time.earliest, time.latest, time.basis) == (value, None, None, "relative")


def test_without_publication_an_absolute_time_keeps_its_days() -> None:
    (time,) = times("في 21 حزيران 2019", published=None)
    assert (time.value, time.earliest, time.basis) == ("2019-06-21", date(2019, 6, 21), "explicit")


def test_basis_and_rule_say_where_a_value_comes_from() -> None:
    first, second = times("وقع في 3 أيار 2020 وجدد أمس")
    assert (first.basis, first.rule) == ("explicit", "ar.time.day")
    assert (second.basis, second.rule) == ("relative", "ar.time.deictic-day")


def test_then_takes_the_date_told_before() -> None:
    first, second = times("عقدت الجولة في عام 2015 وقال حينها إنها ناجحة")
    assert (first.value, second.value) == ("2015", "2015")


def test_then_without_a_date_before_it_is_refused() -> None:
    (refusal,) = read("وقال حينها إنها ناجحة")
    assert isinstance(refusal, Refusal)
    assert (refusal.kind, refusal.reason) == ("time", "antecedent-not-found")


def test_an_hour_takes_the_day_of_its_sentence() -> None:
    _, hour = times("تعقد الجلسة يوم 24 تموز عند الساعة 17:00 بتوقيت غرينتش")
    assert hour.value == "2023-07-24T17:00Z"


@pytest.mark.parametrize("mark", ["\N{ARABIC TATWEEL}", "\N{ZERO WIDTH NON-JOINER}", "\N{RIGHT-TO-LEFT MARK}"])
def test_filling_behind_a_word_is_left_out(mark: str) -> None:
    text = f"وصل الثلاثاء{mark} إلى المدينة"
    assert times(text)[0].span.of(text) == "الثلاثاء"


@pytest.mark.parametrize("text", ["للعام 2014", "ولعام 2014", "بعام 2014", "فعام 2014"])
def test_clitics_are_left_out(text: str) -> None:
    assert times(text)[0].span.of(text) == "عام 2014"


@pytest.mark.parametrize("published", [date.min, date.max])
def test_the_ends_of_the_calendar_are_refused_not_raised(published: date) -> None:
    for sentence in (
        "أول من أمس",
        "بعد غد",
        "الأسبوع الماضي",
        "العام المقبل",
        "قبل قرنين",
        "السبت الماضي",
        "عيد الفطر",
    ):
        assert all(f.reason == "outside-the-calendar" for f in read(sentence, published) if isinstance(f, Refusal))


@pytest.mark.parametrize(
    "text", ["22018201821/6/2023", "ء'ً عام", "² عام", "12² عام", "0/0/2020", "31/2/2021", "99:99", "في 45 أيار"]
)
def test_numbers_that_are_no_dates_do_no_harm(text: str) -> None:
    assert all(time.earliest is None or time.earliest.year > 1000 for time in times(text))


def test_every_rule_has_its_maker() -> None:
    assert {rule.make for rule in WORDS.rules} - {"nothing"} == set(MAKERS)
