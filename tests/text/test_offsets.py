"""Offsets: what a stage is given is exactly what stands in the text, and deliberate mistakes are noticed."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from itertools import cycle, pairwise
from types import ModuleType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from arabic import LETTERS, MARKS, texts
from mahdar.model import FoldedOffset
from mahdar.text import Folded, Page, find_quotations, fold, raw_offset, split_sentences, tokenize
from mahdar.text.letters import DROPPED

fold_room, tokens_room = import_module("mahdar.text.fold"), import_module("mahdar.text.tokens")


def check_tokens(text: str) -> None:
    """Each token, cut out of the text by its offsets, folds to its folded form; tokens do not overlap."""
    tokens = tokenize(text)
    for index in range(len(tokens)):
        start, end = tokens.starts[index], tokens.ends[index]
        assert 0 <= start < end <= len(text)
        assert tokens.raw(index) == text[start:end] == tokens.span(index, index).of(text)
        assert fold(text[start:end]) == tokens.folded[index]
    assert all(
        before <= after
        for before, after in pairwise(e for p in zip(tokens.starts, tokens.ends, strict=True) for e in p)
    )


def check_nothing_lost(text: str) -> None:
    """Whatever stands outside the tokens is space, hashtag glue, or marks that fold to nothing."""
    tokens = tokenize(text)
    covered = {offset for s, e in zip(tokens.starts, tokens.ends, strict=True) for offset in range(s, e)}
    for offset, character in enumerate(text):
        assert offset in covered or character.isspace() or character in "_#" or character in DROPPED, ascii(character)


def check_folded(text: str) -> None:
    """Every stretch of the folded text comes from the raw stretch that folds to it."""
    folded = Folded.of(text)
    assert folded.text == "".join(fold(c) for c in text)
    for start in range(len(folded.text)):
        end = start + 1
        while end < len(folded.text) and folded.origins[end] == folded.origins[start]:
            end += 1
        if start and folded.origins[start] == folded.origins[start - 1]:
            continue
        raw_start, raw_end = folded.to_raw(FoldedOffset(start), FoldedOffset(end))
        assert fold(text[raw_start:raw_end]) == folded.text[start:end]


def check_page(text: str) -> None:
    """Sentences are ordered and apart, and quotations lie inside the text."""
    page = Page.of(text)
    count = len(page.tokens)
    assert all(0 <= a < b <= count for a, b in page.sentences)
    assert all(before[1] <= after[0] for before, after in pairwise(page.sentences))
    assert all(0 <= q.open < q.close <= count for q in page.quotations)
    assert len(page.sentence_of) == count


EVERY_KIND = "وقـــال الوزيرُ، أمسِ: «لا ءآ» في #أستانا-٢٠\u200f."
"""Tatweel, marks, hamza, digits, quotation marks, a hashtag and a direction mark, so that no mutant slips by."""


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts, st.sampled_from(MARKS))
def test_a_mark_changes_no_folded_word(text: str, mark: str) -> None:
    assert fold(text + mark) == fold(text)


@given(texts)
@example(EVERY_KIND)
def test_clitics_are_cut_where_they_end(text: str) -> None:
    tokens = tokenize(text)
    for index, form in enumerate(tokens.folded):
        ligatures = any(len(fold(c)) > 1 for c in tokens.raw(index))
        for cut in range(0 if ligatures else len(form)):
            assert fold(text[tokens.inner_start(index, cut) : tokens.ends[index]]) == form[cut:]


@given(texts)
def test_tokens_are_found_by_offset(text: str) -> None:
    tokens = tokenize(text)
    for index, end in enumerate(tokens.ends):
        assert tokens.at(end - 1) <= index


@given(texts, st.lists(st.sampled_from(["", "", *MARKS]), min_size=1))
def test_marks_behind_letters_change_no_token(text: str, marks: list[str]) -> None:
    bare = "".join(c for c in text if c not in DROPPED)
    rotated = cycle(marks)
    marked = "".join(c + next(rotated) if c in LETTERS else c for c in bare)
    assert tokenize(marked).folded == tokenize(bare).folded


@given(texts)
@example(EVERY_KIND)
def test_folded_offsets_lead_back(text: str) -> None:
    check_folded(text)


@given(texts)
@example(EVERY_KIND)
def test_tokens_fold_as_their_words_do(text: str) -> None:
    check_tokens(text)


@given(texts)
@example(EVERY_KIND)
def test_nothing_readable_is_left_out(text: str) -> None:
    check_nothing_lost(text)


@given(texts)
@example(EVERY_KIND)
def test_sentences_and_quotations_lie_in_the_text(text: str) -> None:
    check_page(text)


def _one_too_far(raw: str, folded_offset: FoldedOffset) -> int:
    return int(raw_offset(raw, folded_offset)) + 1


def _keep_tatweel(character: str) -> str:
    return character if character == "\N{ARABIC TATWEEL}" else fold(character)


def _drop_hamza(text: str) -> str:
    return fold(text).replace("\N{ARABIC LETTER HAMZA}", "")


MUTANTS = [
    ("clitics end one letter too far", tokens_room, "raw_offset", _one_too_far, test_clitics_are_cut_where_they_end),
    ("folding keeps the tatweel", fold_room, "_fold_character", _keep_tatweel, test_folded_offsets_lead_back),
    ("tokens lose a letter", tokens_room, "fold", _drop_hamza, test_tokens_fold_as_their_words_do),
    (
        "marks cut words",
        tokens_room,
        "_TOKEN",
        re.compile(r"[^\W\d_]+|\d+|\n|[^\s\w]"),
        test_marks_behind_letters_change_no_token,
    ),
    (
        "figures are passed over",
        tokens_room,
        "_TOKEN",
        re.compile(r"[^\W\d_]+|\n|[^\s\w]"),
        test_nothing_readable_is_left_out,
    ),
]


@pytest.mark.parametrize(("room", "name", "mutant", "property_"), [m[1:] for m in MUTANTS], ids=[m[0] for m in MUTANTS])
def test_deliberate_mistakes_are_noticed(
    monkeypatch: pytest.MonkeyPatch, room: ModuleType, name: str, mutant: object, property_: Callable[[], None]
) -> None:
    monkeypatch.setattr(room, name, mutant)
    monkeypatch.setattr(tokens_room, "_FOLDED", {})
    with pytest.raises((AssertionError, ExceptionGroup)):
        property_()


def test_quotations_close_what_they_open() -> None:
    tokens = tokenize("قال: ”نعم“ ثم «لا»")
    found = [tokens.folded[q.open + 1 : q.close] for q in find_quotations(tokens)]
    assert found == [["نعم"], ["لا"]]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("انتهت الجولة. وغادر الوفد", 2),
        ("هل ينجح الاتفاق؟ لا أحد يعلم", 2),
        ("قال د. حسن إنه متفائل", 1),
        ("سطر\nوسطر", 2),
        ("بلغت 3.5 ملايين", 1),
        ("", 0),
        ("...", 0),
    ],
)
def test_sentences(text: str, sentences: int) -> None:
    assert len(split_sentences(tokenize(text))) == sentences
