"""A page becomes readable text: folding, tokens, sentences, quotations, and the way back to raw offsets."""

from mahdar.text.fold import Folded, fold, raw_offset
from mahdar.text.page import Page
from mahdar.text.quotations import Quotation, find_quotations
from mahdar.text.sentences import split_sentences
from mahdar.text.skeleton import consonants, skeleton
from mahdar.text.tokens import Tokens, tokenize

__all__ = [
    "Folded",
    "Page",
    "Quotation",
    "Tokens",
    "consonants",
    "find_quotations",
    "fold",
    "raw_offset",
    "skeleton",
    "split_sentences",
    "tokenize",
]
