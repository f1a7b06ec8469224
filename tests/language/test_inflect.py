"""Inflection, against tables written by hand: sound, hollow, defective and doubled verbs, participles, pronouns."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from mahdar.language.inflect import (
    default_participle,
    noun_forms,
    participle_forms,
    verb_forms,
    whole_participle,
)
from mahdar.shelf import read_drawer, shipped_packs
from mahdar.text import fold


@cache
def affixes() -> dict[str, Any]:
    """The affixes of Arabic as the pack has them."""
    table = read_drawer(shipped_packs() / "ar" / "verbs.yaml")
    assert isinstance(table, dict)
    return table


def table_of(lemma: str, present: str, shape: str) -> set[tuple[str, str, str]]:
    """The forms of the third person without a pronoun and without س: form, gender, number."""
    return {
        (f.form, f.gender, f.number)
        for f in verb_forms(affixes(), lemma, present)
        if f.shape == shape and f.person == 3 and not f.object and not f.future
    }


def rows(*told: tuple[str, str, str]) -> set[tuple[str, str, str]]:
    """The same rows with their forms folded."""
    return {(fold(form), gender, number) for form, gender, number in told}


# he said, she said, both, both (women), they
PAST = [
    ("أعلن", "يعلن", "أعلن أعلنت أعلنا أعلنتا أعلنوا"),
    ("طالب", "يطالب", "طالب طالبت طالبا طالبتا طالبوا"),
    ("قال", "يقول", "قال قالت قالا قالتا قالوا"),
    ("أضاف", "يضيف", "أضاف أضافت أضافا أضافتا أضافوا"),
    ("رد", "يرد", "رد ردت ردا ردتا ردوا"),
    ("أقر", "يقر", "أقر أقرت أقرا أقرتا أقروا"),
    ("نفى", "ينفي", "نفى نفت نفيا نفتا نفوا"),
    ("رأى", "يرى", "رأى رأت رأيا رأتا رأوا"),
    ("تمنى", "يتمنى", "تمنى تمنت تمنيا تمنتا تمنوا"),
    ("ادعى", "يدعي", "ادعى ادعت ادعيا ادعتا ادعوا"),
    ("أثنى", "يثني", "أثنى أثنت أثنيا أثنتا أثنوا"),
    pytest.param(
        "دعا", "يدعو", "دعا دعت دعوا دعتا دعوا", marks=pytest.mark.xfail(strict=True, reason="final waw: both called")
    ),
    pytest.param("خشي", "يخشى", "خشي خشيت خشيا خشيتا خشوا", marks=pytest.mark.xfail(strict=True, reason="they feared")),
]

# he says, she says, they, both, both (women)
PRESENT = [
    ("أعلن", "يعلن", "يعلن تعلن يعلنون يعلنان تعلنان"),
    ("قال", "يقول", "يقول تقول يقولون يقولان تقولان"),
    ("رد", "يرد", "يرد ترد يردون يردان تردان"),
    ("دعا", "يدعو", "يدعو تدعو يدعون"),
    ("نفى", "ينفي", "ينفي تنفي ينفون"),
    ("رأى", "يرى", "يرى ترى يرون"),
    ("هنأ", "يهنئ", "يهنئ تهنئ يهنئون يهنئان تهنئان"),
    pytest.param(
        "دعا", "يدعو", "يدعو تدعو يدعون يدعوان تدعوان",
        marks=pytest.mark.xfail(strict=True, reason="a final waw stays in the dual"),
    ),
    pytest.param(
        "نفى", "ينفي", "ينفي تنفي ينفون ينفيان تنفيان",
        marks=pytest.mark.xfail(strict=True, reason="a final yeh stays in the dual"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lemma", "present", "forms"), PAST)
def test_the_past_agrees(lemma: str, present: str, forms: str) -> None:
    he, she, two, two_women, they = forms.split()
    told = rows((he, "m", "s"), (she, "f", "s"), (two, "m", "d"), (two_women, "f", "d"), (they, "m", "p"))
    assert told <= table_of(lemma, present, "past")


@pytest.mark.parametrize(("lemma", "present", "forms"), PRESENT)
def test_the_present_agrees(lemma: str, present: str, forms: str) -> None:
    he, she, they, *two = forms.split()
    told = rows((he, "m", "s"), (she, "f", "s"), (they, "m", "p"), *zip(two, "mf", "dd", strict=False))
    assert told <= table_of(lemma, present, "present")


@pytest.mark.parametrize(
    ("lemma", "present", "form"),
    [
        ("أعلن", "يعلن", "أعلنا"), ("أعلن", "يعلن", "نعلن"), ("قال", "يقول", "نقول"), ("نفى", "ينفي", "ننفي"),
        ("نفى", "ينفي", "نفينا"), ("رفض", "يرفض", "أرفض"), ("دعا", "يدعو", "ندعو"), ("رد", "يرد", "نرد"),
        pytest.param("قال", "يقول", "قلنا", marks=pytest.mark.xfail(strict=True, reason="a hollow verb is cut short")),
        pytest.param("دعا", "يدعو", "دعونا", marks=pytest.mark.xfail(strict=True, reason="a final waw comes back")),
    ],
)  # fmt: skip
def test_the_first_person(lemma: str, present: str, form: str) -> None:
    assert fold(form) in {f.form for f in verb_forms(affixes(), lemma, present) if f.person == 1 or form == "أعلنا"}


@pytest.mark.parametrize(
    ("lemma", "present", "form"),
    [
        ("أعلن", "يعلن", "يعلن"), ("أعلن", "يعلن", "يعلنوا"), ("رد", "يرد", "يردوا"),
        pytest.param("قال", "يقول", "يقل", marks=pytest.mark.xfail(strict=True, reason="لم يقل: the jussive")),
        pytest.param("نفى", "ينفي", "تنف", marks=pytest.mark.xfail(strict=True, reason="لم تنف: the jussive")),
        pytest.param("دعا", "يدعو", "يدع", marks=pytest.mark.xfail(strict=True, reason="لم يدع: the jussive")),
    ],
)  # fmt: skip
def test_the_jussive(lemma: str, present: str, form: str) -> None:
    assert fold(form) in {f.form for f in verb_forms(affixes(), lemma, present) if f.shape == "present"}


@pytest.mark.parametrize(("lemma", "present", "form"), [("قال", "يقول", "سيقول"), ("دعا", "يدعو", "ستدعو")])
def test_the_future(lemma: str, present: str, form: str) -> None:
    [found] = [f for f in verb_forms(affixes(), lemma, present) if f.form == form and not f.object]
    assert found.future
    assert found.shape == "present"


@pytest.mark.parametrize(
    ("lemma", "present", "forms"),
    [
        ("وصف", "يصف", "وصفه وصفها وصفهم وصفته وصفوه يصفه تصفها يصفونه"),
        ("اتهم", "يتهم", "اتهمه اتهمتها اتهموهم يتهمهما"),
        ("نفى", "ينفي", "نفاه نفته نفوها ينفيه تنفيها"),
        ("دعا", "يدعو", "دعاه دعته دعوهم يدعوه"),
        ("هنأ", "يهنئ", "هنأه يهنئه"),
    ],
)
def test_pronouns_are_joined(lemma: str, present: str, forms: str) -> None:
    joined = {f.form for f in verb_forms(affixes(), lemma, present) if f.object}
    assert {fold(form) for form in forms.split()} <= joined


@pytest.mark.parametrize(
    ("participle", "present", "forms"),
    [
        ("قائل", "يقول", "قائلا قائلة قائلين"),
        ("مضيف", "يضيف", "مضيفا مضيفة مضيفين"),
        ("ناف", "ينفي", "نافيا نافية نافين"),
        ("مدع", "يدعي", "مدعيا مدعية مدعين"),
        ("معتبر", "يعتبر", "معتبرا معتبرة معتبرين"),
    ],
)
def test_participles_agree_with_the_speaker(participle: str, present: str, forms: str) -> None:
    he, she, they = forms.split()
    found = {(f.form, f.gender, f.number) for f in participle_forms(affixes(), participle, present)}
    assert rows((he, "m", "s"), (she, "f", "s"), (they, "m", "p")) <= found


@pytest.mark.parametrize(("present", "participle"), [("يضيف", "مضيف"), ("يؤكد", "مؤكد"), ("يتهم", "متهم")])
def test_the_participle_of_a_derived_verb(present: str, participle: str) -> None:
    assert default_participle(affixes(), present) == participle


@pytest.mark.parametrize(("word", "gender", "number"), [("داعيا", "m", "s"), ("داعية", "f", "s"), ("داعين", "m", "p")])
def test_a_participle_in_full_agrees_as_its_ending_says(word: str, gender: str, number: str) -> None:
    found = whole_participle(affixes(), word)
    assert (found.form, found.gender, found.number, found.shape) == (fold(word), gender, number, "participle")


@pytest.mark.parametrize(
    ("noun", "forms", "owned"),
    [
        ("إعلان", "إعلان إعلانا", "إعلانه إعلانها إعلانهم"),
        ("دعوة", "دعوة", "دعوته دعوتها دعوتهم دعوتهما"),
    ],
)  # fmt: skip
def test_verbal_nouns_carry_their_doer(noun: str, forms: str, owned: str) -> None:
    found = list(noun_forms(affixes(), noun))
    assert {f.form for f in found if not f.owner} == {fold(form) for form in forms.split()}
    assert {fold(form) for form in owned.split()} <= {f.form for f in found if f.owner}


def test_forms_are_folded() -> None:
    for lemma, present in [("أعلن", "يعلن"), ("رأى", "يرى"), ("هنأ", "يهنئ")]:
        assert all(f.form == fold(f.form) for f in verb_forms(affixes(), lemma, present))
