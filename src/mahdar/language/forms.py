"""Written forms of a noun or a phrase: everything that may be joined to its front, and pronouns to its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mahdar.language.clitics import Clitics
from mahdar.text import tokenize

_CLOSED_T, _OPEN_T = "\N{ARABIC LETTER TEH MARBUTA}", "\N{ARABIC LETTER TEH}"
_HAMZA, _SEATED = "\N{ARABIC LETTER HAMZA}", "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}"
_ALEF = "\N{ARABIC LETTER ALEF}"


class Word(NamedTuple):
    """One written form: `cut` folded letters stand before the word itself, `rest` are the words behind it."""

    form: str
    cut: int
    preposition: str
    definite: bool
    rest: tuple[str, ...] = ()
    owned: bool = False


def word_forms(word: str, clitics: Clitics, *, owners: bool = True) -> Iterator[Word]:
    """Every written form of a noun or of a phrase that begins with one.

    The accusative alef and, where `owners` says so, joined pronouns come with a single word only.

    >>> from mahdar.language.clitics import load_clitics, shipped
    >>> "لجلستهم" in {w.form for w in word_forms("جلسة", load_clitics(shipped("ar")))}
    True
    """
    first, *rest = tokenize(word).folded
    yield from _fronted(first, tuple(rest), clitics, article=not first.startswith(clitics.article))
    if rest:
        return
    if first[-1] not in (_CLOSED_T, _HAMZA) and not first.endswith(_ALEF + _OPEN_T):
        yield from _fronted(first + _ALEF, (), clitics, article=False)
    if owners:
        for stem in _before_pronoun(first):
            for pronoun in clitics.pronouns:
                yield from _fronted(stem + pronoun, (), clitics, article=False, owned=True)


def phrase_forms(phrase: str, clitics: Clitics) -> Iterator[Word]:
    """A word or a phrase as it stands, and behind conjunctions and prepositions.

    >>> from mahdar.language.clitics import load_clitics, shipped
    >>> sorted(w.form for w in phrase_forms("مجلس الأمن", load_clitics(shipped("ar"))))[:3]
    ['بمجلس', 'فبمجلس', 'فكمجلس']
    """
    first, *rest = tokenize(phrase).folded
    yield from _fronted(first, tuple(rest), clitics, article=False)


def _before_pronoun(stem: str) -> Iterator[str]:
    """The stem as it stands before a joined pronoun: ة opens, a final hamza changes its seat with the case."""
    if stem.endswith(_CLOSED_T):
        yield stem[:-1] + _OPEN_T
        return
    yield stem
    if stem.endswith(_HAMZA):
        yield stem[:-1] + _SEATED


def _fronted(
    first: str, rest: tuple[str, ...], clitics: Clitics, *, article: bool, owned: bool = False
) -> Iterator[Word]:
    """A word behind every conjunction and preposition, and behind the article where it may take one.

    A word that begins with the letters of the article may hold it or not (القمة, إلغاء): behind ل it is made both ways.
    """
    definite = owned or first.startswith(clitics.article)
    for conjunction in ("", *clitics.conjunctions):
        for preposition in ("", *clitics.prepositions):
            lead = conjunction + preposition
            yield Word(lead + first, _cut(lead, first, owned, clitics), preposition, definite, rest, owned)
            if article:
                yield _definite(lead, preposition, clitics.article + first, rest, clitics)
            if preposition == clitics.prepositions[1] and first.startswith(clitics.article):
                yield _definite(lead, preposition, first, rest, clitics)


def _cut(lead: str, word: str, owned: bool, clitics: Clitics) -> int:
    """The letters before the word itself, its article counted in."""
    return len(lead) + (len(clitics.article) if not owned and word.startswith(clitics.article) else 0)


def _definite(lead: str, preposition: str, word: str, rest: tuple[str, ...], clitics: Clitics) -> Word:
    """A word that has the article, behind what is joined to it; behind ل the article loses its alef."""
    bare = word[len(clitics.article) :]
    form = lead + (clitics.article_after_lam + bare if preposition == clitics.prepositions[1] else word)
    return Word(form, len(form) - len(bare), preposition, True, rest)
