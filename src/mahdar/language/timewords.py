"""The words of times: what each written form may mean in a date, from the `times/` drawers of a pack.

Every drawer but `grammar.yaml` and `contexts.yaml` holds kinds of words; a kind has rows of a value and its words.
Conjunctions, prepositions and the article are joined here, once, so that a reader only looks a form up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from mahdar.language.clitics import Clitics, load_clitics
from mahdar.language.timegrammar import TimeGrammar, circle, compile_grammar, elements
from mahdar.shelf import check_word, compiled, fail, read_drawer, shipped_packs
from mahdar.text import fold, tokenize

DIGIT_KINDS = frozenset({"number", "day", "+day", "year", "worded-year", "fulldate", "clock"})
"""The kinds that a reader makes of digits; a grammar may name them beside those of the drawers."""

_JOINED = ("all", "conjunction", "none")
_KIND_KEYS = frozenset({"clitics", "article", "rows"})
_ROW_KEYS = frozenset({"value", "words", "need", "note"})
_RULE_KEYS = frozenset({"rule", "make", "forms", "after", "not_after", "before", "not_before", "joined"})
_NEEDED = (
    "future", "future-prefixes", "not-future", "not-future-prefixes", "past", "months", "of", "resolutions", "schedule",
)  # fmt: skip
"""The lists of neighbours that a reader asks for by name."""
_PLAIN = ("grammar.yaml", "contexts.yaml")


class Sense(NamedTuple):
    """One thing that a written form may be.

    `kind` begins with `+` where a conjunction is joined to it and with `~` where a preposition is; `cut` folded
    letters stand before the word itself; `rest` are the further words of a phrase; `need` is what the pack says
    must stand beside it.
    """

    kind: str
    value: Any
    cut: int = 0
    rest: tuple[str, ...] = ()
    need: str = ""


class TimeRule(NamedTuple):
    """A rule of the grammar: its name, what it makes, and which words must or must not stand beside it."""

    name: str
    make: str
    after: frozenset[str] | None = None
    not_after: frozenset[str] = frozenset()
    before: frozenset[str] | None = None
    not_before: frozenset[str] = frozenset()
    joined: bool = False


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The compiled times of one language; plain data, so that it can be kept and sent to workers.

    `heads` are the forms that some rule may begin with; those not in `alone` count only where one of `seconds`, or
    digits, follow: a reader passes all others over without walking the grammar.
    """

    language: str
    senses: dict[str, tuple[Sense, ...]]
    heads: frozenset[str]
    alone: frozenset[str]
    seconds: frozenset[str]
    grammar: TimeGrammar
    rules: tuple[TimeRule, ...]
    contexts: dict[str, frozenset[str]]
    future_prefixes: tuple[str, ...]
    not_future_prefixes: tuple[str, ...]


def load_time_words(language: str, packs: Path | None = None) -> TimeWords:
    """The times of a shipped language, from the cache where nothing has changed.

    >>> load_time_words("ar").senses["والخميس"][0]
    Sense(kind='+weekday', value=4, cut=1, rest=(), need='')
    """
    pack = (packs or shipped_packs()) / language
    drawers = [*sorted((pack / "times").glob("*.yaml")), pack / "clitics.yaml"]
    return compiled(f"times-{language}", drawers, lambda: build_time_words(language, pack))


def build_time_words(language: str, pack: Path) -> TimeWords:
    """Compile the `times/` drawers of the pack in the folder `pack`; raises `PackError` with file and line."""
    clitics = load_clitics(pack)
    senses: dict[str, list[Sense]] = {}
    kinds: set[str] = set(DIGIT_KINDS)
    for file in sorted((pack / "times").glob("*.yaml")):
        if file.name not in _PLAIN:
            _fill(senses, file, clitics, kinds)
    contexts = _contexts(pack / "times" / "contexts.yaml", clitics)
    prefixes = [tuple(sorted(contexts[name])) for name in ("future-prefixes", "not-future-prefixes")]
    grammar, rules = _grammar(pack / "times" / "grammar.yaml", kinds, contexts)
    known = {form: tuple(found) for form, found in senses.items()}
    heads = _heads(known, grammar.starts() | {"number", "the-number", "ordinal", "the-ordinal"})
    alone = _heads({form: tuple(s for s in found if not s.rest) for form, found in known.items()}, grammar.complete())
    seconds = frozenset(known) | {sense.rest[0] for found in known.values() for sense in found if sense.rest}
    return TimeWords(language, known, heads, alone, frozenset(seconds), grammar, rules, contexts, *prefixes)


def _heads(senses: dict[str, tuple[Sense, ...]], kinds: frozenset[str]) -> frozenset[str]:
    """The forms that may be one of `kinds`."""
    return frozenset(form for form, found in senses.items() if any(s.kind.lstrip("+~") in kinds for s in found))


def _fill(senses: dict[str, list[Sense]], file: Path, clitics: Clitics, kinds: set[str]) -> None:
    """Enter the words of a drawer, and its kinds; refuse a word that would mean two things in one kind."""
    drawer = read_drawer(file)
    if not isinstance(drawer, dict):
        fail(file, [], "a drawer of times holds kinds of words.")
    for kind, entry in drawer.items():
        _check_kind(file, kind, entry)
        kinds |= {kind, f"+{kind}", f"~{kind}", f"the-{kind}", f"+the-{kind}"}
        for number, row in enumerate(entry["rows"]):
            for place, form, sense in _row(file, kind, entry, number, row, clitics):
                known = senses.setdefault(form, [])
                if any(_clash(sense, other) for other in known):
                    where = [kind, "rows", number, "words", place]
                    fail(file, where, f"«{row['words'][place]}» has another value in «{kind}».")
                if sense not in known:
                    known.append(sense)


def _clash(sense: Sense, other: Sense) -> bool:
    """Whether the same words would mean two things in one kind."""
    same = (sense.kind, sense.rest, sense.cut) == (other.kind, other.rest, other.cut)
    return same and (sense.value, sense.need) != (other.value, other.need)


def _check_kind(file: Path, kind: str, entry: Any) -> None:
    """Refuse a kind that is not made of known keys."""
    if not isinstance(entry, dict) or not isinstance(entry.get("rows"), list):
        fail(file, [kind], f"«{kind}» needs rows.")
    for key in entry:
        if key not in _KIND_KEYS:
            fail(file, [kind, key], f"«{key}» is no key of a kind of words.")
    if entry.get("clitics", "none") not in _JOINED:
        fail(file, [kind, "clitics"], f"clitics is one of {', '.join(_JOINED)}.")


def _row(
    file: Path, kind: str, entry: dict[str, Any], number: int, row: Any, clitics: Clitics
) -> Iterator[tuple[int, str, Sense]]:
    """The forms of one row, each with the place of its word."""
    if not isinstance(row, dict) or "value" not in row or not isinstance(row.get("words"), list):
        fail(file, [kind, "rows", number], "a row needs a value and words.")
    for key in row:
        if key not in _ROW_KEYS:
            fail(file, [kind, "rows", number, key], f"«{key}» is no key of a row.")
    for place, word in enumerate(row["words"]):
        check_word(file, [kind, "rows", number, "words", place], word)
        if word in row["words"][:place]:
            fail(file, [kind, "rows", number, "words", place], f"«{word}» stands here twice.")
        for name, written in _with_article(kind, entry, word, clitics):
            for form, sense in _joined(name, written, row, entry.get("clitics", "none"), clitics):
                yield place, form, sense


def _with_article(kind: str, entry: dict[str, Any], word: str, clitics: Clitics) -> Iterator[tuple[str, str]]:
    """The word as it stands and, where the kind says so, with the article."""
    yield kind, word
    if entry.get("article") == "both":
        yield f"the-{kind}", clitics.article + word


def _joined(kind: str, word: str, row: dict[str, Any], joined: str, clitics: Clitics) -> Iterator[tuple[str, Sense]]:
    """The forms of a word with everything that may be joined to its front."""
    first, *rest = tokenize(word).folded
    value = tuple(row["value"]) if isinstance(row["value"], list) else row["value"]
    fixed = (tuple(rest), row.get("need", ""))
    conjunctions = ("",) if joined == "none" else ("", *clitics.conjunctions)
    prepositions = clitics.prepositions if joined == "all" and first[:1].isalpha() else ()
    for conjunction in conjunctions:
        lead = "+" if conjunction else ""
        yield conjunction + first, Sense(lead + kind, value, len(conjunction), *fixed)
        for preposition in prepositions:
            written, cut = _behind(preposition, first, clitics)
            yield conjunction + written, Sense("~" + kind, value, len(conjunction) + cut, *fixed)


def _behind(preposition: str, word: str, clitics: Clitics) -> tuple[str, int]:
    """The word behind a preposition, and how many letters stand before it: the article is lost behind ل."""
    if preposition == clitics.prepositions[1] and word.startswith(clitics.article) and len(word) > 3:
        bare = word[len(clitics.article) :]
        return preposition + clitics.article_after_lam + bare, len(preposition + clitics.article_after_lam)
    return preposition + word, len(preposition)


def _contexts(file: Path, clitics: Clitics) -> dict[str, frozenset[str]]:
    """The lists of neighbours, each word with and without a conjunction."""
    drawer: dict[str, list[str]] = read_drawer(file)
    lists: dict[str, frozenset[str]] = {}
    for name, words in drawer.items():
        folded = [fold(check_word(file, [name, place], word)) for place, word in enumerate(words)]
        lists[name] = frozenset(c + word for c in ("", *clitics.conjunctions) for word in folded)
    for name in _NEEDED:
        if name not in lists:
            fail(file, [], f"the list «{name}» is missing.")
    return lists


def _grammar(
    file: Path, kinds: set[str], contexts: dict[str, frozenset[str]]
) -> tuple[TimeGrammar, tuple[TimeRule, ...]]:
    """The compiled forms and the rules that they belong to."""
    drawer = read_drawer(file)
    groups: dict[str, list[str]] = drawer["groups"]
    for name, forms in groups.items():
        for number, form in enumerate(forms):
            _check_form(file, ["groups", name, number], form, kinds, groups)
    if (ring := circle(groups)) is not None:
        fail(file, ["groups", ring], f"«{ring}» begins with itself.")
    rules = tuple(_rule(file, n, rule, kinds, groups, contexts) for n, rule in enumerate(drawer["rules"]))
    return compile_grammar(groups, [rule["forms"] for rule in drawer["rules"]]), rules


def _rule(
    file: Path, number: int, rule: dict[str, Any], kinds: set[str], groups: Any, contexts: dict[str, frozenset[str]]
) -> TimeRule:
    """One rule, checked: its keys, its forms and its lists of neighbours are known."""
    for key in rule:
        if key not in _RULE_KEYS:
            fail(file, ["rules", number, key], f"«{key}» is no key of a rule.")
    for place, form in enumerate(rule["forms"]):
        _check_form(file, ["rules", number, "forms", place], form, kinds, groups)
    lists: dict[str, Any] = {}
    for key in ("after", "not_after", "before", "not_before"):
        wanted = rule.get(key)
        if wanted is not None and wanted not in contexts:
            fail(file, ["rules", number, key], f"there is no list «{wanted}» in contexts.yaml.")
        if wanted is not None:
            lists[key] = contexts[wanted]
    return TimeRule(rule["rule"], rule["make"], joined=bool(rule.get("joined")), **lists)


def _check_form(file: Path, where: list[str | int], form: str, kinds: set[str], groups: Any) -> None:
    """Refuse a form that names a kind or a group that is not there, or that could be empty."""
    for name in elements(form):
        known = name.strip("<>") in groups if name.startswith("<") else name in kinds
        if not known:
            fail(file, where, f"«{name}» is no kind of word and no group.")
    if all(element.endswith("?") for element in form.split()):
        fail(file, where, "this form could be empty.")
