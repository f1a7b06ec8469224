"""Quotations that stand before their cue: “…”، قال فلان."""

from __future__ import annotations

from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.contents import pieces
from mahdar.extract.statements.phrases import read_phrase
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.language.lexicon import Role

_JOINS = Role.CONNECTOR | Role.PREPOSITION | Role.THAT | Role.RELATIVE
_LEAST = 3
"""Words that a quotation before its cue must have; shorter ones are names and terms."""


def read_backquote(scene: Scene, index: int, begin: int, end: int) -> Claim | None:
    """The attribution of a quotation that closes right before the speech verb at `index`, or None."""
    close = index - 1
    while close > begin and scene.folded[close] in COMMAS:
        close -= 1
    opened = scene.closes.get(close)
    if opened is None or close - opened <= _LEAST or scene.has(index, Role.PREPOSITION):
        return None
    reading = next(((p, f) for p, f in scene.words[index].cues if _speaks(p.conjunction, f)), None)
    if reading is None:
        return None
    form = reading[1]
    at = index + 1
    while at < end and scene.has(at, Role.ADVERB | Role.NEVER_SOURCE):
        at += 1
    source = read_phrase(scene, at, end)
    content = pieces(scene, opened + 1, close, 0)
    following = _goes_on(scene, source.last if source is not None else index + 1, end)
    return Claim(
        first=index,
        last=index + 1,
        lemma=form.cue.lemma,
        act=form.cue.act,
        rule=f"{scene.lexicon.language}.cue.quote-first",
        source=source,
        begin=opened + 1,
        cut=0,
        onset=opened,
        sentence=scene.page.sentence_of[index],
        frame="quote",
        gender=form.inflected.gender,
        number=form.inflected.number,
        content=content + following,
    )


def _speaks(conjunction: str, form: object) -> bool:
    """Whether a cue form is a finite verb of speech without a conjunction of its own."""
    inflected, cue = form.inflected, form.cue  # type: ignore[attr-defined]
    return (
        not conjunction and inflected.shape in ("past", "present") and inflected.person == 3 and "quote" in cue.frames
    )


def _goes_on(scene: Scene, at: int, end: int) -> list[tuple[int, int, int]]:
    """The second half of a quotation that the narrator broke."""
    skipped = 0
    while at < end and (
        scene.folded[at] in COMMAS or (skipped < 2 and scene.is_word(at) and not scene.has(at, _JOINS))
    ):
        skipped += scene.is_word(at)
        at += 1
    if at < end and at in scene.quotes:
        return pieces(scene, at + 1, scene.quotes[at].close, 0)
    return []
