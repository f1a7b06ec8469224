"""A text as the grammar of times walks it: what the words at each place may be, and which forms begin there."""

from __future__ import annotations

from typing import NamedTuple

from mahdar.extract.times.numbers import Atom, Atoms, digit_atoms, word_number, word_ordinal
from mahdar.language.timegrammar import Node
from mahdar.language.timewords import TimeWords
from mahdar.text import Page

Chain = tuple[tuple[str, Atom], ...]
"""The kinds and atoms that a form was made of, in reading order."""

_NOTHING: Atoms = {}
_DIGITS = frozenset("0123456789")


class Match(NamedTuple):
    """A form that stands in the text: the rules it belongs to, the token behind it, and its parts."""

    end: int
    rules: tuple[int, ...]
    chain: Chain


class Line:
    """One text with its atoms, worked out where they are asked for."""

    __slots__ = ("_atoms", "_groups", "_raw", "folded", "page", "tokens", "words")

    def __init__(self, page: Page, words: TimeWords) -> None:
        self.page = page
        self.tokens = page.tokens
        self.folded = page.tokens.folded
        self.words = words
        self._raw: dict[int, Atoms] = {}
        self._atoms: dict[int, Atoms] = {}
        self._groups: dict[tuple[str, int], list[tuple[int, Chain]]] = {}

    def touching_number(self, index: int) -> int | None:
        """The digits that follow token `index` behind one mark, all without a space; None where there are none."""
        last = index + 2
        if last >= len(self.folded) or not self.folded[last].isdecimal() or len(self.folded[last]) > 4:
            return None
        starts, ends = self.tokens.starts, self.tokens.ends
        if starts[index + 1] != ends[index] or starts[last] != ends[index + 1]:
            return None
        return int(self.folded[last])

    def raw_atoms(self, index: int) -> Atoms:
        """What the pack says of the words from token `index` on, before numbers and months are put together."""
        known = self._raw.get(index)
        if known is None:
            known = self._raw[index] = self._look_up(index)
        return known

    def _look_up(self, index: int) -> Atoms:
        """The longest atom of each kind at token `index`."""
        senses = self.words.senses.get(self.folded[index])
        if senses is None:
            return _NOTHING
        atoms: Atoms = {}
        for sense in senses:
            end = index + 1 + len(sense.rest)
            if sense.rest and tuple(self.folded[index + 1 : end]) != sense.rest:
                continue
            known = atoms.get(sense.kind)
            if known is None or known.end < end:
                atoms[sense.kind] = Atom(sense.value, end, sense.cut, sense.need)
        return atoms

    def atoms(self, index: int) -> Atoms:
        """What the words from token `index` on may be, numbers and twin months put together."""
        known = self._atoms.get(index)
        if known is None:
            known = self._atoms[index] = self._put_together(index)
        return known

    def _put_together(self, index: int) -> Atoms:
        """The atoms at token `index`, made anew where several words make one."""
        if self.folded[index][:1] in _DIGITS:
            return digit_atoms(self, index)
        raw = self.raw_atoms(index)
        if not raw:
            return _NOTHING
        atoms = dict(raw)
        word_number(self, index, atoms)
        word_ordinal(self, index, atoms)
        for key in ("month", "+month", "~month"):
            if key in atoms:
                atoms[key] = self._twin(atoms[key])
        return atoms

    def _twin(self, month: Atom) -> Atom:
        """A month with the other name that stands behind it for the same month."""
        end = month.end
        marked = end < len(self.folded) and "twin-mark" in self.raw_atoms(end)
        behind = end + 1 if marked else end
        other = self.raw_atoms(behind).get("month") if behind < len(self.folded) else None
        if other is None or other.value != month.value:
            return month
        last = other.end
        if marked and last < len(self.folded) and "twin-end" in self.raw_atoms(last):
            last += 1
        return Atom(month.value, last, month.cut)

    def matches(self, index: int) -> list[Match]:
        """Every form that begins at token `index`, the longest first."""
        heads = self._heads(index)
        found: list[Match] = []
        if heads:
            self._step(self.words.grammar.root, heads, index, (), found, True)
            found.sort(key=lambda m: (-m.end, m.rules))
        return found

    def _heads(self, index: int) -> Atoms:
        """The atoms at `index` as a form may begin with them: clitics of the first word are cut off."""
        atoms = self.atoms(index)
        if not any(key[0] in "+~" for key in atoms):
            return atoms
        heads = {key: atom for key, atom in atoms.items() if key[0] not in "+~"}
        for key, atom in atoms.items():
            heads.setdefault(key.lstrip("+~"), atom)
        return heads

    def _step(self, node: Node, atoms: Atoms, index: int, chain: Chain, found: list[Match], head: bool) -> None:
        """Go on from `node` with each atom, and with each group, that may follow."""
        kinds, doors = node.kinds, node.doors
        entered: list[str] = []
        for key, atom in atoms.items():
            if key in kinds:
                self._walk(kinds[key], atom.end, (*chain, (key, atom)), found)
            if key in doors:
                entered += [name for name in doors[key] if name not in entered]
        for name in entered:
            for end, inner in self._group(name, index, atoms, head):
                self._walk(node.groups[name], end, chain + inner, found)

    def _walk(self, node: Node, index: int, chain: Chain, found: list[Match]) -> None:
        """Note what is complete at `node` and go on from token `index`."""
        if node.rules:
            found.append(Match(index, node.rules, chain))
        if index < len(self.folded) and (node.kinds or node.groups):
            atoms = self.atoms(index)
            if atoms:
                self._step(node, atoms, index, chain, found, False)

    def _group(self, name: str, index: int, atoms: Atoms, head: bool) -> list[tuple[int, Chain]]:
        """Every way in which the group `name` stands at token `index`, remembered."""
        key = (name, -index - 1 if head else index)
        known = self._groups.get(key)
        if known is None:
            found: list[Match] = []
            self._step(self.words.grammar.groups[name], atoms, index, (), found, head)
            known = self._groups[key] = [(m.end, m.chain) for m in found]
        return known
