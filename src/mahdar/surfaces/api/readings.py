"""The shape of a reading for the description of the interface, made from the shapes that readings are written in."""

from __future__ import annotations

from dataclasses import make_dataclass
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

from mahdar.model.shapes import ReadingJson


def _described(hint: Any, made: dict[type, type]) -> Any:
    """A type in which every typed dict is a dataclass: Pydantic takes those of Python 3.11 not as they are."""
    if is_typeddict(hint):
        if hint not in made:
            fields = [(name, _described(each, made)) for name, each in get_type_hints(hint).items()]
            made[hint] = make_dataclass(hint.__name__.removesuffix("Json"), fields)
            made[hint].__doc__ = hint.__doc__
        return made[hint]
    if isinstance(hint, UnionType):
        first, second = get_args(hint)
        return _described(first, made) | _described(second, made)
    if get_origin(hint) is list:
        return list[_described(get_args(hint)[0], made)]  # type: ignore[misc]
    return hint


Reading: Any = _described(ReadingJson, {})
"""A reading: a document and everything found in it."""
