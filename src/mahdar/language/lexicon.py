"""The lexicon: what the pack knows of one written word, worked out once and kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mahdar.language.clitics import Clitics, Part, load_clitics
from mahdar.language.cues import CueForm, load_cues
from mahdar.language.inflect import verb_forms
from mahdar.shelf import check_word, compiled, read_drawer, shipped_packs
from mahdar.text import fold


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
    according_starts: frozenset[str]
    feminine: frozenset[str]
    phrases: dict[str, dict[str, tuple[tuple[str, ...], ...]]]
    _known: dict[str, Word] = field(default_factory=dict, repr=False)

    def word(self, form: str) -> Word:
        """What is known of `form`, from memory where it was asked before."""
        known = self._known.get(form)
        if known is None:
            if len(self._known) > 200_000:
                self._known.clear()
            known = self._known[form] = self._analyse(form)
        return known

    def phrase(self, kind: str, folded: list[str], index: int, end: int) -> int:
        """How many tokens a phrase of `kind` that starts at token `index` covers; 0 where none does."""
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
        if any(p.article and p.stem.endswith(_NISBA) for p in parts):
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
        return bool(self.deed_pattern.fullmatch(stem))


def load_lexicon(language: str, packs: Path | None = None) -> Lexicon:
    """The lexicon of a shipped language, from the cache where nothing has changed."""
    pack = (packs or shipped_packs()) / language
    return compiled(f"lexicon-{language}", sorted(pack.rglob("*.yaml")), lambda: build_lexicon(language, pack))


def build_lexicon(language: str, pack: Path) -> Lexicon:
    """Compile the drawers of the pack in the folder `pack`; raises `PackError` with file and line."""
    particles = read_drawer(pack / "particles.yaml")
    nouns = read_drawer(pack / "nouns.yaml")
    stances = read_drawer(pack / "stances.yaml")
    deeds = read_drawer(pack / "deeds.yaml")
    acts = {fold(w): act for act, words in stances.items() if act not in _NOT_ACTS for w in words}
    prepositions = frozenset(fold(w) for w in particles["prepositions"])
    return Lexicon(
        language=language,
        clitics=load_clitics(pack),
        cues=load_cues(pack, prepositions),
        roles=_with_verbs(pack, _roles(pack, particles, nouns)),
        nouns=_nouns(pack, nouns),
        documents=_words(nouns, "document"),
        stances=acts,
        passes_on=frozenset(map(fold, stances["passes_on"])),
        standing=frozenset(map(fold, stances["standing"])),
        accord=frozenset(map(fold, stances["accord"])),
        deeds=frozenset(map(fold, deeds["words"])),
        deed_pattern=_pattern(deeds["patterns"]),
        not_deeds=frozenset(map(fold, deeds["not"])),
        occasions=frozenset(map(fold, particles["occasions"])),
        manner=frozenset(map(fold, particles["manner"])),
        takes_up=frozenset(map(fold, particles["takes_up"])),
        blame=frozenset(map(fold, particles["blame"])),
        as_that=frozenset(map(fold, particles["as_that"])),
        beside=frozenset(map(fold, particles["beside"])),
        spokesmen=frozenset(map(fold, nouns["spokesmen"])),
        always_inner=frozenset(map(fold, particles["always_inner"])),
        appears=frozenset(map(fold, particles["appears"])),
        anonymity=frozenset(map(fold, particles["anonymity"])),
        bases=frozenset(map(fold, particles["bases"])),
        where=frozenset(map(fold, particles["where"])),
        plural_endings=tuple(map(fold, nouns["plural_endings"])),
        general=frozenset(map(fold, nouns["general"])),
        toward=frozenset(map(fold, particles["toward"])),
        that_not=frozenset(particles["that_not"]),
        after=frozenset(map(fold, particles["after"])),
        from_pronouns=frozenset(map(fold, particles["relay"]["from_pronouns"])),
        outward=frozenset(map(fold, particles["outward"])),
        venues=frozenset(map(fold, particles["venues"])),
        material=frozenset(map(fold, stances["material"])),
        within=frozenset(map(fold, particles["within"])),
        between=fold(particles["between"]),
        linking=frozenset(map(fold, particles["linking"])),
        from_word=fold(particles["nominal_from"]),
        thereby=frozenset(map(fold, particles["thereby"])),
        resumptive=frozenset(map(fold, particles["resumptive"])),
        according_starts=_according_starts(particles),
        relay_lemma=fold(particles["relay"]["verbs"][0]),
        masculine=frozenset(map(fold, nouns["gender"]["masculine"])),
        feminine=frozenset(map(fold, nouns["gender"]["feminine"])),
        phrases=_phrases(particles),
    )


_NISBA = ("\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER YEH}\N{ARABIC LETTER TEH MARBUTA}")
_NOT_BEHIND_WAW = Role.INNER | Role.RELAY | Role.OWN_WORDS | Role.HONORIFIC | Role.OWN_SIDE | Role.IMPERSONAL
_BODIES = ("person", "organization", "group")
_NOT_ACTS = ("material", "passes_on", "accord", "standing")
_KINDS = ("person", "group", "anonymous", "media", "organization", "document")
_ROLE_LISTS = {
    "prepositions": Role.PREPOSITION,
    "inner_prepositions": Role.INNER,
    "relatives": Role.RELATIVE,
    "auxiliaries": Role.AUXILIARY,
    "negations": Role.NEGATION,
    "demonstratives": Role.DEMONSTRATIVE,
    "adverbs": Role.ADVERB,
    "connectors": Role.CONNECTOR,
    "light_passives": Role.LIGHT_PASSIVE,
    "conditionals": Role.CONDITIONAL,
    "pronominals": Role.PRONOMINAL,
    "impersonals": Role.IMPERSONAL,
    "issued": Role.ISSUED,
}


def _roles(pack: Path, particles: dict[str, Any], nouns: dict[str, Any]) -> dict[str, int]:
    """Each small word with what it does."""
    roles: dict[str, int] = {}

    def add(words: list[str], role: int) -> None:
        for word in words:
            roles[fold(word)] = roles.get(fold(word), 0) | role

    for key, role in _ROLE_LISTS.items():
        for index, word in enumerate(particles[key]):
            check_word(pack / "particles.yaml", [key, index], word)
        add(particles[key], role)
    kept_out = {fold(w) for w in particles["not_that"]}
    add([w for w in particles["that"] if fold(w) not in kept_out], Role.THAT)
    add(particles["relay"]["verbs"], Role.RELAY)
    add(particles["relay"]["own_words"], Role.OWN_WORDS)
    add(nouns["honorifics"], Role.HONORIFIC)
    add(nouns["own_side"], Role.OWN_SIDE)
    add(nouns["never_source"], Role.NEVER_SOURCE)
    return roles


def _with_verbs(pack: Path, roles: dict[str, int]) -> dict[str, int]:
    """The roles with every sure form of the verbs of narration added."""
    drawer = read_drawer(pack / "common_verbs.yaml")
    affixes = read_drawer(pack / "verbs.yaml")
    ambiguous = {fold(word) for word in drawer["ambiguous"]}
    for line in drawer["both"]:
        lemma, present = line.split()
        for form in verb_forms(affixes, lemma, present):
            if form.form not in ambiguous and not (form.object and form.shape == "past" and fold(lemma) in ambiguous):
                roles[form.form] = roles.get(form.form, 0) | Role.VERB
    return roles


def _words(nouns: dict[str, Any], kind: str) -> frozenset[str]:
    """The folded nouns of one kind."""
    return frozenset(fold(w) for row in nouns[kind] for w in row["words"])


def _nouns(pack: Path, nouns: dict[str, Any]) -> dict[str, str]:
    """Each source noun with its kind; the first kind of `_KINDS` wins where two list it."""
    found: dict[str, str] = {}
    for kind in _KINDS:
        for index, row in enumerate(nouns[kind]):
            for number, word in enumerate(row["words"]):
                found.setdefault(fold(check_word(pack / "nouns.yaml", [kind, index, "words", number], word)), kind)
    return found


def _phrases(particles: dict[str, Any]) -> dict[str, dict[str, tuple[tuple[str, ...], ...]]]:
    """The phrases of several words, by kind and by their first word, longest first."""
    according, relay = particles["according"], particles["relay"]
    lists: dict[str, list[str]] = {
        "narrator": particles["narrator"],
        "not_narrator": particles["not_narrator"],
        "goes_on": particles["goes_on"],
        "turn": particles["turn_takers"],
        "self": particles["self_attribution"],
        "according": according["bare"],
        "according_to": according["linked"],
        "clause": according["clause"],
        "from": [relay["from"]],
        "phrase_end": particles["phrase_ends"],
        "by_hand": particles["said_by_hand"],
    }
    found: dict[str, dict[str, tuple[tuple[str, ...], ...]]] = {}
    for kind, phrases in lists.items():
        table: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(fold(w) for w in phrase.split())
            table.setdefault(words[0], []).append(words)
        found[kind] = {first: tuple(sorted(rows, key=lambda r: -len(r))) for first, rows in table.items()}
    return found


def _according_starts(particles: dict[str, Any]) -> frozenset[str]:
    """First words of the phrases that attribute like بحسب, with and without a conjunction."""
    heads = [fold(p.split()[0]) for kind in ("bare", "linked") for p in particles["according"][kind]]
    return frozenset(heads) | frozenset("\N{ARABIC LETTER WAW}" + h for h in heads)


def _pattern(patterns: list[str]) -> re.Pattern[str]:
    """One expression for all letter patterns of verbal nouns; C is any Arabic letter."""
    letter = "[\N{ARABIC LETTER HAMZA}-\N{ARABIC LETTER YEH}]"
    return re.compile("|".join(fold(p.replace("C", "\0")).replace("\0", letter) for p in patterns))
