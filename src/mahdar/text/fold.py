"""Folding: one form for every spelling of a word, and the way back to the text as published."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from mahdar.model import FoldedOffset, RawOffset
from mahdar.text.letters import fold_table

_TABLE = fold_table()
_TRANSLATION = str.maketrans(_TABLE)


def fold(text: str) -> str:
    """The folded form of `text` (see `letters.fold_table`), Latin letters in lower case.

    >>> fold("القِمّـــة ١٩"), fold("إدلب"), fold("ﻻ")
    ('القمة 19', 'ادلب', 'لا')
    """
    folded = text.translate(_TRANSLATION)
    return folded if folded.isascii() and folded.isdigit() else folded.lower()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows the way back: `text`, and for each of its characters where it came from."""

    text: str
    origins: tuple[RawOffset, ...]
    raw_length: int

    @classmethod
    def of(cls, raw: str) -> Folded:
        """Fold `raw` and keep, for each folded character, the raw offset that gave it.

        >>> f = Folded.of("قِمّة")
        >>> f.text, f.to_raw(FoldedOffset(1), FoldedOffset(2))
        ('قمة', (2, 4))
        """
        pieces = [_fold_character(c) for c in raw]
        origins = tuple(RawOffset(i) for i, piece in enumerate(pieces) for _ in piece)
        return cls("".join(pieces), origins, len(raw))

    def to_raw(self, start: FoldedOffset, end: FoldedOffset) -> tuple[RawOffset, RawOffset]:
        """The raw stretch that gave `text[start:end]`, dropped characters behind a letter included.

        Raises `IndexError` where the folded stretch is empty or out of range.
        """
        if not 0 <= start < end <= len(self.text):
            raise IndexError(f"no folded characters from {start} to {end}")
        last = self.origins[end - 1]
        after = next((o for o in self.origins[end:] if o > last), RawOffset(self.raw_length))
        return self.origins[start], after


def _fold_character(character: str) -> str:
    """The folded form of one character: nothing, one letter or several."""
    return _TABLE.get(character, character).lower()


def raw_offset(raw: str, folded_offset: FoldedOffset) -> RawOffset:
    """Where in `raw` (one word) its folded character number `folded_offset` comes from.

    >>> raw_offset("لِلمرصد", FoldedOffset(1))
    2
    """
    if folded_offset <= 0:
        return RawOffset(0)
    lengths = accumulate(len(_fold_character(c)) for c in raw)
    return RawOffset(next((i for i, seen in enumerate(lengths) if seen > folded_offset), len(raw)))
