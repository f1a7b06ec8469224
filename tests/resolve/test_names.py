"""Personal names: which two spellings name one person, from `names.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mahdar.resolve.names import like, name_words

HERE = Path(__file__).parent


def pairs() -> Iterator[tuple[str, str, bool]]:
    """Each line of the table: two names and whether they are alike."""
    for line in (HERE / "names.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            one, sign, other = re.split(r" ([=/]) ", line)
            yield one, other, sign == "="


@pytest.mark.parametrize(("one", "other", "same"), list(pairs()))
def test_like(one: str, other: str, same: bool) -> None:
    assert like(name_words(one), name_words(other)) is same
    assert like(name_words(other), name_words(one)) is same
