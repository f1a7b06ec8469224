"""Words by their shape: what a single word may be, whatever stands around it."""

from __future__ import annotations

from mahdar.language.lexicon import Role, Word

_FINITE = ("past", "present")
_YEH = "\N{ARABIC LETTER YEH}"
NISBA_PLURALS = tuple(
    "\N{ARABIC LETTER YEH}" + vowel + "\N{ARABIC LETTER NOON}"
    for vowel in ("\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER YEH}")
)
"""Endings of the plural of an adjective of belonging (يون، يين)."""


def finite(word: Word, *, sure: bool = True) -> bool:
    """Whether a word reads as a finite cue verb; `sure` leaves out forms that are as often something else."""
    return any(form.inflected.shape in _FINITE and not (sure and form.cue.strict) for part, form in word.cues)


def participle(word: Word) -> bool:
    """Whether a word reads as the participle of a sure cue (مؤكدا)."""
    return any(form.inflected.shape == "participle" and not form.cue.strict for _, form in word.cues)


def prefixed(word: Word) -> bool:
    """Whether a preposition is surely joined to the word (للرئاسة، بالحكومة، لوزير)."""
    noun = word.noun
    if noun is not None:
        return bool(noun.part.preposition)
    if word.roles & ~Role.NISBA or len(word.parts) == 1:
        return False
    return any(p.preposition and p.article for p in word.parts) or word.prefixed


def carries_object(word: Word) -> bool:
    """Whether a word is a past verb with an object pronoun (بيان نشرته المتحدثة): a clause begins."""
    return any(f.inflected.object and f.inflected.shape == "past" and f.inflected.gender == "f" for _, f in word.cues)


def governs_pronoun(word: Word) -> bool:
    """Whether an unknown word looks like a present verb with a pronoun (يحرمه، يمنعها): never part of a name."""
    form = word.form
    if len(form) < 5 or form[0] != _YEH or word.noun is not None or word.roles:
        return False
    return form.endswith(_PRONOUNS)


_PRONOUNS = ("\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER HEH}\N{ARABIC LETTER ALEF}")
"""Pronouns of him and her; a man's name ends in neither behind an opening ي."""


def accusative(word: Word) -> bool:
    """Whether an unknown word ends in the alef of the indefinite accusative (نصرا، انتهاكا): no part of a name."""
    form = word.form
    return len(form) >= 4 and form[-1] == "\N{ARABIC LETTER ALEF}" and not word.roles and word.noun is None


def deverbal(word: Word) -> bool:
    """Whether an unknown word looks like a derived verb's noun or participle in the accusative (انتصارا، مهاجما)."""
    form = word.form
    if not accusative(word) or len(form) < 6:
        return False
    alef = "\N{ARABIC LETTER ALEF}"
    noun = (form[0] == alef and form[-3] == alef) or (form[0] == "\N{ARABIC LETTER TEH}" and form[-3] == _YEH)
    return noun or (form[0] == "\N{ARABIC LETTER MEEM}" and form[2] == alef and len(form) == 6)


def adverbial(word: Word) -> bool:
    """Whether an unknown word looks like an adverb of manner (ساخرا، ضاحكا): فاعلا."""
    form = word.form
    alef = "\N{ARABIC LETTER ALEF}"
    return len(form) == 5 and form[1] == alef and form[4] == alef and word.noun is None


def next_office(word: Word) -> bool:
    """Whether a list of offices goes on here (الرئيس الروسي …، والتركي …)."""
    return word.noun is None and any(p.conjunction and p.article and p.stem.endswith(_YEH) for p in word.parts)


def joined(word: Word) -> bool:
    """Whether a conjunction is joined to a word that is not known whole."""
    return len(word.parts) > 1 and bool(word.parts[-1].conjunction) and word.noun is None and not word.cues


def name_like(word: Word) -> bool:
    """Whether an unknown word may be part of a person's name."""
    if word.roles or word.noun is not None or governs_pronoun(word):
        return False
    return not word.parts[-1].preposition and not word.form[0].isdigit()
