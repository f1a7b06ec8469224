"""Handing over: claims become attributions with raw spans, ready for resolution."""

from __future__ import annotations

from collections.abc import Iterator

from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.find import find_claims
from mahdar.extract.statements.phrases import Phrase, read_phrase
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.extract.statements.sources import source_phrase, span_of
from mahdar.extract.statements.verbs import conjunction_cut, gender_of, several
from mahdar.language.lexicon import Role
from mahdar.model import Act, Attribution, Cue, Evidence


def find_attributions(scene: Scene) -> Iterator[Attribution]:
    """Every attribution of a page in the order of the cues, sources as words, not yet as actors."""
    for claim in find_claims(scene):
        yield _attribution(scene, claim)


def _attribution(scene: Scene, claim: Claim) -> Attribution:
    """One claim with raw spans."""
    anchor = _anchor(scene, claim) if claim.source is None else None
    return Attribution(
        cue=Cue(span_of(scene, claim.first, claim.cue_cut, claim.last), claim.lemma),
        act=claim.act,
        rule=claim.rule,
        content=Evidence(tuple(span_of(scene, *piece) for piece in claim.content)),
        quoted=claim.quoted,  # type: ignore[arg-type]
        sentence=claim.sentence,
        source=source_phrase(scene, claim.source) if claim.source is not None else None,
        anchor=source_phrase(scene, anchor) if anchor is not None else None,
        relay=source_phrase(scene, claim.relay) if claim.relay is not None else None,
        link=claim.link,  # type: ignore[arg-type]
        gender=claim.gender,
        number=claim.number,
        negated=claim.negated,
        backwards=claim.backwards,
        performed=_performed(scene, claim),
    )


def _anchor(scene: Scene, claim: Claim) -> Phrase | None:
    """The words that grammar points to where a source is left out."""
    begin = scene.page.sentences[claim.sentence][0]
    if claim.link == "antecedent":
        return _before_relative(scene, claim)
    if claim.link == "subject":
        return _clause_subject(scene, claim)
    if claim.link == "parties":
        return _between(scene, claim)
    if claim.link != "same":
        return None
    if claim.first > begin and scene.folded[claim.first - 1] in scene.lexicon.where:
        return _last_person(scene, begin, claim.first)
    found = _clause_subject(scene, claim) if claim.first > begin + 1 else _sentence_before(scene, claim)
    return found if found is not None or claim.number == "s" else _plural_before(scene, claim)


def _plural_before(scene: Scene, claim: Claim) -> Phrase | None:
    """The last phrase that names several people before a cue in the plural (ممثلو الدول …: جددوا …)."""
    for at in range(claim.first - 1, max(-1, claim.first - 120), -1):
        noun = scene.words[at].noun
        if noun is None or noun.kind not in ("person", "group") or at in scene.covered:
            continue
        cut = len(noun.part.conjunction) + len(noun.part.preposition)
        phrase = read_phrase(scene, at, claim.first, cut=cut)
        if phrase is not None and several(scene, phrase):
            return phrase
    return None


def _last_person(scene: Scene, begin: int, stop: int) -> Phrase | None:
    """The person named last before a token (… تصريحات لفلان، حيث قال)."""
    for at in range(stop - 1, begin - 1, -1):
        noun = scene.words[at].noun
        mention = scene.mentions.get(at)
        person = mention is not None and mention.ids[0].startswith("person/")
        if person or (noun is not None and noun.kind == "person"):
            cut = mention.cut if mention is not None else len(noun.part.conjunction) + len(noun.part.preposition)  # type: ignore[union-attr]
            return read_phrase(scene, at, stop, cut=cut)
    return None


def _before_relative(scene: Scene, claim: Claim) -> Phrase | None:
    """The noun phrase that a relative clause belongs to (الرئيس الذي قال): the last that ends at the relative."""
    begin = scene.page.sentences[claim.sentence][0]
    relative = claim.first
    while relative > begin and claim.first - relative < 4 and not scene.has(relative, Role.RELATIVE):
        relative -= 1
    if not scene.has(relative, Role.RELATIVE):
        relative = claim.first
    stop = relative
    while stop > begin and (scene.folded[stop - 1] in COMMAS or scene.has(stop - 1, Role.NEVER_SOURCE)):
        stop -= 1
    for at in range(stop - 1, max(begin, stop - 14) - 1, -1):
        noun, mention = scene.words[at].noun, scene.mentions.get(at)
        if noun is None and mention is None:
            continue
        cut = mention.cut if mention is not None else len(noun.part.conjunction) + len(noun.part.preposition)  # type: ignore[union-attr]
        phrase = read_phrase(scene, at, stop, cut=cut)
        if phrase is not None and phrase.last == stop and _fits(scene, phrase, claim):
            return phrase
    return None


def _fits(scene: Scene, phrase: Phrase, claim: Claim) -> bool:
    """Whether a phrase may be the subject of the claim's cue."""
    if claim.number in ("d", "p"):
        return several(scene, phrase)
    gender = gender_of(scene, phrase)
    return gender is None or not claim.gender or gender == claim.gender or several(scene, phrase)


def _clause_subject(scene: Scene, claim: Claim) -> Phrase | None:
    """The first phrase of the sentence that a participle may belong to (صعدت الرياض لهجتها، مؤكدة)."""
    begin = scene.page.sentences[claim.sentence][0]
    spare = None
    for at in range(begin, claim.first):
        if scene.has(at, Role.THAT) or (spare is not None and at > begin + 12):
            break
        if scene.words[at].noun is None and at not in scene.mentions or not _heads(scene, at, begin):
            continue
        phrase = read_phrase(scene, at, claim.first, deeds=True, cut=conjunction_cut(scene, at))
        if phrase is None or phrase.kind == "unknown" or not _fits(scene, phrase, claim):
            continue
        if phrase.kind != "document":
            return phrase
        spare = spare or phrase
    return spare


def _heads(scene: Scene, at: int, begin: int) -> bool:
    """Whether a subject may stand here: at the head of the sentence, behind its verb, or behind a comma."""
    if at <= begin + 1:
        return at == begin or not scene.has(begin, Role.PREPOSITION)
    return (
        scene.has(at - 1, Role.VERB | Role.AUXILIARY | Role.CONNECTOR | Role.ADVERB) or scene.folded[at - 1] in COMMAS
    )


def _sentence_before(scene: Scene, claim: Claim) -> Phrase | None:
    """The subject of the sentence before, for a cue that opens its own sentence (… قرر الرئيس …. وقال إن)."""
    begin = scene.page.sentences[claim.sentence][0]
    if claim.sentence == 0 or claim.first > begin + 1:
        return None
    start, end = scene.page.sentences[claim.sentence - 1]
    for at in range(start, min(end, start + 7)):
        if at > start and scene.has(at - 1, Role.PREPOSITION):
            return None
        phrase = read_phrase(scene, at, end, deeds=True)
        if phrase is not None and phrase.kind != "unknown" and phrase.last < end:
            return phrase if phrase.kind == "person" and _fits(scene, phrase, claim) else None
    return None


def _between(scene: Scene, claim: Claim) -> Phrase | None:
    """اتفاق بين فلان وفلان: the parties behind بين, inside the claim's own words or right behind them."""
    end = scene.page.sentences[claim.sentence][1]
    for at in range(claim.first, min(end, claim.end + 2) - 1):
        if scene.folded[at] == scene.lexicon.between:
            return read_phrase(scene, at + 1, end)
    return None


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
