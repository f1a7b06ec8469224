"""The cue lexicon: which words attribute, what they do, and what may follow them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from mahdar.language.inflect import (
    Inflected,
    default_participle,
    noun_forms,
    participle_forms,
    verb_forms,
    whole_participle,
)
from mahdar.model import Act
from mahdar.shelf import check_word, fail, read_drawer
from mahdar.text import fold

KEYS = frozenset(
    {"lemma", "present", "noun", "participle", "participle_forms", "takes", "addressee", "strict", "noun_cue",
     "parties", "act", "reason", "except", "past_only", "objective"}
)  # fmt: skip
FRAMES = frozenset({"that", "quote", "object", "deed", "stance", "stance_with", "as", "predicate", "accord", "blame"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry: `frames` and `prepositions` say what may follow; `strict` cues need it at once.

    `parties` are cues that several parties do together (agree); `addressee` allows a person between
    the cue and its complement.
    """

    lemma: str
    act: Act
    frames: frozenset[str]
    prepositions: frozenset[str]
    addressee: bool
    strict: bool
    parties: bool
    objective: bool = False

    @property
    def transitive(self) -> bool:
        """Whether the verb may carry a person or a thing as a joined pronoun."""
        return self.addressee or bool(self.frames & _TRANSITIVE)


@dataclass(frozen=True, slots=True)
class CueForm:
    """A written form of a cue."""

    cue: Cue
    inflected: Inflected


def load_cues(pack: Path, prepositions: frozenset[str], own: Path | None = None) -> dict[str, tuple[CueForm, ...]]:
    """Every written form of every cue in the drawers `cues/*.yaml`; a drawer's name is its act.

    The drawers of the same names in the user's folder `own` are laid over them: a lemma that stands there is read as
    it stands there, and with `takes: []` it is no cue. Raises `PackError` with file and line.
    """
    affixes = read_drawer(pack / "verbs.yaml")
    users = _entries(own) if own is not None else []
    theirs = {entry["lemma"] for _, entry in users}
    found: dict[str, dict[CueForm, None]] = {}
    for path, entry in (*(e for e in _entries(pack) if e[1]["lemma"] not in theirs), *users):
        for form in _forms(affixes, entry, path.stem, prepositions):
            found.setdefault(form.inflected.form, {}).setdefault(form)
    return {form: tuple(cues) for form, cues in found.items()}


def cue_drawers(pack: Path) -> list[Path]:
    """The drawers of cues in a folder, by name."""
    return sorted((pack / "cues").glob("*.yaml"))


def _entries(pack: Path) -> list[tuple[Path, dict[str, Any]]]:
    """Every entry of every drawer, checked, with its file."""
    found: list[tuple[Path, dict[str, Any]]] = []
    for path in cue_drawers(pack):
        seen: set[str] = set()
        for index, entry in enumerate(read_drawer(path) or []):
            _check(path, index, entry, seen)
            found.append((path, entry))
    return found


def _check(path: Path, index: int, entry: dict[str, Any], seen: set[str]) -> None:
    """Refuse an entry with unknown keys, a doubled lemma or badly written words, naming file and line."""
    for key in entry:
        if key not in KEYS:
            fail(path, [index, key], f"a cue has no «{key}».", f"Known are {', '.join(sorted(KEYS))}.")
    for key in ("lemma", "takes"):
        if key not in entry:
            fail(path, [index], f"a cue needs «{key}».")
    if "present" not in entry and "noun" not in entry:
        fail(path, [index], "a cue needs its present, or its noun where it has no verb.")
    if entry["lemma"] in seen:
        fail(path, [index, "lemma"], f"«{entry['lemma']}» stands here twice.", "Merge the two lines.")
    seen.add(entry["lemma"])
    check_word(path, [index, "lemma"], entry["lemma"])
    if entry.get("act", path.stem) not in get_args(Act):
        fail(
            path, [index, "act"], f"«{entry.get('act', path.stem)}» is no act.", f"Acts are {', '.join(get_args(Act))}."
        )


def _forms(affixes: dict[str, Any], entry: dict[str, Any], act: str, preps: frozenset[str]) -> Iterator[CueForm]:
    """All forms of one entry; none where it takes nothing (it is kept for its reason)."""
    takes = set(entry["takes"])
    if not takes:
        return
    marks = frozenset(fold(t) for t in takes - FRAMES)
    addressee = bool(entry.get("addressee"))
    cue = Cue(
        fold(entry["lemma"]), entry.get("act", act), frozenset(takes & FRAMES), marks,
        addressee, bool(entry.get("strict")), bool(entry.get("parties")), bool(entry.get("objective")),
    )  # fmt: skip
    if "present" in entry:
        homograph = fold(entry["lemma"]) in preps
        yield from (f for f in _verbal_forms(affixes, entry, cue) if not (homograph and f.inflected.object))
    if entry.get("noun") and entry.get("noun_cue", True):
        for form in noun_forms(affixes, entry["noun"]):
            yield CueForm(cue, form)


def _verbal_forms(affixes: dict[str, Any], entry: dict[str, Any], cue: Cue) -> Iterator[CueForm]:
    """The finite forms and the participle; only cues that take a person or a thing carry a pronoun."""
    kept_out = {fold(word) for word in entry.get("except", ())}
    for form in verb_forms(affixes, entry["lemma"], entry["present"]):
        if form.form not in kept_out and not (entry.get("past_only") and form.shape == "present"):
            yield CueForm(cue, form)
    for word in entry.get("participle_forms", ()):
        yield CueForm(cue, whole_participle(affixes, word))
    default = entry.get("participle") or default_participle(affixes, entry["present"])
    for participle in [] if entry.get("past_only") or "participle_forms" in entry else [default]:
        if participle != "none":
            for form in participle_forms(affixes, participle, entry["present"]):
                yield CueForm(cue, form)


_TRANSITIVE = frozenset({"object", "predicate", "as", "deed", "stance"})
