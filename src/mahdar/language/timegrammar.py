"""The grammar of times: the forms of a pack's `times/grammar.yaml`, compiled into tries that a reader walks.

An element of a form is a kind of word, a group in angle brackets, or alternatives joined by `|`; a `?` behind it
says that it may be missing. Forms that begin alike share their beginning, so that a word is looked at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

Sequence = tuple[str, ...]


@dataclass(slots=True)
class Node:
    """A place in a trie: the kinds and groups that may follow, and the rules whose form is complete here.

    `doors` leads from a kind to the groups that may begin with it.
    """

    kinds: dict[str, Node] = field(default_factory=dict)
    groups: dict[str, Node] = field(default_factory=dict)
    doors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeGrammar:
    """The tries of a pack: one for its rules, one for each group."""

    root: Node
    groups: dict[str, Node]

    def starts(self) -> frozenset[str]:
        """The kinds that some rule may begin with."""
        return frozenset(self.root.kinds) | frozenset(self.root.doors)

    def complete(self) -> frozenset[str]:
        """The kinds that may be a whole form by themselves, through however many groups."""
        return _complete(self.root, self.groups)


def expand(form: str) -> Iterator[Sequence]:
    """Every sequence of elements that a written form stands for.

    >>> list(expand("day of? a|b"))
    [('day', 'of', 'a'), ('day', 'of', 'b'), ('day', 'a'), ('day', 'b')]
    """
    choices = []
    for element in form.split():
        names = element.rstrip("?").split("|")
        choices.append([*names, ""] if element.endswith("?") else names)
    for chosen in product(*choices):
        yield tuple(name for name in chosen if name)


def elements(form: str) -> Iterator[str]:
    """The kinds and groups that a form names, so that a pack's spelling mistakes are found.

    >>> list(elements("<day> of? a|b"))
    ['<day>', 'of', 'a', 'b']
    """
    for element in form.split():
        yield from element.rstrip("?").split("|")


def compile_grammar(groups: Mapping[str, list[str]], rules: list[list[str]]) -> TimeGrammar:
    """The tries of `groups` and of `rules` (each a list of forms; a rule is known by its place in the list)."""
    tries = {name: Node() for name in groups}
    for name, forms in groups.items():
        for form in forms:
            _add(tries[name], form, 0)
    root = Node()
    for number, forms in enumerate(rules):
        for form in forms:
            _add(root, form, number)
    first = _first_kinds(tries)
    for trie in (root, *tries.values()):
        _open_doors(trie, first)
    return TimeGrammar(root, tries)


def _open_doors(node: Node, first: Mapping[str, frozenset[str]]) -> None:
    """Note at each place which groups a kind may open, so that a reader asks for no other."""
    doors: dict[str, list[str]] = {}
    for name in node.groups:
        for kind in sorted(first[name]):
            doors.setdefault(kind, []).append(name)
    node.doors = {kind: tuple(names) for kind, names in doors.items()}
    for below in (*node.kinds.values(), *node.groups.values()):
        _open_doors(below, first)


def _add(trie: Node, form: str, rule: int) -> None:
    """Enter every sequence of `form` into the trie."""
    for sequence in expand(form):
        node = trie
        for name in sequence:
            below = node.groups if name.startswith("<") else node.kinds
            node = below.setdefault(name.strip("<>"), Node())
        if rule not in node.rules:
            node.rules = (*node.rules, rule)


def _first_kinds(tries: Mapping[str, Node]) -> dict[str, frozenset[str]]:
    """The kinds that each group may begin with, grown until nothing more is added."""
    first = {name: frozenset(trie.kinds) for name, trie in tries.items()}
    grown = True
    while grown:
        grown = False
        for name, trie in tries.items():
            more = first[name].union(*(first[inner] for inner in trie.groups))
            grown = grown or more != first[name]
            first[name] = more
    return first


def _complete(node: Node, groups: Mapping[str, Node]) -> frozenset[str]:
    """The kinds that alone lead from `node` to the end of a form."""
    found = {kind for kind, below in node.kinds.items() if below.rules}
    for name, below in node.groups.items():
        if below.rules:
            found |= _complete(groups[name], groups)
    return frozenset(found)


def circle(groups: Mapping[str, list[str]]) -> str | None:
    """The name of a group that may begin with itself, which no reader could walk; None where all is well."""
    heads = {
        name: {s[0].strip("<>") for form in forms for s in expand(form) if s[0][0] == "<"}
        for name, forms in groups.items()
    }
    for name in heads:
        seen: set[str] = set()
        waiting = list(heads[name])
        while waiting:
            head = waiting.pop()
            if head == name:
                return name
            if head not in seen:
                seen.add(head)
                waiting += heads.get(head, ())
    return None
