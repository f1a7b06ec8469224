"""Sentences: where one statement of the writer ends and the next begins."""

from __future__ import annotations

from mahdar.text.tokens import Tokens

ENDS = frozenset({".", "؟", "?", "!", "\n", "…", "۔"})
"""Marks that end a sentence; a colon, a comma and an Arabic semicolon do not."""

CLOSERS = frozenset({"”", "»", '"', "’", ")", "]", "“"})
"""Marks that still belong to the sentence that has just ended, when they follow without a space."""

LONGEST = 400
"""Tokens at which a sentence without an end is cut: the news knows none as long, and reading stays linear."""

_CONJUNCTION = "\N{ARABIC LETTER WAW}"


def split_sentences(tokens: Tokens) -> list[tuple[int, int]]:
    """The sentences of a text as half-open token ranges, newlines and the final mark left out.

    A full stop behind a single letter (`د.`, `أ.ف.ب.`) is an abbreviation, not an end.

    >>> from mahdar.text.tokens import tokenize
    >>> t = tokenize("التقى د. سالم الوفد. وقال: «نعم.» ثم غادر")
    >>> [t.text[t.starts[a]:t.ends[b - 1]] for a, b in split_sentences(t)]
    ['التقى د. سالم الوفد', 'وقال: «نعم.»', 'ثم غادر']
    """
    found: list[tuple[int, int]] = []
    folded = tokens.folded
    begin, index, count = 0, 0, len(tokens)
    while index < count:
        if folded[index] in ENDS and not _abbreviates(tokens, index) and not _pauses(tokens, index):
            end, index = _close(tokens, index)
            if end > begin:
                found.append((begin, end))
            begin = index
        elif index - begin == LONGEST:
            found.append((begin, index))
            begin = index
        else:
            index += 1
    if begin < count:
        found.append((begin, count))
    return found


def _close(tokens: Tokens, index: int) -> tuple[int, int]:
    """Where the sentence that token `index` ends stops, and where the next one begins."""
    folded, count = tokens.folded, len(tokens)
    end, after = index, index + 1
    while after < count and folded[after] in ENDS and folded[after] != "\n" and folded[index] != "\n":
        after += 1
    if (
        folded[index] != "\n"
        and after < count
        and folded[after] in CLOSERS
        and tokens.starts[after] == tokens.ends[after - 1]
    ):
        end, after = after + 1, after + 1
    while after < count and folded[after] in ENDS:
        after += 1
    return end, after


def _pauses(tokens: Tokens, index: int) -> bool:
    """Whether a full stop ends nothing: an ellipsis in mid-line, the letters of a name in brackets."""
    return _trails(tokens, index) or _bracketed(tokens, index)


def _bracketed(tokens: Tokens, index: int) -> bool:
    """Whether a full stop parts the letters of a name in brackets (إن.إتش.كيه)."""
    if tokens.folded[index] != "." or index + 1 >= len(tokens) or tokens.starts[index + 1] != tokens.ends[index]:
        return False
    opened = any(tokens.folded[i] == "(" for i in range(max(0, index - 6), index))
    return opened and any(tokens.folded[i] == ")" for i in range(index + 1, min(len(tokens), index + 7)))


def _trails(tokens: Tokens, index: int) -> bool:
    """Whether an ellipsis of three dots stands here and its line goes on: a pause, not an end (two dots are an end)."""
    folded, count = tokens.folded, len(tokens)
    if folded[index] not in ".…":
        return False
    first, after = index, index
    while index - first < LONGEST and first > 0 and folded[first - 1] == ".":
        first -= 1
    while after - index < LONGEST and after < count and folded[after] in ".…":
        after += 1
    long = after - first > 2 or "…" in folded[first:after]
    return long and after < count and folded[after] != "\n"


def _abbreviates(tokens: Tokens, index: int) -> bool:
    """Whether the full stop at `index` stands behind a single letter that is no conjunction."""
    if tokens.folded[index] != "." or index == 0:
        return False
    before = tokens.folded[index - 1]
    touching = tokens.starts[index] == tokens.ends[index - 1]
    return touching and len(before) == 1 and before.isalpha() and before != _CONJUNCTION
