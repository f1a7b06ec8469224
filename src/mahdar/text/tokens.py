"""Words, numbers and marks of a text, each with its raw place and its folded form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mahdar.model import FoldedOffset, RawOffset, Span
from mahdar.text.fold import fold, raw_offset
from mahdar.text.letters import INVISIBLE, MARKS, TATWEEL

_MARK = "".join(sorted(MARKS)) + TATWEEL
_HIDDEN = "".join(sorted(INVISIBLE))
_LETTER = r"[^\W\d_" + TATWEEL + "]"
_IN_WORD = r"(?:[^\W\d_]|[" + _MARK + "])"
# Numbers keep their inner point or comma; letters and digits part (`أستانا20`, `الـ20`).
# `_` and `#` are hashtag glue and count as space, so that #الأمم_المتحدة reads as two words.
_TOKEN = re.compile(
    rf"{_LETTER}{_IN_WORD}*(?:['’\-{_HIDDEN}]+{_IN_WORD}+)*|\d+(?:[.,٫٬]\d+)*|\n|[^\s_#\w{_HIDDEN}{_MARK}]"
)
# An apostrophe or hyphen stays inside a Latin word and parts Arabic ones (أستانا-11, «روسيا-تركيا»).
_GLUE = re.compile(r"['’\-]")
_JOINED = re.compile(r"['’\-]|[^'’\-]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# An Arabic clitic written to a Latin name (لـCNN) is a word of its own.
_MIXED = re.compile(r"[\u0621-\u06ff][A-Za-z\u00c0-\u024f]")
_SCRIPTS = re.compile(r"[A-Za-z\u00c0-\u024f'’\-]+|[^A-Za-z\u00c0-\u024f]+")

_FOLDED: dict[str, str] = {}
_CACHE_LIMIT = 1 << 16
"""Distinct raw words kept folded: a year of five outlets has about 160,000; memory stays flat beyond."""


@dataclass(slots=True)
class Tokens:
    """The tokens of one text: four parallel lists, so that a stage walks plain integers and strings.

    `folded[i]` is what rules match; `starts[i]` and `ends[i]` are raw offsets. A newline is a token.
    """

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, first: int, last: int) -> Span:
        """The raw span from token `first` up to and including token `last`."""
        return Span(RawOffset(self.starts[first]), RawOffset(self.ends[last]))

    def raw(self, index: int) -> str:
        """Token `index` as published."""
        return self.text[self.starts[index] : self.ends[index]]

    def inner_start(self, index: int, clitics: int) -> RawOffset:
        """The raw offset behind the first `clitics` folded letters of token `index`.

        >>> t = tokenize("وللمرصد")
        >>> t.text[t.inner_start(0, 2):]
        'لمرصد'
        """
        if clitics <= 0:
            return RawOffset(self.starts[index])
        return RawOffset(self.starts[index] + raw_offset(self.raw(index), FoldedOffset(clitics)))

    def at(self, offset: int) -> int:
        """The number of the first token that ends behind raw `offset` (`len(self)` where none does)."""
        low, high = 0, len(self.ends)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low


def tokenize(text: str) -> Tokens:
    """The tokens of `text` in order: words with their marks, numbers, single punctuation marks, newlines.

    >>> tokenize("قالت #موسكو_اليوم: «لا».").folded
    ['قالت', 'موسكو', 'اليوم', ':', '«', 'لا', '»', '.']
    >>> tokenize("الجولة الـ٢٠ من أستانا-11").folded
    ['الجولة', 'ال', '20', 'من', 'استانا', '-', '11']
    >>> tokenize("قال لـCNN").folded
    ['قال', 'ل', 'cnn']
    """
    tokens = Tokens(text)
    starts, ends, folded, known = tokens.starts, tokens.ends, tokens.folded, _FOLDED
    if len(known) > _CACHE_LIMIT:
        known.clear()
    for match in _TOKEN.finditer(text):
        raw = match.group()
        form = known.get(raw)
        if form is None:
            if _MIXED.search(raw):
                _add_parts(tokens, raw, match.start(), _SCRIPTS)
                continue
            form = known[raw] = fold(raw)
        if not form:  # a letter that folding drops, such as a lone hamza sign
            continue
        if len(raw) > 2 and _GLUE.search(raw) and not _LATIN.match(raw):
            _add_parts(tokens, raw, match.start(), _JOINED)
            continue
        starts.append(match.start())
        ends.append(match.end())
        folded.append(form)
    return tokens


def _add_parts(tokens: Tokens, raw: str, offset: int, parts: re.Pattern[str]) -> None:
    """Add the parts of what is written as one: words that a hyphen joins and the joiners, or words of two scripts."""
    for part in parts.finditer(raw):
        if not fold(part.group()):
            continue
        tokens.starts.append(offset + part.start())
        tokens.ends.append(offset + part.end())
        tokens.folded.append(fold(part.group()))
