"""Source phrases taken apart: the name, the title, what the world pack knows of them."""

from __future__ import annotations

from mahdar.extract.names import Mention
from mahdar.extract.statements.beginnings import describes_noun
from mahdar.extract.statements.called import CALLED
from mahdar.extract.statements.counting import count_of, number_of, parts_of
from mahdar.extract.statements.naming import find_person, name_and_title, pieces_of
from mahdar.extract.statements.phrases import Phrase
from mahdar.extract.statements.scene import Scene
from mahdar.extract.statements.subjects import gender_of
from mahdar.extract.statements.widening import settled
from mahdar.language.lexicon import Role, Word
from mahdar.language.speech import speech_words
from mahdar.model import SourcePhrase, Span

_TEH, _OPEN_TEH = "\N{ARABIC LETTER TEH MARBUTA}", "\N{ARABIC LETTER TEH}"


def body_phrase(scene: Scene, mention: Mention, kind: str) -> SourcePhrase:
    """A known name that needs no taking apart."""
    phrase = Phrase(mention.first, mention.last, mention.cut, kind)
    span, words = phrase.span(scene), _stems(scene, phrase)
    return SourcePhrase(span, "", kind, _stem(scene, mention.first), words, mention.ids, mention.role)


def source_phrase(scene: Scene, phrase: Phrase, *, brief: bool = False, part: bool = False) -> SourcePhrase:
    """The phrase as resolution needs it: text, name and title apart, known ids, gender and number.

    `brief` leaves the shorter forms out; a `part` of several side by side has no parts of its own.
    """
    phrase = settled(scene, phrase)
    span = phrase.span(scene)
    mentions = [scene.mentions[i] for i in range(phrase.first, phrase.last) if i in scene.mentions]
    joint = _joint(scene, phrase) if not part else ()
    person = find_person(scene, phrase, mentions) if not joint else None
    name, title = name_and_title(scene, phrase, person) if not joint else (None, None)
    head, speech = scene.words[phrase.first], speech_words(scene.lexicon.language)
    document = head.document and phrase.kind != "person"
    ranked = [person] if person is not None else [m for m in mentions if document or _stands(phrase, m)]
    number = number_of(scene, phrase)
    stem = _stem(scene, phrase.first)
    return SourcePhrase(
        span=span,
        text=_shown(scene, phrase, span),
        kind=_kind(scene, phrase, ranked, name),
        head=stem,
        words=_stems(scene, phrase),
        known=tuple(i for m in ranked for i in m.ids if i != CALLED),
        role=ranked[0].role if ranked else "",
        name=name,
        title=title,
        gender=gender_of(scene, phrase),
        plural=number != "s",
        document=document,
        spokesman=stem in scene.lexicon.spokesmen,
        number=number,
        count=len(joint) or count_of(scene, phrase, number),
        bases=_bases(scene, phrase) if not (joint or brief) else (),
        joint=joint,
        own=_own(scene, head),
        issuer=_issuer(scene, phrase) if document and not ranked else None,
        former=any(_stem(scene, i) in speech.former for i in range(phrase.first, phrase.last)),
        he=_takes_up(scene, phrase),
        latter=head.form in speech.latter,
        counterpart=head.form in speech.counterparts or stem in speech.counterparts,
        loose=document and _speaks_for_itself(scene, phrase),
    )


def _speaks_for_itself(scene: Scene, phrase: Phrase) -> bool:
    """Whether a document is nobody's words: no statement or letter, and not a single one that was told of before."""
    speech, index = speech_words(scene.lexicon.language), phrase.first
    noun = scene.words[index].noun
    if noun is None or speech.media.get(noun.part.stem) in ("statement", "letter", "post"):
        return False
    return not noun.part.article or number_of(scene, phrase) != "s"


def _takes_up(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase only takes a person up again: الرجل, or المسؤول with at most an adjective of his side."""
    head, speech = scene.words[phrase.first], speech_words(scene.lexicon.language)
    if phrase.last - phrase.first == 1 and head.form in speech.he:
        return True
    noun = head.noun
    general = noun is not None and noun.part.article and noun.part.stem in speech.anyone
    return general and all(_definite(scene, i) for i in range(phrase.first + 1, phrase.last))


def _definite(scene: Scene, index: int) -> bool:
    """Whether a word carries ال."""
    return any(part.article for part in scene.words[index].parts)


def _shown(scene: Scene, phrase: Phrase, span: Span) -> str:
    """The words of the phrase, with the ال that a joined lam has swallowed (للمرصد)."""
    clitics, text = scene.lexicon.clitics, span.of(scene.page.text)
    word, lam = scene.words[phrase.first], clitics.prepositions[1]
    if not phrase.cut:
        return text
    readings = (word.noun.part,) if word.noun is not None and phrase.first not in scene.covered else word.parts
    swallowed = any(p.article and p.preposition == lam and p.cut == phrase.cut + len(lam) for p in readings)
    return clitics.article + text[len(clitics.article_after_lam) :] if swallowed else text


def _joint(scene: Scene, phrase: Phrase) -> tuple[SourcePhrase, ...]:
    """Each of several names side by side as a phrase of its own; the first keeps its title."""
    parts = parts_of(scene, phrase)
    bounds = [(phrase.first, phrase.cut, parts[0].last)] if parts else []
    bounds += [(m.first, m.cut, m.last) for m in parts[1:]]
    return tuple(source_phrase(scene, Phrase(first, last, cut, phrase.kind), part=True) for first, cut, last in bounds)


def _stands(phrase: Phrase, mention: Mention) -> bool:
    """Whether a known name stands for the whole phrase (حركة حماس), not for a part of it (سفير روسيا)."""
    if mention.first == phrase.first:
        return True
    body = phrase.kind in ("organization", "media", "group")
    place = phrase.kind == "media" and mention.ids[0].startswith(("state/", "place/"))
    return body and mention.first == phrase.first + 1 and not (mention.preposition or place)


def _kind(scene: Scene, phrase: Phrase, ranked: list[Mention], name: str | None) -> str:
    """The kind of source, the world pack's word before the head noun's; an unknown full name is a person's."""
    if ranked and (phrase.kind == "unknown" or ranked[0].first == phrase.first):
        prefix = ranked[0].ids[0].split("/", 1)[0]
        return {"org": "organization", "place": "state"}.get(prefix, prefix)
    definite = any(p.article for p in scene.words[phrase.first].parts)
    if phrase.kind == "unknown" and name is not None and " " in name and not definite:
        return "person"
    return phrase.kind


def _stem(scene: Scene, index: int) -> str:
    """The stem of a word: the listed noun, else the word without its clitics."""
    noun = scene.words[index].noun
    return noun.part.stem if noun is not None else scene.words[index].parts[-1].stem


def _stems(scene: Scene, phrase: Phrase) -> frozenset[str]:
    """The stems of a phrase without articles and feminine endings."""
    found = set()
    for index in range(phrase.first, phrase.last):
        word = scene.words[index]
        if not scene.is_word(index) or word.roles & Role.PREPOSITION:
            continue
        stem = word.noun.part.stem if word.noun is not None else _bare(word)
        found.add(stem.removesuffix(_TEH))
    return frozenset(found)


def _bare(word: Word) -> str:
    """A word without its article and what stands before it."""
    return next((p.stem for p in word.parts if p.article), word.parts[0].stem)


def _bases(scene: Scene, phrase: Phrase) -> tuple[str, ...]:
    """Shorter forms of a phrase: its pieces between commas and brackets, each up to its first preposition too."""
    found: dict[str, None] = {}
    for first, last in pieces_of(scene, phrase):
        cut = phrase.cut if first == phrase.first else 0
        for end in (last, _described(scene, first, last)):
            found[Phrase(first, end, cut, phrase.kind).span(scene).of(scene.page.text)] = None
    return tuple(found)


def _described(scene: Scene, first: int, last: int) -> int:
    """Where what only describes a piece begins: its first preposition, free or joined."""
    for index in range(first + 1, last):
        mention = scene.mentions.get(index)
        joined = mention.preposition if mention is not None else scene.words[index].prefixed
        if joined or scene.has(index, Role.PREPOSITION):
            return index
    return last


def _issuer(scene: Scene, phrase: Phrase) -> SourcePhrase | None:
    """Who issued a document, as its own words tell (بيان صادر عن الرئاسة، بيان للخارجية)."""
    for index in range(phrase.first + 1, phrase.last):
        noun = scene.words[index].noun
        if noun is None or noun.kind not in ("organization", "person", "group", "media"):
            continue
        if describes_noun(scene, index, scene.words[index]):
            continue
        led = index == phrase.first + 1 or noun.part.preposition or scene.has(index - 1, Role.ISSUED)
        cut = len(noun.part.conjunction) + len(noun.part.preposition)
        return source_phrase(scene, Phrase(index, phrase.last, cut, noun.kind)) if led else None
    return None


def _own(scene: Scene, word: Word) -> bool:
    """Whether a phrase is a body with the speaker's pronoun on it (بلاده، جماعتها)."""
    if word.roles & Role.OWN_SIDE:
        return True
    lexicon = scene.lexicon
    own = speech_words(lexicon.language).own
    for pronoun in lexicon.clitics.pronouns[2:5]:
        if word.form.endswith(pronoun) and not word.parts[-1].article:
            base = word.form.removesuffix(pronoun)
            if base in own or (base.endswith(_OPEN_TEH) and base[:-1] + _TEH in own):
                return True
    return False


def span_of(scene: Scene, first: int, cut: int, last: int) -> Span:
    """The raw span of tokens `first` to `last` (exclusive), `cut` folded letters in."""
    tokens = scene.page.tokens
    end = tokens.span(last - 1, last - 1).end
    start = tokens.inner_start(first, cut)
    return Span(start if start < end else tokens.span(first, first).start, end)
