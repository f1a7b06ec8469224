"""One meeting for all its tellings: by number, by days, by its turn in the series."""

from __future__ import annotations

from itertools import permutations

from mahdar.resolve.across import meeting_conflicts, settle_meetings
from resolve.across.telling import meeting


def test_tellings_of_one_number_are_one_meeting_and_all_its_answers_stay() -> None:
    (found,) = settle_meetings(
        [
            meeting("a", "2018-05-14", number=9, first="2018-05-14", last="2018-05-15", place="place/astana"),
            meeting("b", "2018-05-16", number=9, first="2018-05-14", last="2018-05-15", place="place/astana"),
            meeting("c", "2018-05-20", number=9, first="2018-05-16", place="place/sochi"),
        ]
    )
    assert found.id == "astana/9"
    assert found.place == "place/astana"
    assert [(a.value, a.sources) for a in found.accounts["days"]] == [("2018-05-14..2018-05-15", 2), ("2018-05-16", 1)]
    assert [a.value for a in found.accounts["place"]] == ["place/astana", "place/sochi"]


def test_reprints_of_one_wire_count_as_one_source() -> None:
    (found,) = settle_meetings(
        [
            meeting("a", "2018-05-14", number=9, first="2018-05-15", cluster="wire"),
            meeting("b", "2018-05-14", number=9, first="2018-05-15", cluster="wire"),
        ]
    )
    assert [a.sources for a in found.accounts["days"]] == [1]


def test_a_meeting_without_a_number_is_the_round_of_these_days() -> None:
    found = settle_meetings(
        [
            meeting("a", "2018-05-14", number=9, first="2018-05-14", last="2018-05-15"),
            meeting("b", "2018-05-15", first="2018-05-15"),
            meeting("c", "2018-07-30", first="2018-07-30"),
        ]
    )
    assert [(m.id, len(m.findings)) for m in found] == [("astana/9", 2), ("astana/2018-07-30", 1)]


def test_two_meetings_of_one_report_stay_two() -> None:
    found = settle_meetings(
        [meeting("a", "2018-05-14", first="2018-05-14"), meeting("a", "2018-05-14", first="2018-05-14", at=40)]
    )
    assert [m.id for m in found] == ["astana/2018-05-14", "astana/2018-05-14-2"]


def test_an_announcement_and_the_round_that_followed_are_one_history() -> None:
    (first, second) = settle_meetings(
        [
            meeting("a", "2023-06-21", number=20, first="2023-06-20", last="2023-06-21"),
            meeting("a", "2023-06-21", first="2023-07-01", last="2023-12-31", status="planned", at=90),
            meeting("b", "2023-12-20", number=21, first="2024-01-24", last="2024-01-25", status="planned"),
            meeting("c", "2024-01-25", number=21, first="2024-01-24", last="2024-01-25", place="place/astana"),
        ]
    )
    assert first.id == "astana/20"
    assert second.id == "astana/21"
    assert [(s.finding, s.status) for s in second.history] == [
        ("a-m90", "planned"),
        ("b-m0", "planned"),
        ("c-m0", "held"),
    ]
    assert second.status == "held"


def test_the_next_round_that_a_report_of_a_round_announces_takes_the_next_number() -> None:
    found = settle_meetings(
        [
            meeting("a", "2023-06-21", number=20, first="2023-06-21"),
            meeting("a", "2023-06-21", first="2023-07-01", last="2023-12-31", status="planned", at=90),
        ]
    )
    assert [(m.number, m.status, m.placed) for m in found] == [
        (20, "held", None),
        (21, "planned", "next-after-the-round-reported"),
    ]


def test_the_order_of_adding_changes_nothing() -> None:
    tellings = [
        meeting("a", "2018-05-14", number=9, first="2018-05-14", last="2018-05-15"),
        meeting("b", "2018-05-15", first="2018-05-15"),
        meeting("c", "2018-04-01", first="2018-05-01", last="2018-05-31", status="planned"),
        meeting("d", "2018-05-16", place="place/astana"),
    ]
    expected = settle_meetings(tellings)
    assert all(settle_meetings(order) == expected for order in permutations(tellings))


def test_sources_that_disagree_on_the_day_of_a_held_meeting_are_in_conflict() -> None:
    tellings = [
        meeting("a", "2018-05-15", number=9, first="2018-05-14"),
        meeting("b", "2018-05-19", number=9, first="2018-05-18"),
    ]
    (conflict,) = meeting_conflicts(settle_meetings(tellings), {t.id: t for t in tellings})
    assert (conflict.kind, conflict.question, conflict.about) == ("meeting-fact", "days", "astana/9")
    assert [side.answer for side in conflict.sides] == ["2018-05-14", "2018-05-18"]


def test_one_telling_without_a_number_is_no_side_of_a_conflict() -> None:
    tellings = [
        meeting("a", "2018-05-15", number=9, first="2018-05-14", last="2018-05-15", place="place/astana"),
        meeting("b", "2018-05-16", first="2018-05-15", place="place/sochi"),
    ]
    assert meeting_conflicts(settle_meetings(tellings), {t.id: t for t in tellings}) == ()


def test_a_number_that_is_told_of_the_days_of_another_is_no_number_of_a_round() -> None:
    found = settle_meetings(
        [
            meeting("a", "2018-06-12", number=2, first="2018-06-12"),
            meeting("b", "2018-06-12", number=2, first="2018-06-12"),
            meeting("c", "2018-06-11", number=7, first="2018-06-12", status="planned"),
            meeting("d", "2018-07-01", number=1, first="2018-06-30"),
        ]
    )
    assert [m.number for m in found] == [2, None]
    assert len(found[0].findings) == 3


def test_a_round_of_last_week_does_not_take_all_that_met_in_that_week() -> None:
    found = settle_meetings(
        [
            meeting("a", "2018-06-19", number=2, first="2018-06-11", last="2018-06-17"),
            meeting("b", "2018-06-12", first="2018-06-12"),
            meeting("c", "2018-06-15", first="2018-06-14"),
        ]
    )
    assert [len(m.findings) for m in found] == [1, 1, 1]


def test_two_places_of_one_number_on_other_days_are_no_conflict() -> None:
    tellings = [
        meeting("a", "2018-05-15", number=9, first="2018-05-14", place="place/astana"),
        meeting("b", "2018-05-16", number=9, first="2018-05-14", place="place/sochi"),
        meeting("c", "2018-06-30", number=9, first="2018-06-29", place="place/geneva"),
    ]
    (conflict,) = meeting_conflicts(settle_meetings(tellings), {t.id: t for t in tellings})
    assert [side.answer for side in conflict.sides] == ["place/astana", "place/sochi"]


def test_the_first_and_the_last_day_of_a_round_are_no_conflict() -> None:
    tellings = [
        meeting("a", "2018-05-15", number=9, first="2018-05-14"),
        meeting("b", "2018-05-16", number=9, first="2018-05-15"),
    ]
    assert meeting_conflicts(settle_meetings(tellings), {t.id: t for t in tellings}) == ()


def test_a_date_that_moved_before_the_meeting_is_no_conflict() -> None:
    tellings = [
        meeting("a", "2018-04-15", number=9, first="2018-05-10", status="planned"),
        meeting("b", "2018-05-16", number=9, first="2018-05-14"),
    ]
    assert meeting_conflicts(settle_meetings(tellings), {t.id: t for t in tellings}) == ()


def test_a_city_and_its_country_are_no_conflict() -> None:
    tellings = [
        meeting("a", "2018-05-15", number=9, first="2018-05-14", place="place/astana"),
        meeting("b", "2018-05-16", number=9, first="2018-05-14", place="place/kz"),
    ]
    minutes = settle_meetings(tellings, _within)
    assert meeting_conflicts(minutes, {t.id: t for t in tellings}, _within) == ()


def _within(place: str) -> tuple[str, ...]:
    return (place, "place/kz") if place == "place/astana" else (place,)
