"""Statements whose cue is a verb or a participle: قال فلان إن، فلان يعلن، وأضاف، مؤكدا أن."""

from __future__ import annotations

from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.complements import Complement, find_complement
from mahdar.extract.statements.made import verbal_claim
from mahdar.extract.statements.phrases import Phrase
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.extract.statements.subjects import BOUNDARY, subject_before, subject_behind
from mahdar.extract.statements.taken_up import read_taken_up
from mahdar.extract.statements.trust import (
    accused,
    at_once,
    clausal,
    denied,
    describes,
    dotted,
    doubtful,
    impersonal,
    in_title,
    misread,
    negated,
    of_oneself,
    passive,
    possible,
    satisfied,
    subjunctive,
    trusted,
    voiceless,
    without,
)
from mahdar.extract.statements.wordshapes import accusative, finite
from mahdar.language.clitics import Part
from mahdar.language.cues import CueForm
from mahdar.language.lexicon import Role


def read_verb(scene: Scene, index: int, begin: int, end: int) -> Claim | None:
    """The attribution that the verb or participle at token `index` makes, in the clause `begin` to `end`."""
    for part, form in scene.words[index].cues:
        if form.inflected.shape == "noun" or (form.inflected.person == 1 and index not in scene.closes):
            continue
        if dotted(scene, index, form) or _ends_in_hamza(scene, index, form):
            continue
        if form.inflected.shape == "past" and of_oneself(scene, index, part, form):
            continue
        if form.inflected.shape == "participle":
            found = _participle(scene, index, part, form, end)
        else:
            found = _finite(scene, index, part, form, begin, end)
        if found is not None:
            return found
    return None


def _ends_in_hamza(scene: Scene, index: int, form: CueForm) -> bool:
    """Whether what would be a dual past ends in a hamza, which is a root's (اقرأ)."""
    return form.inflected.number == "d" and scene.page.tokens.raw(index)[-1] in _HAMZAS


_YEH_ALEF = "\N{ARABIC LETTER YEH}\N{ARABIC LETTER ALEF}"
_HAMZAS = ("\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}", "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}")
"""What no participle of a cue begins with."""


def _participle(scene: Scene, index: int, part: Part, form: CueForm, end: int) -> Claim | None:
    """مضيفا أن …: the subject is that of the clause before."""
    if scene.page.tokens.raw(index)[part.cut :][:1] in _HAMZAS:
        return None  # أمرا is a thing, آمرا is one who orders
    before = scene.folded[index - 1] if index else "\n"
    opened = bool(part.conjunction) or not before[0].isalnum()
    after_cue = index > 0 and (finite(scene.words[index - 1], sure=False) or scene.has(index - 1, Role.NEVER_SOURCE))
    accusative = form.inflected.form.endswith("\N{ARABIC LETTER ALEF}") and not scene.has(index, Role.PREPOSITION)
    after = index + 1
    clause = after < end and (scene.has(after, Role.THAT) or scene.folded[after] == ":" or after in scene.quotes)
    if not (opened or after_cue or accusative or clause) or scene.words[index].noun is not None:
        return None
    if index and (scene.has(index - 1, Role.PREPOSITION | Role.THAT | Role.NEGATION) or before.isdecimal()):
        return None  # 75 متهما: the accused
    complement = find_complement(scene, form.cue, index + 1, end, sourced=True)
    own = complement is not None and complement.frame == "preposition" and not form.cue.frames  # معبرا عن ثقته
    if complement is None or (form.cue.strict and not own and complement.frame not in ("that", "quote", "stance")):
        return None
    again = complement.first > index + 1 or (index > 0 and finite(scene.words[index - 1], sure=False))
    if scene.has(index, Role.ADVERB) and again:
        return None  # مجددا: once more
    made = verbal_claim(scene, index, part, form, None, complement, "participle")
    made.link, made.onset = "subject", index - (1 if before in COMMAS else 0)
    return made


def _finite(scene: Scene, index: int, part: Part, form: CueForm, begin: int, end: int) -> Claim | None:
    """A finite verb with its subject behind it, before it, or left out."""
    if (
        index
        and not part.conjunction
        and scene.has(index - 1, Role.PREPOSITION | Role.CONDITIONAL)
        and not clausal(scene, index - 1)
    ):
        return None
    if index and scene.has(index - 1, Role.LIGHT_PASSIVE):
        return None  # تم رفض الطلب: a noun
    if _was_published(scene, index, part, form) or voiceless(scene, index, part, form):
        return None
    if scene.lexicon.word(part.stem).roles & Role.PREPOSITION and not at_once(scene, part, form, index, begin, end):
        return None
    if _behind_verb(scene, index, part, form, begin):
        return None
    if denied(scene, index, form) or possible(scene, index) or without(scene, index) or subjunctive(scene, index, form):
        return None
    if _of_a_thing(scene, index, form) or satisfied(scene, index, form):
        return None
    if _describes_text(scene, index, part, form, begin):
        return None
    following = _own_subject(scene, index, part, form, begin, end)
    if following is not None:
        if form.inflected.object and not form.cue.addressee and "as" not in form.cue.frames:
            taken = read_taken_up(scene, index, part, form, following, begin)
            if taken is not None or "predicate" not in form.cue.frames:
                return taken
        complement = _after_subject(scene, form, following, end) or _regarded(scene, form, following, end)
        if complement is not None and negated(scene, index) and complement.frame not in ("that", "quote"):
            return None
        if complement is not None and accused(form, following, complement):
            accusing = Complement(following.first, following.cut, "preposition")
            return _elided(scene, index, part, form, accusing) if part.conjunction and index > begin else None
        if complement is not None and not (form.cue.strict and doubtful(form, following, complement)):
            return verbal_claim(scene, index, part, form, following, complement, "verb-subject")
        if not form.cue.addressee and following.kind != "unknown":
            return None
    judged = _judged(scene, index, part, form, following, begin, end)
    return judged if judged is not None else _subject_elsewhere(scene, index, part, form, begin, end)


def _own_subject(scene: Scene, index: int, part: Part, form: CueForm, begin: int, end: int) -> Phrase | None:
    """The subject behind a verb, where none that is surer stands before it."""
    following = subject_behind(scene, index, form, end)
    if following is not None and form.inflected.object and "predicate" in form.cue.frames:
        following = _definite(scene, following)
    if following is not None and part.conjunction and _met_by_object(scene, form, following, end):
        return None
    if following is None or part.conjunction:
        return following
    if _heads_verb(scene, index, begin, form):
        return None
    told = form.cue.frames & {"object", "deed"} and index > 0 and scene.has(index - 1, Role.THAT)
    if told and following.kind == "unknown":
        return None  # بأن تعلن المكان الجديد: the object, its subject told before
    named = subject_before(scene, index, begin, form)
    near = named is not None and all(scene.has(i, Role.AUXILIARY) for i in range(named.last, index))
    led = named is not None and named.first > begin and scene.has(named.first - 1, Role.THAT)
    if near and led:
        return None  # إن بلاده تؤيد سياسة فلان
    objective = near and following.kind == "unknown" and bool(form.cue.frames & {"object", "deed"})
    if named is not None and objective and not in_title(scene, index):
        return None  # ما زالت الدول تؤيد الاتفاق
    if named is not None and named.kind != "unknown" and (near or following.kind == "unknown"):
        return None
    return following


def _met_by_object(scene: Scene, form: CueForm, following: Phrase, end: int) -> bool:
    """Whether a person right behind a verb and before a relative clause is whom it is about (وانتقد فلانا الذي …)."""
    person = following.first in scene.mentions and following.kind == "person"
    near = following.last < end and scene.has(following.last, Role.RELATIVE)
    return person and near and "object" in form.cue.frames and form.cue.act in _ABOUT_PEOPLE


_ABOUT_PEOPLE = frozenset({"criticise", "support"})
"""Acts that meet a person."""


def _describes_text(scene: Scene, index: int, part: Part, form: CueForm, begin: int) -> bool:
    """Whether a verb with a pronoun only tells of the text before it (قال في بيان نشرته الوكالة إن)."""
    if part.conjunction or not form.inflected.object or index <= begin or "predicate" in form.cue.frames:
        return False
    return scene.words[index - 1].document


def _was_published(scene: Scene, index: int, part: Part, form: CueForm) -> bool:
    """Whether a text was published by nobody named: a day or a place right behind (مقال نشر الاثنين في صحيفة كذا)."""
    if part.conjunction or index == 0 or not form.cue.strict or form.inflected.shape != "past":
        return False
    after = index + 1 < len(scene.folded) and scene.has(index + 1, Role.NEVER_SOURCE | Role.PREPOSITION)
    return after and scene.words[index - 1].document


def _behind_verb(scene: Scene, index: int, part: Part, form: CueForm, begin: int) -> bool:
    """Whether what reads as a past stands right behind another verb: then it is a noun (دفعت ثمن كذا)."""
    if part.conjunction or form.inflected.shape != "past" or index <= begin or not form.cue.strict:
        return False
    return scene.has(index - 1, Role.VERB) and not scene.has(index - 1, Role.AUXILIARY | Role.ADVERB)


def _of_a_thing(scene: Scene, index: int, form: CueForm) -> bool:
    """Whether an unlisted thing behind a demonstrative is the subject (ينذر هذا الهبوط بكذا)."""
    noun = index + 2
    if (
        noun >= len(scene.folded)
        or not scene.has(index + 1, Role.DEMONSTRATIVE)
        or form.cue.frames & {"object", "deed"}
    ):
        return False
    people = scene.folded[noun].endswith(scene.lexicon.plural_endings[:3])
    unlisted = scene.words[noun].noun is None and noun not in scene.covered
    return unlisted and not people and scene.words[noun].parts[-1].article


def _addressed(form: CueForm, complement: Complement, index: int) -> bool:
    """Whether the verb's pronoun is whom a demand or a warning addresses (وطالبه بكذا، وحثتها على كذا)."""
    near = complement.frame == "preposition" and complement.first <= index + 3
    return form.cue.addressee and form.cue.act != "assert" and near


def _definite(scene: Scene, following: Phrase) -> Phrase | None:
    """A phrase that may stand behind a verb's pronoun as its subject, not as what the pronoun is held to be."""
    article = any(p.article for p in scene.words[following.first].parts)
    return following if article or following.kind != "unknown" else None


def _heads_verb(scene: Scene, index: int, begin: int, form: CueForm) -> bool:
    """Whether a headline's verb follows its subject, a noun of one or two words, and a person is whom it meets."""
    if not (in_title(scene, index) and form.cue.addressee and 0 < index - begin <= _HEADLINE):
        return False
    plain = range(begin, index)
    steers = BOUNDARY | Role.PREPOSITION | Role.ADVERB | Role.NEVER_SOURCE | Role.AUXILIARY
    return all(scene.is_word(i) and not scene.has(i, steers) for i in plain)


_HEADLINE = 3
"""Words of the subject that opens a headline before its verb."""


def _subject_elsewhere(scene: Scene, index: int, part: Part, form: CueForm, begin: int, end: int) -> Claim | None:
    """A finite verb whose subject stands before it or is left out."""
    complement = find_complement(scene, form.cue, index + 1, end, sourced=not form.cue.strict or form.cue.addressee)
    if complement is None or not trusted(form, complement) or impersonal(scene, index, complement):
        return None
    if negated(scene, index) and complement.frame not in ("that", "quote"):
        return None
    if passive(index, form, complement) or misread(index, form, complement):
        return None
    preceding = None if part.conjunction else subject_before(scene, index, begin, form)
    if (
        preceding is not None
        and form.cue.strict
        and complement.frame in ("object", "deed")
        and not (in_title(scene, index) or scene.has(index - 1, Role.AUXILIARY))
    ):
        return None
    if preceding is not None:
        return verbal_claim(scene, index, part, form, preceding, complement, "subject-verb")
    return _elided(scene, index, part, form, complement)


def _judged(
    scene: Scene, index: int, part: Part, form: CueForm, following: Phrase | None, begin: int, end: int
) -> Claim | None:
    """اعتبر الطلب إهانة: the thing judged and the judgement are the words; the passive (تعتبر المدينة) says nothing."""
    if "predicate" not in form.cue.frames or form.cue.strict:
        return None
    if find_complement(scene, form.cue, index + 1, end, sourced=True) is not None:
        return None
    if form.inflected.object:
        return _held(scene, index, part, form, end)
    before = None if part.conjunction else subject_before(scene, index, begin, form)
    known = before is not None and before.kind != "unknown"
    plural = form.inflected.number == "p" and form.inflected.shape == "past"
    first = index + 1
    if not (known or plural) or (following is not None and plural) or first + 1 >= end:
        return None
    if not scene.is_word(first) or scene.has(first, Role.PREPOSITION | Role.THAT | Role.PRONOMINAL):
        return None
    return verbal_claim(scene, index, part, form, before, Complement(first, 0, "object"), "judgement")


def _held(scene: Scene, index: int, part: Part, form: CueForm, end: int) -> Claim | None:
    """اتفاق اعتبره المجتمع الدولي نصرا: who stands behind the pronoun holds it, what follows is the judgement."""
    following = subject_behind(scene, index, form, end)
    following = _definite(scene, following) if following is not None else None
    if following is None and not part.conjunction:
        return None
    at = following.last if following is not None else index + 1
    if at >= end or not scene.is_word(at) or scene.has(at, Role.PREPOSITION | Role.THAT | Role.PRONOMINAL):
        return None
    return verbal_claim(scene, index, part, form, following, Complement(at, 0, "object"), "judgement")


def _regarded(scene: Scene, form: CueForm, subject: Phrase, end: int) -> Complement | None:
    """اعتبرت الحكومة القرار انتهاكا: a definite thing behind a known subject, and what it is held to be."""
    at = subject.last
    if "predicate" not in form.cue.frames or form.cue.strict or subject.kind == "unknown" or at + 1 >= end:
        return None
    thing = scene.words[at]
    definite = at in scene.mentions or any(p.article and not p.preposition for p in thing.parts)
    stands = definite and scene.is_word(at + 1) and not scene.has(at, Role.RELATIVE)
    return Complement(at, 0, "object") if stands else None


def _after_subject(scene: Scene, form: CueForm, subject: Phrase, end: int) -> Complement | None:
    """The complement behind an explicit subject."""
    if form.inflected.object and "predicate" in form.cue.frames and subject.last < end:
        return Complement(subject.last, 0, "predicate")
    complement = find_complement(scene, form.cue, _behind_apposition(scene, subject, end), end, sourced=True)
    if complement is None or not trusted(form, complement):
        return None
    return complement


def _behind_apposition(scene: Scene, subject: Phrase, end: int) -> int:
    """The token behind an unlisted apposition between commas (أعلن المجلس، الذراع السياسية للقوات، تشكيل …)."""
    at = subject.last
    if at + 1 >= end or scene.folded[at] not in COMMAS or at + 1 in scene.quotes:
        return at
    word = scene.words[at + 1]
    steers = Role.THAT | Role.PREPOSITION | Role.RELATIVE | Role.NEVER_SOURCE | Role.ADVERB | Role.DEED
    if word.roles & steers or word.cues or not word.parts[-1].article or word.parts[-1].preposition:
        return at
    ahead = range(at + 2, min(end, at + _APPOSITION))
    close = next((i for i in ahead if scene.folded[i] in COMMAS or scene.has(i, Role.THAT)), None)
    return close + 1 if close is not None and scene.folded[close] in COMMAS else at


_APPOSITION = 14
"""Tokens of the longest apposition between commas that is passed over."""


def _elided(scene: Scene, index: int, part: Part, form: CueForm, complement: Complement) -> Claim | None:
    """وأضاف أن: the subject is left out; strict cues are trusted only with a clause or a quotation."""
    relative = index > 0 and scene.has(index - 1, Role.RELATIVE)
    if form.inflected.future and part.conjunction:
        return None
    before = scene.words[index - 1] if index else None
    dual = form.inflected.number == "d" and form.inflected.shape == "past" and not part.conjunction
    if dual and before is not None and (accusative(before) or before.form.endswith(_YEH_ALEF)):
        return None  # موقعا تابعا له: an adjective
    light = complement.act is not None and form.inflected.number != "s"
    if form.cue.strict and complement.frame == "preposition" and not (part.conjunction or relative or light):
        return None
    thanks = complement.cue_last is not None
    reach = 4 if complement.frame == "stance" else 2
    phrasal = complement.frame in ("preposition", "stance", "blame") and not complement.cut
    adjacent = thanks or (phrasal and complement.first <= index + reach)
    if form.cue.strict and complement.frame not in ("that", "quote") and not form.cue.addressee and not adjacent:
        return None
    if (
        form.inflected.object
        and not relative
        and complement.frame not in ("that", "quote")
        and "as" not in form.cue.frames
        and not _addressed(form, complement, index)
    ):
        return None
    if complement.frame == "object" and complement.first > index + 1:
        return None
    made = verbal_claim(scene, index, part, form, None, complement, "elided")
    made.link = "antecedent" if relative or describes(scene, index, part) else "same"
    return made
