"""PDF statements: letters come back in reading order and in plain forms, or one sentence says why not."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import LOCK, Drawn, ending, file_of, leftward, pdf
from mahdar.model import Document, Provenance
from mahdar.sources import Trouble, read_inputs
from mahdar.sources.pdf import read, read_pdf
from mahdar.sources.pdf.extract import told
from mahdar.sources.pdf.order import Way, read_line, way_of
from mahdar.sources.pdf.text import text_of

LINE = ("أعلنت الوزارة يوم ", "21", " يونيو أن الوفد وصل إلى العاصمة للمشاركة في الجولة")
SENTENCE = "".join(LINE)


def read_of(*pages: Sequence[Drawn]) -> str:
    """The text of a PDF of these pages."""
    found = told(pdf(*pages))
    assert found.fault is None
    return found.text


def test_a_statement_is_read_with_its_provenance(tmp_path: Path) -> None:
    file = tmp_path / "statement.pdf"
    file.write_bytes(pdf([ending("بيان الوزارة", size=18), ending(*LINE, base=660)]))
    [document] = read_inputs([str(file)])
    assert document == Document("statement", f"بيان الوزارة\n\n{SENTENCE}", "بيان الوزارة")
    assert isinstance(document, Document)
    assert document.provenance == Provenance.of(str(file), file.read_bytes())


@pytest.mark.parametrize(
    "runs",
    [
        LINE,
        ("الجولة ", "12.5", " و", "21/6/2023", " و", "1,000"),
        ("القرار ", "2254", "، ثم ", "2023", "-", "06", " في المدينة"),
        ("وصل إلى ", "Astana (Nur-Sultan)", " صباحا"),
        ("في ", "S-400", " أو ", "G20", " كما قالت الوزارة"),
        ("يوم ", "١٥", " تموز/يوليو المقبل"),
    ],
)
def test_numbers_and_latin_words_stay_as_they_are_read(runs: tuple[str, ...]) -> None:
    assert read_of([ending(*runs)]) == "".join(runs)


words = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآ", min_size=1, max_size=7)
foreign = st.one_of(st.integers(0, 99_999).map(str), st.from_regex(r"\A[A-Za-z]{1,8}( [A-Za-z]{1,8})?\Z"))


@given(words, st.lists(st.tuples(foreign, words), max_size=6))
def test_any_line_comes_back(first: str, rest: list[tuple[str, str]]) -> None:
    runs = [first, *(part for number, word in rest for part in (" ", number, " ", word))]
    assert read_line(leftward(*runs), "kept") == "".join(runs)


def test_presentation_forms_become_plain_letters() -> None:
    forms = ["\N{ARABIC LETTER TEH MARBUTA FINAL FORM}", "\N{ARABIC LETTER LAM INITIAL FORM}"]
    forms += ["\N{ARABIC LIGATURE LAM WITH ALEF FINAL FORM}", "\N{ARABIC LETTER BEH INITIAL FORM}"]
    assert read_of([Drawn([*forms, " ", *leftward("الجولة")])]) == "الجولة بلالة"


def test_a_ligature_is_one_glyph_with_two_letters() -> None:
    assert read_of([Drawn(["م", "لا", "س", "ل", "ا", " ", *leftward("الجولة")])]) == "الجولة السلام"


def test_marks_stand_on_the_letter_that_bears_them() -> None:
    """Over the middle letter, drawn before it as programs do that draw from the left."""
    page = [Drawn(["ب"], 100), Drawn(["\N{ARABIC SHADDA}"], 106, 702), Drawn(["ت"], 106), Drawn(["ا"], 112)]
    assert read_of(page) == "اتّب"


@pytest.mark.parametrize("turn", [True, False])
def test_brackets_are_read_as_they_are_meant(turn: bool) -> None:
    """Some files tell how a bracket looks, others what it means."""
    line = leftward("قال الوفد (برئاسة الوزير) إن «الجولة» انتهت")
    other = str.maketrans("()«»", ")(»«")
    text = read_of([Drawn([cell.translate(other) for cell in line] if turn else line)])
    assert text == "قال الوفد (برئاسة الوزير) إن «الجولة» انتهت"


def test_letters_that_run_the_wrong_way_are_read_all_the_same() -> None:
    text = "أعلنت الوزارة أن الجولة انتهت في العاصمة"
    assert read_of([Drawn(list(text))]) == text


def test_an_order_that_cannot_be_told_is_refused() -> None:
    line = "أعلنت الوزارة أن الجولة انتهت في العاصمة"
    found = told(pdf([Drawn(list(line)), Drawn(leftward(line), base=650)]))
    assert found.fault == "no-order"
    assert way_of([]) == "mirrored"


@pytest.mark.parametrize("way", ["mirrored", "kept"])
def test_lines_without_arabic_stay(way: Way) -> None:
    assert read_line(list("The round began."), way) == "The round began."
    assert read_line(list(".2023"), way) == "2023."


def test_lines_become_paragraphs() -> None:
    long = "أعلنت الوزارة أن الوفد وصل إلى العاصمة للمشاركة في الجولة المقبلة"
    page = [ending(long, base=700), ending("وأنه سيلتقي الوسطاء.", base=682), ending(long, base=664)]
    page += [ending("نص يقف وحده", base=600)]
    assert read_of(page) == f"{long} وأنه سيلتقي الوسطاء.\n{long}\n\nنص يقف وحده"


def test_a_paragraph_goes_on_over_the_page_and_its_number_is_left_out() -> None:
    long = "أعلنت الوزارة أن الوفد وصل إلى العاصمة للمشاركة في الجولة المقبلة"
    first = [ending("وزارة الخارجية", base=760), ending(long, base=700), Drawn(list("- 1 -"), 300, 30)]
    second = [ending("وزارة الخارجية", base=760), ending("مع الوفود.", base=700), Drawn(list("- 2 -"), 300, 30)]
    third = [ending("وزارة الخارجية", base=760), ending("وانتهى البيان.", base=700), Drawn(list("- 3 -"), 300, 30)]
    assert read_of(first, second, third) == f"وزارة الخارجية\n\n{long} مع الوفود.\nوانتهى البيان."


def test_the_right_column_comes_first() -> None:
    right = [ending(f"السطر {word} من العمود الأيمن", base=700 - 18 * n) for n, word in enumerate("أبجده")]
    left = [ending(f"السطر {word} من العمود الأيسر", right=270, base=700 - 18 * n) for n, word in enumerate("أبجده")]
    lines = read_of([ending("العنوان فوق العمودين معا كما في الصحف كلها", base=740), *right, *left])
    assert [line.split()[-1] for line in lines.replace(" السطر", "\nالسطر").split("\n") if line][1:] == [
        *["الأيمن"] * 5, *["الأيسر"] * 5,
    ]  # fmt: skip


def test_what_is_drawn_twice_or_askew_is_not_read_twice() -> None:
    bold = [ending(*LINE), Drawn(leftward(*LINE), ending(*LINE).left + 0.2)]
    stamp = Drawn(leftward("مسودة"), 200, 300, matrix="0.7 0.7 -0.7 0.7")
    assert read_of([*bold, stamp]) == SENTENCE


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (pdf([], []), "no-text", "pictures"),
        (pdf([ending(*LINE)], told=False), "unreadable-input", "which letters"),
        (pdf([Drawn(["\ue001", "\ue002", *leftward(*LINE)])]), "unreadable-input", "which letters"),
        (pdf([ending(*LINE)])[:300], "unreadable-input", "broken"),
        (b"%PDF-1.7", "unreadable-input", "broken"),
        (b"nothing", "unreadable-input", "broken"),
        (pdf([ending(*LINE)], extra=LOCK), "locked", "password"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(data: bytes, code: str, says: str) -> None:
    [trouble] = read_pdf(data, "a.pdf", "a", None)
    assert isinstance(trouble, Trouble)
    assert (trouble.code, says in trouble.sentence, bool(trouble.next_step)) == (code, True, True)


def test_pages_without_text_are_told_and_the_rest_is_read() -> None:
    trouble, document = read_pdf(pdf([ending(*LINE)], []), "a.pdf", "a", None)
    assert isinstance(trouble, Trouble)
    assert (trouble.code, trouble.lost) == ("no-text", False)
    assert isinstance(document, Document)
    assert document.text == SENTENCE


def test_a_file_that_unpacks_to_anything_takes_nothing_with_it() -> None:
    packing = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    megabyte = packing.compress(b" " * 1_000_000) + packing.flush(zlib.Z_FULL_FLUSH)
    bomb = b"\x78\x9c" + megabyte * 1_500
    data = file_of({
        1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        4: b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(bomb), bomb),
    })  # fmt: skip
    [trouble] = read_pdf(data, "a.pdf", "a", None)
    assert isinstance(trouble, Trouble)
    assert trouble.code == "too-long"


def test_one_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "SECONDS", 0.0)
    [trouble] = read_pdf(pdf([ending(*LINE)]), "a.pdf", "a", None)
    assert isinstance(trouble, Trouble)
    assert trouble.code == "too-long"


WHOLE = pdf([ending(*LINE)], compressed=False)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.one_of(st.binary(max_size=200), st.tuples(st.integers(0, len(WHOLE)), st.binary(max_size=12)).map(
    lambda cut: WHOLE[: cut[0]] + cut[1] + WHOLE[cut[0] + len(cut[1]) :]
)))  # fmt: skip
def test_any_bytes_give_a_text_or_a_fault(data: bytes) -> None:
    found = told(data)
    assert bool(found.text) != bool(found.fault)


def test_a_page_of_nothing_is_a_page_without_text() -> None:
    assert text_of([[], []]).empty == (1, 2)
