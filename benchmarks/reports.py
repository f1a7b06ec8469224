"""The reports that are measured on: a corpus of news where there is one, else the sample dossier again and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, cycle, islice
from pathlib import Path

from mahdar.model import Document
from mahdar.sources import read_inputs
from mahdar.sources.dossier import dossier_reports


@dataclass(frozen=True)
class Sample:
    """Documents for the speed rows, and a stream of many for the memory row."""

    documents: list[Document]
    inputs: list[str]
    many: int
    told: str

    def stream(self) -> Iterator[Document]:
        """Many documents, one at a time."""
        again = chain.from_iterable(_documents(self.inputs) for _ in cycle([0]))
        return islice(again, self.many)


def load_sample(corpus: Path, documents: int, many: int) -> Sample:
    """The first reports of the corpus, or those of the dossier repeated."""
    inputs = [str(corpus)] if corpus.exists() else dossier_reports()
    source = _documents(inputs) if corpus.exists() else chain.from_iterable(_documents(inputs) for _ in cycle([0]))
    chosen = list(islice(source, documents if corpus.exists() else min(documents, 280)))
    mean = sum(len(d.text) for d in chosen) / len(chosen)
    name = corpus.name if corpus.exists() else "the sample dossier, repeated"
    return Sample(chosen, inputs, many, f"{len(chosen)} reports of {name}, {mean:,.0f} characters each")


def _documents(inputs: list[str]) -> Iterator[Document]:
    return (found for found in read_inputs(inputs) if isinstance(found, Document))
