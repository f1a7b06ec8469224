"""Handing over: claims become attributions with raw spans, ready for resolution."""

from __future__ import annotations

from collections.abc import Iterator

from mahdar.extract.statements.anchors import anchor_of
from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.find import find_claims
from mahdar.extract.statements.mending import mend
from mahdar.extract.statements.phrases import Phrase
from mahdar.extract.statements.scene import Scene
from mahdar.extract.statements.setting import addressee_of, medium_of
from mahdar.extract.statements.sources import source_phrase, span_of
from mahdar.language.speech import speech_words
from mahdar.model import Act, Attribution, Cue, Evidence, SourcePhrase


def find_attributions(scene: Scene) -> Iterator[Attribution]:
    """Every attribution of a page in the order of the cues, sources as words, not yet as actors."""
    for claim in find_claims(scene):
        mend(scene, claim)
        yield _attribution(scene, claim)


def _attribution(scene: Scene, claim: Claim) -> Attribution:
    """One claim with raw spans."""
    anchor, reach = anchor_of(scene, claim)
    return Attribution(
        cue=Cue(span_of(scene, claim.first, claim.cue_cut, claim.last), claim.lemma),
        act=claim.act,
        rule=claim.rule,
        content=Evidence(tuple(span_of(scene, *piece) for piece in claim.content)),
        quoted=claim.quoted,  # type: ignore[arg-type]
        sentence=claim.sentence,
        source=_phrase(scene, claim.source),
        anchor=_phrase(scene, anchor),
        reach=reach,
        relay=_phrase(scene, claim.relay),
        link=claim.link,  # type: ignore[arg-type]
        gender=claim.gender,
        number=claim.number,
        negated=claim.negated,
        goes_on=claim.lemma in speech_words(scene.lexicon.language).going_on,
        backwards=claim.backwards,
        performed=_performed(scene, claim),
        medium=medium_of(scene, claim),
        addressee=_phrase(scene, addressee_of(scene, claim)),
    )


def _phrase(scene: Scene, phrase: Phrase | None) -> SourcePhrase | None:
    """A phrase taken apart, None for none."""
    return source_phrase(scene, phrase) if phrase is not None else None


def _performed(scene: Scene, claim: Claim) -> Act | None:
    """The act that the speaker performs in the first person inside a quotation (نأمل، ندعو), where one does."""
    if claim.quoted != "full" or claim.act != "assert":
        return None
    for first, _, last in claim.content:
        for index in range(first, last):
            for _, form in scene.words[index].cues:
                if form.inflected.person == 1 and form.inflected.shape == "present" and form.cue.act in _PERFORMED:
                    return form.cue.act
    return None


_PERFORMED = frozenset({"expect", "call", "propose", "support", "reject", "criticise", "warn", "promise", "agree"})
