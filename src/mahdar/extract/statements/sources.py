"""Source phrases taken apart: the name, the title, what the world pack knows of them."""

from __future__ import annotations

from mahdar.extract.names import Mention
from mahdar.extract.statements.phrases import Phrase, finite, read_phrase
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.extract.statements.verbs import gender_of, several
from mahdar.language.lexicon import Role
from mahdar.model import Introduction, SourcePhrase, Span

_TEH = "\N{ARABIC LETTER TEH MARBUTA}"
_NAMING = frozenset({"name", "alias", "family"})


def source_phrase(scene: Scene, phrase: Phrase) -> SourcePhrase:
    """The phrase as resolution needs it: text, name and title apart, known ids, gender."""
    span = phrase.span(scene)
    text = span.of(scene.page.text)
    mentions = _mentions(scene, phrase)
    person = _person(phrase, mentions)
    head = scene.words[phrase.first]
    stem = head.noun.part.stem if head.noun is not None else head.parts[-1].stem
    name, title = _apart(scene, phrase, person)
    document = head.document and phrase.kind != "person"
    ranked = [person] if person is not None else [m for m in mentions if document or _stands(scene, phrase, m)]
    return SourcePhrase(
        span=span,
        text=text,
        kind=_kind(phrase, ranked),
        head=stem,
        words=_stems(scene, phrase),
        known=tuple(i for m in ranked for i in m.ids),
        role=ranked[0].role if ranked else "",
        name=name,
        title=title,
        gender=gender_of(scene, phrase),
        plural=several(scene, phrase),
        document=document,
        spokesman=stem in scene.lexicon.spokesmen,
    )


def _mentions(scene: Scene, phrase: Phrase) -> list[Mention]:
    """The known names inside a phrase, in order."""
    return [scene.mentions[i] for i in range(phrase.first, phrase.last) if i in scene.mentions]


def _person(phrase: Phrase, mentions: list[Mention]) -> Mention | None:
    """The known person that the phrase names, if it names one: the last, since titles may name others."""
    people = [m for m in mentions if m.ids[0].startswith("person/") and m.role in _NAMING and not m.preposition]
    if phrase.kind not in ("person", "unknown") or not people:
        return None
    return people[-1]


def _stands(scene: Scene, phrase: Phrase, mention: Mention) -> bool:
    """Whether a known name stands for the whole phrase (حركة حماس), not for a part of it (سفير روسيا)."""
    if mention.first == phrase.first:
        return True
    return (
        phrase.kind in ("organization", "media", "group")
        and mention.first == phrase.first + 1
        and not mention.preposition
    )


def _kind(phrase: Phrase, ranked: list[Mention]) -> str:
    """The kind of source, the world pack's word before the head noun's."""
    if ranked and (phrase.kind == "unknown" or ranked[0].first == phrase.first):
        prefix = ranked[0].ids[0].split("/", 1)[0]
        return {"org": "organization", "place": "state"}.get(prefix, prefix)
    return phrase.kind


def _stems(scene: Scene, phrase: Phrase) -> frozenset[str]:
    """The stems of a phrase without articles and feminine endings."""
    found = set()
    for index in range(phrase.first, phrase.last):
        word = scene.words[index]
        if not scene.is_word(index) or word.roles & Role.PREPOSITION:
            continue
        stem = word.noun.part.stem if word.noun is not None else _bare(scene, index)
        found.add(stem.removesuffix(_TEH))
    return frozenset(found)


def _bare(scene: Scene, index: int) -> str:
    """A word without its article and what stands before it."""
    parts = scene.words[index].parts
    return next((p.stem for p in parts if p.article), parts[0].stem)


def _apart(scene: Scene, phrase: Phrase, person: Mention | None) -> tuple[str | None, str | None]:
    """The personal name in a phrase and the title without it."""
    if phrase.kind not in ("person", "unknown", "person "):
        return None, None
    first, last = (person.first, person.last) if person is not None else _unknown_name(scene, phrase)
    if first >= last:
        return None, phrase.span(scene).of(scene.page.text) if phrase.kind == "person" else None
    tokens = scene.page.tokens
    start = tokens.inner_start(first, person.cut) if person is not None else tokens.starts[first]
    name = tokens.text[start : tokens.ends[last - 1]]
    return name, _title(scene, phrase, first, last)


def _title(scene: Scene, phrase: Phrase, first: int, last: int) -> str | None:
    """The longer of what stands before and behind the name."""
    pieces = []
    for begin, end in ((phrase.first, first), (last, phrase.last)):
        while begin < end and (scene.folded[begin] in COMMAS or scene.folded[begin] in "()"):
            begin += 1
        while end > begin and (scene.folded[end - 1] in COMMAS or scene.folded[end - 1] in "()"):
            end -= 1
        if end > begin:
            cut = phrase.cut if begin == phrase.first else 0
            pieces.append(Phrase(begin, end, cut, phrase.kind).span(scene).of(scene.page.text))
    return max(pieces, key=len, default=None)


def _unknown_name(scene: Scene, phrase: Phrase) -> tuple[int, int]:
    """The tokens of a name that no list has: a piece between commas without known nouns, or the tail of the phrase."""
    pieces: list[tuple[int, int]] = []
    begin = phrase.first
    for index in range(phrase.first, phrase.last + 1):
        if index == phrase.last or scene.folded[index] in COMMAS or scene.folded[index] in "()":
            if index > begin:
                pieces.append((begin, index))
            begin = index + 1
    for first, last in pieces:
        if (
            last - first <= 5
            and all(_plain(scene, i) for i in range(first, last))
            and (len(pieces) > 1 or phrase.kind == "unknown")
        ):
            return first, last
    for first, last in pieces:
        tail = _tail(scene, first, last)
        if tail < last and last - tail <= 5:
            return tail, last
    return 0, 0


def _tail(scene: Scene, first: int, last: int) -> int:
    """Where the run of plain words at the end of a piece begins; it follows a title's last known word."""
    at = last
    while at > first and _plain(scene, at - 1):
        at -= 1
    if at == first:
        return last
    while at < last and (scene.words[at].roles & Role.NISBA or scene.words[at].parts[-1].article and last - at > 1):
        at += 1
    noun = scene.words[at - 1].noun if at > first else None
    construct = noun is not None and not noun.part.article and not scene.has(at - 1, Role.HONORIFIC)
    return last if construct and last - at == 1 else at


def _plain(scene: Scene, index: int) -> bool:
    """Whether a word could be part of an unknown name."""
    word = scene.words[index]
    return (
        scene.is_word(index)
        and not word.roles & ~(Role.NISBA | Role.DEED | Role.HONORIFIC)
        and word.noun is None
        and index not in scene.covered
        and not scene.folded[index][0].isdigit()
    )


def find_introductions(scene: Scene) -> list[Introduction]:
    """Every title that stands together with a name, and every known person, in text order."""
    found: list[Introduction] = []
    index, count = 0, len(scene.folded)
    while index < count:
        phrase = _introduced(scene, index, count)
        if phrase is None:
            index += 1
            continue
        source = source_phrase(scene, phrase)
        if source.name is not None and source.kind == "person":
            found.append(Introduction(source, phrase.first))
        index = phrase.last
    return found


def _introduced(scene: Scene, index: int, count: int) -> Phrase | None:
    """The person phrase that begins at a token, with or without clitics."""
    mention = scene.mentions.get(index)
    if mention is not None:
        if mention.ids[0].startswith("person/") and mention.role in _NAMING:
            return Phrase(index, mention.last, mention.cut, "person")
        return None
    noun = scene.words[index].noun
    if noun is None or noun.kind != "person" or finite(scene.words[index]):
        return None
    part = noun.part
    cut = len(part.conjunction) + len(part.preposition)
    end = next((b for a, b in scene.page.sentences[scene.page.sentence_of[index] :][:1]), count)
    return read_phrase(scene, index, end, cut=cut, deeds=True)


def span_of(scene: Scene, first: int, cut: int, last: int) -> Span:
    """The raw span of tokens `first` to `last` (exclusive), `cut` folded letters in."""
    tokens = scene.page.tokens
    end = tokens.span(last - 1, last - 1).end
    start = tokens.inner_start(first, cut)
    return Span(start if start < end else tokens.span(first, first).start, end)
