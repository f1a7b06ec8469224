"""Statements whose cue is a noun: إعلان موسكو انسحابها، دعوته إلى الحوار، تم الاتفاق على كذا."""

from __future__ import annotations

from dataclasses import replace

from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.complements import Complement, find_complement
from mahdar.extract.statements.phrases import Phrase, read_phrase
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.extract.statements.trust import possible
from mahdar.language.clitics import Part
from mahdar.language.cues import CueForm
from mahdar.language.lexicon import Role


def read_noun(scene: Scene, index: int, begin: int, end: int) -> Claim | None:
    """The attribution that the verbal noun at token `index` makes, or None.

    It needs a source: behind it, joined to it, or the passive تم before it; or a place in the headline.
    """
    if index and scene.has(index - 1, Role.CONDITIONAL):
        return None  # إذا وعد فلان بكذا: a verb after all
    if any(
        scene.has(i, Role.NEGATION) and scene.has(i + 1, Role.VERB) for i in range(max(begin, index - 3), index - 1)
    ):
        return None  # لم يصدر تأكيد
    for part, form in scene.words[index].cues:
        if form.inflected.shape != "noun":
            continue
        found = (
            _owned(scene, index, part, form, end)
            if form.inflected.owner
            else _named(scene, index, part, form, begin, end)
        )
        if found is not None:
            return found
    return None


def _owned(scene: Scene, index: int, part: Part, form: CueForm, end: int) -> Claim | None:
    """اقتراحه كذا: the pronoun is the source, found later."""
    if part.article or (index > 0 and scene.has(index - 1, Role.THAT)) or possible(scene, index):
        return None
    if "quote" in form.cue.frames and form.cue.act == "assert":
        return _his_words(scene, index, part, form, end)
    complement = _complement(scene, form, index + 1, end)
    if complement is None or complement.first > index + 4 or _suffered(scene, index, form, complement):
        return None
    return _make(scene, index, part, form, None, complement, "owner")


def _suffered(scene: Scene, index: int, form: CueForm, complement: Complement) -> bool:
    """Whether the pronoun is whom an accusation meets, its charge right behind (لإدانته بالتهرب، اتهامه بكذا)."""
    charge = complement.frame == "preposition" and complement.first <= index + (1 if complement.cut else 2)
    by = scene.lexicon.clitics.prepositions[0]
    marked = scene.folded[index + 1] == by or (complement.cut and scene.folded[index + 1].startswith(by))
    takes_both = form.cue.addressee or "object" in form.cue.frames
    return form.cue.act == "criticise" and takes_both and charge and bool(marked)


def _his_words(scene: Scene, index: int, part: Part, form: CueForm, end: int) -> Claim | None:
    """قوله إن، بقوله: «…»: his words follow at once."""
    complement = find_complement(scene, form.cue, index + 1, end, sourced=False)
    if complement is None or complement.frame not in ("that", "quote") or complement.first > index + 3:
        return None
    return _make(scene, index, part, form, None, complement, "owner")


def _named(scene: Scene, index: int, part: Part, form: CueForm, begin: int, end: int) -> Claim | None:
    """إعلان الحكومة أن: the source follows the noun; or تم الإعلان عن; or a headline."""
    if index > 0 and _light_passive(scene, index, begin):
        complement = _complement(scene, form, index + 1, end)
        if complement is not None and complement.frame != "object":
            return _make(scene, index, part, form, None, complement, "parties")
        return None
    if part.article and part.preposition and "quote" in form.cue.frames and form.cue.act == "assert":
        return _by_saying(scene, index, part, form, end)
    if part.article and part.preposition == scene.lexicon.clitics.prepositions[1] and form.cue.act in _PURPOSES:
        return _in_order_to(scene, index, part, form, end)
    if part.article:
        return _headline(scene, index, part, form, begin, end) or _joined_act(scene, index, part, form, end)
    at = index + 1
    if at < end and scene.folded[at] == scene.lexicon.from_word and form.cue.act != "expect":
        if part.preposition == scene.lexicon.clitics.prepositions[0]:
            return None  # بدعوة من فلان: how somebody came
        at += 1
    if at + 1 < end and scene.folded[at] in scene.lexicon.within and at + 1 in scene.mentions:
        at += 1
    if index > begin and at < end and scene.has(at, Role.THAT) and _governed(scene, index):
        complement = _complement(scene, form, at, end)
        if complement is not None and complement.frame == "that":
            return _make(scene, index, part, form, None, complement, "by")
    if form.cue.objective:
        return _objective(scene, index, part, form, at, end)
    phrase = read_phrase(scene, at, end, deeds=True)
    if phrase is None or phrase.kind in ("unknown", "document"):
        return _headline(scene, index, part, form, begin, end)
    complement = _complement(scene, form, phrase.last, end)
    if complement is None or complement.first > phrase.last + 12:
        return None
    if any(scene.folded[i] in scene.lexicon.by_hand for i in range(phrase.last, complement.first)):
        return None  # من تهديد البلاد، قائلا إن: the words of another
    return _make(scene, index, part, form, phrase, complement, "noun")


def _by_saying(scene: Scene, index: int, part: Part, form: CueForm, end: int) -> Claim | None:
    """بالقول إن: the manner of a verb that is no cue of its own."""
    complement = find_complement(scene, form.cue, index + 1, end, sourced=True)
    if complement is None or complement.frame not in ("that", "quote") or complement.first > index + 3:
        return None
    made = _make(scene, index, part, form, None, complement, "by")
    made.link = "subject"
    return made


def _governed(scene: Scene, index: int) -> bool:
    """Whether a preposition leads to the noun, before it or joined to it (سارعت إلى نفي أن، اكتفى بترديد أن)."""
    joined = any(p.preposition and not p.article for p, f in scene.words[index].cues if f.inflected.shape == "noun")
    return joined or scene.has(index - 1, Role.PREPOSITION)


def _objective(scene: Scene, index: int, part: Part, form: CueForm, at: int, end: int) -> Claim | None:
    """بمطالبة الحكومة بكذا: who stands behind such a noun is spoken to; the subject of the clause speaks."""
    if index == 0 or not _governed(scene, index) or at >= end:
        return None
    complement = find_complement(scene, form.cue, at, end, sourced=True)
    if complement is None or complement.frame not in ("preposition", "that"):
        return None
    made = _make(scene, index, part, form, None, complement, "by")
    made.begin, made.cut = at, 0
    return made


_PURPOSES = frozenset({"call", "criticise"})


def _in_order_to(scene: Scene, index: int, part: Part, form: CueForm, end: int) -> Claim | None:
    """للمطالبة بكذا: what people come out for is what they say; they are the subject of the clause."""
    complement = _complement(scene, form, index + 1, end)
    if complement is None or complement.frame != "preposition" or complement.first > index + 2:
        return None
    made = _make(scene, index, part, form, None, complement, "purpose")
    made.link = "subject"
    return made


def _joined_act(scene: Scene, index: int, part: Part, form: CueForm, end: int) -> Claim | None:
    """مع التعهد بكذا: an act beside the one told before, by the same speaker."""
    if index == 0 or scene.folded[index - 1] not in scene.lexicon.beside:
        return None
    complement = _complement(scene, form, index + 1, end)
    if complement is None or complement.frame != "preposition" or complement.first > index + 2:
        return None
    return _make(scene, index, part, form, None, complement, "beside")


def _light_passive(scene: Scene, index: int, begin: int) -> bool:
    """Whether تم or جرى stands before the noun, with at most an aside between."""
    for at in range(index - 1, max(begin, index - 5) - 1, -1):
        if scene.has(at, Role.LIGHT_PASSIVE):
            unsaid = Role.NEGATION | Role.CONDITIONAL
            return not any(scene.has(i, unsaid) for i in range(max(begin, at - 2), at))
        if scene.folded[at] in COMMAS or scene.has(at, Role.THAT):
            return False
        if at == index - 1 and _governs(scene, at):
            return False  # تمت صياغة الاتفاق: another thing was done
    return False


def _governs(scene: Scene, index: int) -> bool:
    """Whether a plain noun without ال stands here, which leads on to the next."""
    word = scene.words[index]
    plain = scene.is_word(index) and not word.roles & ~Role.DEED and index not in scene.covered
    return plain and not any(p.article or p.preposition for p in word.parts)


def _headline(scene: Scene, index: int, part: Part, form: CueForm, begin: int, end: int) -> Claim | None:
    """الكشف عن كذا, at the head of a headline: the source is whoever says it below."""
    title = scene.page.tokens.ends[end - 1] < scene.body_start
    if not title or index != begin or part.preposition or "accord" in form.cue.frames:
        return None
    complement = _complement(scene, form, index + 1, end)
    reach = 8 if form.cue.parties else 3
    if complement is None or complement.frame != "preposition" or complement.first > index + reach:
        return None
    return _make(scene, index, part, form, None, complement, "headline")


def _complement(scene: Scene, form: CueForm, at: int, end: int) -> Complement | None:
    """What a verbal noun takes: the clause, the preposition or the deed of its verb."""
    found = find_complement(scene, replace(form.cue, addressee=False), at, end, sourced=True)
    return found if found is not None and found.frame not in ("object", "quote") else None


def _make(
    scene: Scene, index: int, part: Part, form: CueForm, source: Phrase | None, complement: Complement, rule: str
) -> Claim:
    """Put a nominal attribution together."""
    link = {"by": "subject", "owner": "owner", "parties": "parties", "headline": "headline"}.get(rule, "same")
    return Claim(
        first=index,
        last=index + 1,
        lemma=form.cue.lemma,
        act=complement.act or form.cue.act,
        rule=f"{scene.lexicon.language}.cue.nominal-{rule}.{complement.frame}",
        source=source,
        begin=complement.first,
        cut=complement.cut,
        onset=index,
        sentence=scene.page.sentence_of[index],
        frame="noun",
        gender=form.inflected.gender if form.inflected.owner else "",
        number=form.inflected.number if form.inflected.owner else "",
        link=link,
        cue_cut=part.cut,
    )
