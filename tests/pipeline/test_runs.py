"""Runs: the same answers however often and by however many workers; a mistake in one report stops no other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

import mahdar
from arabic import texts
from mahdar.errors import BadSetting, EvidenceError, WorkerStopped
from mahdar.model import Document, Reading, Span
from mahdar.model.contract import encode
from mahdar.pipeline import Outcome, RunReport, Tally, loaded, read_document, read_many, read_one, stages, workers
from mahdar.sources import Trouble, read_inputs
from mahdar.sources.dossier import dossier_reports

TROUBLE = Trouble("report.jsonl, line 2", "broken-json", "this is not JSON.")


def documents(count: int) -> list[Document]:
    """So many short reports."""
    return [
        Document.of(f"قال وزير الخارجية أمس إن الجولة رقم {n} انتهت.", id=f"d{n}", published=date(2023, 6, 21))
        for n in range(count)
    ]


def every_span(reading: Reading) -> Iterator[Span]:
    """Every span of every finding."""
    for statement in reading.statements:
        yield from [statement.cue.span, *statement.content.spans, *([statement.source] if statement.source else [])]
    for time in reading.times:
        yield time.span
    for meeting in reading.meetings:
        yield from meeting.evidence.spans
    for pledge in reading.pledges:
        yield from [pledge.what, *pledge.evidence.spans]
    for named in [*reading.actors, *reading.places]:
        yield from named.mentions
    for refusal in reading.refusals:
        yield refusal.span


def test_workers_change_neither_bytes_nor_order() -> None:
    items: list[Document | Trouble] = [*documents(450), TROUBLE, *documents(3)]
    alone = list(read_many(items, encode))
    assert list(read_many(items, encode, workers=2)) == alone
    assert [o for o in alone if isinstance(o, Trouble)] == [TROUBLE]


def test_two_runs_give_the_same_bytes() -> None:
    runs = [
        b"".join(o.value for o in read_many(read_inputs(dossier_reports()), encode) if isinstance(o, Outcome))
        for _ in range(2)
    ]
    assert runs[0] == runs[1]


def test_every_span_of_the_dossier_lies_in_its_text() -> None:
    for document in read_inputs(dossier_reports()):
        assert isinstance(document, Document)
        reading = read_document(document, loaded())
        assert reading.document.text == document.text
        assert all(0 <= span.start < span.end <= len(document.text) for span in every_span(reading))


@settings(deadline=None)
@given(texts)
def test_any_text_is_read(text: str) -> None:
    reading = read_document(Document.of(text, id="x", published=date(2023, 6, 21)), loaded())
    assert all(0 <= span.start < span.end <= len(text) for span in every_span(reading))


def test_a_name_beside_itself_is_read_once() -> None:
    text = "وتقول أوساط الوفد إن الرئيس الروسي كلف وزير النقل والسياحة، سيرغي لافروف، بقيادة الوفد."
    assert len(mahdar.read(text, published="2023-06-21").statements) == 1


def test_batches_keep_order_and_stay_small() -> None:
    long = [replace(d, text="كلمة " * 30_000) for d in documents(5)]
    batches = list(workers.in_batches([*long, *documents(3)]))
    assert [len(b) for b in batches] == [1, 1, 1, 1, 1, 3]


def test_no_more_is_taken_than_the_workers_can_hold() -> None:
    taken = []

    def items() -> Iterator[Document]:
        for document in documents(5000):
            taken.append(document.id)
            yield document

    stream = read_many(items(), encode, workers=2)
    next(stream)
    assert len(taken) <= 2 * workers.WAITING * workers.BATCH_DOCUMENTS
    stream.close()  # type: ignore[attr-defined]


def stop_the_process(reading: Reading) -> bytes:
    """What no shape should do."""
    os._exit(1)


def test_a_worker_that_dies_is_told() -> None:
    with pytest.raises(WorkerStopped, match="--workers 1"):
        list(read_many(documents(5), stop_the_process, workers=2))


def test_a_mistake_in_a_stage_becomes_a_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(draft: stages.Draft) -> stages.Draft:
        raise KeyError("x")

    monkeypatch.setattr(stages, "STAGES", (broken,))
    outcome = read_one(documents(1)[0], loaded(), encode)
    assert isinstance(outcome, Trouble)
    assert (outcome.code, outcome.where) == ("our-mistake", "report d0")
    assert "KeyError at test_runs.py" in outcome.sentence


def test_a_finding_without_evidence_becomes_a_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(draft: stages.Draft) -> stages.Draft:
        raise EvidenceError("A finding needs words.")

    monkeypatch.setattr(stages, "STAGES", (broken,))
    outcome = read_one(documents(1)[0], loaded(), encode)
    assert isinstance(outcome, Trouble)
    assert outcome.code == "evidence"


def test_tallies_add_up() -> None:
    run = RunReport()
    for outcome in read_many([*documents(4), TROUBLE], encode):
        if isinstance(outcome, Trouble):
            run.note(outcome)
        else:
            run.tally.add(outcome.tally)
    assert (run.tally.documents, run.faults, run.troubles["broken-json"]) == (4, 1, 1)
    assert run.tally.findings["times"] == 4
    assert any("4 documents" in line for line in run.lines())


def test_the_public_read() -> None:
    reading = mahdar.read("انتهت الجولة أمس.", title="ختام", published="2023-06-21", id="mine")
    assert (reading.document.id, reading.document.text) == ("mine", "ختام\nانتهت الجولة أمس.")
    assert [str(t.earliest) for t in reading.times] == ["2023-06-20"]
    assert Tally.of(reading).documents == 1
    with pytest.raises(BadSetting):
        mahdar.read("نص", published="yesterday")


def test_public_names_are_there_and_no_others() -> None:
    for name in mahdar.__all__:
        assert getattr(mahdar, name) is not None
    with pytest.raises(AttributeError), suppress(ImportError):
        mahdar.nothing_of_the_kind  # noqa: B018
    assert dir(mahdar) == sorted(mahdar.__all__)
