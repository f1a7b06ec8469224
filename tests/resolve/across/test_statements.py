"""Positions, answers to one question, denials."""

from __future__ import annotations

import pytest

from mahdar.language.clitics import load_clitics, shipped
from mahdar.resolve.across import Asking, find_denials, prepare_questions, settle_positions, statement_conflicts
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
