"""The shape in which the interface describes a document's findings as W3C Web Annotations."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field


class Quote(BaseModel):
    """The words, and what stands before and behind them."""

    type: Literal["TextQuoteSelector"]
    exact: str
    prefix: str
    suffix: str


class Position(BaseModel):
    """Where the words stand."""

    type: Literal["TextPositionSelector"]
    start: int
    end: int


class Target(BaseModel):
    """The document and the words of it that are meant."""

    source: str
    selector: list[Quote | Position]


class Body(BaseModel):
    """What the words are: the kind of finding, their part in it, and the finding itself."""

    type: Literal["Dataset"]
    kind: str
    part: str
    finding: str | None
    value: dict[str, Any]


class Annotation(BaseModel):
    """One stretch of words, and what it is."""

    id: str
    type: Literal["Annotation"]
    motivation: Literal["classifying"]
    body: Body
    target: Target


class Collection(BaseModel):
    """All annotations of a document on one page, in the order of their words."""

    context: list[Any] = Field(alias="@context")
    id: str
    type: Literal["AnnotationPage"]
    document: str
    text_sha256: str
    offset_unit: Literal["unicode-code-points"]
    items: list[Annotation]
