"""Golden examples: each is a test of its own; the format's mistakes are told with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahdar.errors import PackError
from mahdar.pipeline import loaded
from mahdar.score.examples import Example, load_examples, shipped_examples
from mahdar.score.golden import accept, judge


def _case(example: Example) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=example.fails)] if example.fails else []
    return pytest.param(example, id=example.name, marks=marks)


@pytest.mark.parametrize("example", [_case(example) for example in shipped_examples()])
def test_golden(example: Example) -> None:
    verdict = judge(example, loaded())
    assert verdict.passed, f"\n{verdict}"


GOOD = """## a remark
# Yesterday
published: 2024-03-12
headline: وصول
وصل الوفد أمس.
    time  أمس = 2024-03-11 2024-03-11
    nothing meeting

# Nothing at all
غادر الوفد.
    nothing
"""


def write(folder: Path, content: str) -> Path:
    file = folder / "examples.txt"
    file.write_text(content, encoding="utf-8")
    return file


def test_an_example_is_read(tmp_path: Path) -> None:
    first, second = load_examples(write(tmp_path, GOOD))
    assert (first.title, first.first, first.last, str(first.published)) == ("Yesterday", 2, 7, "2024-03-12")
    assert first.document.text == "وصول\nوصل الوفد أمس."
    assert first.kinds == {"time", "meeting"}
    assert second.kinds == {"statement", "time", "meeting", "pledge"}
    assert all(judge(example, loaded()).passed for example in (first, second))


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ("وصل الوفد.\n", 1, "begins with a title"),
        ("# t\n    nothing\n", 1, "has no text"),
        ("# t\nوصل الوفد.\n", 1, "says nothing"),
        ("# t\nوصل الوفد.\n    verb وصل\n", 3, "«verb» is no kind"),
        ("# t\nوصل الوفد.\n    nothing verbs\n", 3, "«verbs» is no kind"),
        ("# t\nوصل الوفد.\n    time أمس\n", 3, "2 to 3 parts"),
        ("# t\nوصل الوفد.\n    time أمس = 2024\n", 3, "«أمس» does not stand in the text"),
        ("# t\nوصل الوفد.\n    statement قال | الوفد | وصل\n", 3, "«قال» does not stand"),
        ("# t\npublished: 12/3/2024\nوصل.\n    nothing\n", 2, "is no date"),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path: Path, content: str, line: int, says: str) -> None:
    with pytest.raises(PackError, match=says) as told:
        load_examples(write(tmp_path, content))
    assert (told.value.file, told.value.line) == ("examples.txt", line)


def test_accepting_rewrites_only_what_did_not_hold(tmp_path: Path) -> None:
    wrong = GOOD.replace("= 2024-03-11 2024-03-11", "= 2020").replace(
        "غادر الوفد.\n    nothing", "غادر الوفد غدا.\n    time غدا = 2019\n    :fails on purpose"
    )
    file = write(tmp_path, wrong)
    verdicts = [judge(example, loaded()) for example in load_examples(file)]
    assert [v.passed for v in verdicts] == [False, False]
    assert "− time  أمس | 2020" in str(verdicts[0])
    assert accept(verdicts) == [file]
    expected = wrong.replace("    time  أمس = 2020", "    time  أمس = 2024-03-11 2024-03-11")
    assert file.read_text("utf-8") == expected
    assert accept([judge(example, loaded()) for example in load_examples(file)]) == []


def test_fields_that_are_left_out_are_not_compared(tmp_path: Path) -> None:
    text = "# t\nقالت موسكو إن الجولة انتهت.\n    statement  قالت | موسكو | الجولة انتهت\n"
    [example] = load_examples(write(tmp_path, text))
    assert judge(example, loaded()).passed
