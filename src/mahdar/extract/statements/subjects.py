"""Subjects: the phrase behind or before a verb that is its subject, by grammar and by agreement."""

from __future__ import annotations

from mahdar.extract.names import Mention
from mahdar.extract.statements.phrases import Phrase, read_phrase
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.extract.statements.wordshapes import finite, joined, prefixed
from mahdar.language.clitics import Part
from mahdar.language.cues import CueForm
from mahdar.language.lexicon import Role, Word
from mahdar.language.speech import speech_words

BOUNDARY = Role.THAT | Role.CONNECTOR | Role.RELATIVE
"""Small words at which a clause begins."""
_BEFORE_SUBJECT = BOUNDARY | Role.ADVERB | Role.AUXILIARY | Role.NEGATION
"""Words behind which the subject of a verb further on may stand (ما زالت الدول تؤيد)."""


def subject_behind(scene: Scene, index: int, form: CueForm, end: int) -> Phrase | None:
    """The source phrase that follows the verb, past adverbs and turns of phrase."""
    at = index + 1
    if form.inflected.number != "s" or _relative_subject(scene, index, form):
        return None
    while at < end:
        turn = scene.lexicon.phrase("turn", scene.folded, at, end)
        if turn:
            at += turn
        elif scene.words[at].form in speech_words(scene.lexicon.language).counterparts:
            break
        elif scene.folded[at] in COMMAS or scene.has(at, Role.ADVERB | Role.NEVER_SOURCE | Role.PRONOMINAL):
            at += 1
        else:
            break
    deeds = bool(form.cue.frames & {"deed", "object", "stance"})
    met = at < end and scene.words[at].form in speech_words(scene.lexicon.language).counterparts
    read = read_phrase(scene, at, end, deeds=deeds, taken=form.cue.prepositions, silent=met)
    phrase = quoted_body(scene, at, end) or read
    if phrase is None or not _agrees(scene, phrase, form) or _told_to(scene, phrase, form):
        return None
    if _bare_quantity(scene, phrase):
        return None
    if deeds and phrase.kind == "unknown" and scene.has(phrase.first, Role.DEMONSTRATIVE):
        people = scene.folded[min(phrase.first + 1, end - 1)].endswith(scene.lexicon.plural_endings[:3])
        return phrase if people else None  # ينفي هذه الاتهامات
    if _is_deed(scene, phrase) and not _spoken_by(scene, phrase, form, end):
        return None
    first = scene.words[phrase.first]
    if first.stance is not None and "stance" in form.cue.frames and phrase.kind == "unknown":
        return None
    if "as" in form.cue.frames and phrase.kind in ("document", "unknown") and phrase.first not in scene.covered:
        return None
    return phrase


def _bare_quantity(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase is a quantity that counts nobody (كل ما جرى)."""
    quantities, after = speech_words(scene.lexicon.language).quantities, phrase.last
    counts = any(p.stem in quantities for p in scene.words[phrase.first].parts)
    counted = after < len(scene.folded) and scene.folded[after] == scene.lexicon.from_word
    return (
        counts
        and phrase.last - phrase.first == 1
        and not counted
        and phrase.kind == "group"
        and phrase.first not in scene.covered
    )


def _told_to(scene: Scene, phrase: Phrase, form: CueForm) -> bool:
    """Whether whom a verb addresses follows it: an unlisted plural in ين (دعت مراسلين إلى), or أتباعه, his own."""
    word = scene.words[phrase.first]
    plain = phrase.first not in scene.covered and word.noun is None and not any(p.article for p in word.parts)
    many = len(word.form) >= _LONG_PLURAL and word.form.endswith(scene.lexicon.plural_endings[1])
    them, _, her, _, _, him = scene.lexicon.clitics.pronouns[2:8]
    his = len(word.form) >= _HIS and word.form.endswith((them, her, him))
    return form.cue.addressee and plain and (many or his)


_BARE_THAT = 2
"""Letters of إن without a pronoun."""
_LONG_PLURAL = 6
"""Letters of a plural in ين; shorter words in ين are names (حسين، بوتين)."""
_HIS = 5
"""Letters of a noun with the pronoun of him, her or them."""
_BODY_WORDS = 8
"""Words of the longest name of a body that stands in quotation marks."""


def quoted_body(scene: Scene, at: int, end: int) -> Phrase | None:
    """A body named in quotation marks (أفاد "المرصد السوري لحقوق الإنسان")."""
    quote = scene.quotes.get(at)
    if quote is None or not quote.closed or quote.close >= end or quote.close - at - 1 > _BODY_WORDS:
        return None
    mention, noun = scene.mentions.get(at + 1), scene.words[at + 1].noun
    if mention is not None and mention.ids[0].startswith(("org/", "group/", "media/")) and mention.last == quote.close:
        kind = {"org": "organization"}.get(prefix := mention.ids[0].split("/")[0], prefix)
        return Phrase(at + 1, quote.close, 0, kind)
    body = noun is not None and noun.kind in ("organization", "group", "media") and not noun.part.article
    return Phrase(at + 1, quote.close, 0, noun.kind) if body and noun is not None else None


def _relative_subject(scene: Scene, index: int, form: CueForm) -> bool:
    """Whether the verb of a relative clause has its antecedent for a subject: nothing in it takes the antecedent up."""
    at = index - 1
    while at > 0 and scene.has(at, Role.AUXILIARY | Role.ADVERB | Role.NEGATION) and not scene.has(at, Role.RELATIVE):
        at -= 1
    if at < 0 or not scene.has(at, Role.RELATIVE) or form.inflected.object:
        return False
    mention = scene.mentions.get(index + 1)
    if mention is not None and mention.last < len(scene.folded) and scene.has(mention.last, Role.THAT):
        return False  # التي تعتبر أنقرة أنها كذا
    that = next((i for i in range(index + 2, min(len(scene.folded), index + 6)) if scene.has(i, Role.THAT)), None)
    if that is not None and len(scene.folded[that]) > _BARE_THAT and scene.words[index + 1].noun is not None:
        return False  # اللذان قالت الشرطة إنهما كذا
    ahead = range(index + 1, min(len(scene.folded), index + 9))
    return not any(scene.has(i, Role.PRONOMINAL) for i in ahead)


def _is_deed(scene: Scene, phrase: Phrase) -> bool:
    """Whether an unknown phrase opens with what may be a verbal noun."""
    word = scene.words[phrase.first]
    bare = phrase.kind == "document" and not any(p.article for p in word.parts)
    headless = phrase.kind == "unknown" or (word.noun is None and not any(p.article for p in word.parts))
    return (headless or bare) and phrase.first not in scene.covered and bool(word.roles & Role.DEED)


def _spoken_by(scene: Scene, phrase: Phrase, form: CueForm, end: int) -> bool:
    """Whether a phrase that looks like a deed is a name all the same: short, without ال, its words right behind."""
    head = scene.words[phrase.first]
    if any(p.article for p in head.parts) or any(cue.inflected.shape == "noun" for _, cue in head.cues):
        return False
    if not (form.cue.frames & {"deed", "object", "stance"} or form.cue.strict):
        return True
    at = phrase.last
    return (
        phrase.last - phrase.first <= 2
        and at < end
        and (scene.has(at, Role.THAT) or scene.folded[at] == ":" or at in scene.quotes)
    )


def _agrees(scene: Scene, phrase: Phrase, form: CueForm) -> bool:
    """A feminine verb wants no man for its subject, nor a masculine verb in the singular a feminine state."""
    gender = gender_of(scene, phrase)
    if gender is None or form.inflected.number != "s":
        return form.inflected.number == "s"
    return gender == form.inflected.gender


def gender_of(scene: Scene, phrase: Phrase) -> str | None:
    """The gender that a verb before the phrase takes: `m`, `f`, or None where the words do not tell."""
    lexicon = scene.lexicon
    mention = scene.mentions.get(phrase.first)
    if mention is not None and mention.ids[0].startswith("person/"):
        return scene.genders.get(mention.ids[0])
    word = scene.words[phrase.first]
    part = word.noun.part if word.noun is not None else _outer_part(word, mention)
    stem = part.stem
    if stem in speech_words(lexicon.language).counts:
        return None
    whole = lexicon.clitics.article + stem if part.article else stem
    if stem in lexicon.masculine or whole in lexicon.masculine:
        return "m"
    if stem in lexicon.feminine or whole in lexicon.feminine or stem.endswith("\N{ARABIC LETTER TEH MARBUTA}"):
        return "f"
    if mention is not None and mention.ids[0].split("/")[0] in ("state", "place"):
        return "f"
    return None


def _outer_part(word: Word, mention: Mention | None) -> Part:
    """The reading of a word with just the clitics that its name leaves out."""
    if mention is None or not mention.cut:
        return next((p for p in word.parts if p.article and not p.conjunction), word.parts[0])
    return next((p for p in word.parts if p.cut == mention.cut and not p.article), word.parts[0])


def subject_before(scene: Scene, index: int, begin: int, form: CueForm) -> Phrase | None:
    """The source phrase that stands before the verb and begins its clause."""
    start = _clause_start(scene, index, begin)
    if scene.folded[index - 1] in COMMAS and _subordinate(scene, begin):
        return None
    apart = _before_relative(scene, index, begin, form)
    if apart is not None:
        return apart
    while start < index:
        phrase = read_phrase(scene, start, index, cut=conjunction_cut(scene, start))
        if phrase is not None and not _counts(scene, phrase, form):
            phrase = None
        if phrase is not None and phrase.kind != "unknown" and _reaches(scene, phrase.last, index):
            return phrase
        if phrase is not None and _reaches(scene, phrase.last, index) and _opens(scene, phrase, begin):
            return phrase
        start += 1
        if start < index and scene.folded[start - 1] not in COMMAS and not scene.has(start - 1, _BEFORE_SUBJECT):
            break
    return None


def _before_relative(scene: Scene, index: int, begin: int, form: CueForm) -> Phrase | None:
    """The subject that opens a sentence, a relative clause up to a comma behind it (التحالف الذي تقوده، قد أعلن)."""
    close = index - 1
    while close > begin and scene.has(close, Role.AUXILIARY):
        close -= 1
    if scene.folded[close] not in COMMAS:
        return None
    start = begin
    while start < close and scene.has(start, Role.AUXILIARY | Role.CONNECTOR):
        start += 1
    phrase = read_phrase(scene, start, close, cut=conjunction_cut(scene, start))
    if phrase is None or phrase.kind == "unknown":
        return None
    last = phrase.last + 1 if scene.folded[phrase.last] in COMMAS else phrase.last
    opened = last < close and scene.has(last, Role.RELATIVE)
    inside = any(scene.folded[i] in COMMAS or scene.has(i, Role.THAT) for i in range(last, close))
    return phrase if opened and not inside and _counts(scene, phrase, form) else None


def _subordinate(scene: Scene, begin: int) -> bool:
    """Whether a sentence opens with a clause that only leads to another (بعدما رافق الجنرال إلى سيارته، أضاف)."""
    opening = scene.folded[begin]
    bare = opening[1:] if opening[0] in scene.lexicon.clitics.conjunctions else opening
    return bool({opening, bare} & speech_words(scene.lexicon.language).subordinating)


def _counts(scene: Scene, phrase: Phrase, form: CueForm) -> bool:
    """Whether a phrase before a verb in the dual or plural names several; before others it agrees in gender."""
    if form.inflected.number != "s":
        return several(scene, phrase)
    gender = gender_of(scene, phrase)
    return gender is None or gender == form.inflected.gender or several(scene, phrase)


def several(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase names more than one."""
    if phrase.kind == "group":
        return True
    word = scene.words[phrase.first]
    stem = word.noun.part.stem if word.noun is not None else word.form
    if stem.endswith(scene.lexicon.plural_endings) and phrase.first not in scene.mentions:
        return True
    if any(joined(scene.words[i]) and i + 1 in scene.mentions for i in range(phrase.first + 1, phrase.last - 1)):
        return True  # الحكومة السورية وحليفتها روسيا
    return any(scene.mentions[i].conjunction for i in range(phrase.first + 1, phrase.last) if i in scene.mentions)


def _opens(scene: Scene, phrase: Phrase, begin: int) -> bool:
    """Whether an unknown phrase of at most three plain words may be taken for a name that opens a clause."""
    word = scene.words[phrase.first]
    if phrase.last - phrase.first > 3 or (phrase.first > begin and not scene.has(phrase.first - 1, BOUNDARY)):
        return False
    return not any(p.conjunction for p in word.parts) and not word.roles


def conjunction_cut(scene: Scene, index: int) -> int:
    """How many letters a conjunction takes at the front of a word that is known behind it (والسيسي)."""
    mention = scene.mentions.get(index)
    if mention is not None:
        return mention.cut if mention.conjunction and not mention.preposition else 0
    noun = scene.words[index].noun
    return len(noun.part.conjunction) if noun is not None and not noun.part.preposition else 0


def _clause_start(scene: Scene, index: int, begin: int) -> int:
    """The first token of the clause that the verb at `index` stands in."""
    at = index - 1
    while at >= begin:
        mark = scene.folded[at]
        opened = scene.closes.get(at)
        if opened is not None and at == index - 1 and at - opened <= _BODY_WORDS and opened > begin:
            at = opened - 1  # a name in quotation marks: مصادر من فصيل "كذا" نفت
            continue
        if at == index - 1 and scene.has(at, Role.AUXILIARY) and mark[0] != scene.lexicon.clitics.conjunctions[0]:
            at -= 1  # سفيرة كذا، فلانة، قد قالت
            continue
        if mark in ":-–—.…" or at in scene.quotes or scene.has(at, BOUNDARY):
            return at + 1
        if scene.has(at, Role.VERB) or (
            finite(scene.words[at]) and at not in scene.covered and scene.words[at].noun is None
        ):
            return at + 1
        at -= 1
    return begin


def _reaches(scene: Scene, at: int, index: int) -> bool:
    """Whether only adverbs, times and commas stand between a phrase and the verb."""
    aside = False
    while at < index:
        if scene.has(at, Role.PREPOSITION) or prefixed(scene.words[at]):
            aside = True
        elif scene.folded[at] in COMMAS:
            aside = False
        elif not (aside or scene.has(at, Role.AUXILIARY | Role.ADVERB | Role.NEVER_SOURCE | Role.NEGATION)):
            return False
        at += 1
    return True
