"""The words of pledges: how parties bind themselves, and what became of it.

Everything is compiled from `packs/<language>/pledges.yaml` to sets and dicts of written forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from mahdar.language.clitics import Clitics, load_clitics
from mahdar.language.forms import phrase_forms, word_forms
from mahdar.language.inflect import verb_forms
from mahdar.model import PledgeStatus
from mahdar.shelf import check_word, compiled, fail, read_drawer, shipped_packs
from mahdar.text import fold, tokenize

_LISTS = ("accord_nouns", "truces", "truce_steps", "from", "from_it", "agreements", "self", "deeds", "not_kept",
          "taken_up", "negations", "ends", "accords", "committees", "unsure", "between", "with",
          "needs", "leads", "will_not", "intentions", "she", "conditions", "maybe", "papers", "no_deed", "surely",
          "alone_words", "denials", "whose_making", "resolves", "relatives")  # fmt: skip
_GROUPS = {
    "makers": {"verbs", "words", "not", "later"},
    "leaving": {"verbs", "words"},
    "bound": {"words", "verbs", "direct", "still", "to"},
    "provides": {"verbs", "behind", "again"},
    "mandate": {"verbs", "behind"},
    "signing": {"verbs", "behind"},
    "items": {"words", "ordinals"},
    "fates": set(get_args(PledgeStatus)),
}
_VERBS = frozenset({"verbs", "direct", "deeds"})
_NOUNS = frozenset(
    {
        "accord_nouns",
        "truce_steps",
        "agreements",
        "papers",
        "committees",
        "makers.words",
        "leaving.words",
        "bound.words",
    }
)
"""Lists whose words take the article, prepositions and pronouns; those of other lists stand as they are."""

_OPENING = ("leaving.verbs", "leaving.words", "bound.words", "bound.verbs", "bound.direct", "provides.verbs",
            "mandate.verbs", "signing.verbs", "items.ordinals", "fates.frozen", "not_kept")  # fmt: skip

Phrases = dict[str, tuple[tuple[str, ...], ...]]
"""First written form to the words that may follow it, longest first."""


@dataclass(frozen=True, slots=True)
class PledgeWords:
    """The compiled words of one language; plain data, so that it can be kept and sent to workers.

    `words` holds each list under its key (`from`, `makers.words`); `future` the verbs in the future tense only,
    `named` every first word of a truce or an agreement.
    """

    language: str
    words: dict[str, frozenset[str]]
    future: dict[str, frozenset[str]]
    truces: Phrases
    fates: dict[str, PledgeStatus]
    heads: frozenset[str]
    named: frozenset[str]
    clitics: Clitics

    def agreed(self, lemma: str) -> bool:
        """Whether a cue of agreeing with this lemma binds those who speak."""
        return lemma in self.words["accords"]


def load_pledge_words(language: str, packs: Path | None = None) -> PledgeWords:
    """The pledge words of a shipped language, from the cache where nothing has changed."""
    pack = (packs or shipped_packs()) / language
    drawers = [pack / "pledges.yaml", pack / "clitics.yaml", pack / "verbs.yaml"]
    return compiled(f"pledges-{language}", drawers, lambda: build_pledge_words(language, pack))


def build_pledge_words(language: str, pack: Path) -> PledgeWords:
    """Compile `pledges.yaml` of the pack in the folder `pack`; raises `PackError` with file and line."""
    data = _checked(pack / "pledges.yaml")
    clitics, affixes = load_clitics(pack), read_drawer(pack / "verbs.yaml")
    words: dict[str, frozenset[str]] = {}
    future: dict[str, frozenset[str]] = {}
    for name, listed in _flat(data):
        if name.rpartition(".")[2] in _VERBS:
            forms = frozenset(_verbs(listed, affixes, clitics))
            words[name] = forms
            future[name] = frozenset(f for f in forms if _bare(f, clitics).startswith(fold(affixes["future"])))
        else:
            words[name] = frozenset(_forms(listed, clitics, inflected=name in _NOUNS))
    truces = _phrases(data["truces"], clitics)
    fates = {form: status for status in data["fates"] for form in words[f"fates.{status}"]}
    named = frozenset(truces) | words["agreements"] | words["truce_steps"]
    heads = frozenset(truces).union(*(words[name] for name in _OPENING))
    return PledgeWords(language, words, future, truces, fates, heads, named, clitics)


def _checked(path: Path) -> dict[str, Any]:
    """The drawer, refused where a key is unknown or missing, or a word is badly written or stands twice."""
    data = read_drawer(path)
    if not isinstance(data, dict):
        fail(path, [], "the drawer of pledges holds keys with words.")
    for key in data:
        if key not in _LISTS and key not in _GROUPS:
            fail(path, [key], f"«{key}» is no key of pledges.", f"Known: {', '.join(sorted([*_LISTS, *_GROUPS]))}.")
    for key in sorted({*_LISTS, *_GROUPS} - data.keys()):
        fail(path, [], f"«{key}» is missing.")
    for group, known in _GROUPS.items():
        for key in data[group]:
            if key not in known:
                fail(path, [group, key], f"«{key}» is no part of «{group}».", f"Known: {', '.join(sorted(known))}.")
    for name, listed in _flat(data):
        _check_list(path, name.split("."), listed)
    return data


def _check_list(path: Path, where: list[str], listed: list[str]) -> None:
    """Refuse a badly written word, and one that stands twice."""
    for place, word in enumerate(listed):
        check_word(path, [*where, place], word)
        if word in listed[:place]:
            fail(path, [*where, place], f"«{word}» stands here twice.")


def _flat(data: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Every list of the drawer under its name, that of a group before the key."""
    for key, value in data.items():
        if isinstance(value, dict):
            for inner, listed in value.items():
                yield f"{key}.{inner}", listed
        else:
            yield key, value


def _bare(form: str, clitics: Clitics) -> str:
    """A written form without its conjunction."""
    return form[1:] if form.startswith(clitics.conjunctions) else form


def _verbs(lines: Iterable[str], affixes: dict[str, Any], clitics: Clitics) -> Iterator[str]:
    """Every written form of the verbs, with and without a conjunction, without joined pronouns."""
    for line in lines:
        lemma, present = line.split()
        for inflected in verb_forms(affixes, lemma, present):
            if not inflected.object:
                for conjunction in ("", *clitics.conjunctions):
                    yield conjunction + inflected.form


def _forms(words: Iterable[str], clitics: Clitics, *, inflected: bool) -> Iterator[str]:
    """Written forms of single words: behind a conjunction, and nouns with everything else that joins them too."""
    for word in words:
        folded = tokenize(word).folded
        if len(folded) == 1:
            yield folded[0]
            yield from (conjunction + folded[0] for conjunction in clitics.conjunctions)
            if inflected:
                yield from (form.form for form in word_forms(word, clitics))


def _phrases(phrases: Iterable[str], clitics: Clitics) -> Phrases:
    """Phrases by their first written form, with and without the article, longest first."""
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for phrase in phrases:
        several = len(tokenize(phrase).folded) > 1
        forms = phrase_forms(phrase, clitics) if several else word_forms(phrase, clitics, owners=False)
        for form in forms:
            found.setdefault(form.form, {})[form.rest] = None
    return {form: tuple(sorted(rests, key=lambda r: -len(r))) for form, rests in found.items()}
