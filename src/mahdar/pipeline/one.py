"""One document in a run: its reading in the shape that was asked for, or the trouble with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from mahdar.errors import MahdarError
from mahdar.model import Document, Reading
from mahdar.pipeline.knowledge import Knowledge
from mahdar.pipeline.report import Tally
from mahdar.pipeline.stages import read_document
from mahdar.sources import Trouble

T = TypeVar("T")

_MISTAKES = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a mistake in a stage raises; anything else (memory, interrupts) ends the run."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A reading in the shape that was asked for, and what was counted in it."""

    value: T
    tally: Tally


def read_one(document: Document, knowledge: Knowledge, shape: Callable[[Reading], T]) -> Outcome[T] | Trouble:
    """One document's reading, given shape; a mistake of ours in one document does not stop the run."""
    try:
        reading = read_document(document, knowledge)
        return Outcome(shape(reading), Tally.of(reading))
    except MahdarError as error:
        return Trouble.of(f"report {document.id}", error)
    except _MISTAKES as error:
        return _our_mistake(document, error)


def _our_mistake(document: Document, error: Exception) -> Trouble:
    """The trouble with a document at which a stage fails, with the place in our code."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    sentence = f"Mahdar made a mistake in it ({type(error).__name__} at {place})."
    return Trouble(f"report {document.id}", "our-mistake", sentence, "Please report it with the text.")
