"""The findings of a document as W3C Web Annotations: each selects its words by quotation and by position.

https://www.w3.org/TR/annotation-model/. The quotation counts where the page has changed; the position is only for
the text whose digest `text_sha256` gives. The standard leaves the unit of a position open: ours is Unicode code
points, as it is in a reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mahdar.views.reading import ReadingRow

AROUND = 32
"""Characters of context on each side of a quotation, as other annotation tools give."""

CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"@vocab": "urn:mahdar:"})
"""The terms of the standard, and ours beside them."""
UNIT = "unicode-code-points"


def annotated(row: ReadingRow, home: str) -> dict[str, Any]:
    """All annotations of a document on one page, in the order of their words; `home` is where the document is found."""
    marked = sorted(_marked(row.reading), key=lambda m: (m[2]["start"], -m[2]["end"], m[0], m[1]))
    items = [
        {
            "id": f"{home}/annotations#{number}", "type": "Annotation", "motivation": "classifying",
            "body": {"type": "Dataset", "kind": kind, "part": part, "finding": value.get("id"), "value": value},
            "target": {"source": row.document.url or home, "selector": _selectors(row.text, span)},
        }
        for number, (kind, part, span, value) in enumerate(marked, 1)
    ]  # fmt: skip
    return {
        "@context": list(CONTEXT), "id": f"{home}/annotations", "type": "AnnotationPage",
        "document": row.document.id, "text_sha256": row.text_sha256, "offset_unit": UNIT, "items": items,
    }  # fmt: skip


def _selectors(text: str, span: Mapping[str, int]) -> list[dict[str, Any]]:
    """One stretch of words, selected in both ways."""
    start, end = span["start"], span["end"]
    quote = {
        "type": "TextQuoteSelector", "exact": text[start:end], "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }  # fmt: skip
    return [quote, {"type": "TextPositionSelector", "start": start, "end": end}]


def _marked(reading: Any) -> Iterator[tuple[str, str, Any, Any]]:
    """Each stretch of words with the kind of finding, the part that it has in it, and the finding."""
    for statement in reading["statements"]:
        if statement["source"]:
            yield "statement", "source", statement["source"], statement
        yield "statement", "cue", statement["cue"], statement
        for span in statement["content"]:
            yield "statement", "content", span, statement
    for time in reading["times"]:
        yield "time", "time", time, time
    for meeting in reading["meetings"]:
        for span in meeting["evidence"]:
            yield "meeting", "evidence", span, meeting
    for pledge in reading["pledges"]:
        yield "pledge", "what", pledge["what"], pledge
    for kind in ("actor", "place"):
        for named in reading[f"{kind}s"]:
            for span in named["mentions"]:
                yield kind, "mention", span, {k: v for k, v in named.items() if k != "mentions"}
