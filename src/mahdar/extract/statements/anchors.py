"""Anchors: the words that grammar points to where a source is left out."""

from __future__ import annotations

from collections.abc import Iterator

from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.counting import number_of, oblique, trimmed
from mahdar.extract.statements.introductions import clitics_before
from mahdar.extract.statements.phrases import Phrase, finite, prefixed, read_phrase
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.extract.statements.verbs import conjunction_cut, gender_of
from mahdar.language.lexicon import Role
from mahdar.language.speech import speech_words
from mahdar.model.attribution import Reach

_FAR = 120
"""Tokens that a verb in the plural may look back for its subject: two or three sentences."""
_WAW = "\N{ARABIC LETTER WAW}"
_SOUND = "\N{ARABIC LETTER WAW}\N{ARABIC LETTER NOON}"


def anchor_of(scene: Scene, claim: Claim) -> tuple[Phrase | None, Reach]:
    """The phrase that a claim without a source may belong to, and how far off it stands; None where there is none."""
    if claim.source is not None:
        own = scene.has(claim.source.first, Role.OWN_SIDE)
        return (_subject(scene, claim) if own else None), "clause"
    if claim.link == "antecedent":
        found = _before_relative(scene, claim)
        return found or (_subject(scene, claim) if _relative(scene, claim) is None else None), "clause"
    if claim.link == "parties":
        return _between(scene, claim), "clause"
    if claim.link == "subject":
        return _subject(scene, claim), "clause"
    return _same(scene, claim) if claim.link == "same" else (None, "clause")


def _same(scene: Scene, claim: Claim) -> tuple[Phrase | None, Reach]:
    """The subject of the clause, of the sentence before, or the several named last before a plural."""
    begin = scene.page.sentences[claim.sentence][0]
    if claim.first > begin and scene.folded[claim.first - 1] in scene.lexicon.where:
        return _last_person(scene, begin, claim), "sentence"
    opens = claim.first <= begin + 1 or (".quote-first" in claim.rule and claim.begin <= begin + 2)
    found = _sentence_before(scene, claim) if opens else _subject(scene, claim)
    if found is not None or claim.number == "s":
        return found, "clause"
    return _plural_before(scene, claim), "text"


def fits(scene: Scene, phrase: Phrase, claim: Claim) -> bool:
    """Whether a phrase before the claim's cue may be its subject: they agree in number and gender."""
    number = number_of(scene, phrase)
    if claim.number == "d":
        return number == "d" or (number == "p" and phrase.kind in ("person", "group") and not _counted(scene, phrase))
    if claim.number == "p":
        return number != "s"
    if number != "s" and claim.gender:
        return claim.gender == "f" and not _men(scene, phrase)
    gender = gender_of(scene, phrase)
    return gender is None or not claim.gender or gender == claim.gender


def _counted(scene: Scene, phrase: Phrase) -> bool:
    """Whether a plural names three or more side by side."""
    return sum(1 for i in range(phrase.first, phrase.last) if i in scene.mentions) > 2


def _men(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase in the plural names people, whose verb is in the plural too."""
    return phrase.kind == "person" or scene.folded[phrase.first].endswith(_SOUND)


def _plural_before(scene: Scene, claim: Claim) -> Phrase | None:
    """The last phrase that names several before a cue in the dual or plural (ممثلو الدول …: جددوا …)."""
    for at in range(claim.first - 1, max(-1, claim.first - _FAR), -1):
        noun, mention = scene.words[at].noun, scene.mentions.get(at)
        if mention is None and (noun is None or at in scene.covered or noun.kind not in ("person", "group")):
            continue
        if (mention is not None and mention.conjunction) or (at and _governs(scene, at - 1)):
            continue
        phrase = read_phrase(scene, at, claim.first, cut=clitics_before(scene, at))
        if phrase is not None and number_of(scene, phrase) != "s" and fits(scene, phrase, claim):
            return phrase
    return None


def _governs(scene: Scene, index: int) -> bool:
    """Whether a noun without ال leads on to the next word (وزراء خارجية روسيا)."""
    noun = scene.words[index].noun
    return noun is not None and not noun.part.article and index not in scene.covered


def _last_person(scene: Scene, begin: int, claim: Claim) -> Phrase | None:
    """The person named last before حيث that agrees (… تصريحات لفلان، حيث قال)."""
    for at in range(claim.first - 1, begin - 1, -1):
        noun, mention = scene.words[at].noun, scene.mentions.get(at)
        person = mention is not None and mention.ids[0].startswith("person/")
        if at > begin and scene.folded[at - 1] in scene.lexicon.occasions:
            continue
        if person or (mention is None and noun is not None and noun.kind == "person" and at not in scene.covered):
            phrase = read_phrase(scene, at, claim.first, cut=clitics_before(scene, at))
            if phrase is not None and fits(scene, phrase, claim):
                return phrase
    return None


def _relative(scene: Scene, claim: Claim) -> int | None:
    """The token of the relative pronoun right before a cue, if one stands there."""
    begin = scene.page.sentences[claim.sentence][0]
    return next((i for i in range(claim.first, max(begin, claim.first - 4), -1) if scene.has(i, Role.RELATIVE)), None)


def _before_relative(scene: Scene, claim: Claim) -> Phrase | None:
    """The noun phrase that a relative clause belongs to (الرئيس الذي قال): the last that ends at the relative."""
    begin = scene.page.sentences[claim.sentence][0]
    relative = _relative(scene, claim)
    stop = relative if relative is not None else claim.first
    while stop > begin and (scene.folded[stop - 1] in COMMAS or scene.has(stop - 1, Role.NEVER_SOURCE)):
        stop -= 1
    found = None
    for at in range(stop - 1, max(begin, stop - 14) - 1, -1):
        if scene.words[at].noun is None and at not in scene.mentions:
            continue
        phrase = read_phrase(scene, at, stop, cut=clitics_before(scene, at))
        if phrase is None or phrase.last != stop or not fits(scene, phrase, claim):
            continue
        if found is not None and found.kind != phrase.kind:
            break
        found = phrase
    return found or _plain_before(scene, claim, begin, stop)


def _plain_before(scene: Scene, claim: Claim, begin: int, stop: int) -> Phrase | None:
    """A phrase of unlisted nouns right before the verb that describes it (تظاهرات تندد، مسيرات العودة التي)."""
    for at in range(max(begin, stop - 3), stop):
        phrase = read_phrase(scene, at, stop) if not scene.has(at, Role.PREPOSITION | Role.VERB) else None
        if phrase is None or phrase.last != stop or phrase.kind != "unknown" or not fits(scene, phrase, claim):
            continue
        if number_of(scene, phrase) != "s" or gender_of(scene, phrase) is not None:
            return phrase
    return None


def _subject(scene: Scene, claim: Claim) -> Phrase | None:
    """The first phrase of the sentence that a cue without a subject may belong to (صعدت الرياض لهجتها، مؤكدة)."""
    begin = scene.page.sentences[claim.sentence][0]
    spare, loose = None, None
    for at in range(begin, claim.first):
        if scene.has(at, Role.THAT) or (spare is not None and at > begin + 12):
            break
        if scene.words[at].noun is None and at not in scene.mentions:
            continue
        phrase = read_phrase(scene, at, claim.first, deeds=True, cut=conjunction_cut(scene, at))
        if phrase is None or phrase.kind == "unknown" or not _may_lead(scene, phrase, claim):
            continue
        if not _heads(scene, at, begin):
            loose = loose or (phrase if _free(scene, phrase) else None)
        elif phrase.kind != "document":
            return phrase
        else:
            spare = spare or phrase
    return spare or (loose if claim.link == "subject" else None)


def _free(scene: Scene, phrase: Phrase) -> bool:
    """Whether a person's phrase depends on no word before it: no preposition leads to it, no noun governs it."""
    at = phrase.first
    if phrase.kind != "person" or at == 0 or phrase.cut:
        return False
    return not (scene.has(at - 1, Role.PREPOSITION | Role.THAT) or _governs(scene, at - 1) or prefixed(scene.words[at]))


def _may_lead(scene: Scene, phrase: Phrase, claim: Claim) -> bool:
    """Whether a phrase may be a subject at all: it agrees, is no object, and more than a quantity."""
    alone = phrase.last - phrase.first == 1
    quantities = speech_words(scene.lexicon.language).quantities
    bare = alone and any(p.stem in quantities for p in scene.words[phrase.first].parts)
    return not bare and not oblique(scene, phrase.first) and fits(scene, phrase, claim)


def _heads(scene: Scene, at: int, begin: int) -> bool:
    """Whether a subject may stand here: at the head of the sentence, behind its verb, or behind a comma."""
    if at <= begin + 1:
        return at == begin or not scene.has(begin, Role.PREPOSITION)
    steers = Role.VERB | Role.AUXILIARY | Role.CONNECTOR | Role.ADVERB
    if scene.has(at - 1, steers) or scene.folded[at - 1] in COMMAS:
        return True
    return finite(scene.words[at - 1]) and scene.words[at - 1].noun is None and at - 1 not in scene.covered


def _sentence_before(scene: Scene, claim: Claim) -> Phrase | None:
    """The subject of the sentence before, for a cue that opens its own sentence (… قرر الرئيس …. وقال إن)."""
    if claim.sentence == 0:
        return None
    start, end = scene.page.sentences[claim.sentence - 1]
    for at in range(start, min(end, start + 7)):
        if at > start and scene.has(at - 1, Role.PREPOSITION):
            return None
        phrase = read_phrase(scene, at, end, deeds=True)
        if phrase is not None and phrase.kind != "unknown" and phrase.last < end:
            return phrase if phrase.kind == "person" and fits(scene, phrase, claim) else None
    return None


def _between(scene: Scene, claim: Claim) -> Phrase | None:
    """اتفاق بين فلان وفلان: the parties behind بين, inside the claim's own words or right behind them."""
    end = scene.page.sentences[claim.sentence][1]
    for at in range(claim.first, min(end, claim.end + 2) - 1):
        if scene.folded[at] == scene.lexicon.between:
            return read_phrase(scene, at + 1, end)
    return None


def passed_over(scene: Scene, claim: Claim) -> Phrase | None:
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


def misread(scene: Scene, claim: Claim) -> bool:
    """Whether the phrase behind a verb is no subject: an object by its ending, the one told, or how it was said."""
    source = claim.source
    if source is None or source.first < claim.first or "verb-subject" not in claim.rule:
        return False
    if source.kind == "unknown" and _nobody(scene, source):
        return True
    return oblique(scene, source.first) or _told(scene, claim, source) or _behind_subject(scene, claim)


def _nobody(scene: Scene, source: Phrase) -> bool:
    """Whether an unlisted word cannot name anybody: how something is done, ألا, or a thing of somebody's."""
    form, lexicon = scene.folded[source.first], scene.lexicon
    if form in lexicon.manner or scene.page.tokens.raw(source.first) in lexicon.that_not:
        return True
    return len(form) > 4 and source.first not in scene.covered and form.endswith(lexicon.clitics.pronouns[2:5])


def _behind_subject(scene: Scene, claim: Claim) -> bool:
    """Whether a subject stands right before a verb that may name whom it tells (أردوغان يبلغ بوتين مخاوفه)."""
    speech = speech_words(scene.lexicon.language)
    if claim.lemma not in speech.told | speech.may_tell or claim.coordinated:
        return False
    begin = scene.page.sentences[claim.sentence][0]
    for at in range(claim.first - 1, max(begin, claim.first - 12) - 1, -1):
        phrase = read_phrase(scene, at, claim.first) if _opens_noun(scene, at) else None
        if phrase is not None and phrase.last == claim.first and phrase.kind == "person" and fits(scene, phrase, claim):
            return at == begin or not scene.has(at - 1, Role.PREPOSITION)
    return False


def _opens_noun(scene: Scene, at: int) -> bool:
    """Whether a known name or a listed noun begins at a token."""
    return at in scene.mentions or scene.words[at].noun is not None


def _told(scene: Scene, claim: Claim, source: Phrase) -> bool:
    """Whether a lone noun behind a verb that needs a hearer is that hearer: its subject was named before."""
    stem = scene.words[source.first].noun
    nominative = stem is not None and stem.part.stem.endswith((_SOUND, _WAW))
    if claim.lemma not in speech_words(scene.lexicon.language).told or nominative:
        return False
    if any(_opens_noun(scene, at) for at in range(source.last, claim.begin)):
        return False
    if not claim.cut and claim.begin <= source.last + 1 and not scene.has(claim.begin, Role.DEED):
        return False
    return claim.coordinated or claim.link != "same" or _subject(scene, claim) is not None
