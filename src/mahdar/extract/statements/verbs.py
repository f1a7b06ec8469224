"""Statements whose cue is a verb or a participle: قال فلان إن، فلان يعلن، وأضاف، مؤكدا أن."""

from __future__ import annotations

from mahdar.extract.names import Mention
from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.complements import Complement, find_complement
from mahdar.extract.statements.phrases import Phrase, finite, read_phrase
from mahdar.extract.statements.scene import COMMAS, DASHES, Scene
from mahdar.language.clitics import Part
from mahdar.language.cues import CueForm
from mahdar.language.lexicon import Role, Word

_BOUNDARY = Role.THAT | Role.CONNECTOR | Role.RELATIVE


def read_verb(scene: Scene, index: int, begin: int, end: int) -> Claim | None:
    """The attribution that the verb or participle at token `index` makes, in the clause `begin` to `end`."""
    for part, form in scene.words[index].cues:
        if form.inflected.shape == "noun" or (form.inflected.person == 1 and index not in scene.closes):
            continue
        if form.inflected.shape == "participle":
            found = _participle(scene, index, part, form, end)
        else:
            found = _finite(scene, index, part, form, begin, end)
        if found is not None:
            return found
    return None


def _participle(scene: Scene, index: int, part: Part, form: CueForm, end: int) -> Claim | None:
    """مضيفا أن …: the subject is that of the clause before."""
    before = scene.folded[index - 1] if index else "\n"
    opened = bool(part.conjunction) or not before[0].isalnum()
    after_cue = index > 0 and (finite(scene.words[index - 1], sure=False) or scene.has(index - 1, Role.NEVER_SOURCE))
    accusative = form.inflected.form.endswith("\N{ARABIC LETTER ALEF}") and not scene.has(index, Role.PREPOSITION)
    after = index + 1
    clause = after < end and (scene.has(after, Role.THAT) or scene.folded[after] == ":" or after in scene.quotes)
    if not (opened or after_cue or accusative or clause) or scene.words[index].noun is not None:
        return None
    if index and scene.has(index - 1, Role.PREPOSITION | Role.THAT | Role.NEGATION):
        return None
    complement = find_complement(scene, form.cue, index + 1, end, sourced=True)
    if complement is None or (form.cue.strict and complement.frame not in ("that", "quote", "stance")):
        return None
    made = _make(scene, index, part, form, None, complement, "participle")
    made.link, made.onset = "subject", index - (1 if before in COMMAS else 0)
    return made


def _finite(scene: Scene, index: int, part: Part, form: CueForm, begin: int, end: int) -> Claim | None:
    """A finite verb with its subject behind it, before it, or left out."""
    if (
        index
        and not part.conjunction
        and scene.has(index - 1, Role.PREPOSITION | Role.CONDITIONAL)
        and not _clausal(scene, index - 1)
    ):
        return None
    if scene.lexicon.word(part.stem).roles & Role.PREPOSITION and not _at_once(scene, part, form, index, begin, end):
        return None
    if _denied(scene, index, form):
        return None
    following = _subject_behind(scene, index, form, end)
    if following is not None and not part.conjunction:
        named = _subject_before(scene, index, begin, form)
        near = named is not None and all(scene.has(i, Role.AUXILIARY) for i in range(named.last, index))
        if named is not None and named.kind != "unknown" and (near or following.kind == "unknown"):
            following = None
    if following is not None:
        if form.inflected.object and not form.cue.addressee and "as" not in form.cue.frames:
            taken = _antecedent(scene, index, part, form, following, begin)
            if taken is not None or "predicate" not in form.cue.frames:
                return taken
        complement = _after_subject(scene, form, following, end)
        if complement is not None and _negated(scene, index) and complement.frame not in ("that", "quote"):
            return None
        if complement is not None and not (form.cue.strict and _doubtful(following, complement)):
            return _make(scene, index, part, form, following, complement, "verb-subject")
    if following is not None and not form.cue.addressee and following.kind != "unknown":
        return None
    judged = _judged(scene, index, part, form, following, begin, end)
    if judged is not None:
        return judged
    complement = find_complement(scene, form.cue, index + 1, end, sourced=not form.cue.strict or form.cue.addressee)
    if complement is None or not _trusted(form, complement) or _impersonal(scene, index, complement):
        return None
    if _negated(scene, index) and complement.frame not in ("that", "quote"):
        return None
    preceding = None if part.conjunction else _subject_before(scene, index, begin, form)
    if (
        preceding is not None
        and form.cue.strict
        and complement.frame in ("object", "deed")
        and not (_in_title(scene, index) or scene.has(index - 1, Role.AUXILIARY))
    ):
        return None
    if preceding is not None:
        return _make(scene, index, part, form, preceding, complement, "subject-verb")
    return _elided(scene, index, part, form, complement)


def _judged(
    scene: Scene, index: int, part: Part, form: CueForm, following: Phrase | None, begin: int, end: int
) -> Claim | None:
    """اعتبر الطلب إهانة: the thing judged and the judgement are the words; the passive (تعتبر المدينة) says nothing."""
    if "predicate" not in form.cue.frames or form.cue.strict:
        return None
    if find_complement(scene, form.cue, index + 1, end, sourced=True) is not None:
        return None
    before = None if part.conjunction else _subject_before(scene, index, begin, form)
    known = before is not None and before.kind != "unknown"
    plural = form.inflected.number == "p" and form.inflected.shape == "past"
    first = index + 1
    if not (known or plural) or following is not None and plural or first + 1 >= end:
        return None
    if not scene.is_word(first) or scene.has(first, Role.PREPOSITION | Role.THAT | Role.PRONOMINAL):
        return None
    return _make(scene, index, part, form, before, Complement(first, 0, "object"), "judgement")


def _doubtful(source: Phrase, complement: Complement) -> bool:
    """Whether an everyday verb with an unknown subject takes neither a clause nor a quotation."""
    if source.kind != "unknown" or complement.frame in ("that", "quote"):
        return False
    return bool(complement.cut) or complement.frame != "preposition" or source.last - source.first > 2


def _denied(scene: Scene, index: int, form: CueForm) -> bool:
    """Whether a negation makes nothing of the cue (لم يتفقوا على، لم تعلق); لا يستبعد أن still says something."""
    return _negated(scene, index) and form.cue.strict and "that" not in form.cue.frames


def _negated(scene: Scene, index: int) -> bool:
    """Whether a negation stands right before the cue."""
    return index > 0 and scene.has(index - 1, Role.NEGATION)


def _in_title(scene: Scene, index: int) -> bool:
    """Whether a token stands in the headline."""
    return scene.page.tokens.starts[index] < scene.body_start


def _clausal(scene: Scene, index: int) -> bool:
    """Whether the small word at `index` opens a clause, so that a verb may stand behind it (عندما قال، كما أعلن)."""
    return scene.has(index, Role.CONNECTOR | Role.RELATIVE)


def _at_once(scene: Scene, part: Part, form: CueForm, index: int, begin: int, end: int) -> bool:
    """Whether a verb that is first of all a preposition is proved a verb by what it takes (وبين أن، عبر فلان عن)."""
    if part.conjunction or index == begin:
        phrase = read_phrase(scene, index + 1, end)
        if phrase is not None and phrase.kind in ("person", "organization") and phrase.last < end:
            if scene.has(phrase.last, Role.THAT) and "that" in form.cue.frames:
                return True
    complement = find_complement(scene, form.cue, index + 1, end, sourced=False)
    if complement is None:
        return False
    reach = 2 if complement.frame == "that" else 12
    return complement.frame in ("that", "preposition") and not complement.cut and complement.first <= index + reach


def _impersonal(scene: Scene, index: int, complement: Complement) -> bool:
    """ويذكر أن: nobody is named and nobody was speaking."""
    if index and scene.has(index - 1, Role.NEGATION):
        return False
    return scene.has(index, Role.IMPERSONAL) and complement.first <= index + 3


def _antecedent(scene: Scene, index: int, part: Part, form: CueForm, source: Phrase, begin: int) -> Claim | None:
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
    made = _make(scene, index, part, form, source, Complement(first, 0, "antecedent"), "relative")
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
        if mark in COMMAS or not scene.is_word(at - 1) and at - 1 not in scene.closes:
            break
        if scene.has(at - 1, _BOUNDARY) or finite(scene.words[at - 1]) and at - 1 not in scene.covered:
            break
        at -= 1
    return at


def _after_subject(scene: Scene, form: CueForm, subject: Phrase, end: int) -> Complement | None:
    """The complement behind an explicit subject."""
    if form.inflected.object and "predicate" in form.cue.frames and subject.last < end:
        return Complement(subject.last, 0, "predicate")
    complement = find_complement(scene, form.cue, subject.last, end, sourced=True)
    if complement is None or not _trusted(form, complement):
        return None
    return complement


def _trusted(form: CueForm, complement: Complement) -> bool:
    """A cue with an everyday meaning needs a clause, a quotation or its own preposition."""
    if not form.cue.strict:
        return True
    return complement.frame != "object" or bool(form.cue.frames & {"object"})


def _subject_behind(scene: Scene, index: int, form: CueForm, end: int) -> Phrase | None:
    """The source phrase that follows the verb, past adverbs and turns of phrase."""
    at = index + 1
    if form.inflected.number != "s" or _relative_subject(scene, index, form):
        return None
    while at < end:
        turn = scene.lexicon.phrase("turn", scene.folded, at, end)
        if turn:
            at += turn
        elif scene.folded[at] in COMMAS or scene.has(at, Role.ADVERB | Role.NEVER_SOURCE | Role.PRONOMINAL):
            at += 1
        else:
            break
    deeds = bool(form.cue.frames & {"deed", "object", "stance"})
    phrase = read_phrase(scene, at, end, deeds=deeds, taken=form.cue.prepositions)
    if phrase is None or not _agrees(scene, phrase, form):
        return None
    if _is_deed(scene, phrase) and not _spoken_by(scene, phrase, form, end):
        return None
    first = scene.words[phrase.first]
    if first.stance is not None and "stance" in form.cue.frames and phrase.kind == "unknown":
        return None
    if "as" in form.cue.frames and phrase.kind in ("document", "unknown") and phrase.first not in scene.covered:
        return None
    return phrase


def _relative_subject(scene: Scene, index: int, form: CueForm) -> bool:
    """Whether the verb of a relative clause has its antecedent for a subject: nothing in it takes the antecedent up."""
    if index == 0 or not scene.has(index - 1, Role.RELATIVE) or form.inflected.object:
        return False
    ahead = range(index + 1, min(len(scene.folded), index + 9))
    return not any(scene.has(i, Role.PRONOMINAL) for i in ahead)


def _is_deed(scene: Scene, phrase: Phrase) -> bool:
    """Whether an unknown phrase opens with what may be a verbal noun."""
    word = scene.words[phrase.first]
    bare = phrase.kind == "document" and not any(p.article for p in word.parts)
    return (phrase.kind == "unknown" or bare) and phrase.first not in scene.covered and bool(word.roles & Role.DEED)


def _spoken_by(scene: Scene, phrase: Phrase, form: CueForm, end: int) -> bool:
    """Whether a phrase that looks like a deed is a name all the same: short, without ال, its words right behind."""
    if any(p.article for p in scene.words[phrase.first].parts):
        return False
    if not form.cue.frames & {"deed", "object", "stance"}:
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


def _subject_before(scene: Scene, index: int, begin: int, form: CueForm) -> Phrase | None:
    """The source phrase that stands before the verb and begins its clause."""
    start = _clause_start(scene, index, begin)
    while start < index:
        phrase = read_phrase(scene, start, index, cut=conjunction_cut(scene, start))
        if phrase is not None and not _counts(scene, phrase, form):
            phrase = None
        if phrase is not None and phrase.kind != "unknown" and _reaches(scene, phrase.last, index):
            return phrase
        if phrase is not None and _reaches(scene, phrase.last, index) and _opens(scene, phrase, begin):
            return phrase
        start += 1
        if (
            start < index
            and scene.folded[start - 1] not in COMMAS
            and not scene.has(start - 1, _BOUNDARY | Role.ADVERB)
        ):
            break
    return None


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
    return any(scene.mentions[i].conjunction for i in range(phrase.first + 1, phrase.last) if i in scene.mentions)


def _opens(scene: Scene, phrase: Phrase, begin: int) -> bool:
    """Whether an unknown phrase of at most three plain words may be taken for a name that opens a clause."""
    word = scene.words[phrase.first]
    if phrase.last - phrase.first > 3 or (phrase.first > begin and not scene.has(phrase.first - 1, _BOUNDARY)):
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
        if mark in ":-–—" or at in scene.quotes or scene.has(at, _BOUNDARY):
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
        if scene.has(at, Role.PREPOSITION):
            aside = True
        elif scene.folded[at] in COMMAS:
            aside = False
        elif not (aside or scene.has(at, Role.AUXILIARY | Role.ADVERB | Role.NEVER_SOURCE | Role.NEGATION)):
            return False
        at += 1
    return True


def _elided(scene: Scene, index: int, part: Part, form: CueForm, complement: Complement) -> Claim | None:
    """وأضاف أن: the subject is left out; strict cues are trusted only with a clause or a quotation."""
    relative = index > 0 and scene.has(index - 1, Role.RELATIVE)
    if form.inflected.future and part.conjunction:
        return None
    if form.cue.strict and complement.frame == "preposition" and not (part.conjunction or relative):
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
    ):
        return None
    if complement.frame == "object" and complement.first > index + 1:
        return None
    made = _make(scene, index, part, form, None, complement, "elided")
    made.link = "antecedent" if relative or _describes(scene, index, part) else "same"
    return made


def _describes(scene: Scene, index: int, part: Part) -> bool:
    """Whether a verb without a conjunction follows a noun that it describes (فتوى تدين، تقارير تفيد)."""
    if part.conjunction or index == 0 or not scene.is_word(index - 1):
        return False
    return not scene.has(index - 1, _BOUNDARY | Role.PREPOSITION | Role.NEGATION | Role.AUXILIARY)


def _make(
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
        onset=onset,
        sentence=scene.page.sentence_of[index],
        frame=complement.frame,
        gender=inflected.gender,
        number=inflected.number,
        coordinated=coordinated,
        after_comma=onset < index and scene.folded[onset] in COMMAS,
        negated=index > 0 and scene.has(index - 1, Role.NEGATION),
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
