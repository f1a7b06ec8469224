"""Statements whose words stand before the verb and are taken up by its pronoun: وهو ما رفضته الحركة."""

from __future__ import annotations

from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.complements import Complement
from mahdar.extract.statements.made import verbal_claim
from mahdar.extract.statements.phrases import Phrase
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.extract.statements.subjects import BOUNDARY
from mahdar.extract.statements.wordshapes import finite
from mahdar.language.clitics import Part
from mahdar.language.cues import CueForm
from mahdar.language.lexicon import Role


def read_taken_up(scene: Scene, index: int, part: Part, form: CueForm, source: Phrase, begin: int) -> Claim | None:
    """هدنة أعلنتها الحركة: the words said are the noun phrase that the pronoun takes up."""
    last = index
    while last > begin and scene.has(last - 1, Role.RELATIVE | Role.AUXILIARY):
        last -= 1
    while last > begin and (scene.folded[last - 1] in COMMAS or scene.folded[last - 1] in scene.lexicon.takes_up):
        last -= 1
    taken_up = any(scene.folded[i] in scene.lexicon.takes_up for i in range(last, index))
    plain = last == index and form.inflected.shape == "past" and bool(form.cue.frames & {"object", "deed"})
    if not (taken_up and scene.folded[last] in COMMAS) and not (plain and _is_indefinite(scene, index - 1, begin)):
        return None
    first = _phrase_start(scene, last, begin)
    if last - first < 1 or part.conjunction:
        return None
    made = verbal_claim(scene, index, part, form, source, Complement(first, 0, "antecedent"), "relative")
    made.content = [(first, 0, last)]
    return made


def _is_indefinite(scene: Scene, index: int, begin: int) -> bool:
    """Whether the noun phrase that ends at a token opens with a deed without ال (تعديلات طلبتها)."""
    first = _phrase_start(scene, index + 1, begin)
    return scene.has(first, Role.DEED) and not any(p.article for p in scene.words[first].parts)


def _phrase_start(scene: Scene, last: int, begin: int) -> int:
    """Where the noun phrase that ends before token `last` begins: behind a comma, a verb, أن or a mark."""
    at = last - 1
    while at > begin:
        mark = scene.folded[at - 1]
        if mark in COMMAS or (not scene.is_word(at - 1) and at - 1 not in scene.closes):
            break
        if scene.has(at - 1, BOUNDARY) or (finite(scene.words[at - 1]) and at - 1 not in scene.covered):
            break
        at -= 1
    return at
