"""A document: the report as published with its findings marked, and the findings beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from mahdar import views
from mahdar.model.shapes import ReadingJson
from mahdar.surfaces.web.marks import marks_of, paragraphs, time_id
from mahdar.surfaces.web.page import language_of, page, record_of

routes = APIRouter(include_in_schema=False)

SHOWN = 120
"""Characters of a finding's words in the list beside the text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One finding in the list beside the text: what it is, who and when, and how its words begin."""

    id: str
    value: Any
    words: str


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of a document as lists of lines, and the names of whom they name."""

    statements: list[Line]
    meetings: list[Line]
    pledges: list[Line]
    times: list[Line]
    refusals: list[Line]
    names: dict[str, str]


@routes.api_route("/document/{key}", methods=["GET", "HEAD"])
def document(request: Request, key: str) -> Response:
    """A document."""
    record = record_of(request)
    row = views.reading(record, key)
    return page(
        request, "document.html", language=language_of(request), document=row.document, language_read=row.reading[
            "document"]["language"], found=findings_of(row.reading), actors=row.reading["actors"],
        places=row.reading["places"], lines=paragraphs(row.text, marks_of(row.reading)),
        titled=bool(row.document.title), similar=views.similar(record, row.document),
    )  # fmt: skip


def findings_of(reading: ReadingJson) -> Findings:
    """The findings of a reading, each with the beginning of its words, in the order of the text."""
    text = reading["document"]["text"]

    def words(start: int, end: int) -> str:
        return shortened(text[start:end], SHOWN)

    def lines(values: Any, spans: str) -> Iterator[Line]:
        for value in values:
            place = value[spans] if isinstance(value[spans], dict) else value[spans][0]
            yield Line(value["id"], value, words(place["start"], place["end"]))

    plain: dict[str, Any] = {"times": reading["times"], "refusals": reading["refusals"]}
    bare = {k: [Line(time_id(v), v, words(v["start"], v["end"])) for v in vs] for k, vs in plain.items()}
    return Findings(
        sorted(lines(reading["statements"], "content"), key=lambda s: s.value["cue"]["start"]),
        list(lines(reading["meetings"], "evidence")), list(lines(reading["pledges"], "what")),
        bare["times"], bare["refusals"],
        {a["id"]: next(iter(a["names"].values()), a["id"]) for a in reading["actors"]},
    )  # fmt: skip


def shortened(words: str, most: int) -> str:
    """The beginning of some words, cut between two of them.

    >>> shortened("one two three", 9)
    'one two …'
    """
    return words if len(words) <= most else words[:most].rpartition(" ")[0] + " …"
