"""Statements that a preposition attributes: بحسب فلان، وفقا لفلان، وفق ما أعلن فلان، على حد قوله."""

from __future__ import annotations

from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.complements import find_complement
from mahdar.extract.statements.phrases import Phrase, read_phrase
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.extract.statements.subjects import quoted_body, subject_behind
from mahdar.language.lexicon import Role
from mahdar.language.speech import speech_words

Claims = list[Claim]


def read_according(scene: Scene, index: int, begin: int, end: int) -> Claim | None:
    """The attribution that a phrase like بحسب makes at token `index`; its content may stand before or behind."""
    lexicon, folded = scene.lexicon, scene.folded
    form = folded[index]
    conjunction = form[0] in lexicon.clitics.conjunctions and form not in lexicon.phrases["according"]
    linked = lexicon.phrase("according_to", folded, index, end)
    size = linked or lexicon.phrase("according", folded, index, end)
    if not size and conjunction:
        size, linked = _behind_conjunction(scene, index, end)
    if not size:
        return None
    at = index + size
    if at >= end:
        return None
    told = _clause(scene, index, at, end)
    verb = at + 1 < end and lexicon.phrase("clause", folded, at, end) and _unlisted_verb(scene, at + 1)
    return told if told is not None or verb else _source(scene, index, at, begin, end, linked)


def _behind_conjunction(scene: Scene, index: int, end: int) -> tuple[int, int]:
    """The size of وبحسب or ووفقا, read without its conjunction."""
    bare = [scene.folded[index][1:], *scene.folded[index + 1 : min(end, index + 3)]]
    linked = scene.lexicon.phrase("according_to", bare, 0, len(bare))
    return linked or scene.lexicon.phrase("according", bare, 0, len(bare)), linked


def _clause(scene: Scene, index: int, at: int, end: int) -> Claim | None:
    """بحسب ما أعلن فلان: the cue is the verb behind ما."""
    verb = at + 1 if scene.lexicon.phrase("clause", scene.folded, at, end) else at
    if verb >= end:
        return None
    if (
        scene.folded[verb] in scene.lexicon.appears
        and verb + 2 < end
        and scene.folded[verb + 1] in scene.lexicon.within
    ):
        phrase = read_phrase(scene, verb + 2, end) or _quoted_title(scene, verb + 2, end)
        return _make(scene, verb, verb + 1, phrase, index, "ma") if phrase is not None else None
    word = scene.words[verb]
    relay = bool(word.roles & Role.RELAY)
    form = next((f for _, f in word.cues if f.inflected.shape in ("past", "present")), None)
    if form is None and not relay and verb > at:
        phrase = read_phrase(scene, verb + 1, end) if _unlisted_verb(scene, verb) else None
        known = phrase is not None and phrase.kind not in ("unknown", "media")  # a medium only carries
        return _make(scene, index, at, phrase, index, "ma") if known else None
    if (form is None and not relay) or (form is not None and not form.cue.frames & {"that", "quote"}):
        return None
    follow = verb + 1
    while follow < end and (
        scene.has(follow, Role.ADVERB | Role.NEVER_SOURCE) or scene.folded[follow] in scene.lexicon.about
    ):
        follow += 1
    phrase = read_phrase(scene, follow, end, cut=_linked_cut(scene, follow)) or quoted_body(scene, follow, end)
    if phrase is not None and phrase.last < end and scene.has(phrase.last, Role.THAT):
        return None  # ردا على ما قالت الوزارة إنه هجوم: the words follow
    made = _make(scene, verb, verb + 1, phrase, index, "ma")
    if form is not None:
        made.lemma, made.act = form.cue.lemma, form.cue.act
        made.gender, made.number = form.inflected.gender, form.inflected.number
    if relay and phrase is not None:
        made.rule = made.rule.replace("ma", "relay")
        spoken = _relayed(scene, phrase, end)
        made.relay, made.source = phrase, spoken
        if spoken is None:
            made.source = phrase
    return made


def read_as_told(scene: Scene, index: int, begin: int, end: int) -> Claim | None:
    """وصل الوفد، كما قال الوزير: a verb of speech without words of its own behind كما; its words stand before."""
    if index - 2 < begin or scene.folded[index - 1] not in speech_words(scene.lexicon.language).as_told:
        return None
    form = next((f for _, f in scene.words[index].cues if f.inflected.shape == "past"), None)
    if form is None or not form.cue.frames & {"that", "quote"} or form.cue.addressee or form.inflected.object:
        return None
    phrase = subject_behind(scene, index, form, end)
    if phrase is None or find_complement(scene, form.cue, phrase.last, end, sourced=True) is not None:
        return None
    closes = phrase.last >= end or not scene.is_word(phrase.last)
    if phrase.kind == "unknown" and not closes:
        return None
    made = _make(scene, index, index + 1, phrase, index - 1, "ma")
    made.lemma, made.act = form.cue.lemma, form.cue.act
    return made


def _unlisted_verb(scene: Scene, index: int) -> bool:
    """Whether an unlisted word behind ما has the shape of a verb with its pronoun (وفقا لما تداولته الوزارة)."""
    word = scene.words[index]
    him, plain = scene.lexicon.clitics.pronouns[7], not word.roles & ~(Role.VERB | Role.DEED)
    return word.noun is None and plain and word.form.endswith(him)


def _relayed(scene: Scene, relay: Phrase, end: int) -> Phrase | None:
    """نقلت وكالة عن فلان: the one whose words are carried."""
    size = scene.lexicon.phrase("from", scene.folded, relay.last, end)
    if size:
        return read_phrase(scene, relay.last + size, end)
    return None


def _source(scene: Scene, index: int, at: int, begin: int, end: int, linked: int) -> Claim | None:
    """بحسب فلان: the source follows, joined to ل where the phrase needs it."""
    cut = 0
    if linked:
        cut = _linked_cut(scene, at)
        if not cut:
            return None
    if at + 1 < end and scene.words[at].parts[-1].stem in scene.lexicon.wording:
        at, cut = at + 1, 0  # بحسب تعبير فلان
    phrase = read_phrase(scene, at, end, cut=cut)
    if _basis(scene, at):
        return None
    if phrase is None or (phrase.kind == "unknown" and not _document(scene, at)):
        phrase = _before_answer(scene, at, cut, end) or _people(scene, phrase)
    if phrase is None:
        return None
    return _make(scene, index, at, phrase, index, "source")


def _before_answer(scene: Scene, at: int, cut: int, end: int) -> Phrase | None:
    """وبحسب لويد فإن: whatever stands between بحسب and فإن is the source, a few plain words."""
    last = next((i for i in range(at, min(end, at + _NAMED)) if _answers(scene, i)), at)
    plain = all(scene.is_word(i) and not scene.has(i, _STEERS) for i in range(at, last))
    if last == at or not plain:
        return None
    person = all(scene.words[i].noun is None and not scene.words[i].parts[-1].article for i in range(at, last))
    return Phrase(at, last, cut, "person" if person else "organization")


def _answers(scene: Scene, index: int) -> bool:
    """Whether the clause that بحسب leads to opens here (فإن)."""
    form = scene.folded[index]
    return form in scene.lexicon.resumptive and form[0] == scene.lexicon.clitics.conjunctions[1] and len(form) > 2


def _people(scene: Scene, phrase: Phrase | None) -> Phrase | None:
    """بحسب ناجين: an unlisted plural in ين without ال is of people."""
    if phrase is None or phrase.cut:
        return None
    form = scene.folded[phrase.first]
    plural = form.endswith(scene.lexicon.plural_endings[1]) and len(form) >= _PLURAL
    return Phrase(phrase.first, phrase.last, 0, "group") if plural else None


_NAMED, _PLURAL = 6, 6
"""Words of a name up to فإن; letters of a plural in ين."""
_STEERS = Role.PREPOSITION | Role.THAT | Role.RELATIVE | Role.VERB | Role.NEVER_SOURCE


def _quoted_title(scene: Scene, at: int, end: int) -> Phrase | None:
    """A document named by its title in quotation marks."""
    if at not in scene.quotes or scene.quotes[at].close >= end:
        return None
    return Phrase(at + 1, scene.quotes[at].close, 0, "document")


def _basis(scene: Scene, at: int) -> bool:
    """Whether what follows is a rule to go by, not a source (وفق القرار)."""
    pointing = any(scene.lexicon.word(p.stem).roles & Role.DEMONSTRATIVE for p in scene.words[at].parts)
    at = at + 1 if pointing and at + 1 < len(scene.folded) else at
    return any(part.stem in scene.lexicon.bases for part in scene.words[at].parts)


def _document(scene: Scene, at: int) -> bool:
    """Whether the source is a text (بحسب خطابه)."""
    return scene.words[at].document


def _linked_cut(scene: Scene, at: int) -> int:
    """How many letters of a joined ل to leave out of the source's span; 0 where none is joined."""
    if at >= len(scene.folded):
        return 0
    mention = scene.mentions.get(at)
    if mention is not None:
        return mention.cut if mention.preposition else 0
    noun = scene.words[at].noun
    if noun is not None:
        return len(noun.part.preposition) if not noun.part.conjunction else 0
    part = next((p for p in scene.words[at].parts if p.preposition and not p.conjunction), None)
    return len(part.preposition) if part is not None else 0


def _make(scene: Scene, first: int, last: int, phrase: Phrase | None, onset: int, rule: str) -> Claim:
    """Put an according-to attribution together; its content is found by `contents`."""
    onset_at = onset
    while onset > 0 and scene.folded[onset - 1] in COMMAS:
        onset -= 1
    if onset > 0 and scene.folded[onset - 1] in scene.lexicon.thereby:
        onset -= 1
        while onset > 0 and scene.folded[onset - 1] in COMMAS:
            onset -= 1
    return Claim(
        first=first,
        last=last,
        lemma=scene.folded[first],
        act="assert",
        rule=f"{scene.lexicon.language}.cue.according-{rule}",
        source=phrase,
        begin=phrase.last if phrase is not None else last,
        cut=0,
        onset=onset,
        sentence=scene.page.sentence_of[first],
        frame="according",
        backwards=True,
        cue_cut=_conjunction(scene, first) if onset_at == first else 0,
    )


def _conjunction(scene: Scene, index: int) -> int:
    """One letter where a conjunction stands at the front of the cue (ووفقا)."""
    end = len(scene.folded)
    whole = any(scene.lexicon.phrase(table, scene.folded, index, end) for table in ("according", "according_to"))
    return 0 if whole or not scene.conjunction_form(index) else 1


def read_self(scene: Scene, index: int, end: int) -> int:
    """The size of على حد قوله at token `index`, or 0: the words before belong to whoever was speaking."""
    return scene.lexicon.phrase("self", scene.folded, index, end)
