"""Tellings made for the tests: findings in the frame in which a record holds them."""

from __future__ import annotations

from datetime import date
from typing import Any

from mahdar.model import Cue, Evidence, Meeting, Pledge, RawOffset, Span, Statement
from mahdar.model.minutes import Told


def span(start: int = 0, end: int = 4) -> Span:
    return Span(RawOffset(start), RawOffset(end))


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def meeting(
    document: str, published: str, *, number: int | None = None, first: str | None = None, last: str | None = None,
    place: str | None = None, status: Any = "held", track: str = "astana", cluster: str = "", at: int = 0,
) -> Told[Meeting]:  # fmt: skip
    """A telling of a meeting; `document` may stand for its cluster."""
    finding = Meeting(
        f"m{at}", track, number, "round", day(first), day(last or first), place, place and place.split("/")[1],
        status, Evidence((span(at, at + 4),)), "test",
    )  # fmt: skip
    return Told(
        f"{document}-m{at}",
        document,
        cluster or document,
        f"outlet of {document}",
        day(published),
        finding,
        (),
        "words",
    )


def pledge(
    document: str, published: str, words: str, *, by: tuple[str, ...] = ("state/ru",), status: Any = "pledged",
    topics: tuple[str, ...] = ("ceasefire",), teller: tuple[str, ...] = (), broken_by: tuple[str, ...] = (),
) -> Told[Pledge]:  # fmt: skip
    """A telling of a pledge."""
    finding = Pledge("p1", by, span(), status, Evidence((span(),)), "test", topics=topics, broken_by=broken_by)
    return Told(
        f"{document}-p", document, document, f"outlet of {document}", day(published), finding, by, words, by=teller
    )


def said(
    document: str, published: str, words: str, *, by: str = "state/ru", act: Any = "assert", negated: bool = False,
    topics: tuple[str, ...] = (), track: str = "astana", at: int = 0,
) -> Told[Statement]:  # fmt: skip
    """A telling of a statement: its cue at `at`, its words four characters behind it."""
    content = Evidence((span(at + 4, at + 4 + len(words)),))
    finding = Statement(
        "s1", (by,), None, Cue(span(at, at + 3), "cue"), content, act, "none", "test",
        negated=negated, topics=topics,
    )  # fmt: skip
    return Told(
        f"{document}-s{at}", document, document, document, day(published), finding, (by,), words, tracks=(track,)
    )
