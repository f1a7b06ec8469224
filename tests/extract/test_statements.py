"""Statements: source phrases, what a cue takes, where the words said end, quotations, and properties of all of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabic import texts
from mahdar.errors import EvidenceError
from mahdar.extract.names import find_mentions
from mahdar.extract.statements import Scene
from mahdar.extract.statements.phrases import read_phrase
from mahdar.model import Document, Evidence, RawOffset, Reading, Span, Statement
from mahdar.pipeline import loaded, read_document
from mahdar.score.shown import shown
from mahdar.text import Page


def scene_of(text: str) -> Scene:
    """All that the rules look at, for a text without a title."""
    known, page = loaded().known, Page.of(text)
    return Scene(page, loaded().lexicon, find_mentions(page, known.names), known.genders)


def reading_of(body: str, title: str | None = None) -> Reading:
    return read_document(Document.of(body, title=title, id="t"), loaded())


def span(start: int, end: int) -> Span:
    return Span(RawOffset(start), RawOffset(end))


def words(statement: Statement, text: str) -> tuple[str, str | None, str]:
    """Cue, source and content of a statement, as the text has them."""
    content = " … ".join(piece.of(text) for piece in statement.content.spans)
    return statement.cue.span.of(text), statement.source.of(text) if statement.source else None, content


def found(body: str, title: str | None = None) -> list[tuple[str, str | None, str]]:
    """Every statement in a text, in its order."""
    reading = reading_of(body, title)
    return [words(statement, reading.document.text) for statement in reading.statements]


def said(body: str, title: str | None = None) -> list[str]:
    """The contents of the statements in a text."""
    return [content for _, _, content in found(body, title)]


# Source phrases ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("موسكو إن الطريق مفتوح", "موسكو", "state"),
        ("الوزير إن الطريق مفتوح", "الوزير", "person"),
        ("وزير الزراعة المغربي أن المحصول جيد", "وزير الزراعة المغربي", "person"),
        ("وزارة الصحة في غزة أن الأسرة نفدت", "وزارة الصحة في غزة", "organization"),
        ("المتحدث باسم بلدية الخليل أن الماء عاد", "المتحدث باسم بلدية الخليل", "person"),
        ("المبعوث الأممي إلى ليبيا أن اللجنة جاهزة", "المبعوث الأممي إلى ليبيا", "person"),
        ("مصدر أمني أن الخلية فككت", "مصدر أمني", "anonymous"),
        ("مصادر مقربة من القصر أن الأمر حسم", "مصادر مقربة من القصر", "anonymous"),
        ("البيان الختامي أن الجولة نجحت", "البيان الختامي", "document"),
        ("صحيفة «الخبر» أن الحدود مغلقة", "صحيفة «الخبر»", "media"),
        ("وكالة الأنباء العمانية أن السفينة رست", "وكالة الأنباء العمانية", "media"),
        ("رئيس الوفد، سالم المرزوقي، إن الأمر صعب", "رئيس الوفد، سالم المرزوقي", "person"),
        ("فرنسا وألمانيا وبريطانيا أن الوقت ضيق", "فرنسا وألمانيا وبريطانيا", "state"),
        ("وزيرا خارجية مصر والأردن أن الحل واحد", "وزيرا خارجية مصر والأردن", "person"),
        ("#روسيا أن القاعدة باقية", "#روسيا", "state"),
    ],
)
def test_a_phrase_reaches_as_far_as_it_names_its_source(text: str, phrase: str, kind: str) -> None:
    scene = scene_of(text)
    read = read_phrase(scene, 0, len(scene.folded))
    assert read is not None
    assert (read.span(scene).of(text), read.kind) == (phrase, kind)


@pytest.mark.parametrize(
    "text",
    ["إن الطريق مفتوح", "في بيان", "لم ترد", "قال الوزير", "الذي حضر", "اليوم", "2254 قرار", "مؤكدا أن", "لوزير الري"],
)
def test_no_phrase_begins_with_a_word_that_names_nobody(text: str) -> None:
    scene = scene_of(text)
    assert read_phrase(scene, 0, len(scene.folded)) is None


# What a cue takes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("قال الوزير إن السد آمن.", "السد آمن"),
        ("قال الوزير إنه باق في منصبه.", "باق في منصبه"),
        ("أكدت الوزارة بأن السد آمن.", "السد آمن"),
        ("شددت الوزارة على أن السد آمن.", "السد آمن"),
        ("شددت الوزارة على أمن السد.", "أمن السد"),
        ("أشارت الوزارة إلى أن السد آمن.", "السد آمن"),
        ("طالبت الوزارة بفتح السد.", "فتح السد"),
        ("دعت الوزارة إلى فتح السد.", "فتح السد"),
        ("دعت الوزارة موسكو إلى فتح السد.", "موسكو إلى فتح السد"),
        ("حذرت الوزارة من انهيار السد.", "انهيار السد"),
        ("حذرت الوزارة من أن السد ينهار.", "السد ينهار"),
        ("أعلنت الوزارة إغلاق السد.", "إغلاق السد"),
        ("أعلنت الوزارة عن فتح السد.", "فتح السد"),
        ("اقترحت الوزارة إنهاء الملء.", "إنهاء الملء"),
        ("رحبت الوزارة باستئناف المفاوضات.", "استئناف المفاوضات"),
        ("أعربت الوزارة عن قلقها من الجفاف.", "قلقها من الجفاف"),
        ("اتهمت الوزارة موسكو بإخفاء الحقائق.", "موسكو بإخفاء الحقائق"),
        ("قال الوزير: السد آمن.", "السد آمن"),
        ("قال الوزير: «السد آمن».", "السد آمن"),
        ('قال الوزير "السد آمن".', "السد آمن"),
        ("أفاد شهود بانقطاع الماء.", "انقطاع الماء"),
        ("اتفق الطرفان على فتح السد.", "فتح السد"),
    ],
)
def test_the_words_said_begin_behind_what_the_cue_takes(sentence: str, content: str) -> None:
    assert said(sentence) == [content]


# Where the words said end -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("قال الوزير إن السد آمن. وهطل المطر.", ["السد آمن"]),
        ("قال الوزير إن السد آمن، بينما هطل المطر.", ["السد آمن"]),
        ("قال الوزير إن السد آمن، في حين تجمع المتظاهرون.", ["السد آمن"]),
        ("قال الوزير إن السد آمن، وذلك في ختام زيارته.", ["السد آمن"]),
        ("قال الوزير إن السد آمن، وفق ما نقلته وكالة «تاس».", ["السد آمن"]),
        ("قال الوزير إن السد آمن، مضيفا أن الماء وفير.", ["السد آمن", "الماء وفير"]),
        ("قال الوزير إن السد آمن وأضاف أن الماء وفير.", ["السد آمن", "الماء وفير"]),
        ("قال الوزير إن السد آمن وإن الماء وفير.", ["السد آمن وإن الماء وفير"]),
        ("دعا الوزير إلى فتح السد وإغلاق القناة.", ["فتح السد وإغلاق القناة"]),
        ("قال الوزير إن السد آمن\nهطل المطر.", ["السد آمن"]),
        ("قال الوزير إن السد آمن؟", ["السد آمن"]),
    ],
)
def test_the_words_said_end_where_the_narrator_goes_on(text: str, contents: list[str]) -> None:
    assert said(text) == contents


# Quotations -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("opening", "closing"), [('"', '"'), ("«", "»"), ("“", "”"), ("”", "“"), ("„", "“")])
def test_every_pair_of_quotation_marks_is_left_out(opening: str, closing: str) -> None:
    text = f"وقال الوزير: {opening}السد آمن{closing}."
    [statement] = reading_of(text).statements
    assert words(statement, text) == ("قال", "الوزير", "السد آمن")
    assert statement.quoted == "full"


@pytest.mark.parametrize(
    ("text", "content", "quoted"),
    [
        ("قال الوزير إن السد آمن.", "السد آمن", "none"),
        ("قال الوزير إن «السد آمن».", "السد آمن", "full"),
        ("قال الوزير إن السد «آمن» والماء وفير.", "السد «آمن» والماء وفير", "partial"),
        ("قال الوزير: «السد آمن. والماء وفير».", "السد آمن … والماء وفير", "full"),
        ("قال الوزير: «السد آمن.\nوالماء وفير».", "السد آمن … والماء وفير", "full"),
        ("قال الوزير: «السد (الكبير) آمن».", "السد (الكبير) آمن", "full"),
    ],
)
def test_how_much_is_quoted(text: str, content: str, quoted: str) -> None:
    [statement] = reading_of(text).statements
    assert words(statement, text)[2] == content
    assert statement.quoted == quoted


def test_a_quotation_before_its_verb() -> None:
    assert found("«السد آمن ولا خطر منه»، يقول الوزير.") == [("يقول", "الوزير", "السد آمن ولا خطر منه")]


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    assert said("قال الوزير: «السد آمن\nوهطل المطر طوال النهار.") == ["السد آمن"]


@pytest.mark.parametrize(
    "text",
    [
        "انتشرت وحدات «حفظ النظام» في الساحة.",
        "عرض المهرجان فيلم «الوداع الأخير» أمس.",
        "سقط ما يسمى «إمارة الجبل» في يومين.",
        "صدر العدد الأول من مجلة «القلم».",
    ],
)
def test_words_held_at_a_distance_are_nobody_s(text: str) -> None:
    assert found(text) == []


# The constructions that must come out right whatever else does --------------------------------------------------


def test_three_bodies_each_with_its_own_words() -> None:
    text = (
        "اقترحت وزارة الخارجية العمانية إنهاء المشاورات في مسقط، وجعل الجولة التاسعة آخرها.\n"
        "أعلنت وزارة الخارجية اليمنية أن الهدنة باقية.\n"
        "كشفت وزارة الخارجية السعودية، عن مناقشة المشاركين تبادل الأسرى.\n"
    )
    assert found(text) == [
        ("اقترحت", "وزارة الخارجية العمانية", "إنهاء المشاورات في مسقط، وجعل الجولة التاسعة آخرها"),
        ("أعلنت", "وزارة الخارجية اليمنية", "الهدنة باقية"),
        ("كشفت", "وزارة الخارجية السعودية", "مناقشة المشاركين تبادل الأسرى"),
    ]


def test_elided_subjects_go_on_with_the_one_who_spoke() -> None:
    text = "قال كبير المفاوضين مراد الحلبي: «نشكر كل الوفود». واعتبر أن «الوضع تغير». وأضاف: «نعود قريبا»."
    reading = reading_of(text)
    assert [words(s, text) for s in reading.statements] == [
        ("قال", "كبير المفاوضين مراد الحلبي", "نشكر كل الوفود"),
        ("اعتبر", None, "الوضع تغير"),
        ("أضاف", None, "نعود قريبا"),
    ]
    assert len({s.actors for s in reading.statements}) == 1
    assert reading.statements[0].act == "support"


def test_a_claim_is_held_at_a_distance_and_an_assertion_is_not() -> None:
    text = "زعم الناطق أن صيغة جنيف «أثبتت جدواها». وأكد الوزير أن الصيغة قديمة."
    claim, assertion = reading_of(text).statements
    assert (claim.act, claim.held_at_distance, claim.quoted) == ("claim", True, "partial")
    assert (assertion.act, assertion.held_at_distance, assertion.quoted) == ("assert", False, "none")


def test_a_communique_and_those_of_whom_it_speaks() -> None:
    text = "وأشار البيان إلى أن الأطراف المشاركة جددت عزمها على محاربة التهريب."
    assert found(text) == [
        ("أشار", "البيان", "الأطراف المشاركة جددت عزمها على محاربة التهريب"),
        ("جددت", "الأطراف المشاركة", "عزمها على محاربة التهريب"),
    ]


def test_a_relay_is_one_statement() -> None:
    text = "نقلت وكالة الأنباء الليبية عن عميد البلدية قوله إن الماء عاد."
    [statement] = reading_of(text).statements
    assert words(statement, text)[1:] == ("عميد البلدية", "الماء عاد")


def test_a_headline_with_a_name_and_a_colon() -> None:
    assert found("حضر الصحافيون.", title="رئيس البعثة: الهدنة صامدة") == [(":", "رئيس البعثة", "الهدنة صامدة")]


@pytest.mark.parametrize(
    "text",
    [
        "انطلقت الجولة في القاعة الكبرى.",
        "التقى الوزير نظيره الإيطالي.",
        "وصلت المساعدات عبر الميناء قبل الظهر.",
        "لم تعلق الوزارة على النبأ.",
        "زار تامر معرض شاكر الخالدي.",
        "نشر الكاتب مقالا في ذكر محاسن المدينة.",
    ],
)
def test_narration_is_no_statement(text: str) -> None:
    assert found(text) == []


# Properties -------------------------------------------------------------------------------------------------

CUES = [
    "قال", "قالت", "وأضاف", "يقول", "أكدت", "أعلن", "اقترح", "دعا", "طالب", "رفض", "نفت", "زعم", "حذر", "توقع",
    "اتفق", "رحب", "أدان", "قائلا", "مضيفا", "مؤكدا", "بحسب", "وفقا", "نقلت", "نقلا", "قوله", "دعوة", "جاء", "أعرب",
]  # fmt: skip
GLUE = [
    "إن", "أن", "بأن", "إلى", "على", "عن", "من", "في", "الذي", "التي", "وهو ما", "كما", "بينما", "لم", "قد", "وكان",
    ":", "،", ".", "«", "»", '"', "“", "”", "(", ")", "\n", "…", "-",
]  # fmt: skip
NAMES = [
    "موسكو", "#روسيا", "الوزير", "وزير الخارجية", "البيان", "مصادر", "وكالة", "الأمم المتحدة", "للوزارة", "بالوفد",
    "المبعوث", "الجولة", "وقف", "إطلاق النار", "أمله", "انسحابها", "قـال", "إنَّ", "مسؤولان", "الأطراف",
]  # fmt: skip
reports = st.lists(
    st.one_of(st.sampled_from(CUES), st.sampled_from(GLUE), st.sampled_from(NAMES), texts.map(lambda t: t[:6])),
    max_size=40,
).map(" ".join)
"""Texts that are made of what the rules look for, in any order, with junk between."""


def check(reading: Reading) -> None:
    """Every statement stands in the text, in its order, with a source inside one sentence, and belongs to an actor."""
    text, page = reading.document.text, Page.of(reading.document.text)
    edges = [(page.tokens.starts[b], page.tokens.ends[e - 1]) for b, e in page.sentences if e > b]
    known = {actor.id for actor in reading.actors}
    assert len({statement.id for statement in reading.statements}) == len(reading.statements)
    for statement in reading.statements:
        source, pieces = statement.source, statement.content.spans
        for shown_at in [statement.cue.span, *pieces, *([source] if source else [])]:
            assert 0 <= shown_at.start < shown_at.end <= len(text)
            assert shown_at.of(text) == shown_at.of(text).strip()
        assert pieces
        assert all(any(c.isalnum() for c in piece.of(text)) for piece in pieces)
        assert all(before.end <= after.start for before, after in pairwise(pieces))
        assert set(statement.actors) <= known
        if source is not None:
            assert any(b - 1 <= source.start and source.end <= e for b, e in edges)  # a # stands before its token


@pytest.mark.parametrize(
    "text",
    [
        "بحسب نقلت موسكو",
        "قال",
        "قال:",
        "قال: «»",
        "«»",
        "“”قال الوزير",
        "وفقا",
        "وفقا ل",
        "نقلت وكالة عن",
        "جاء في",
        ": قال",
        "قال قال قال",
        "#",
        "# قال # إن",
        "(قال) (الوزير) (إن) (السد)",
        "وفقا أكدت المبعوث وفقا قالت",
        "… مسؤولان أعرب إنَّ - رحب » اتفق بأن نقلا بحسب ، انسحابها",
        "اتفق : )",
    ],
)
def test_scraps_are_read_without_a_stumble(text: str) -> None:
    check(reading_of(text))


@settings(deadline=None)
@given(texts)
def test_whatever_the_text_every_finding_stands_in_it(text: str) -> None:
    check(reading_of(text))


@settings(deadline=None, max_examples=200)
@given(reports)
def test_whatever_the_order_every_finding_stands_in_it(text: str) -> None:
    check(reading_of(text))


WHOLE = "قال الوزير: «السد آمن. والماء وفير». وهطل المطر على المدينة."


@pytest.mark.parametrize(
    "broken",
    [
        lambda s, t: replace(s, source=span(t.index("الوزير"), t.index("المطر"))),
        lambda s, t: replace(s, source=span(t.index("قال"), t.index("قال"))),
        lambda s, t: replace(s, content=Evidence(s.content.spans[::-1])),
        lambda s, t: replace(s, content=Evidence((span(t.index("»"), t.index("»") + 1),))),
        lambda s, t: replace(s, content=Evidence((span(t.index("السد") - 2, len(t)),))),
        lambda s, t: replace(s, content=Evidence((span(0, len(t) + 1),))),
        lambda s, t: replace(s, actors=("nobody",)),
    ],
)
def test_the_check_notices_mistakes(broken: Callable[[Statement, str], Statement]) -> None:
    reading = reading_of(WHOLE)
    check(reading)
    with pytest.raises((AssertionError, EvidenceError)):
        check(replace(reading, statements=(broken(reading.statements[0], WHOLE),)))


@settings(deadline=None)
@given(reports)
def test_the_same_text_reads_the_same(text: str) -> None:
    first, second = reading_of(text), reading_of(text)
    assert (first.statements, first.actors) == (second.statements, second.actors)


@settings(deadline=None)
@given(reports)
def test_findings_are_shown_in_words_of_the_text(text: str) -> None:
    reading = reading_of(text)
    flat = reading.document.text.replace("\n", " ")
    for shape in shown(reading):
        if shape.kind == "statement":
            assert all(piece in flat for piece in [shape.fields[0], *shape.fields[2].split(" … ")])


@settings(deadline=None)
@given(st.sampled_from(["قال الوزير إن السد آمن.", "دعت موسكو إلى فتح السد."]), texts)
def test_what_stands_in_a_paragraph_of_its_own_is_found_whatever_follows(sentence: str, junk: str) -> None:
    text = f"{sentence}\n\n{junk}"
    alone, beside = found(sentence), found(text)
    assert beside[: len(alone)] == alone
