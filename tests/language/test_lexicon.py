"""The lexicon: what the pack knows of one written word, and how broken packs are told."""

from __future__ import annotations

import pickle
import shutil
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given

from arabic import word as words
from mahdar.errors import PackError
from mahdar.language.lexicon import Lexicon, Role
from mahdar.language.loading import build_lexicon
from mahdar.shelf import shipped_packs
from mahdar.text import fold

AR = shipped_packs() / "ar"


@cache
def lexicon() -> Lexicon:
    return build_lexicon("ar", AR)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the shipped pack to break."""
    for path in AR.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    shutil.copytree(AR / "cues", tmp_path / "cues")
    return tmp_path


def change(pack: Path, drawer: str, old: str, new: str) -> int:
    """Replace the first `old` in a drawer; gives the line where it stood."""
    file = pack / drawer
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def refused(pack: Path) -> PackError:
    with pytest.raises(PackError) as caught:
        build_lexicon("ar", pack)
    return caught.value


@pytest.mark.parametrize(
    ("form", "role"),
    [
        ("أن", Role.THAT), ("إنه", Role.THAT), ("بأنها", Role.THAT), ("بين", Role.PREPOSITION),
        ("عبر", Role.PREPOSITION), ("الذي", Role.RELATIVE), ("وكان", Role.AUXILIARY), ("لم", Role.NEGATION),
        ("هذه", Role.DEMONSTRATIVE), ("أمس", Role.ADVERB), ("كما", Role.CONNECTOR), ("إذا", Role.CONDITIONAL),
        ("فيها", Role.PRONOMINAL), ("نقلت", Role.RELAY), ("قوله", Role.OWN_WORDS), ("إطلاق", Role.DEED),
        ("إنهاء", Role.DEED), ("التشكيل", Role.DEED), ("السعودية", Role.NISBA),
    ],
)  # fmt: skip
def test_small_words_play_their_part(form: str, role: int) -> None:
    assert lexicon().word(fold(form)).roles & role


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("الوزير", "person"), ("للوزير", "person"), ("والوزارة", "organization"), ("بالبيان", "document"),
        ("مصادر", "anonymous"), ("صحيفة", "media"), ("المبعوث", "person"),
    ],
)  # fmt: skip
def test_nouns_name_a_kind_of_source(form: str, kind: str) -> None:
    noun = lexicon().word(fold(form)).noun
    assert noun is not None
    assert noun.kind == kind


@pytest.mark.parametrize("form", ["قال", "وقالت", "فقال", "سيعلن", "وأضاف", "بإعلان", "والدعوة", "قائلا"])
def test_an_attribution_may_begin_here(form: str) -> None:
    assert lexicon().word(fold(form)).cues
    assert lexicon().word(fold(form)).active


@pytest.mark.parametrize("form", ["كتاب", "شجرة", "والمدينة", "للنهر", "2023", "،", "«", "\n"])
def test_no_attribution_begins_here(form: str) -> None:
    assert not lexicon().word(form).cues


def test_spelling_makes_no_difference() -> None:
    for variants in [("أعلن", "اعلن", "أعـلن", "أَعْلَنَ"), ("إن", "ان", "إنّ")]:
        assert len({fold(v) for v in variants}) == 1, variants


def test_deeds_are_told_by_their_letters_and_some_are_none() -> None:
    for deed in ("استئناف", "انسحاب", "تشكيل", "تهدئة", "مناقشة", "إغلاق"):
        assert lexicon().word(fold(deed)).roles & Role.DEED, deed
    for other in ("اتحاد", "إعلام", "منظمة", "تنظيم", "لبنان", "أنقرة"):
        assert not lexicon().word(fold(other)).roles & Role.DEED, other


@pytest.mark.parametrize(
    ("kind", "text", "size"),
    [
        ("turn", "من جانبه قال", 2), ("turn", "في المقابل قال", 2), ("narrator", "في حين نزل", 2),
        ("according_to", "وفقا لمصدر", 1), ("self", "على حد قوله .", 3), ("turn", "قال من جانبه", 0),
    ],
)  # fmt: skip
def test_phrases_of_several_words(kind: str, text: str, size: int) -> None:
    tokens = [fold(token) for token in text.split()]
    assert lexicon().phrase(kind, tokens, 0, len(tokens)) == size


@given(words)
def test_any_word_is_looked_up_and_looks_the_same_again(drawn: str) -> None:
    form = fold(drawn)
    if form.strip():
        first = lexicon().word(form)
        assert first.form == form
        assert lexicon().word(form) == first


def test_the_lexicon_can_be_sent_to_a_worker() -> None:
    sent = pickle.loads(pickle.dumps(lexicon()))
    assert sent.word("قال") == lexicon().word("قال")
    assert sent.cues == lexicon().cues


@pytest.mark.parametrize(
    ("drawer", "old", "new", "says"),
    [
        ("cues/deny.yaml", "lemma: نفى", "lemmma: نفى", "a cue has no «lemmma»"),
        ("cues/deny.yaml", "lemma: أنكر", "lemma: نفى", "stands here twice"),
        ("cues/deny.yaml", "lemma: نفى", "lemma: \N{ARABIC LETTER NOON INITIAL FORM}فى", "presentation form"),
        ("cues/assert.yaml", "act: criticise", "act: criticize", "«criticize» is no act"),
        ("particles.yaml", "negations: [لم", "negations: [لـم", "holds a mark"),
        ("particles.yaml", "relatives: [الذي", "relatives: [ الذي  هو", "stray space"),
    ],
)
def test_mistakes_are_told_with_file_and_line(pack: Path, drawer: str, old: str, new: str, says: str) -> None:
    line = change(pack, drawer, old, new)
    told = refused(pack)
    assert (told.file, told.line) == (Path(drawer).name, line)
    assert says in str(told)


def test_broken_yaml_is_told(pack: Path) -> None:
    change(pack, "stances.yaml", "reject: [", "reject: [[")
    told = refused(pack)
    assert told.file == "stances.yaml"


def test_a_noun_with_a_mark_is_told(pack: Path) -> None:
    text = (pack / "nouns.yaml").read_text("utf-8")
    line = next(i for i, row in enumerate(text.split("\n"), 1) if "words: [" in row)
    change(pack, "nouns.yaml", "words: [", "words: [وزِير, ")
    told = refused(pack)
    assert told.file == "nouns.yaml"
    assert told.line == line
