"""Inflection: every written form of a cue from its lemma, its present, its verbal noun and its participle.

The affixes come from `verbs.yaml` of the language's pack; forms are folded and carry no vowel marks, so
the active and the passive of most verbs are one form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from mahdar.text import fold

Shape = Literal["past", "present", "participle", "noun"]


@dataclass(frozen=True, slots=True)
class Inflected:
    """One written form: its shape, and whom it agrees with (`m`/`f`, `s`/`d`/`p`, person 1 or 3).

    `object` is true where a pronoun is joined to it, `owner` where a verbal noun carries its doer.
    """

    form: str
    shape: Shape
    gender: str
    number: str
    person: int = 3
    object: bool = False
    owner: bool = False
    future: bool = False


def verb_forms(affixes: dict[str, Any], lemma: str, present: str) -> Iterator[Inflected]:
    """Every past and present form of a verb, with and without an object pronoun."""
    for form in [*_past(affixes["past"], lemma), *_present(affixes, present)]:
        yield form
        if form.person == 3:
            for pronoun in affixes["objects"]:
                yield _with_object(form, pronoun)


def participle_forms(affixes: dict[str, Any], participle: str, present: str) -> Iterator[Inflected]:
    """The participle as it agrees with a speaker (مضيفا، مضيفة، مضيفين); a weak one regains its yeh (نافيا)."""
    yeh = affixes["present"]["weak_letters"][1]
    if present[-1] in affixes["present"]["weak_letters"]:
        participle = participle.removesuffix(yeh) + yeh
    for ending in affixes["participle"]["endings"]:
        stem = participle[:-1] if ending["suffix"].startswith(yeh) and participle.endswith(yeh) else participle
        form = fold(stem + ending["suffix"])
        yield Inflected(form, "participle", ending["gender"], ending["number"])


def whole_participle(affixes: dict[str, Any], word: str) -> Inflected:
    """A participle that the pack gives in full; it agrees as its ending says."""
    endings = sorted(affixes["participle"]["endings"], key=lambda e: -len(e["suffix"]))
    ending = next((e for e in endings if word.endswith(e["suffix"])), endings[-1])
    return Inflected(fold(word), "participle", ending["gender"], ending["number"])


def default_participle(affixes: dict[str, Any], present: str) -> str:
    """The participle of a derived verb: the present with م for its first letter."""
    return str(affixes["participle"]["prefix"] + present[1:])


def noun_forms(affixes: dict[str, Any], noun: str) -> Iterator[Inflected]:
    """A verbal noun alone and with the pronoun of its doer (دعوة، دعوته)."""
    yield Inflected(fold(noun), "noun", "m", "s")
    if noun.endswith(affixes["closed_t"]):
        noun = noun[:-1] + affixes["open_t"]
    else:
        yield Inflected(fold(noun + affixes["participle"]["endings"][0]["suffix"]), "noun", "m", "s")
    for owner in affixes["owners"]:
        yield Inflected(fold(noun + owner["suffix"]), "noun", owner["gender"], owner["number"], owner=True)


def _past(table: dict[str, Any], lemma: str) -> Iterator[Inflected]:
    """The past of a sound or a weak verb."""
    weak = lemma[-1] in table["weak_letters"] and len(lemma) > 2
    for row in table["weak" if weak else "sound"]:
        stem = lemma if not weak or row.get("keep") else lemma[:-1]
        yield Inflected(fold(stem + row["suffix"]), "past", row["gender"], row["number"], row.get("person", 3))


def _present(affixes: dict[str, Any], present: str) -> Iterator[Inflected]:
    """The present with each person's letter, and with س before it."""
    table, rest = affixes["present"], present[1:]
    weak = rest[-1] in table["weak_letters"]
    for row in table["prefixes"]:
        person = row.get("person", 3)
        forms = [(row["letter"] + rest, row["number"])]
        if person == 3:
            base = row["letter"] + (rest[:-1] if weak else rest)
            forms += [(base + s["suffix"], s["number"]) for s in table["suffixes"]]
        for form, number in forms:
            for future in ("", affixes["future"]):
                yield Inflected(fold(future + form), "present", row["gender"], number, person, future=bool(future))


def _with_object(form: Inflected, pronoun: str) -> Inflected:
    """The same form with an object pronoun joined to it."""
    stem = form.form
    if stem.endswith("\N{ARABIC LETTER WAW}\N{ARABIC LETTER ALEF}"):
        stem = stem[:-1]
    elif stem.endswith("\N{ARABIC LETTER YEH}") and form.shape == "past":
        stem = stem[:-1] + "\N{ARABIC LETTER ALEF}"
    return replace(form, form=stem + fold(pronoun), object=True)
