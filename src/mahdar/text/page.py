"""A page: one text made ready for every stage, once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mahdar.text.quotations import Quotation, find_quotations
from mahdar.text.sentences import split_sentences
from mahdar.text.tokens import Tokens, tokenize


@dataclass(frozen=True)
class Page:
    """A text with its tokens, its sentences (half-open token ranges) and its quotations."""

    text: str
    tokens: Tokens
    sentences: tuple[tuple[int, int], ...]
    quotations: tuple[Quotation, ...]

    @classmethod
    def of(cls, text: str) -> Page:
        """Make `text` ready.

        >>> page = Page.of("انطلقت الجولة. وقال: «نعم».")
        >>> len(page.sentences), len(page.quotations)
        (2, 1)
        """
        tokens = tokenize(text)
        return cls(text, tokens, tuple(split_sentences(tokens)), tuple(find_quotations(tokens)))

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """For each token, the number of its sentence (that of the next one for newlines and final marks)."""
        numbers = [0] * len(self.tokens)
        begin = 0
        for number, (_, end) in enumerate(self.sentences):
            for index in range(begin, end):
                numbers[index] = number
            begin = end
        for index in range(begin, len(numbers)):
            numbers[index] = len(self.sentences)
        return tuple(numbers)
