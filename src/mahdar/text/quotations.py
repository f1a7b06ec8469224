"""Quotations: which words stand between quotation marks, however a paper writes the marks."""

from __future__ import annotations

from dataclasses import dataclass

from mahdar.text.tokens import Tokens

_FAMILIES = {
    '"': "double", "“": "double", "”": "double", "„": "double", "‟": "double", "″": "double",
    "«": "angle", "»": "angle", "‹": "angle", "›": "angle",
    "'": "single", "‘": "single", "’": "single", "‚": "single", "`": "single", "´": "single",
}  # fmt: skip
"""Marks of one family close each other: papers write “…” and ”…“ and "…“ alike."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Token numbers of the two marks; `close` is that of the token behind the last one where no mark closes."""

    open: int
    close: int
    closed: bool = True


def find_quotations(tokens: Tokens) -> list[Quotation]:
    """The quotations of a text in the order in which they open, outer before inner.

    A mark opens where nothing of its family is open, or where space stands before it and none behind;
    a quotation left open ends with its paragraph unless the next paragraph closes it.

    >>> from mahdar.text.tokens import tokenize
    >>> t = tokenize("قال: ”لا “عودة“ بلا ضمانات“.")
    >>> [t.folded[q.open + 1 : q.close] for q in find_quotations(t)][0]
    ['لا', '“', 'عودة', '“', 'بلا', 'ضمانات']
    """
    found: list[Quotation] = []
    stack: list[tuple[str, int]] = []
    for index, form in enumerate(tokens.folded):
        if form == "\n":
            if stack and not _closes_later(tokens, index, stack[0][0]):
                found += [Quotation(opened, index, closed=False) for _, opened in stack]
                stack.clear()
            continue
        family = _FAMILIES.get(form)
        if family is None or (family == "single" and _inside_word(tokens, index)):
            continue
        _turn(tokens, index, family, stack, found)
    found += [Quotation(opened, len(tokens), closed=False) for _, opened in stack]
    return sorted(found, key=lambda q: (q.open, -q.close))


def _turn(tokens: Tokens, index: int, family: str, stack: list[tuple[str, int]], found: list[Quotation]) -> None:
    """Open or close a quotation at the mark `index`."""
    depth = next((i for i in range(len(stack) - 1, -1, -1) if stack[i][0] == family), None)
    if depth is None or (_looks_opening(tokens, index) and len(stack) < 3 and index + 1 < len(tokens)):
        stack.append((family, index))
        return
    found += [Quotation(opened, index, closed=False) for _, opened in stack[depth + 1 :]]
    found.append(Quotation(stack[depth][1], index))
    del stack[depth:]


def _looks_opening(tokens: Tokens, index: int) -> bool:
    """Space, or another opening, stands before the mark and a word directly behind it."""
    spaced = index == 0 or tokens.starts[index] > tokens.ends[index - 1] or tokens.folded[index - 1] in "(:"
    touching = index + 1 < len(tokens) and tokens.starts[index + 1] == tokens.ends[index]
    return spaced and touching and tokens.folded[index + 1][:1].isalnum()


def _inside_word(tokens: Tokens, index: int) -> bool:
    """A single mark with letters touching it on both sides is an apostrophe."""
    if not 0 < index < len(tokens) - 1:
        return False
    left = tokens.starts[index] == tokens.ends[index - 1] and tokens.folded[index - 1][:1].isalnum()
    right = tokens.starts[index + 1] == tokens.ends[index] and tokens.folded[index + 1][:1].isalnum()
    return left and right


def _closes_later(tokens: Tokens, newline: int, family: str) -> bool:
    """Whether the next paragraph's first mark of this family closes what is open now."""
    for index in range(newline + 1, len(tokens)):
        form = tokens.folded[index]
        if form == "\n":
            return False
        if _FAMILIES.get(form) == family:
            return not _looks_opening(tokens, index)
    return False
