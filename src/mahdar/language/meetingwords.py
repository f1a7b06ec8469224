"""The words of meetings: nouns that name one, words that tell what became of it, ordinals, places.

Everything is compiled from `packs/<language>/meetings.yaml` to dicts of written forms, clitics included, so that
a reader only looks a form up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, get_args

from mahdar.language.clitics import Clitics, load_clitics
from mahdar.language.forms import Word, phrase_forms, word_forms
from mahdar.language.inflect import Inflected, verb_forms
from mahdar.model import MeetingKind
from mahdar.shelf import check_word, compiled, fail, read_drawer, shipped_packs
from mahdar.text import fold, tokenize

COUNTS = ("one", "many", "mass")
"""How a noun counts: a single meeting, several, or talks as an activity."""

SENSES = frozenset(
    {"hold", "begin", "continue", "end", "past", "cancel", "postpone", "plan", "propose", "threaten", "prepare",
     "next", "new", "close", "last"}
)  # fmt: skip
_LISTS = ("barriers", "venue_prepositions", "venue_nouns", "not_talks", "sport", "between", "among", "holders",
          "hosting", "negations", "clubs", "number_marks", "of_its_kind", "margins", "tours", "gathers",
          "first_of_ten", "teens")  # fmt: skip
_BOUNDS = ("before", "after", "since", "until", "joins")
_KEYS = frozenset({"nouns", "meeting_verbs", "verbs", "words", "bounds", "sport_floor", "ordinals", "tens", *_LISTS})
_NOUN_KEYS = frozenset({"kind", "beside", "dated", "counted", *COUNTS})


class MeetingNoun(NamedTuple):
    """A written form of a noun that may name a meeting; `rest` are further words, `owned` a joined pronoun."""

    kind: MeetingKind
    amount: str
    definite: bool
    cut: int
    preposition: str
    rest: tuple[str, ...] = ()
    owned: bool = False
    beside: str = ""
    dated: bool = False
    counted: bool = False


class Clue(NamedTuple):
    """What a word beside a meeting says of it: a sense, and for a verb its tense (past, present, future)."""

    sense: str
    tense: str = ""


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """The compiled words of one language; plain data, so that it can be kept and sent to workers."""

    language: str
    nouns: dict[str, tuple[MeetingNoun, ...]]
    meeting_verbs: dict[str, str]
    clues: dict[str, tuple[Clue, ...]]
    ordinals: dict[str, tuple[tuple[tuple[str, ...], int], ...]]
    bounds: dict[str, frozenset[str]]
    lists: dict[str, frozenset[str]]
    sport_floor: int
    clitics: Clitics
    heads: frozenset[str]


def load_meeting_words(language: str, packs: Path | None = None) -> MeetingWords:
    """The meeting words of a shipped language, from the cache where nothing has changed.

    >>> load_meeting_words("ar").nouns["وللجولة"][0].kind
    'round'
    """
    pack = (packs or shipped_packs()) / language
    drawers = [pack / "meetings.yaml", pack / "clitics.yaml", pack / "verbs.yaml"]
    return compiled(f"meetings-{language}", drawers, lambda: build_meeting_words(language, pack))


def build_meeting_words(language: str, pack: Path) -> MeetingWords:
    """Compile `meetings.yaml` of the pack in the folder `pack`; raises `PackError` with file and line."""
    path = pack / "meetings.yaml"
    data = _checked(path)
    clitics, affixes = load_clitics(pack), read_drawer(pack / "verbs.yaml")
    nouns = _nouns(data["nouns"], clitics)
    verbs: dict[str, str] = {}
    for form, inflected in _verbs(data["meeting_verbs"], affixes, clitics):
        verbs.setdefault(form, _tense(inflected, affixes))  # the past comes first: التقى is no «I meet» in reports
    return MeetingWords(
        language, nouns, verbs, _clues(data, affixes, clitics), _ordinals(data, clitics),
        {name: _plain(data["bounds"][name], clitics) for name in _BOUNDS},
        {name: _plain(data[name], clitics) for name in _LISTS},
        int(data["sport_floor"]), clitics, frozenset(nouns) | frozenset(verbs),
    )  # fmt: skip


def _checked(path: Path) -> dict[str, Any]:
    """The drawer, refused where a key is unknown or missing, or a word is badly written or stands twice."""
    data = read_drawer(path)
    if not isinstance(data, dict):
        fail(path, [], "the drawer of meetings holds keys with words.")
    for key in data:
        if key not in _KEYS:
            fail(path, [key], f"«{key}» is no key of meetings.", f"Known: {', '.join(sorted(_KEYS))}.")
    for key in sorted(_KEYS - data.keys()):
        fail(path, [], f"«{key}» is missing.")
    for number, noun in enumerate(data["nouns"]):
        _check_noun(path, number, noun)
    for group in ("words", "verbs"):
        for sense in data[group]:
            if sense not in SENSES:
                fail(path, [group, sense], f"«{sense}» is no sense.", f"Known: {', '.join(sorted(SENSES))}.")
    for where, words in _word_lists(data):
        for place, word in enumerate(words):
            check_word(path, [*where, place], word)
            if word in words[:place]:
                fail(path, [*where, place], f"«{word}» stands here twice.")
    return data


def _check_noun(path: Path, number: int, noun: Any) -> None:
    """Refuse a noun without a kind, or with a key that is not known."""
    if not isinstance(noun, dict) or noun.get("kind") not in get_args(MeetingKind):
        fail(path, ["nouns", number], "a noun needs a kind.", f"Kinds are {', '.join(get_args(MeetingKind))}.")
    for key in noun:
        if key not in _NOUN_KEYS:
            fail(path, ["nouns", number, key], f"a noun has no «{key}».")


def _word_lists(data: dict[str, Any]) -> Iterator[tuple[list[str | int], list[str]]]:
    """Every list of words of the drawer and where it stands."""
    for name in (*_LISTS, "meeting_verbs"):
        yield [name], data[name]
    for group in ("words", "verbs", "bounds", "ordinals", "tens"):
        for key, words in data[group].items():
            yield [group, key], words
    for number, noun in enumerate(data["nouns"]):
        for count in COUNTS:
            yield ["nouns", number, count], noun.get(count, [])


def _plain(words: list[str], clitics: Clitics) -> frozenset[str]:
    """Words as they are and behind a conjunction."""
    folded = [fold(word) for word in words]
    return frozenset(c + w for c in ("", *clitics.conjunctions) for w in folded)


def _nouns(entries: list[dict[str, Any]], clitics: Clitics) -> dict[str, tuple[MeetingNoun, ...]]:
    """Every written form of every noun, longest phrase first."""
    found: dict[str, list[MeetingNoun]] = {}
    for entry in entries:
        for count in COUNTS:
            for word in entry.get(count, ()):
                for form in word_forms(word, clitics, owners=count != "many"):
                    found.setdefault(form.form, []).append(_noun(entry, count, form))
    return {form: tuple(sorted(nouns, key=lambda n: -len(n.rest))) for form, nouns in found.items()}


def _noun(entry: dict[str, Any], count: str, form: Word) -> MeetingNoun:
    """One written form as a noun."""
    return MeetingNoun(
        entry["kind"], count, form.definite, form.cut, form.preposition, form.rest, form.owned, entry.get("beside", ""),
        bool(entry.get("dated")),
        bool(entry.get("counted")),
    )  # fmt: skip


def _verbs(lines: list[str], affixes: dict[str, Any], clitics: Clitics) -> Iterator[tuple[str, Inflected]]:
    """Every written form of the verbs, each a line of lemma and present, with and without a conjunction.

    Of the joined pronouns only those of one thing are made: a meeting is never «them».
    """
    single = tuple(fold(pronoun) for pronoun in affixes["objects"][:2])
    for line in lines:
        lemma, present = line.split()
        for inflected in verb_forms(affixes, lemma, present):
            if inflected.object and not inflected.form.endswith(single):
                continue
            for conjunction in ("", *clitics.conjunctions):
                yield conjunction + inflected.form, inflected


def _tense(inflected: Inflected, affixes: dict[str, Any]) -> str:
    """The tense of a verb's form: its prefix tells the future."""
    if inflected.shape == "present" and inflected.form.startswith(fold(affixes["future"])):
        return "future"
    return str(inflected.shape)


def _clues(data: dict[str, Any], affixes: dict[str, Any], clitics: Clitics) -> dict[str, tuple[Clue, ...]]:
    """What each written form beside a meeting may tell; the future is told by the prefix."""
    found: dict[str, dict[Clue, None]] = {}
    for sense, lines in data["verbs"].items():
        for form, inflected in _verbs(lines, affixes, clitics):
            found.setdefault(form, {})[Clue(sense, _tense(inflected, affixes))] = None
    for sense, words in data["words"].items():
        for word in words:
            for written in phrase_forms(word, clitics):
                if not written.rest:
                    found.setdefault(written.form, {})[Clue(sense)] = None
    same: dict[tuple[Clue, ...], tuple[Clue, ...]] = {}  # one tuple for all equal ones: half the time to load them
    return {form: same.setdefault(tuple(clues), tuple(clues)) for form, clues in found.items()}


def _ordinals(data: dict[str, Any], clitics: Clitics) -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    """Ordinals by their first word: the further words and the value, longest first."""
    found: dict[str, dict[tuple[str, ...], int]] = {}
    units = [(fold(word), value) for value, words in data["ordinals"].items() for word in words]
    units += [(fold(word), 1) for word in data["first_of_ten"]]
    for word, value in units:
        found.setdefault(word, {})[()] = value
        for teen in data["teens"]:
            found[word][(fold(teen),)] = 10 + value
        for ten, words in data["tens"].items():
            for written in map(fold, words):
                for joined in (written, written.removeprefix(clitics.article)):
                    found[word][(clitics.conjunctions[0] + joined,)] = ten + value
    for ten, words in data["tens"].items():
        for written in words:
            found.setdefault(tokenize(written).folded[0], {})[()] = ten
    return {form: tuple(sorted(rest.items(), key=lambda r: -len(r[0]))) for form, rest in found.items()}
