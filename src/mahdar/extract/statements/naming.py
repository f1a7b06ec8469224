"""Naming: the personal name and the title in a source phrase."""

from __future__ import annotations

from mahdar.extract.names import Mention
from mahdar.extract.statements.phrases import Phrase
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.extract.statements.wordshapes import NISBA_PLURALS, finite, governs_pronoun
from mahdar.language.lexicon import Role, Word
from mahdar.language.speech import speech_words

NAMING = frozenset({"name", "alias", "family"})
_MARKS = COMMAS | frozenset("()")
_LONGEST = 5
"""Words of the longest unknown name that is believed behind a title (محمد عبد الرحمن بن جاسم)."""
_BETWEEN = 3
"""Words between a name and a family name that ends it (حمد بن جاسم بن جبر آل ثاني)."""
_LONGEST_APART = 8
"""Words of the longest one that stands between commas (حمد بن جاسم بن جبر آل ثاني)."""
_BODIES = ("organization", "group", "media", "document", "anonymous")


def find_person(scene: Scene, phrase: Phrase, mentions: list[Mention]) -> Mention | None:
    """The known person that the phrase names, if it names one: the last, since titles may name others."""
    if phrase.kind not in ("person", "unknown"):
        return None
    people = [m for m in mentions if m.ids[0].startswith("person/") and m.role in NAMING and not m.preposition]
    people = [m for m in people if not (_of_kin(scene, phrase, m))]
    people = [m for m in people if not _serves(scene, phrase, m) and not _behind_preposition(scene, phrase, m)]
    if people and people[0].first == phrase.first and people[0].role != "family":
        return people[0]
    whole = [m for m in people[:-1] if m.role != "family" and people[-1].first - m.last <= _BETWEEN]
    if whole and people[-1].role == "family" and not people[-1].conjunction:
        return whole[-1]
    return people[-1] if people else None


def _of_kin(scene: Scene, phrase: Phrase, person: Mention) -> bool:
    """Whether a phrase names somebody by his kin (نجل الرئيس فلان): a name behind a comma is his own."""
    noun = scene.words[phrase.first].noun
    kin = noun is not None and noun.part.stem in speech_words(scene.lexicon.language).kin and not noun.part.article
    return kin and not any(scene.folded[i] in COMMAS for i in range(phrase.first, person.first))


def _behind_preposition(scene: Scene, phrase: Phrase, person: Mention) -> bool:
    """Whether a free preposition stands before a name: it is another's, or a place's (جامعة تكساس في أوستن)."""
    return person.first > phrase.first and scene.has(person.first - 1, Role.PREPOSITION)


def _serves(scene: Scene, phrase: Phrase, person: Mention) -> bool:
    """Whether the head of a phrase is somebody's man rather than his title: a noun without ال right before the name.

    مبعوث ترمب is another, الرئيس ترمب is not; a noun with a pronoun is definite (نظيره بوتين).
    """
    noun = scene.words[phrase.first].noun
    if noun is None or noun.kind != "person" or noun.part.article:
        return False
    if any(_his_title(scene, i, person) for i in range(phrase.first + 1, person.first)):
        return phrase.first not in scene.covered
    if person.first != phrase.first + 1:
        return False
    pronoun = scene.folded[phrase.first].endswith(scene.lexicon.clitics.pronouns[2:5])
    return not (pronoun or scene.has(phrase.first, Role.HONORIFIC) or phrase.first in scene.covered)


def _his_title(scene: Scene, index: int, person: Mention) -> bool:
    """Whether a title inside a phrase is the person's own, another serving him (مستشار للرئيس فلان)."""
    noun, mention = scene.words[index].noun, scene.covered.get(index)
    if mention is not None:
        return mention.role == "title" and bool(set(mention.ids) & set(person.ids))
    return noun is not None and noun.kind == "person" and noun.part.preposition == scene.lexicon.clitics.prepositions[1]


def name_and_title(scene: Scene, phrase: Phrase, person: Mention | None) -> tuple[str | None, str | None]:
    """The personal name in a phrase and the title without it."""
    if phrase.kind not in ("person", "unknown"):
        return None, None
    first, last = _known_name(scene, phrase, person) if person is not None else _unknown_name(scene, phrase)
    if first >= last:
        return None, phrase.span(scene).of(scene.page.text) if phrase.kind == "person" else None
    tokens = scene.page.tokens
    cut = person.cut if person is not None and person.first == first else phrase.cut if first == phrase.first else 0
    start = tokens.inner_start(first, cut)
    return tokens.text[start : tokens.ends[last - 1]], _title(scene, phrase, first, last)


def _known_name(scene: Scene, phrase: Phrase, person: Mention) -> tuple[int, int]:
    """The tokens of a known name, with what makes a family name another person's (عبد الرحيم الطيب)."""
    first, last = person.first, person.last
    if person.role != "family":
        return first, last
    while first > phrase.first and (_given(scene, first - 1) or _family(scene, first - 1)):
        first -= 1
    while last < phrase.last and _plain(scene, last) and last - first < _LONGEST:
        last += 1
    return first, last


def _family(scene: Scene, index: int) -> bool:
    """Whether a known family name stands here, as a given name before another (بينيت جونسون)."""
    mention = scene.mentions.get(index)
    return mention is not None and mention.role == "family" and not mention.preposition and mention.last == index + 1


def given_before(scene: Scene, mention: Mention) -> int:
    """The token where a name begins whose family name is known: a given name before it, behind a verb or a comma."""
    at = mention.first - 1
    if mention.role != "family" or mention.cut or at < 1 or not _given(scene, at):
        return mention.first
    word = scene.words[at - 1]
    verb = finite(word) or word.roles & (Role.VERB | Role.HONORIFIC)
    return at if verb or scene.folded[at - 1] in COMMAS else mention.first


def _given(scene: Scene, index: int) -> bool:
    """Whether a word before a family name may be a given name: plain, and without ال."""
    word = scene.words[index]
    return _plain(scene, index) and not word.roles and not word.cues and not word.parts[-1].article


def _title(scene: Scene, phrase: Phrase, first: int, last: int) -> str | None:
    """The longer of what stands before and behind the name."""
    pieces = []
    for begin, end in ((phrase.first, first), (last, phrase.last)):
        while begin < end and scene.folded[begin] in _MARKS:
            begin += 1
        while end > begin and scene.folded[end - 1] in _MARKS:
            end -= 1
        if end > begin:
            cut = phrase.cut if begin == phrase.first else 0
            pieces.append(Phrase(begin, end, cut, phrase.kind).span(scene).of(scene.page.text))
    return max(pieces, key=len, default=None)


def _unknown_name(scene: Scene, phrase: Phrase) -> tuple[int, int]:
    """The tokens of a name that no list has: a piece between commas without known nouns, or the tail of the phrase."""
    pieces = pieces_of(scene, phrase)
    alone = len(pieces) > 1 or phrase.kind == "unknown"
    for first, last in pieces if alone else ():
        if last - first <= _LONGEST_APART and all(_plain(scene, i) for i in range(first, last)):
            return first, last
    lead = _lead(scene, phrase)
    if lead > phrase.first + 1:
        return phrase.first, lead
    for first, last in pieces:
        tail = _tail(scene, first, last)
        if tail < last and last - tail <= _LONGEST:
            return tail, last
    return next((run for first, last in pieces if (run := _middle(scene, first, last))), (0, 0))


def _middle(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """A name of two words or more between a definite title and what follows it (السفيرة فلانة كذا القائمة بـ …)."""
    at = first + 1
    while at < last:
        end = at
        while end < last and _given(scene, end):
            end += 1
        if 2 <= end - at <= _LONGEST and _definite(scene, at - 1) and not scene.has(at - 1, Role.PREPOSITION):
            return at, end
        at = max(end, at) + 1
    return None


def _lead(scene: Scene, phrase: Phrase) -> int:
    """Where a name at the front of a phrase ends, its title right behind it (رولا الأمين مديرة الإعلام)."""
    at = phrase.first
    while at < phrase.last and at - phrase.first < _LONGEST and _plain(scene, at):
        at += 1
    noun = scene.words[at].noun if at < phrase.last else None
    named = noun is not None and noun.kind == "person" and not noun.part.conjunction
    return at if named and not _definite(scene, phrase.first) else phrase.first


def pieces_of(scene: Scene, phrase: Phrase) -> list[tuple[int, int]]:
    """The pieces of a phrase between commas and brackets."""
    pieces: list[tuple[int, int]] = []
    begin = phrase.first
    for index in range(phrase.first, phrase.last + 1):
        if index == phrase.last or scene.folded[index] in _MARKS:
            if index > begin:
                pieces.append((begin, index))
            begin = index + 1
    return pieces


def _tail(scene: Scene, first: int, last: int) -> int:
    """Where the run of plain words at the end of a piece begins; it follows a title's last known word."""
    at = last
    while at > first and _plain(scene, at - 1):
        at -= 1
    while at < last and (scene.words[at].roles & (Role.NISBA | Role.DEED) or (_definite(scene, at) and last - at > 1)):
        at += 1
    if at == first or not _leads_to_name(scene, at - 1):
        return last
    noun = scene.words[at - 1].noun
    describes = noun is not None and not noun.part.article and not scene.has(at - 1, Role.HONORIFIC)
    return last if describes and at - 1 not in scene.covered else at


def _leads_to_name(scene: Scene, index: int) -> bool:
    """Whether a name may follow this word: no preposition, no body that governs what follows (وفد قوى الثورة)."""
    if scene.has(index, Role.PREPOSITION | Role.INNER):
        return False
    noun = scene.words[index].noun
    governs = noun is not None and not noun.part.article and noun.kind in _BODIES
    return not governs or index in scene.covered


def _definite(scene: Scene, index: int) -> bool:
    """Whether a word is read with ال."""
    return scene.words[index].parts[-1].article


def could_be_name(scene: Scene, index: int) -> bool:
    """Whether a word belongs to a known person's name or may belong to an unknown one's, and is no verb."""
    mention = scene.covered.get(index)
    if mention is not None:
        return mention.ids[0].startswith("person/") and mention.role != "title"
    return _plain(scene, index) and not finite(scene.words[index])


def _plain(scene: Scene, index: int) -> bool:
    """Whether a word could be part of an unknown name."""
    word = scene.words[index]
    if scene.hyphen(index):
        return True
    return (
        scene.is_word(index)
        and not word.roles & ~(Role.NISBA | Role.DEED | Role.HONORIFIC)
        and word.noun is None
        and index not in scene.covered
        and not scene.folded[index][0].isdigit()
        and not (len(word.form) > 4 and word.form.endswith(scene.lexicon.clitics.pronouns[2:4]))
        and not governs_pronoun(word)
        and not _describes(scene, word)
    )


def _describes(scene: Scene, word: Word) -> bool:
    """Whether a word describes a title or a people rather than names a man (الخاص، الأوروبيون)."""
    adjectives = speech_words(scene.lexicon.language).adjectives
    if any(part.stem in adjectives and (part.article or part.cut == 0) for part in word.parts):
        return True
    return word.parts[-1].article and word.form.endswith(NISBA_PLURALS)
