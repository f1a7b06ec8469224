"""Positions, answers to one question, denials."""

from __future__ import annotations

import pytest

from mahdar.language.clitics import load_clitics, shipped
from mahdar.resolve.across import (
    Asking,
    find_denials,
    joined,
    prepare_questions,
    settle_positions,
    statement_conflicts,
)
from mahdar.text import fold
from mahdar.world import load_world
from resolve.across.telling import said


@pytest.fixture(scope="module")
def questions() -> tuple[Asking, ...]:
    negations = frozenset(map(fold, ("لا", "لم", "لن", "ليس")))
    return prepare_questions(load_world().questions.values(), load_clitics(shipped("ar")), negations)


def test_a_turn_from_support_to_rejection_is_marked() -> None:
    (position,) = settle_positions(
        [
            said("a", "2018-01-01", "المبادرة", act="support", topics=("elections",)),
            said("b", "2018-02-01", "المبادرة طويلة", topics=("elections",)),
            said("c", "2018-03-01", "المبادرة برمتها", act="reject", topics=("elections",)),
        ]
    )
    assert [(p.stance, p.turn) for p in position.points] == [("for", False), ("neutral", False), ("against", True)]
    assert position.last is not None
    assert position.last.isoformat() == "2018-03-01"


def test_a_condition_is_its_own_stance() -> None:
    (position,) = settle_positions(
        [said("a", "2018-01-01", "الحوار بشرط الانسحاب", act="support", topics=("elections",))], lambda w: "بشرط" in w
    )
    assert position.points[0].stance == "conditions"


def test_the_end_of_a_track_is_one_question_with_two_answers(questions: tuple[Asking, ...]) -> None:
    found = statement_conflicts(
        [
            said("a", "2023-06-21", "اعتبار اللقاء الحالي آخر الجولات", by="state/kz", act="propose"),
            said("b", "2023-06-22", "لا يمكن القول إن العملية انتهت", by="state/ru"),
        ],
        questions,
    )
    (conflict,) = found
    assert (conflict.kind, conflict.question, conflict.track) == ("parties", "track-ends", "astana")
    assert [(s.answer, s.actors) for s in conflict.sides] == [("ends", ("state/kz",)), ("goes-on", ("state/ru",))]


def test_a_party_against_its_earlier_self(questions: tuple[Asking, ...]) -> None:
    found = statement_conflicts(
        [
            said("a", "2018-01-01", "الهدنة صامدة في القرى كلها", topics=("ceasefire",)),
            said("b", "2018-02-01", "الطرف الآخر خرق الهدنة مرارا", topics=("ceasefire",)),
        ],
        questions,
    )
    assert [c.kind for c in found] == ["self"]


def test_the_same_answer_twice_is_no_conflict(questions: tuple[Asking, ...]) -> None:
    told = [said(d, "2018-01-01", "الهدنة صامدة", topics=("ceasefire",), by=f"state/{d}") for d in ("ru", "tr")]
    assert statement_conflicts(told, questions) == ()


def test_unrelated_statements_never_conflict(questions: tuple[Asking, ...]) -> None:
    told = [
        said("a", "2018-01-01", "إطلاق الأسرى قبل العيد", act="support", topics=("detainees",)),
        said("b", "2018-01-02", "إقامة منطقة عازلة", act="reject", by="state/tr", topics=("detainees",)),
    ]
    assert statement_conflicts(told, questions) == ()
    assert find_denials(told) == ()


def test_a_denial_meets_what_another_said_in_words_alike() -> None:
    told = [
        said("a", "2018-01-01", "قوافل السلاح عبرت الحدود الشمالية ليلا", by="state/tr"),
        said("b", "2018-01-03", "عبور قوافل السلاح الحدود الشمالية", act="deny"),
        said("c", "2018-03-03", "قوافل السلاح عبرت الحدود الشمالية ليلا", by="state/ir"),
    ]
    (conflict,) = find_denials(told)
    assert [side.findings for side in conflict.sides] == [("a-s0",), ("b-s0",)]


MOVED = "قوافل السلاح عبرت الحدود الشمالية ليلا"


def test_who_reports_a_denial_does_not_say_what_it_denies() -> None:
    told = [
        said("a", "2018-01-03", f"على حلفائنا أن يدركوا أن أنقرة نفت أن {MOVED}", by="state/us"),
        said("a", "2018-01-03", MOVED, by="state/tr", act="deny", at=30),
    ]
    assert find_denials(told) == ()


def test_what_is_denied_to_have_been_agreed_was_said_by_nobody() -> None:
    for act, conflicts in (("agree", 0), ("claim", 1)):
        told = [
            said("a", "2018-01-03", f"اتفاق الطرفين على أن {MOVED}", act="deny"),
            said("a", "2018-01-03", MOVED, by="state/tr", act=act, at=10),
        ]
        assert len(find_denials(told)) == conflicts


def test_a_long_statement_that_names_the_same_things_is_not_what_a_short_denial_denies() -> None:
    told = [
        said(
            "a",
            "2018-01-01",
            f"{MOVED} بعد أن قصفت الطائرات مواقع في ثلاث مدن وأصابت جسورا ومخازن ومطارا",
            by="state/tr",
        ),
        said("b", "2018-01-03", MOVED, act="deny"),
    ]
    assert find_denials(told) == ()


def test_reprints_of_one_denial_are_one_conflict() -> None:
    told = [
        said("a", "2018-01-01", MOVED, by="state/tr"),
        said("b", "2018-01-03", MOVED, act="deny"),
        said("c", "2018-01-04", MOVED, act="deny"),
    ]
    (conflict,) = find_denials(told)
    assert [side.findings for side in conflict.sides] == [("a-s0",), ("b-s0", "c-s0")]


def test_positions_on_several_tracks_are_one_without_what_stands_on_both() -> None:
    told = [
        said("a", "2018-01-01", "المبادرة", act="support", topics=("elections",)),
        said("b", "2018-03-01", "المبادرة برمتها", act="reject", topics=("elections",)),
    ]
    one, other = settle_positions(told), settle_positions(told[1:])
    assert joined([*one, *other]) == one
