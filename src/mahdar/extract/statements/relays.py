"""Relayed speech: نقلت وكالة عن فلان قوله إن …; one statement of the one who spoke."""

from __future__ import annotations

from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.complements import Complement
from mahdar.extract.statements.phrases import Phrase, read_phrase
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.extract.statements.wordshapes import finite
from mahdar.language.lexicon import Role
from mahdar.language.speech import speech_words
from mahdar.model import Act

_REACH = 30


def read_relay(scene: Scene, index: int, end: int) -> Claim | None:
    """The attribution that the relaying verb at token `index` makes, or None."""
    if not scene.has(index, Role.RELAY) and not _with_conjunction(scene, index):
        return None
    carried = _of_pronoun(scene, index, end)
    if carried is not None:
        return carried
    relay = read_phrase(scene, index + 1, end)
    source_from = _from(scene, relay.last if relay is not None else index + 1, end)
    source_from = source_from if source_from is not None else _ascribed(scene, index, relay, end)
    if source_from is None:
        return None
    cut = 0
    source = read_phrase(scene, source_from, end, cut=cut, deeds=True)
    if source is None or (source.kind == "unknown" and scene.has(source.first, Role.DEED)):
        return None
    cue, complement = _own_words(scene, source.last, end)
    if complement is None:
        return None
    return _claim(scene, index, cue, complement, source, relay)


def _claim(
    scene: Scene, index: int, cue: int | None, complement: Complement, source: Phrase | None, relay: Phrase | None
) -> Claim:
    """Put the attribution of carried words together."""
    first = cue if cue is not None else index
    return Claim(
        first=first,
        last=first + 1,
        lemma=scene.lexicon.relay_lemma,
        act=_act(scene, cue),
        rule=f"{scene.lexicon.language}.cue.relay.{complement.frame}",
        source=source,
        begin=complement.first,
        cut=complement.cut,
        onset=index,
        sentence=scene.page.sentence_of[index],
        frame="relay",
        coordinated=scene.folded[index][0] in scene.lexicon.clitics.conjunctions,
        cue_cut=1 if cue is None and _with_conjunction(scene, index) else 0,
        relay=relay,
    )


def _of_pronoun(scene: Scene, index: int, end: int) -> Claim | None:
    """نقلت عنه وكالة أن: the one quoted is whoever was speaking."""
    first = index + 1
    relay = None
    if first < end and scene.folded[first] not in scene.lexicon.from_pronouns:
        relay = read_phrase(scene, first, end)
        first = relay.last if relay is not None else first
    if first >= end or scene.folded[first] not in scene.lexicon.from_pronouns:
        return None
    after = first + 1
    if relay is None:
        relay = read_phrase(scene, after, end)
        after = relay.last if relay is not None else after
    cue, complement = _own_words(scene, after, end)
    if complement is None:
        return None
    return _claim(scene, index, cue, complement, None, relay)


def _act(scene: Scene, cue: int | None) -> Act:
    """The act of the verbal noun that carries the words (نفيه، دعوته), `assert` for قوله."""
    form = next((f for _, f in scene.words[cue].cues if f.inflected.shape == "noun"), None) if cue is not None else None
    return form.cue.act if form is not None else "assert"


def _with_conjunction(scene: Scene, index: int) -> bool:
    """Whether a relaying verb stands here behind a joined conjunction (ونقلت)."""
    form = scene.folded[index]
    return form[0] in scene.lexicon.clitics.conjunctions and bool(
        scene.lexicon.word(form[1:] or form).roles & Role.RELAY
    )


def _ascribed(scene: Scene, index: int, relay: Phrase | None, end: int) -> int | None:
    """The token behind إلى where a verb ascribes words to somebody (نسبت وكالة إلى فلان قوله)."""
    form = scene.folded[index].removeprefix(scene.lexicon.clitics.conjunctions[0])
    at = relay.last if relay is not None else index + 1
    ascribes = form in speech_words(scene.lexicon.language).ascribing
    return at + 1 if ascribes and at + 1 < end and scene.folded[at] in scene.lexicon.toward else None


def _from(scene: Scene, at: int, end: int) -> int | None:
    """The token behind عن, within a short reach."""
    for index in range(at, min(end, at + 10)):
        size = scene.lexicon.phrase("from", scene.folded, index, end)
        if size:
            return index + size if index + size < end else None
        if scene.has(index, Role.THAT) or scene.folded[index] == ":" or _acts(scene, index):
            return None
    return None


def _acts(scene: Scene, index: int) -> bool:
    """Whether a verb stands here, with a عن of its own (من نقل السفارة، ما تزال واشنطن تتحدث عن كذا)."""
    told = finite(scene.words[index], sure=False) and scene.words[index].noun is None and index not in scene.covered
    return told and not scene.has(index, Role.PREPOSITION | Role.DEED)


def _own_words(scene: Scene, start: int, end: int) -> tuple[int | None, Complement | None]:
    """Where the carried words begin behind قوله, أن or a quotation mark, and the cue if a word is one."""
    cue: int | None = None
    for at in range(start, min(end, start + _REACH)):
        if scene.has(at, Role.THAT):
            return cue, Complement(at + 1, 0, "that")
        if scene.folded[at] == ":" or (at in scene.quotes and scene.quotes[at].close - at > 3):
            inside = at + 1
            while inside < end and (inside in scene.quotes or scene.has(inside, Role.THAT)):
                inside += 1
            return cue, Complement(inside, 0, "quote") if inside < end else None
        if scene.has(at, Role.OWN_WORDS):
            cue = at
        elif at == start and (
            scene.has(at, Role.DEED) or any(f.inflected.shape == "noun" for _, f in scene.words[at].cues)
        ):
            return at, Complement(at + 1, 0, "deed") if at + 1 < end else None
        elif scene.folded[at] not in COMMAS and cue is not None and at > cue + 12:
            break
    return cue, None
