"""Anchors: the words that grammar points to where a source is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.complements import takes_up
from mahdar.extract.statements.counting import clitics_before, number_of, oblique, unlisted_number
from mahdar.extract.statements.phrases import Phrase, read_phrase
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.extract.statements.subjects import conjunction_cut, gender_of
from mahdar.extract.statements.wordshapes import finite, name_like, prefixed
from mahdar.language.lexicon import Role
from mahdar.language.speech import speech_words
from mahdar.model.attribution import Reach

_THINGS = ("anonymous", "document", "media")
_SPARE = 12
"""Tokens that a person may follow a document at the head of a sentence and still be its subject."""
_FAR = 120
"""Tokens that a verb in the plural may look back for its subject: two or three sentences."""
SOUND = "\N{ARABIC LETTER WAW}\N{ARABIC LETTER NOON}"


def anchor_of(scene: Scene, claim: Claim) -> tuple[Phrase | None, Reach]:
    """The phrase that a claim without a source may belong to, and how far off it stands; None where there is none."""
    if claim.source is not None:
        own = scene.has(claim.source.first, Role.OWN_SIDE)
        return (subject_of(scene, claim) if own else None), "clause"
    if claim.link == "antecedent":
        found = _before_relative(scene, claim)
        return found or (subject_of(scene, claim) if _relative(scene, claim) is None else None), "clause"
    if claim.link == "parties":
        return _between(scene, claim), "clause"
    if claim.link == "subject":
        return subject_of(scene, claim), "clause"
    if claim.link == "owner":
        return _described(scene, claim), "clause"
    return _same(scene, claim) if claim.link == "same" else (None, "clause")


def _described(scene: Scene, claim: Claim) -> Phrase | None:
    """The person whom the relative clause around a verbal noun describes (فلان الذي رد بقوله إن)."""
    begin = scene.page.sentences[claim.sentence][0]
    for at in range(claim.first - 1, max(begin, claim.first - _SPARE), -1):
        if scene.has(at, Role.THAT) or scene.folded[at] in COMMAS:
            return None
        if scene.has(at, Role.RELATIVE):
            phrase = _last_named(scene, begin, claim_before(claim, at))
            return phrase if phrase is not None and phrase.kind == "person" and phrase.last == at else None
    return None


def claim_before(claim: Claim, at: int) -> Claim:
    """A claim as if its cue stood at a token, for looking back from there."""
    return replace(claim, first=at)


def _same(scene: Scene, claim: Claim) -> tuple[Phrase | None, Reach]:
    """The subject of the clause, of the sentence before, or the several named last before a plural."""
    begin = scene.page.sentences[claim.sentence][0]
    if _takes_up_thing(scene, claim):
        inside = _last_named(scene, begin, claim)
        if inside is not None:
            return inside, "clause"
    if claim.first > begin and scene.folded[claim.first - 1] in scene.lexicon.where:
        return _last_person(scene, begin, claim), "sentence"
    opens = claim.first <= begin + 1 or (".quote-first" in claim.rule and claim.begin <= begin + 2)
    found = _sentence_before(scene, claim) if opens else subject_of(scene, claim)
    if found is not None:
        return found, "clause"
    inner = _inner_subject(scene, claim)
    if inner is not None:
        return inner, "sentence"
    if claim.number != "s":
        return _plural_before(scene, claim), "text"
    return _last_person(scene, begin, claim), "text"


def _takes_up_thing(scene: Scene, claim: Claim) -> bool:
    """Whether a clause describes a text by what is said in it (مقال لفلان اتهم فيه): its owner speaks."""
    at = claim.last
    opens = claim.first == scene.page.sentences[claim.sentence][0]
    return at < len(scene.folded) and not opens and not scene.conjunction(claim.first) and takes_up(scene, at)


def _last_named(scene: Scene, begin: int, claim: Claim) -> Phrase | None:
    """The person named last before a cue that agrees with it, else the body named last."""
    found = [p for p in _named_before(scene, begin, claim) if p.kind != "unknown" and fits(scene, p, claim)]
    return next((p for p in found if p.kind == "person"), found[0] if found else None)


def _named_before(scene: Scene, begin: int, claim: Claim) -> Iterator[Phrase]:
    """The phrases with a known name or a title before a cue, the last first."""
    for at in range(claim.first - 1, begin - 1, -1):
        noun = scene.words[at].noun
        titled = noun is not None and noun.kind in ("person", "organization") and at not in scene.covered
        phrase = (
            read_phrase(scene, at, claim.first, cut=clitics_before(scene, at))
            if titled or at in scene.mentions
            else None
        )
        if phrase is not None:
            yield phrase


def _inner_subject(scene: Scene, claim: Claim) -> Phrase | None:
    """The subject of the أن clause before a cue, which may go on with it (… أن الأطراف تشكر … وتشيد)."""
    begin = scene.page.sentences[claim.sentence][0]
    that = next((i for i in range(claim.first - 1, begin, -1) if scene.has(i, Role.THAT)), None)
    phrase = read_phrase(scene, that + 1, claim.first) if that is not None else None
    if phrase is None or phrase.kind == "unknown" or not _may_lead(scene, phrase, claim, oblique_too=True):
        return None
    return phrase


def fits(scene: Scene, phrase: Phrase, claim: Claim) -> bool:
    """Whether a phrase before the claim's cue may be its subject: they agree in number and gender."""
    number = number_of(scene, phrase)
    if claim.number == "d":
        return number == "d" or (number == "p" and phrase.kind in ("person", "group") and not _counted(scene, phrase))
    if claim.number == "p":
        return number != "s" and not (claim.gender == "m" and phrase.kind in _THINGS)
    if number != "s" and claim.gender:
        return claim.gender == "f" and not _men(scene, phrase)
    gender = gender_of(scene, phrase)
    return gender is None or not claim.gender or gender == claim.gender


def _counted(scene: Scene, phrase: Phrase) -> bool:
    """Whether a plural names three or more side by side."""
    return sum(1 for i in range(phrase.first, phrase.last) if i in scene.mentions) > 2


def _men(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase in the plural names people, whose verb is in the plural too."""
    return phrase.kind == "person" or scene.folded[phrase.first].endswith(SOUND)


def _plural_before(scene: Scene, claim: Claim) -> Phrase | None:
    """The last phrase that names several before a cue in the dual or plural (ممثلو الدول …: جددوا …)."""
    for at in range(claim.first - 1, max(-1, claim.first - _FAR), -1):
        noun, mention = scene.words[at].noun, scene.mentions.get(at)
        if mention is None and (noun is None or at in scene.covered or noun.kind not in ("person", "group")):
            continue
        if (mention is not None and mention.conjunction) or (at and _governs(scene, at - 1)):
            continue
        phrase = read_phrase(scene, at, claim.first, cut=clitics_before(scene, at))
        if phrase is not None and number_of(scene, phrase) != "s" and _may_lead(scene, phrase, claim, oblique_too=True):
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
        if at > begin and scene.folded[at - 1] in scene.lexicon.occasions and not clitics_before(scene, at):
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
    if found is not None or relative is None:
        return found or _plain_before(scene, claim, begin, stop)
    return _plural_right_before(scene, claim, begin, stop)


def _plural_right_before(scene: Scene, claim: Claim, begin: int, stop: int) -> Phrase | None:
    """An unlisted people right before its relative clause (غضب الفلسطينيين الذين يقولون)."""
    at = stop - 1
    if claim.number != "p" or at < begin or unlisted_number(scene, at) != "p":
        return None
    return read_phrase(scene, at, stop, cut=clitics_before(scene, at))


def _plain_before(scene: Scene, claim: Claim, begin: int, stop: int) -> Phrase | None:
    """A phrase of unlisted nouns right before the verb that describes it (تظاهرات تندد، مسيرات العودة التي)."""
    for at in range(max(begin, stop - 3), stop):
        led = at > begin and scene.has(at - 1, Role.PREPOSITION)
        phrase = read_phrase(scene, at, stop) if not (led or scene.has(at, Role.PREPOSITION | Role.VERB)) else None
        if phrase is None or phrase.last != stop or phrase.kind != "unknown" or not fits(scene, phrase, claim):
            continue
        told = number_of(scene, phrase) != "s" or gender_of(scene, phrase) is not None
        if told or scene.has(at, Role.OWN_SIDE):
            return phrase
    return None


def subject_of(scene: Scene, claim: Claim) -> Phrase | None:
    """The subject of the clause that a cue goes on with: of the last that فيما or بينما opens, else of the sentence."""
    begin = scene.page.sentences[claim.sentence][0]
    opens = (
        i + 1
        for i in range(claim.first - 2, begin, -1)
        if scene.lexicon.phrase("narrator", scene.folded, i, claim.first)
    )
    clause = next(opens, begin)
    found = _first_subject(scene, claim, clause) if clause > begin else None
    return found or _first_subject(scene, claim, begin)


def _first_subject(scene: Scene, claim: Claim, begin: int) -> Phrase | None:
    """The first phrase from a token on that a cue without a subject may belong to (صعدت الرياض لهجتها، مؤكدة)."""
    spare, loose = None, None
    for at, phrase in _phrases(scene, claim, begin):
        if spare is not None and at > begin + _SPARE:
            break
        if not _heads(scene, at, begin):
            loose = loose or (phrase if _free(scene, phrase) and _may_lead(scene, phrase, claim) else None)
        elif not _may_lead(scene, phrase, claim):
            continue
        elif phrase.kind != "document":
            return with_name(scene, phrase, begin)
        else:
            spare = spare or phrase
    return spare or loose


def with_name(scene: Scene, phrase: Phrase, begin: int) -> Phrase:
    """A title behind a comma with the unlisted name before it (وكان سالم العمري، سفير بلاده لدى كذا، قال إن)."""
    at = phrase.first - 1
    if phrase.kind != "person" or phrase.cut or at <= begin or scene.folded[at] not in COMMAS:
        return phrase
    first = at
    while first > begin and at - first < _NAME and name_like(scene.words[first - 1]) and first - 1 not in scene.covered:
        first -= 1
    opens = first == begin or scene.has(first - 1, Role.AUXILIARY | Role.CONNECTOR | Role.VERB)
    return Phrase(first, phrase.last, 0, "person") if at - first > 1 and opens else phrase


_NAME = 4
"""Words of the longest unlisted name before its title."""


def _phrases(scene: Scene, claim: Claim, begin: int) -> Iterator[tuple[int, Phrase]]:
    """The phrases with a known head between a token and the cue, up to the first أن or إذا, none inside another."""
    at = begin
    while at < claim.first and not (scene.has(at, Role.THAT) or (at > begin and scene.has(at, Role.CONDITIONAL))):
        several = claim.number != "s" and at not in scene.covered and unlisted_number(scene, at) == "p"
        known = scene.words[at].noun is not None or at in scene.mentions or several
        cut = conjunction_cut(scene, at) if known else 0
        phrase = read_phrase(scene, at, claim.first, deeds=True, cut=cut) if known else None
        if phrase is not None and (several or phrase.kind != "unknown"):
            yield at, phrase
        free = phrase is not None and phrase.kind == "person" and not _heads(scene, at, begin)
        at = phrase.last if phrase is not None and free else at + 1


def _free(scene: Scene, phrase: Phrase) -> bool:
    """Whether a person's phrase depends on no word before it: no preposition leads to it, no noun governs it."""
    at = phrase.first
    if phrase.kind != "person" or at == 0 or phrase.cut:
        return False
    leads = Role.PREPOSITION | Role.THAT | Role.DEED
    return not (scene.has(at - 1, leads) or _governs(scene, at - 1) or prefixed(scene.words[at]))


def _may_lead(scene: Scene, phrase: Phrase, claim: Claim, *, oblique_too: bool = False) -> bool:
    """Whether a phrase may be a subject at all: it agrees, is no object, and more than a quantity."""
    alone = phrase.last - phrase.first == 1
    quantities = speech_words(scene.lexicon.language).quantities
    counts = any(p.stem in quantities for p in scene.words[phrase.first].parts)
    bare = counts and (alone or not _counts_people(scene, phrase))
    adjective = alone and phrase.kind == "person" and phrase.first not in scene.mentions and _indefinite(scene, phrase)
    return not (bare or adjective) and (oblique_too or not oblique(scene, phrase.first)) and fits(scene, phrase, claim)


def _indefinite(scene: Scene, phrase: Phrase) -> bool:
    """Whether a lone noun stands in the singular without ال: more often an adjective (بشكل كبير) than a man."""
    noun = scene.words[phrase.first].noun
    return noun is not None and not noun.part.article and number_of(scene, phrase) == "s"


def _counts_people(scene: Scene, phrase: Phrase) -> bool:
    """Whether a quantity is one of people or bodies (بعض أعضاء الوفد), not of things (جميع الهجمات)."""
    nouns = (scene.words[i].noun for i in range(phrase.first + 1, phrase.last))
    listed = any(n is not None and n.kind != "document" for n in nouns)
    return listed or any(scene.folded[i].endswith(SOUND) for i in range(phrase.first + 1, phrase.last))


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
        known = at in scene.mentions or scene.words[at].noun is not None
        if known and phrase is not None and phrase.kind != "unknown" and (phrase.last < end or at > start):
            return phrase if phrase.kind == "person" and _may_lead(scene, phrase, claim) else None
    return None


def _between(scene: Scene, claim: Claim) -> Phrase | None:
    """اتفاق بين فلان وفلان: the parties behind بين, inside the claim's own words or right behind them."""
    end = scene.page.sentences[claim.sentence][1]
    for at in range(claim.first, min(end, claim.end + 2) - 1):
        if scene.folded[at] == scene.lexicon.between:
            return read_phrase(scene, at + 1, end)
    return None
