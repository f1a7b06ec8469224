"""Drawing Arabic as the press writes it, and worse: a mixed alphabet would almost never yield a mark."""

from __future__ import annotations

from hypothesis import strategies as st

LETTERS = [chr(c) for c in [*range(0x0621, 0x063B), *range(0x0641, 0x064B)]]
MARKS = [chr(c) for c in [*range(0x064B, 0x0653), 0x0670, 0x0640]]
INVISIBLE = [chr(c) for c in [0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x2066, 0x2069, 0xFEFF]]
SHAPES = [chr(c) for c in [0xFEF5, 0xFEF7, 0xFEFB, 0xFDF2, 0xFE8D, 0xFEDF, 0xFEE0, 0xFED2, 0xFBFC]]
FARTHER = list("پچڤگکیە")
QUOTES = list("“”«»\"'‘’„‹›`")
STOPS = list(".،؛؟!…:()[]-–—#_@/%")
DIGITS = list("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳")
SPACES = [" ", "\n", "\t", "\u00a0", "\r\n", "  "]
COMMON = ["قال", "وقالت", "إن", "أن", "في", "من", "على", "موسكو", "الجولة", "أمس", "وللمرصد", "20", "«", "»", "."]

letter = st.one_of(
    st.sampled_from(LETTERS),
    st.builds(str.__add__, st.sampled_from(LETTERS), st.sampled_from(MARKS)),
    st.builds(str.__add__, st.sampled_from(LETTERS), st.sampled_from(INVISIBLE)),
    st.sampled_from(SHAPES),
    st.sampled_from(FARTHER),
)
word = st.one_of(
    st.lists(letter, min_size=1, max_size=8).map("".join),
    st.sampled_from(COMMON),
    st.sampled_from(["Astana", "Lavrov's", "U.N.", "COVID-19", "é"]),
    st.lists(st.sampled_from(DIGITS), min_size=1, max_size=4).map("".join),
)
piece = st.one_of(
    word,
    st.sampled_from(QUOTES + STOPS + SPACES + MARKS + INVISIBLE),
    st.characters(exclude_categories=("Cs",)),
)
texts = st.lists(st.one_of(piece, st.just(" ")), max_size=60).map("".join)
"""Texts of up to sixty pieces: words, marks alone, quotation marks that close or do not, anything at all."""
