"""Feeds and a calendar: what is new of a track or a search, and when its rounds are or are to be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, tostring

from fastapi import APIRouter, Query, Request, Response
from fastapi import Path as InPath
from pydantic import BaseModel, Field

from mahdar import views
from mahdar.pipeline import loaded
from mahdar.surfaces.api.filters import ByTrack, ByWords, Filters, Words
from mahdar.surfaces.api.questions import Asked

routes = APIRouter(tags=["feeds"])

ATOM = "http://www.w3.org/2005/Atom"
ATOM_TYPE, ICS_TYPE = "application/atom+xml", "text/calendar"
LINES = 50
"""Entries of a feed."""
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML has no way to write."""

Language = Annotated[Literal["ar", "en"], Field(description="The language of names; what was said stays as published.")]


Track = Annotated[Words, InPath(description="A track by its id.")]


class Entry(BaseModel):
    """One entry: an id that lasts, a title, the words, who published them on which day, and where."""

    id: str
    title: str
    words: str
    outlet: str
    day: str
    link: str


class InLanguage(Filters):
    """The language of a feed."""

    lang: Language = "ar"


class SearchFeed(ByWords):
    """A search as a feed."""

    lang: Language = "ar"


class RoundsOf(ByTrack):
    """The rounds of a calendar."""

    lang: Language = "ar"


def written(media_type: str) -> dict[int | str, dict[str, Any]]:
    """The description of an answer that is no JSON."""
    return {200: {"content": {media_type: {"schema": {"type": "string"}}}}}


@routes.get("/feeds/track/{track}.atom", response_class=Response, responses=written(ATOM_TYPE))
def of_track(request: Request, record: Asked, given: Annotated[InLanguage, Query()], track: Track) -> Response:
    """What was said last in documents on a track, as Atom."""
    rows = views.statements(record, views.Asked(track=track, limit=LINES))
    entries = [
        Entry(
            id=r.id, title=f"{'، '.join(r.who)}: {r.words}"[:200], words=r.cite.sentence, outlet=r.cite.outlet or "",
            day=r.cite.published or "", link=_link(request, r.cite.url, f"show/{r.id}"),
        )
        for r in rows
    ]  # fmt: skip
    return Response(_feed(request, f"track:{track}", name_of(track, given.lang), entries), media_type=ATOM_TYPE)


@routes.get("/feeds/search.atom", response_class=Response, responses=written(ATOM_TYPE))
def of_search(request: Request, record: Asked, given: Annotated[SearchFeed, Query()]) -> Response:
    """The latest documents in which all words stand, as Atom."""
    rows = views.search(record, given.q, given.asked().but(limit=LINES))
    entries = [
        Entry(
            id=r.id, title=r.title or r.snippet, words=r.snippet, outlet=r.outlet or "", day=r.published or "",
            link=_link(request, r.url, f"documents/{r.id}"),
        )
        for r in rows
    ]  # fmt: skip
    return Response(_feed(request, f"search:{given.q}", given.q, entries), media_type=ATOM_TYPE)


@routes.get("/calendar.ics", response_class=Response, responses=written(ICS_TYPE))
def calendar(record: Asked, given: Annotated[RoundsOf, Query()]) -> Response:
    """The rounds with their days; planned ones are tentative. Rounds of which nobody tells a day are left out."""
    rows = views.rounds(record, given.asked().but(limit=1000))
    lines = views.calendar(rows, lambda track: name_of(track, given.lang), lambda row: f"/api/v1/show/{row.id}")
    return Response(b"".join(lines), media_type=ICS_TYPE)


def name_of(track: str, language: str) -> str:
    """The name of a track in a language, its id where nobody knows it."""
    known = loaded().world.tracks.get(track)
    return next(iter(known.names.get(language, ())), track) if known is not None else track


def _feed(request: Request, key: str, title: str, entries: Iterable[Entry]) -> bytes:
    """An Atom feed; it was updated when its latest entry was."""
    entries = list(entries)
    root = Element("feed", {"xmlns": ATOM})
    _put(root, "id", f"urn:mahdar:{quote(key, safe=':')}")
    SubElement(root, "link", {"rel": "self", "href": _clean(str(request.url))})
    _put(root, "title", title)
    _put(root, "updated", max((_moment(e.day) for e in entries), default=_moment("")))
    for entry in entries:
        node = SubElement(root, "entry", {"xml:lang": "ar"})
        _put(node, "id", f"urn:mahdar:{entry.id}")
        _put(node, "title", entry.title)
        _put(node, "updated", _moment(entry.day))
        _put(SubElement(node, "author"), "name", entry.outlet or "?")
        SubElement(node, "link", {"rel": "alternate", "href": _clean(entry.link)})
        _put(node, "content", entry.words, type="text")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode").encode()


def _link(request: Request, url: str | None, ours: str) -> str:
    """Where a document was published, if that is an address of the web; else where the record shows it."""
    return url if url and url.startswith(("https://", "http://")) else f"{request.base_url}api/v1/{ours}"


def _put(node: Element, name: str, words: str, **attributes: str) -> None:
    SubElement(node, name, attributes).text = _clean(words)


def _clean(words: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", words)


def _moment(day: str) -> str:
    """The beginning of a day; of an unknown one, that of the first day that computers count."""
    return f"{day[:10] or '1970-01-01'}T00:00:00Z"
