"""Mending: what the wider context tells of a claim's source that its own rule could not see."""

from __future__ import annotations

from collections.abc import Iterator

from mahdar.extract.statements.anchors import SOUND, fits, subject_of
from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.counting import oblique, trimmed
from mahdar.extract.statements.phrases import Phrase, read_phrase
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.extract.statements.subjects import gender_of
from mahdar.extract.statements.wordshapes import participle, prefixed
from mahdar.language.lexicon import Role
from mahdar.language.speech import speech_words

_WAW = "\N{ARABIC LETTER WAW}"
_PARTICIPLE = "\N{ARABIC LETTER MEEM}"


def mend(scene: Scene, claim: Claim) -> None:
    """Set a claim's source right: a subject before it, none where an object was taken, one that was passed over."""
    before = _right_before(scene, claim)
    if before is not None:
        claim.source = before
    elif _misread(scene, claim):
        _give_back(scene, claim)
        claim.source = None
    elif claim.source is None:
        claim.source = _passed_over(scene, claim) or _stands_before(scene, claim)
    else:
        claim.source = _asker(scene, claim, claim.source)
    if claim.source is None and claim.number == "d" and _is_participle(scene, claim):
        claim.link, claim.number = "subject", "s"


def _give_back(scene: Scene, claim: Claim) -> None:
    """Whoever was told belongs to the words said: they begin at him (وحثت الدول المتدخلة على سحب قواتها)."""
    source, speech = claim.source, speech_words(scene.lexicon.language)
    if (
        source is None
        or claim.act != "call"
        or claim.lemma not in speech.told
        or not claim.content
        or claim.content[0][0] < source.last
    ):
        return
    near = claim.content[0][0] <= source.last + 2
    if near:
        claim.content[0] = (source.first, source.cut, claim.content[0][2])


def _stands_before(scene: Scene, claim: Claim) -> Phrase | None:
    """The subject of the clause where only قد, a time or a comma parts it from its verb (وكانت واشنطن قد أعلنت)."""
    if ".elided." not in claim.rule or claim.link != "same":
        return None
    phrase = subject_of(scene, claim)
    joined = scene.conjunction(claim.first) and not _after_topic(scene, claim)
    if phrase is None or phrase.last > claim.first or joined:
        return None
    aside = Role.AUXILIARY | Role.ADVERB | Role.NEVER_SOURCE | Role.NEGATION
    between = range(phrase.last, claim.first)
    return phrase if all(scene.has(i, aside) or scene.folded[i] in COMMAS for i in between) else None


def _after_topic(scene: Scene, claim: Claim) -> bool:
    """Whether the conjunction on a verb only answers أما (أما الوفد فقال)."""
    return scene.folded[claim.first].startswith(scene.lexicon.clitics.conjunctions[1])


def _asker(scene: Scene, claim: Claim, source: Phrase) -> Phrase:
    """Who asks, without من and the one who is asked (طلب الضامنون من كازاخستان أن)."""
    if claim.lemma not in speech_words(scene.lexicon.language).asked or source.first < claim.first:
        return source
    asked = (i for i in range(source.first + 1, source.last) if scene.folded[i] == scene.lexicon.from_word)
    return Phrase(source.first, next(asked, source.last), source.cut, source.kind)


def _is_participle(scene: Scene, claim: Claim) -> bool:
    """Whether a form that may be a dual verb is a participle (مؤكدا)."""
    return participle(scene.words[claim.first]) and scene.folded[claim.first][claim.cue_cut :].startswith(_PARTICIPLE)


def _passed_over(scene: Scene, claim: Claim) -> Phrase | None:
    """The subject between a cue and its words that the cue's own rule did not take (وأشار البيان إلى …)."""
    if ".elided." not in claim.rule or claim.link != "same" or claim.number != "s":
        return None
    for at in _openings(scene, claim):
        phrase = read_phrase(scene, at, claim.begin)
        if phrase is None or oblique(scene, at) or not _definite(scene, at):
            return None
        return phrase if _takes(scene, claim, trimmed(scene, phrase)) else None
    return None


def _openings(scene: Scene, claim: Claim) -> Iterator[int]:
    """The first token behind the cue that is no adverb, comma or quotation mark, if no preposition leads to it."""
    at = claim.last
    skipped = Role.ADVERB | Role.NEVER_SOURCE
    while at < claim.begin and (at in scene.quotes or scene.folded[at] in COMMAS or scene.has(at, skipped)):
        at += 1
    if at < claim.begin and not prefixed(scene.words[at]) and not scene.has(at, Role.PREPOSITION):
        yield at


def _takes(scene: Scene, claim: Claim, phrase: Phrase) -> bool:
    """Whether the cue's gender lets the phrase be its subject, and the verb needs nobody to be told."""
    gender = gender_of(scene, phrase)
    agrees = gender is None or gender == claim.gender
    return agrees and claim.lemma not in speech_words(scene.lexicon.language).told


def _definite(scene: Scene, at: int) -> bool:
    """Whether a phrase begins with a known name or a word with ال."""
    return at in scene.mentions or any(p.article and not p.preposition for p in scene.words[at].parts)


def _misread(scene: Scene, claim: Claim) -> bool:
    """Whether the phrase behind a verb is no subject: an object by its ending, the one told, or how it was said."""
    source = claim.source
    if source is None or source.first < claim.first or "verb-subject" not in claim.rule:
        return False
    if source.kind == "unknown" and _nobody(scene, source):
        return True
    return oblique(scene, source.first) or _told(scene, claim, source)


def _nobody(scene: Scene, source: Phrase) -> bool:
    """Whether an unlisted word cannot name anybody: how something is done, ألا, or a thing of somebody's."""
    form, lexicon = scene.folded[source.first], scene.lexicon
    if form in lexicon.manner or scene.page.tokens.raw(source.first) in lexicon.that_not:
        return True
    quantities = speech_words(lexicon.language).quantities
    if any(form.removesuffix(p) in quantities for p in lexicon.clitics.pronouns[2:5]):
        return False  # بعضهم، معظمهم
    return len(form) > 4 and source.first not in scene.covered and form.endswith(lexicon.clitics.pronouns[2:5])


def _right_before(scene: Scene, claim: Claim) -> Phrase | None:
    """The subject right before a verb that may name whom it tells (أردوغان يبلغ بوتين مخاوفه)."""
    speech = speech_words(scene.lexicon.language)
    if claim.source is None or claim.source.first < claim.first or "verb-subject" not in claim.rule:
        return None
    if claim.lemma not in speech.told | speech.may_tell or scene.conjunction(claim.first):
        return None
    begin = scene.page.sentences[claim.sentence][0]
    for at in range(claim.first - 1, max(begin, claim.first - 12) - 1, -1):
        phrase = read_phrase(scene, at, claim.first) if _opens_noun(scene, at) else None
        if phrase is not None and phrase.last == claim.first and phrase.kind == "person" and fits(scene, phrase, claim):
            return phrase if at == begin or not scene.has(at - 1, Role.PREPOSITION) else None
    return None


def _opens_noun(scene: Scene, at: int) -> bool:
    """Whether a known name or a listed noun begins at a token."""
    return at in scene.mentions or scene.words[at].noun is not None


def _told(scene: Scene, claim: Claim, source: Phrase) -> bool:
    """Whether a lone noun behind a verb that needs a hearer is that hearer: its subject was named before."""
    stem = scene.words[source.first].noun
    nominative = stem is not None and stem.part.stem.endswith((SOUND, _WAW))
    if claim.lemma not in speech_words(scene.lexicon.language).told or nominative:
        return False
    if any(_opens_noun(scene, at) for at in range(source.last, max(claim.begin, claim.reach))):
        return False
    if not claim.cut and claim.begin <= source.last + 1 and not scene.has(claim.begin, Role.DEED):
        return False
    return claim.coordinated or claim.link != "same" or subject_of(scene, claim) is not None
