"""Meetings: which words name one, its track, number, days, place and standing, and what is none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabic import texts
from mahdar.model import Document, Meeting, Reading
from mahdar.pipeline import loaded, read_document

PUBLISHED = date(2021, 3, 10)
"""A Wednesday."""


def reading_of(body: str, title: str | None = None, published: date | None = PUBLISHED) -> Reading:
    return read_document(Document.of(body, title=title, id="t", published=published), loaded())


def met(body: str, title: str | None = None) -> list[Meeting]:
    return list(reading_of(body, title).meetings)


def one(body: str, title: str | None = None) -> Meeting:
    found = met(body, title)
    assert len(found) == 1, [(m.track, m.rule) for m in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "track"),
    [
        ("انطلقت في أستانا الجولة التاسعة من المحادثات أمس.", "astana"),
        ("عقدت اللجنة الدستورية أمس جلسة في جنيف.", "constitutional-committee"),
        ("تستضيف السويد الأسبوع المقبل مشاورات السلام اليمنية بين الحكومة والحوثيين.", "yemen-un"),
        ("اختتمت أمس في القاهرة جولة من محادثات توحيد المؤسسة العسكرية الليبية.", "libya-army"),
        ("بدأت في الخرطوم أمس جولة مفاوضات بين سلفا كير ورياك مشار.", "south-sudan"),
        ("عقدت في جنيف الشهر الماضي مائدة مستديرة حول الصحراء الغربية بحضور جبهة البوليساريو.", "western-sahara"),
        ("تعقد غدا جولة مفاوضات سد النهضة بين مصر والسودان وإثيوبيا.", "gerd"),
        ("التقى وفدا حركتي فتح وحماس في القاهرة أمس ضمن حوار المصالحة الفلسطينية.", "palestinian-reconciliation"),
        ("بدأت أمس في الدوحة محادثات بين الحكومة الأفغانية وحركة طالبان.", "afghanistan"),
        ("عقدت الكوريتان أمس محادثات رفيعة المستوى في بانمونجوم.", "korea-inter"),
        ("استضافت هانوي قمة بين ترامب وكيم جونغ أون في فبراير 2019.", "korea-us"),
        ("عقد مجلس الأمن أمس جلسة طارئة.", "security-council"),
    ],
)
def test_the_track_is_that_of_the_words_beside_it(text: str, track: str) -> None:
    assert [m.track for m in met(text)] == [track]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("الجولة 17", 17),
        ("الجولة الـ17", 17),
        ("الجولة رقم 9", 9),
        ("الجولة السابعة عشرة", 17),
        ("الجولة الحادية والعشرون", 21),
        ("الجولة العشرون", 20),
    ],
)
def test_rounds_are_counted_in_digits_and_words(words: str, number: int) -> None:
    assert one(f"اختتمت أمس {words} من محادثات أستانا.").number == number


def test_a_venue_and_a_number_name_a_round() -> None:
    meeting = one("وصل الوفد بعدما انتهت أستانا-14 من دون بيان.")
    assert (meeting.track, meeting.number, meeting.kind) == ("astana", 14, "round")


def test_a_date_behind_a_summit_is_no_number() -> None:
    meeting = one("جاء ذلك بعد قمة 27 أبريل الماضي بين الكوريتين.")
    assert (meeting.number, meeting.earliest) == (None, date(2020, 4, 27))


@pytest.mark.parametrize(
    ("text", "status", "earliest", "latest"),
    [
        ("عقدت أمس جولة من محادثات أستانا.", "held", date(2021, 3, 9), date(2021, 3, 9)),
        ("تعقد جولة محادثات أستانا الجديدة في 20 مارس الجاري.", "planned", date(2021, 3, 20), date(2021, 3, 20)),
        ("تجرى جولة محادثات أستانا قبل نهاية مارس.", "planned", PUBLISHED, date(2021, 3, 31)),
        ("ألغيت جولة محادثات أستانا المقررة غدا.", "cancelled", date(2021, 3, 11), date(2021, 3, 11)),
        ("بدأت اليوم جولة من محادثات أستانا.", "ongoing", PUBLISHED, PUBLISHED),
        ("عقدت جولة محادثات أستانا من 3 إلى 5 مارس.", "held", date(2021, 3, 3), date(2021, 3, 5)),
    ],
)
def test_standing_and_days(text: str, status: str, earliest: date, latest: date) -> None:
    meeting = one(text)
    assert (meeting.status, meeting.earliest, meeting.latest) == (status, earliest, latest)


def test_the_day_of_the_speaker_is_not_the_day_of_the_meeting() -> None:
    meeting = one("أعلنت وزارة الخارجية الكازاخستانية أمس أن جولة محادثات أستانا المقبلة ستعقد في مايو 2021.")
    assert (meeting.earliest, meeting.latest) == (date(2021, 5, 1), date(2021, 5, 31))


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("عقدت أمس جولة من محادثات أستانا في مدينة سوتشي.", "سوتشي", "place/sochi"),
        ("عقدت أمس مشاورات السلام اليمنية بالكويت.", "الكويت", None),
        ("عقدت أمس جولة من محادثات السلام السورية في جنيف.", "جنيف", "place/geneva"),
    ],
)
def test_the_place_is_named_as_the_text_names_it(text: str, name: str, place: str | None) -> None:
    meeting = one(text)
    assert meeting.place_name == name
    assert place in (None, meeting.place)


def test_the_country_that_talks_are_about_is_no_venue() -> None:
    assert one("عقدت أمس جولة من محادثات السلام السورية لإنهاء الحرب في سوريا.").place_name is None


def test_several_tellings_of_one_meeting_are_one() -> None:
    meeting = one(
        "اختتمت الجولة الخامسة عشرة من محادثات أستانا. وقال مصدر إن الجولة عقدت في سوتشي يومي 16 و17 فبراير.",
        "ختام جولة جديدة من محادثات أستانا",
    )
    assert (meeting.number, meeting.place_name) == (15, "سوتشي")
    assert (meeting.earliest, meeting.latest) == (date(2021, 2, 16), date(2021, 2, 17))


def test_the_next_round_is_another_one() -> None:
    found = met(
        "اختتمت أمس الجولة الخامسة عشرة من محادثات أستانا. وتعقد الجولة السادسة عشرة من محادثات أستانا في يونيو."
    )
    assert [(m.id, m.number, m.status) for m in found] == [("m1", 15, "held"), ("m2", 16, "planned")]


def test_parties_come_with_their_part() -> None:
    meeting = one("عقدت الكوريتان أمس قمة في بانمونجوم بين كوريا الشمالية وكوريا الجنوبية.")
    assert {(p.actor, p.role) for p in meeting.participants} >= {("state/kp", "party"), ("state/kr", "party")}


def test_a_meeting_told_by_somebody_points_to_the_statement() -> None:
    reading = reading_of("قال غير بيدرسون إن اللجنة الدستورية ستعقد جولة في جنيف في أبريل المقبل.")
    assert [m.according_to for m in reading.meetings] == [reading.statements[0].id]


@pytest.mark.parametrize(
    "text",
    [
        # a bilateral meeting of people whose countries talk elsewhere
        "التقى وزير الخارجية المصري أمس نظيره اليوناني في أثينا وبحثا الأزمة الليبية.",
        "أجرى الرئيس الفرنسي أمس محادثات في الخرطوم مع نظيره السوداني.",
        # talks in general
        "تبقى المفاوضات السبيل الوحيد لإنهاء الحرب في اليمن.",
        "دعت الأمم المتحدة الأطراف الليبية إلى استئناف الحوار.",
        "أبدت طالبان استعدادها لإجراء محادثات.",
        # nouns that mean something else here
        "عقد وزير الخارجية السوري أمس مؤتمرا صحفيا في دمشق.",
        "قام المبعوث الأممي إلى اليمن بجولة في أسواق عدن أمس.",
        "بدأت أمس جولة جديدة من القتال في ليبيا.",
        "أكدت أنه لا مفاوضات مع الحوثيين هذا الأسبوع.",
        # sport
        "فاز المنتخب الليبي في الجولة الثالثة أمس وسجل اللاعب هدفين في المباراة التي جرت في طرابلس.",
        "تتجه الأنظار إلى قمة الدوري غدا بين الفريقين في القاهرة.",
        # nothing at all
        "",
        "نشرت الصحيفة صورا من الحفل.",
    ],
)
def test_what_is_no_meeting(text: str) -> None:
    assert met(text) == []


def test_without_a_day_of_publication_nothing_is_guessed() -> None:
    found = reading_of("عقدت أمس جولة من محادثات أستانا.", published=None).meetings
    assert [(m.earliest, m.latest) for m in found] == [(None, None)]


WORDS = (
    "عقدت ستعقد ألغيت الجولة العاشرة قمة محادثات أستانا اجتماع جلسة جنيف أمس غدا بين الكوريتين قال إن طالبان من مع "
    "الحوثيين التقى ترامب وكيم مجلس الأمن في 20 ، . « » الحادية والعشرين"
)
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, texts), max_size=30).map(" ".join), st.booleans())
def test_evidence_lies_in_the_text_and_ids_count_up(text: str, titled: bool) -> None:
    reading = reading_of(text, "محادثات أستانا" if titled else None)
    whole = reading.document.text
    for number, meeting in enumerate(reading.meetings, start=1):
        assert meeting.id == f"m{number}"
        span = meeting.evidence.first
        assert 0 <= span.start < span.end <= len(whole)
        assert span.of(whole) == span.of(whole).strip()
        assert meeting.place_name is None or meeting.place_name in whole
        assert meeting.earliest is None or meeting.latest is None or meeting.earliest <= meeting.latest
        assert meeting.rule.startswith("ar.meeting.")


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("تستضيف العاصمة الكازاخية أستانا الجولة التاسعة من محادثات أستانا غدا.", "state/kz"),
        ("استضافت السويد أمس مشاورات السلام اليمنية بين الحكومة والحوثيين.", "state/se"),
        ("عقدت أمس في سوتشي التي تستضيفها روسيا الجولة التاسعة من محادثات أستانا.", "state/ru"),
        ("عقدت الجولة التاسعة من محادثات أستانا في أستانا أمس.", None),
        ("عقدت الجولة التاسعة من محادثات أستانا في أستانا أمس، فيما تستضيف قطر مؤتمرا آخر.", None),
    ],
)
def test_a_host_is_told_and_never_taken_from_the_venue(text: str, host: str | None) -> None:
    assert one(text).host == host


def test_a_numbered_round_of_a_track_that_is_not_sure_is_refused_with_the_reason() -> None:
    found = reading_of("أعلن المتحدث أن الجولة الثالثة من محادثات السلام في دارفور ستعقد في الدوحة يوم 12 مارس المقبل.")
    assert found.meetings == ()
    assert [(r.kind, r.reason) for r in found.refusals] == [("meeting", "track-not-sure")]
