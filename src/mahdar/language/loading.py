"""Loading the lexicon: the drawers of a language's pack, checked and compiled into one `Lexicon`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mahdar.language.clitics import load_clitics
from mahdar.language.cues import cue_drawers, load_cues
from mahdar.language.inflect import verb_forms
from mahdar.language.lexicon import Lexicon, Role
from mahdar.shelf import check_word, compiled, read_drawer, shipped_packs
from mahdar.text import fold


def load_lexicon(language: str, packs: Path | None = None) -> Lexicon:
    """The lexicon of a shipped language with the user's cues (`packs/<language>/cues/*.yaml`) laid over it.

    It comes from the cache where nothing has changed; raises `PackError` with file and line.
    """
    pack, own = shipped_packs() / language, packs / language if packs is not None else None
    drawers = [*sorted(pack.rglob("*.yaml")), *(cue_drawers(own) if own is not None else ())]
    return compiled(f"lexicon-{language}", drawers, lambda: build_lexicon(language, pack, own))


_WORD_LISTS = {
    "passes_on": ("stances", "passes_on"),
    "standing": ("stances", "standing"),
    "accord": ("stances", "accord"),
    "deeds": ("deeds", "words"),
    "not_deeds": ("deeds", "not"),
    "occasions": ("particles", "occasions"),
    "manner": ("particles", "manner"),
    "takes_up": ("particles", "takes_up"),
    "blame": ("particles", "blame"),
    "as_that": ("particles", "as_that"),
    "beside": ("particles", "beside"),
    "spokesmen": ("nouns", "spokesmen"),
    "always_inner": ("particles", "always_inner"),
    "appears": ("particles", "appears"),
    "anonymity": ("particles", "anonymity"),
    "bases": ("particles", "bases"),
    "where": ("particles", "where"),
    "general": ("nouns", "general"),
    "toward": ("particles", "toward"),
    "after": ("particles", "after"),
    "from_pronouns": ("particles", "relay", "from_pronouns"),
    "outward": ("particles", "outward"),
    "venues": ("particles", "venues"),
    "material": ("stances", "material"),
    "within": ("particles", "within"),
    "linking": ("particles", "linking"),
    "thereby": ("particles", "thereby"),
    "resumptive": ("particles", "resumptive"),
    "about": ("particles", "about"),
    "attending": ("nouns", "attending"),
    "masculine": ("nouns", "gender", "masculine"),
    "feminine": ("nouns", "gender", "feminine"),
}
"""The lexicon's plain sets of folded words: field, drawer, and the path inside the drawer."""


def build_lexicon(language: str, pack: Path, own: Path | None = None) -> Lexicon:
    """Compile the drawers of the pack in the folder `pack`, the user's cues in `own` laid over them.

    Raises `PackError` with file and line.
    """
    drawers = {name: read_drawer(pack / f"{name}.yaml") for name in ("particles", "nouns", "stances", "deeds")}
    particles, nouns, stances, deeds = drawers.values()
    acts = {fold(w): act for act, words in stances.items() if act not in _NOT_ACTS for w in words}
    prepositions = frozenset(fold(w) for w in particles["prepositions"])
    return Lexicon(
        language=language,
        clitics=load_clitics(pack),
        cues=load_cues(pack, prepositions, own),
        roles=_with_verbs(pack, _roles(pack, particles, nouns)),
        nouns=_nouns(pack, nouns),
        documents=_words(nouns, "document"),
        stances=acts,
        deed_pattern=_pattern(deeds["patterns"]),
        plural_endings=tuple(map(fold, nouns["plural_endings"])),
        by_hand=frozenset(map(fold, particles["said_by_hand"])),
        modals=frozenset(map(fold, particles["modals"])),
        without=frozenset(map(fold, particles["without"])),
        institutes=frozenset(map(fold, nouns["institutes"])),
        bare_that=frozenset(map(fold, particles["bare_that"])),
        wording=frozenset(map(fold, particles["wording"])),
        localities=frozenset(map(fold, nouns["localities"])),
        in_role=frozenset(map(fold, particles["in_role"])),
        ranks=frozenset(map(fold, nouns["ranks"])),
        denying=frozenset(map(fold, particles["denying"])),
        any_words=frozenset(map(fold, particles["any"])),
        closed_yeh=frozenset(
            fold(w) for w in particles["prepositions"] if w.endswith("\N{ARABIC LETTER ALEF MAKSURA}")
        ),
        that_not=frozenset(particles["that_not"]),
        between=fold(particles["between"]),
        from_word=fold(particles["nominal_from"]),
        according_starts=_according_starts(particles),
        relay_lemma=fold(particles["relay"]["verbs"][0]),
        phrases=_phrases(particles),
        **{field: _folded_words(drawers, path) for field, path in _WORD_LISTS.items()},
    )


def _folded_words(drawers: dict[str, Any], path: tuple[str, ...]) -> Any:
    """The folded words of one list, by its path through the drawers."""
    for step in path:
        drawers = drawers[step]
    return frozenset(map(fold, drawers))


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
        "from": relay["from"],
        "phrase_end": particles["phrase_ends"],
        "nameless": particles["nameless"],
        "by_hand": particles["said_by_hand"],
        "points_back": particles["points_back"],
        "read_also": particles["read_also"],
        "apart": particles["apart"],
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
