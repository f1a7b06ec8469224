"""The lexicon: what the pack knows of one written word, worked out once and kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from mahdar.language.clitics import Clitics, Part
from mahdar.language.cues import CueForm


class Role:
    """What a word does in a sentence, as bits of a plain integer: they are asked for at every token."""

    THAT = 1
    PREPOSITION = 2
    RELATIVE = 4
    AUXILIARY = 8
    NEGATION = 16
    DEMONSTRATIVE = 32
    ADVERB = 64
    CONNECTOR = 128
    NEVER_SOURCE = 256
    INNER = 512
    LIGHT_PASSIVE = 1024
    DEED = 2048
    HONORIFIC = 4096
    RELAY = 8192
    OWN_WORDS = 16384
    NISBA = 32768
    CONDITIONAL = 65536
    PRONOMINAL = 131072
    IMPERSONAL = 262144
    ISSUED = 524288
    VERB = 1048576
    OWN_SIDE = 2097152


_REMEMBERED = 1 << 16
"""Words kept in memory; the vocabulary of the news grows without an end."""

NISBA = ("\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER YEH}\N{ARABIC LETTER TEH MARBUTA}")
_NOT_BEHIND_WAW = Role.INNER | Role.RELAY | Role.OWN_WORDS | Role.HONORIFIC | Role.OWN_SIDE | Role.IMPERSONAL
_TEH, _OPEN_TEH = "\N{ARABIC LETTER TEH MARBUTA}", "\N{ARABIC LETTER TEH}"
_DUALS = ("\N{ARABIC LETTER ALEF}\N{ARABIC LETTER NOON}", "\N{ARABIC LETTER YEH}\N{ARABIC LETTER NOON}")
_ROOT, _TWO = 3, 2
"""Letters of a root: a derived verbal noun has more."""
_BODIES = ("person", "organization", "group")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that can name a source: its kind, and whether a document or a standing stance hides in it."""

    kind: str
    part: Part


@dataclass(frozen=True, slots=True)
class Word:
    """What the pack knows of one folded word."""

    form: str
    roles: int
    parts: tuple[Part, ...]
    cues: tuple[tuple[Part, CueForm], ...]
    noun: Noun | None
    document: bool
    stance: tuple[Part, str] | None
    passes_on: bool
    accord: bool
    prefixed: bool
    active: bool
    """Whether an attribution may begin here."""


@dataclass
class Lexicon:
    """The compiled pack of one language; `word` gives what is known of a folded form."""

    language: str
    clitics: Clitics
    cues: dict[str, tuple[CueForm, ...]]
    roles: dict[str, int]
    nouns: dict[str, str]
    documents: frozenset[str]
    stances: dict[str, str]
    passes_on: frozenset[str]
    standing: frozenset[str]
    accord: frozenset[str]
    deeds: frozenset[str]
    deed_pattern: re.Pattern[str]
    not_deeds: frozenset[str]
    occasions: frozenset[str]
    manner: frozenset[str]
    masculine: frozenset[str]
    from_word: str
    linking: frozenset[str]
    spokesmen: frozenset[str]
    between: str
    within: frozenset[str]
    material: frozenset[str]
    outward: frozenset[str]
    venues: frozenset[str]
    from_pronouns: frozenset[str]
    after: frozenset[str]
    that_not: frozenset[str]
    general: frozenset[str]
    toward: frozenset[str]
    bases: frozenset[str]
    where: frozenset[str]
    plural_endings: tuple[str, ...]
    closed_yeh: frozenset[str]
    any_words: frozenset[str]
    denying: frozenset[str]
    modals: frozenset[str]
    institutes: frozenset[str]
    without: frozenset[str]
    ranks: frozenset[str]
    in_role: frozenset[str]
    localities: frozenset[str]
    wording: frozenset[str]
    bare_that: frozenset[str]
    by_hand: frozenset[str]
    anonymity: frozenset[str]
    appears: frozenset[str]
    always_inner: frozenset[str]
    beside: frozenset[str]
    takes_up: frozenset[str]
    blame: frozenset[str]
    as_that: frozenset[str]
    thereby: frozenset[str]
    relay_lemma: str
    resumptive: frozenset[str]
    about: frozenset[str]
    attending: frozenset[str]
    according_starts: frozenset[str]
    feminine: frozenset[str]
    phrases: dict[str, dict[str, tuple[tuple[str, ...], ...]]]
    _known: dict[str, Word] = field(default_factory=dict, repr=False)

    def word(self, form: str) -> Word:
        """What is known of `form`, from memory where it was asked before."""
        known = self._known.get(form)
        if known is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            known = self._known[form] = self._analyse(form)
        return known

    def phrase(self, kind: str, folded: list[str], index: int, end: int) -> int:
        """How many tokens a phrase of `kind` that starts at token `index` covers; 0 where none does."""
        if index >= end:
            return 0
        for candidate in self.phrases[kind].get(folded[index], ()):
            size = len(candidate)
            if index + size <= end and tuple(folded[index : index + size]) == candidate:
                return size
        return 0

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_known": {}}

    def _analyse(self, form: str) -> Word:
        """Look a word up, whole and without its clitics."""
        parts = self.clitics.parts(form) or (Part(0, "", "", False, form),)
        roles = self.roles.get(form, 0)
        if not roles and form[0] in self.clitics.conjunctions and not (form in self.nouns or form in self.cues):
            roles = self.roles.get(form[1:], 0) & ~_NOT_BEHIND_WAW
        noun = next((Noun(self.nouns[p.stem], p) for p in parts if p.stem in self.nouns), None) or self._owned(parts)
        stance = next(((p, self.stances[s]) for p in parts if (s := self._bare(p.stem, self.stances))), None)
        if any(self._is_deed(p) for p in parts[:1] + tuple(p for p in parts[1:] if not p.conjunction)):
            roles |= Role.DEED if noun is None or noun.kind not in _BODIES else 0
        if any(p.article and p.stem.endswith(NISBA) for p in parts):
            roles |= Role.NISBA
        stems = {p.stem for p in parts}
        cues = tuple(self._cue_readings(parts))
        return Word(
            form, roles, parts, cues, noun, bool(stems & self.documents), stance,
            any(self._bare(s, self.passes_on) for s in stems), any(self._bare(s, self.accord) for s in stems),
            self._hides_preposition(form, parts), bool(cues) or self._steers(form),
        )  # fmt: skip

    def _steers(self, form: str) -> bool:
        """Whether an attribution may begin at a word that is no cue: نقلت، بحسب، جاء في."""
        bare = form[1:] if form[0] in self.clitics.conjunctions else form
        relay = (self.roles.get(form, 0) | self.roles.get(bare, 0)) & Role.RELAY
        return bool(relay) or form in self.according_starts or form in self.appears

    def _cue_readings(self, parts: tuple[Part, ...]) -> list[tuple[Part, CueForm]]:
        """The cue forms that a word may be: finite verbs take a conjunction, verbal nouns any clitic."""
        found = []
        for part in parts:
            for form in self.cues.get(part.stem, ()):
                nominal = form.inflected.shape == "noun"
                if nominal or not (part.preposition or part.article):
                    found.append((part, form))
        return found

    def is_material(self, stem: str) -> bool:
        """Whether a noun of stance is here something handed over (دعم، عرض)."""
        return self._bare(stem, self.material) is not None

    def _bare(self, stem: str, words: Any) -> str | None:
        """`stem`, or `stem` without its accusative or its pronoun, where it is one of `words`."""
        if stem in words:
            return stem
        for ending in (*self.clitics.pronouns, "\N{ARABIC LETTER ALEF}"):
            if stem.endswith(ending) and len(stem) - len(ending) > 1:
                inner = stem[: -len(ending)]
                if inner in words:
                    return inner
                closed = inner[:-1] + "\N{ARABIC LETTER TEH MARBUTA}"
                if inner.endswith("\N{ARABIC LETTER TEH}") and closed in words:
                    return closed
        return None

    def _owned(self, parts: tuple[Part, ...]) -> Noun | None:
        """A source noun behind which its owner is joined (قائدها، مسؤولوه، قواته), or None."""
        for part in parts:
            stem = self._bare(part.stem, self.nouns) if not part.article and part.stem not in self.roles else None
            if stem is not None and len(stem) > 3 and part.stem not in self.cues:
                return Noun(self.nouns[stem], part)
        return self._dual(parts)

    def _dual(self, parts: tuple[Part, ...]) -> Noun | None:
        """A source noun in the dual with ال (الجيشان، الوفدين), or None."""
        for part in parts:
            base, stem = part.stem[:-2], part.stem
            base = base[:-1] + _TEH if base.endswith(_OPEN_TEH) else base
            if part.article and len(base) > _TWO and stem.endswith(_DUALS) and self.nouns.get(base) in _BODIES:
                return Noun(self.nouns[base], part)
        return None

    def _hides_preposition(self, form: str, parts: tuple[Part, ...]) -> bool:
        """Whether a joined preposition stands before a word that is known, the whole being unknown (باستهداف)."""
        if form in self.roles or form in self.nouns or form in self.deeds or form in self.stances or form in self.cues:
            return False
        return any(p.preposition and self._known_stem(p.stem) for p in parts)

    def _known_stem(self, stem: str) -> bool:
        """Whether a stem is a noun, a stance or a deed of the pack."""
        if stem in self.nouns or stem in self.stances or stem in self.deeds or stem in self.documents:
            return True
        return bool(self._bare(stem, self.deeds)) or (
            stem not in self.not_deeds and bool(self.deed_pattern.fullmatch(stem))
        )

    def _owned_deed(self, stem: str) -> bool:
        """Whether a verbal noun by its letters stands with the pronoun of its doer (استقبالها, انسحابه)."""
        for ending in self.clitics.pronouns[2:]:
            if stem.endswith(ending) and len(stem) - len(ending) > _ROOT:
                inner = stem[: -len(ending)]
                if inner.endswith(_OPEN_TEH):
                    inner = inner[:-1] + _TEH
                if inner not in self.not_deeds and inner not in self.nouns and self.deed_pattern.fullmatch(inner):
                    return True
        return False

    def _is_deed(self, part: Part) -> bool:
        """Whether a stem is a verbal noun, by list or by letter pattern."""
        stem = part.stem
        if part.conjunction or part.preposition or stem in self.not_deeds:
            return False
        if stem in self.deeds or self._bare(stem, self.deeds) or self._bare(stem, self.stances):
            return True
        if any(form.inflected.shape == "noun" for form in self.cues.get(stem, ())):
            return True
        if not part.article and stem.startswith(self.clitics.article) and len(stem) > 4:
            return False
        return bool(self.deed_pattern.fullmatch(stem)) or self._owned_deed(stem)
