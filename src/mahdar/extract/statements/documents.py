"""Statements of a document: جاء في البيان أن كذا."""

from __future__ import annotations

from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.complements import find_complement
from mahdar.extract.statements.phrases import read_phrase
from mahdar.extract.statements.scene import Scene
from mahdar.language.cues import Cue
from mahdar.language.lexicon import Role


def read_document(scene: Scene, index: int, end: int) -> Claim | None:
    """The attribution of جاء في البيان أن at token `index`, or None."""
    if scene.folded[index] not in scene.lexicon.appears or index + 2 >= end:
        return None
    if scene.folded[index + 1] not in scene.lexicon.within and not scene.has(index + 1, Role.PRONOMINAL):
        return None
    phrase = read_phrase(scene, index + 2, end) if not scene.has(index + 1, Role.PRONOMINAL) else None
    if phrase is not None and phrase.kind not in ("document", "anonymous"):
        return None
    complement = find_complement(scene, _SAYS, phrase.last if phrase is not None else index + 2, end, sourced=True)
    if phrase is None and (
        not scene.has(index + 1, Role.PRONOMINAL) or complement is None or complement.first > index + 4
    ):
        return None
    if complement is None:
        return None
    conjunction = scene.folded[index][0] in scene.lexicon.clitics.conjunctions
    return Claim(
        first=index,
        last=index + 1,
        lemma=scene.folded[index][1:] if conjunction else scene.folded[index],
        act="assert",
        rule=f"{scene.lexicon.language}.cue.document.{complement.frame}",
        source=phrase,
        begin=complement.first,
        cut=complement.cut,
        onset=index,
        sentence=scene.page.sentence_of[index],
        frame=complement.frame,
        link="antecedent" if phrase is None else "same",
        coordinated=conjunction,
        cue_cut=1 if conjunction else 0,
    )


_SAYS = Cue("", "assert", frozenset({"that", "quote"}), frozenset(), False, False, False)
"""What a document that speaks takes: a clause or a quotation."""
