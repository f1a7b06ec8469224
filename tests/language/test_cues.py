"""The drawers of cues: what is compiled from them, and how mistakes in them are told with file and line."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from mahdar.errors import PackError
from mahdar.language.cues import FRAMES, KEYS, CueForm, load_cues
from mahdar.language.loading import load_lexicon
from mahdar.model import Act
from mahdar.shelf import read_drawer, shipped_packs
from mahdar.text import fold

AR = shipped_packs() / "ar"
PREPOSITIONS = frozenset(fold(word) for word in read_drawer(AR / "particles.yaml")["prepositions"])


@cache
def cues() -> dict[str, tuple[CueForm, ...]]:
    """Every form of every cue of the shipped pack."""
    return load_cues(AR, PREPOSITIONS)


def acts_of(form: str) -> set[str]:
    """The acts that a written form may perform."""
    return {known.cue.act for known in cues().get(fold(form), ())}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with one drawer of two cues, to break."""
    shutil.copy(AR / "verbs.yaml", tmp_path)
    (tmp_path / "cues").mkdir()
    write(tmp_path, "- {lemma: قال, present: يقول, takes: [that]}")
    return tmp_path


def write(pack: Path, *lines: str, drawer: str = "assert.yaml") -> None:
    (pack / "cues" / drawer).write_text("# A drawer.\n" + "\n".join(lines) + "\n", encoding="utf-8")


def refused(pack: Path) -> PackError:
    with pytest.raises(PackError) as caught:
        load_cues(pack, PREPOSITIONS)
    return caught.value


def test_there_is_a_drawer_for_every_act_and_for_nothing_else() -> None:
    assert {path.stem for path in (AR / "cues").glob("*.yaml")} == set(get_args(Act))


def test_the_lexicon_is_large() -> None:
    assert len({(known.cue.lemma, known.cue.act) for forms in cues().values() for known in forms}) >= 200


@pytest.mark.parametrize(
    ("form", "act"),
    [
        ("قال", "assert"), ("قائلا", "assert"), ("مضيفة", "assert"), ("زعمت", "claim"), ("زاعما", "claim"),
        ("نفت", "deny"), ("نافيا", "deny"), ("ننفي", "deny"), ("أعلنوا", "announce"), ("إعلان", "announce"),
        ("اقترحت", "propose"), ("نقترح", "propose"), ("دعا", "call"), ("داعية", "call"), ("مطالبة", "call"),
        ("تعهد", "promise"), ("متعهدا", "promise"), ("اتفقتا", "agree"), ("موافقة", "agree"), ("رفضوا", "reject"),
        ("رافضا", "reject"), ("رفضها", "reject"), ("رحبت", "support"), ("مشيدا", "support"), ("نشكر", "support"),
        ("أدانت", "criticise"), ("متهما", "criticise"), ("حذر", "warn"), ("محذرا", "warn"), ("توقع", "expect"),
        ("آملا", "expect"), ("يأملون", "expect"),
    ],
)  # fmt: skip
def test_a_form_performs_the_act_of_its_drawer(form: str, act: str) -> None:
    assert act in acts_of(form)


@pytest.mark.parametrize("form", ["قبل", "عقب", "شك", "ردا", "مقال", "ذكره"])
def test_forms_that_are_some_other_word_are_left_out(form: str) -> None:
    shapes = {known.inflected.shape for known in cues().get(fold(form), ())}
    assert shapes <= ({"past"} if form == "ذكره" else set())


@pytest.mark.parametrize("form", ["نصت", "تنص", "استدعى", "التزمت", "امتنع", "هاجم", "استعرض", "يساند"])
def test_entries_that_take_nothing_are_no_cues(form: str) -> None:
    assert fold(form) not in cues()


def test_every_entry_of_the_pack_is_written_as_the_format_says() -> None:
    for path in (AR / "cues").glob("*.yaml"):
        for entry in read_drawer(path):
            assert set(entry) <= KEYS, entry
            assert all(isinstance(word, str) for word in entry["takes"]), entry
            unknown = {word for word in entry["takes"] if len(word) > 4 and word.isascii()} - FRAMES
            assert not unknown, entry


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("- {lemma: ذكر, present: يذكر, take: [that]}", "a cue has no «take»"),
        ("- {lemma: ذكر, present: يذكر}", "a cue needs «takes»"),
        ("- {present: يذكر, takes: [that]}", "a cue needs «lemma»"),
        ("- {lemma: ذكر, takes: [that]}", "needs its present, or its noun"),
        ("- {lemma: قال, present: يقول, takes: [quote]}", "«قال» stands here twice"),
        ("- {lemma: \N{ARABIC LETTER QAF INITIAL FORM}ال, present: يقول, takes: [that]}", "presentation form"),
        ("- {lemma: ذ\N{ARABIC FATHA}كر, present: يذكر, takes: [that]}", "holds a mark"),
        ("- {lemma: ذكـر, present: يذكر, takes: [that]}", "holds a mark"),
        ("- {lemma: '', present: يذكر, takes: [that]}", "an empty word"),
        ("- {lemma: ذكر, present: يذكر, takes: [that], act: shout}", "«shout» is no act"),
    ],
)
def test_mistakes_are_told_with_file_and_line(pack: Path, line: str, says: str) -> None:
    write(pack, "- {lemma: قال, present: يقول, takes: [that]}", line)
    told = refused(pack)
    assert (told.file, told.line) == ("assert.yaml", 3)
    assert says in told.sentence or says in str(told)


def test_a_drawer_of_an_unknown_act_is_refused(pack: Path) -> None:
    write(pack, "- {lemma: صاح, present: يصيح, takes: [that]}", drawer="shout.yaml")
    told = refused(pack)
    assert (told.file, told.line) == ("shout.yaml", 2)
    assert "«shout» is no act" in str(told)


def test_a_drawer_that_is_no_yaml_is_refused(pack: Path) -> None:
    write(pack, "- {lemma: قال")
    told = refused(pack)
    assert told.file == "assert.yaml"
    assert told.line >= 2


def test_an_empty_drawer_holds_nothing(pack: Path) -> None:
    write(pack)
    assert load_cues(pack, PREPOSITIONS) == {}


def test_a_lemma_may_stand_in_two_drawers(pack: Path) -> None:
    write(pack, "- {lemma: قال, present: يقول, takes: [quote]}", drawer="claim.yaml")
    assert {known.cue.act for known in load_cues(pack, PREPOSITIONS)["قال"]} == {"assert", "claim"}


def test_a_line_may_have_an_act_of_its_own(pack: Path) -> None:
    write(pack, "- {lemma: اشتكى, present: يشتكي, takes: [that], act: criticise}")
    assert {known.cue.act for known in load_cues(pack, PREPOSITIONS)[fold("اشتكى")]} == {"criticise"}


def test_left_out_forms_and_the_past_alone(pack: Path) -> None:
    write(pack, "- {lemma: وعد, present: يعد, takes: [ب], past_only: true, except: [وعدت]}")
    forms = load_cues(pack, PREPOSITIONS)
    assert "وعد" in forms
    assert "وعدت" not in forms
    assert "يعد" not in forms


def test_a_preposition_s_twin_carries_no_pronoun(pack: Path) -> None:
    write(pack, "- {lemma: بين, present: يبين, takes: [that]}")
    forms = load_cues(pack, PREPOSITIONS)
    assert "بين" in forms
    assert "بينهما" not in forms


def own(tmp_path: Path, *lines: str, drawer: str = "assert.yaml") -> Path:
    """A user's folder with one drawer of cues."""
    folder = tmp_path / "own"
    (folder / "cues").mkdir(parents=True)
    write(folder, *lines, drawer=drawer)
    return folder


def test_a_user_s_verb_is_known_beside_the_shipped_ones(pack: Path, tmp_path: Path) -> None:
    theirs = own(tmp_path, "- {lemma: غرد, present: يغرد, takes: [that]}", drawer="announce.yaml")
    forms = load_cues(pack, PREPOSITIONS, theirs)
    assert {known.cue.act for known in forms[fold("وغردت")[1:]]} == {"announce"}
    assert "قال" in forms


def test_a_user_s_word_for_a_lemma_is_the_last(pack: Path, tmp_path: Path) -> None:
    theirs = own(tmp_path, "- {lemma: قال, present: يقول, takes: [quote]}", drawer="claim.yaml")
    assert {known.cue.act for known in load_cues(pack, PREPOSITIONS, theirs)["قال"]} == {"claim"}


def test_a_lemma_that_takes_nothing_at_the_user_s_is_no_cue(pack: Path, tmp_path: Path) -> None:
    theirs = own(tmp_path, "- {lemma: قال, present: يقول, takes: []}")
    assert load_cues(pack, PREPOSITIONS, theirs) == {}


def test_a_mistake_in_the_user_s_drawer_is_told_with_file_and_line(pack: Path, tmp_path: Path) -> None:
    theirs = own(tmp_path, "- {lemma: غرد, takes: [that]}")
    with pytest.raises(PackError) as caught:
        load_cues(pack, PREPOSITIONS, theirs)
    assert str(caught.value).startswith("assert.yaml:2: a cue needs its present")


def test_a_folder_without_cues_changes_nothing(pack: Path, tmp_path: Path) -> None:
    assert load_cues(pack, PREPOSITIONS, tmp_path / "none") == load_cues(pack, PREPOSITIONS)


def test_a_report_is_read_with_the_user_s_verb(tmp_path: Path) -> None:
    (tmp_path / "ar" / "cues").mkdir(parents=True)
    drawer = tmp_path / "ar" / "cues" / "announce.yaml"
    drawer.write_text("- {lemma: دبج, present: يدبج, takes: [that]}\n", encoding="utf-8")
    assert fold("دبج") not in load_lexicon("ar").cues
    assert fold("دبج") in load_lexicon("ar", tmp_path).cues
