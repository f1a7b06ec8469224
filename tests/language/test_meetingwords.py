"""The drawer of meetings: what is compiled from it, and how mistakes in it are told."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from mahdar.errors import PackError
from mahdar.language.clitics import load_clitics
from mahdar.language.forms import phrase_forms, word_forms
from mahdar.language.meetingwords import Clue, build_meeting_words
from mahdar.shelf import shipped_packs
from mahdar.text import fold

AR = shipped_packs() / "ar"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the shipped drawers to break."""
    for name in ("meetings.yaml", "clitics.yaml", "verbs.yaml"):
        shutil.copy(AR / name, tmp_path)
    return tmp_path


def refused(pack: Path, old: str, new: str) -> tuple[PackError, int]:
    """What compiling says after the first `old` became `new`, and the line where it stood."""
    file = pack / "meetings.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(PackError) as caught:
        build_meeting_words("ar", pack)
    return caught.value, text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("form", "kind", "cut", "definite"),
    [
        ("جولة", "round", 0, False),
        ("والجولة", "round", 3, True),
        ("للقمة", "summit", 2, True),
        ("بقمة", "summit", 1, False),
        ("جلستهم", "session", 0, True),
        ("اجتماعا", "session", 0, False),
        ("لقائه", "session", 0, True),
        ("ومفاوضاتها", "consultation", 1, True),
    ],
)
def test_nouns_carry_their_clitics(form: str, kind: str, cut: int, definite: bool) -> None:
    nouns = build_meeting_words("ar", AR).nouns[fold(form)]
    assert (kind, cut, definite) in [(n.kind, n.cut, n.definite) for n in nouns]


@pytest.mark.parametrize(
    ("form", "clue"),
    [
        ("عقدت", Clue("hold", "past")),
        ("ستعقد", Clue("hold", "future")),
        ("تنطلق", Clue("begin", "present")),
        ("واختتم", Clue("end", "past")),
        ("لإلغاء", Clue("cancel")),
        ("المرتقبة", Clue("plan")),
    ],
)
def test_clues_tell_sense_and_tense(form: str, clue: Clue) -> None:
    assert clue in build_meeting_words("ar", AR).clues[fold(form)]


def test_ordinals_up_to_forty_nine() -> None:
    ordinals = build_meeting_words("ar", AR).ordinals
    assert dict(ordinals[fold("الثانية")])[(fold("عشرة"),)] == 12
    assert dict(ordinals[fold("الحادية")])[(fold("والأربعين"),)] == 41
    assert dict(ordinals[fold("العشرون")])[()] == 20


def test_the_compiled_words_can_be_sent_to_a_worker() -> None:
    words = build_meeting_words("ar", AR)
    assert pickle.loads(pickle.dumps(words)) == words


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("one: [جولة]", "one: [جولة, جولة]", "twice"),
        ("one: [قمة]", "one: [ق\N{ARABIC DAMMA}مة]", "mark"),
        ("kind: round", "kind: tour", "needs a kind"),
        ("one: [جولة]", "single: [جولة]", "no «single»"),
        ("among:", "amongst:", "no key"),
        ("  hold:\n", "  holding:\n", "no sense"),
    ],
)
def test_mistakes_are_told_with_their_line(pack: Path, old: str, new: str, part: str) -> None:
    error, line = refused(pack, old, new)
    assert part in str(error)
    assert error.file == "meetings.yaml"
    assert abs(error.line - line) <= 1


def test_a_word_that_begins_like_the_article_keeps_its_letters_behind_a_preposition() -> None:
    clitics = load_clitics(AR)
    assert {fold("لإلغاء"), fold("بإلغاء")} <= {w.form for w in word_forms("إلغاء", clitics)}
    assert {fold("للقمة"), fold("والقمة")} <= {w.form for w in word_forms("قمة", clitics)}
    assert fold("لمجلس") in {w.form for w in phrase_forms("مجلس الأمن", clitics)}
