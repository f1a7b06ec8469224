"""One pledge from its making to its fate, and who says what became of it."""

from __future__ import annotations

from mahdar.resolve.across import pledge_conflicts, settle_pledges
from resolve.across.telling import pledge

TRUCE = "وقف القصف على مدينة السنابل ومحيطها"


def test_a_later_report_of_its_fate_belongs_to_the_pledge() -> None:
    (found,) = settle_pledges(
        [pledge("a", "2017-05-04", TRUCE), pledge("b", "2018-02-01", "وقف القصف على السنابل", status="broken")]
    )
    assert found.status == "broken"
    assert found.implementation == 0
    assert [(s.status, s.finding) for s in found.history] == [("pledged", "a-p"), ("broken", "b-p")]


def test_another_provision_of_the_same_party_is_another_pledge() -> None:
    found = settle_pledges(
        [pledge("a", "2017-05-04", TRUCE), pledge("b", "2017-05-05", "نشر مراقبين في نقاط التماس شمال البلاد")]
    )
    assert [f.implementation for f in found] == [None, None]


def test_kept_for_some_and_broken_for_others_is_a_conflict_with_both_sides() -> None:
    tellings = [
        pledge("a", "2017-05-04", TRUCE),
        pledge("b", "2017-06-01", TRUCE, status="kept", teller=("state/ru",)),
        pledge("c", "2017-06-02", TRUCE, status="broken", teller=("group/syrian-opposition",)),
    ]
    minutes = settle_pledges(tellings)
    (conflict,) = pledge_conflicts(minutes, {t.id: t for t in tellings})
    assert [(side.answer, side.actors) for side in conflict.sides] == [
        ("kept", ("state/ru",)),
        ("broken", ("group/syrian-opposition",)),
    ]
    assert minutes[0].claimed_by == ("state/ru",)
    assert minutes[0].denied_by == ("group/syrian-opposition",)


def test_two_truces_of_few_words_in_common_are_no_conflict() -> None:
    tellings = [
        pledge("a", "2018-06-15", "وقف إطلاق النار"),
        pledge("b", "2018-06-17", "تمديد وقف إطلاق النار", status="kept", teller=("state/af",)),
        pledge("c", "2018-06-30", "وقف إطلاق النار ثلاثة أيام", status="broken", teller=("state/us",)),
    ]
    assert pledge_conflicts(settle_pledges(tellings), {t.id: t for t in tellings}) == ()
