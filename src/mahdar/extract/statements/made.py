"""Putting a verbal claim together: where its clause begins and whether it is coordinated."""

from __future__ import annotations

from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.complements import Complement
from mahdar.extract.statements.phrases import Phrase
from mahdar.extract.statements.scene import COMMAS, DASHES, Scene
from mahdar.extract.statements.trust import negated
from mahdar.language.clitics import Part
from mahdar.language.cues import CueForm
from mahdar.language.lexicon import Role


def verbal_claim(
    scene: Scene, index: int, part: Part, form: CueForm, source: Phrase | None, complement: Complement, rule: str
) -> Claim:
    """Put an attribution together."""
    inflected = form.inflected
    first = min(index, source.first) if source is not None else index
    onset, coordinated = _onset(scene, first, part, source, index)
    return Claim(
        first=index,
        last=(complement.cue_last or index) + 1,
        lemma=form.cue.lemma,
        act=complement.act or form.cue.act,
        rule=f"{scene.lexicon.language}.cue.{rule}.{complement.frame}",
        source=source,
        begin=complement.first,
        cut=complement.cut,
        reach=complement.reach,
        onset=onset,
        sentence=scene.page.sentence_of[index],
        frame=complement.frame,
        gender=inflected.gender,
        number=inflected.number,
        coordinated=coordinated,
        after_comma=onset < index and scene.folded[onset] in COMMAS,
        negated=negated(scene, index),
        cue_cut=part.cut,
        link="parties" if form.cue.parties and source is None else "same",
    )


def _joins(scene: Scene, index: int) -> bool:
    """Whether a small word before a cue coordinates its clause (كما، بينما، وكان), rather than colours it (قد، لم)."""
    form = scene.folded[index]
    if scene.has(index, Role.CONNECTOR) and not scene.has(index, Role.AUXILIARY):
        return True
    return form[0] in scene.lexicon.clitics.conjunctions and len(form) > 2


def _onset(scene: Scene, first: int, part: Part, source: Phrase | None, index: int) -> tuple[int, bool]:
    """Where the clause of a cue begins, and whether a conjunction opens it."""
    if part.conjunction and first == index:
        return index, True
    at, joined = first, first != index and scene.conjunction(first)
    while at > 0 and scene.has(at - 1, Role.CONNECTOR | Role.AUXILIARY | Role.NEGATION):
        at -= 1
        joined = joined or _joins(scene, at)
    if at > 0 and scene.folded[at - 1] in COMMAS:
        at -= 1
    return at, joined or (at > 0 and scene.folded[at - 1] in DASHES)
