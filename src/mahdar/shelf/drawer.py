"""Reading one drawer (a YAML file) of a pack, with the file and line of every mistake."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import yaml

from mahdar.errors import PackError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def shipped_packs() -> Path:
    """The folder of the packs that come with Mahdar."""
    return Path(__file__).parent.parent / "packs"


def read_drawer(path: Path) -> Any:
    """What the YAML file holds; raises `PackError` with file and line where it is not YAML."""
    try:
        return yaml.load(path.read_text("utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PackError(f"this is not YAML ({error.problem}).", file=path.name, line=line) from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise PackError("this is not YAML in UTF-8.", file=path.name, line=1) from error


def line_of(path: Path, where: Sequence[str | int]) -> int:
    """The line (from 1) of the value that the keys and indexes `where` lead to; of its nearest parent if absent.

    The file is parsed anew, so it is only asked for when there is something to complain about.
    """
    node = yaml.compose(path.read_text("utf-8"), Loader=_LOADER)
    for step in where:
        below = _below(node, step)
        if below is None:
            break
        node = below
    return int(node.start_mark.line) + 1 if node is not None else 1


def _below(node: Any, step: str | int) -> Any:
    """The child of a YAML node under a key or an index, or None."""
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    return None


def fail(path: Path, where: Sequence[str | int], sentence: str, next_step: str = "") -> NoReturn:
    """Raise `PackError` for the entry that `where` leads to."""
    raise PackError(sentence, file=path.name, line=line_of(path, where), next_step=next_step)


def check_word(path: Path, where: Sequence[str | int], word: str) -> str:
    """Give `word` back if it is written as the press writes; refuse presentation forms, stray marks and spaces."""
    if not isinstance(word, str) or not word.strip():
        fail(path, where, "an empty word stands here.")
    if word != word.strip() or "  " in word:
        fail(path, where, f"«{word}» has a stray space.")
    for character in word:
        if "\ufb50" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefe":
            fail(
                path,
                where,
                f"«{word}» holds a presentation form (U+{ord(character):04X}).",
                "Type the letter itself.",
            )
        if character == "\N{ARABIC TATWEEL}" or (unicodedata.category(character) in ("Mn", "Cf")):
            fail(
                path,
                where,
                f"«{word}» holds a mark (U+{ord(character):04X}).",
                "Words stand in packs without marks.",
            )
    return word
