"""RSS and Atom: which pages an outlet has published, each with its day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from mahdar.errors import UnreadableInput
from mahdar.model import Document
from mahdar.sources.record import document_of
from mahdar.sources.script import language_of
from mahdar.sources.trouble import Trouble

MOST_ITEMS = 500
"""Items of the longest feed that is read to its end: outlets list 10 to 100."""

_ITEMS = ("item", "entry")
_DAYS = ("pubDate", "published", "date", "updated")
_BODIES = ("encoded", "content", "description", "summary")
"""Where a feed holds an item's day and its words, the best first."""

_BLOCKS = ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "blockquote", "tr")


class BrokenFeed(UnreadableInput):
    """A feed that is none, or breaks off."""

    code = "broken-feed"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed; `stamp` changes when the feed says something else of it, `body` is its HTML."""

    link: str
    title: str
    published: date | None
    body: str
    stamp: str


def items_of(data: bytes, address: str) -> tuple[list[Item], bool]:
    """The items of a feed, each page once, and whether the feed is whole; raises `BrokenFeed`.

    Links are completed by the `address` of the feed. What follows a mistake is read as far as it can be, but for the
    last item. A feed that declares entities is refused, since the press has no need of them.

    >>> items_of(b"<rss><channel><item><link>/a</link></item></channel></rss>", "https://news.example/rss")[0][0].link
    'https://news.example/a'
    """
    root, whole = _parsed(data)
    if _name(root) not in ("rss", "RDF", "feed"):
        raise BrokenFeed("it is no RSS or Atom feed.", "Check the address of the feed.")
    elements = list(islice((each for each in root.iter() if _name(each) in _ITEMS), MOST_ITEMS))
    found: dict[str, Item] = {}
    for element in elements if whole else elements[:-1]:  # the last may hold half a link
        if (item := _item(element, address)) is not None:
            found.setdefault(item.link, item)
    if not whole and not found:
        raise BrokenFeed("it is no XML, or breaks off.", "Try again later, or tell the outlet.")
    return list(found.values()), whole


def document_of_item(item: Item, where: str) -> Iterator[Document | Trouble]:
    """The document of what a feed itself holds of an item.

    >>> item = Item("https://news.example/a", "عنوان", None, "<p>قالت الوزارة</p>", "")
    >>> [d.text for d in document_of_item(item, "")]
    ['عنوان\\nقالت الوزارة']
    """
    body, where = plain_body(item.body), f"{where}, {item.link}"
    if not body:
        yield Trouble(where, "no-report", "the feed holds no words of it.", 'Read its page: content = "page".')
        return
    fields = {"title": item.title or None, "text": body, "url": item.link}
    found = document_of(fields, where, item.published)
    for each in found:
        if isinstance(each, Document) and language_of(each.text) is None:
            each = Trouble(where, "unknown-language", "it is not in Arabic.", "Mahdar reads Arabic; it is skipped.")
        yield each


def half_a_feed(where: str) -> Trouble:
    """The trouble with a feed that is not whole."""
    sentence = "the feed breaks off or is broken; what can be read is read."
    return Trouble(where, BrokenFeed.code, sentence, "Tell the outlet.", lost=False)


def looks_like_feed(head: bytes) -> bool:
    """Whether bytes begin as a feed does, in whatever encoding.

    >>> looks_like_feed(b'<?xml version="1.0"?><rss version="2.0">'), looks_like_feed(b"<html>")
    (True, False)
    """
    plain = head.replace(b"\0", b"")
    return b"<html" not in plain.lower() and any(mark in plain for mark in (b"<rss", b"<feed", b"<rdf:RDF"))


def _parsed(data: bytes) -> tuple[Any, bool]:
    """The root of XML that may break off, and whether it does not."""
    from lxml import etree

    for whole in (True, False):
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=not whole
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            root = None
        if root is not None:
            declared = root.getroottree().docinfo.internalDTD
            if declared is not None and next(declared.iterentities(), None) is not None:
                raise BrokenFeed("it declares entities of its own, which is not read.", "Tell the outlet.")
            return root, whole
    raise BrokenFeed("it is no XML.", "Check the address of the feed.")


def _name(element: Any) -> str:
    """The name of an element without its namespace; nothing for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _item(element: Any, address: str) -> Item | None:
    """The item of an element, None where it leads to no page."""
    link = _link(element)
    if not link:
        return None
    title, day, body = _text(element, ("title",)), _text(element, _DAYS), _body(element)
    updated = _text(element, ("updated", "modified"))
    stamp = sha256("\0".join((title, day, updated, body)).encode()).hexdigest()[:12]
    try:
        return Item(urljoin(address, link), title, day_told(day), body, stamp)
    except ValueError:
        return None


def _link(element: Any) -> str:
    """The address of an item's page."""
    links = [child for child in element if _name(child) == "link"]
    for child in links:
        if child.get("rel", "alternate") == "alternate" and (found := child.get("href") or child.text or "").strip():
            return str(found.strip())
    return "" if links else next((t for t in [_text(element, ("guid",))] if t.startswith(("http://", "https://"))), "")


def _text(element: Any, names: tuple[str, ...]) -> str:
    """The text of the first child with one of these names, the earlier name first."""
    for name in names:
        for child in element:
            if _name(child) == name and (found := "".join(child.itertext()).strip()):
                return found
    return ""


def _body(element: Any) -> str:
    """The words of an item as HTML, which Atom may hold as elements."""
    from lxml import etree

    for name in _BODIES:
        for child in element:
            if _name(child) == name and "".join(child.itertext()).strip():
                return etree.tostring(child, encoding="unicode") if len(child) else str(child.text)
    return ""


def day_told(told: str) -> date | None:
    """The day of a feed's date in either of its spellings, None where it is none.

    >>> day_told("Wed, 21 Jun 2023 08:00:00 +0300"), day_told("2023-06-21T08:00:00Z"), day_told("gestern")
    (datetime.date(2023, 6, 21), datetime.date(2023, 6, 21), None)
    """
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(told).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def plain_body(body: str) -> str:
    """The words of an item's HTML, a line for each block.

    >>> plain_body("<p>one <b>two</b></p><p>three</p>")
    'one two\\nthree'
    """
    from lxml import html

    if not body.strip():
        return ""
    root = html.fragment_fromstring(body, create_parent="div")
    lines = " ".join("".join(_pieces(root)).split(" ")).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _pieces(root: Any) -> Iterator[str]:
    """The words of an element, with a newline where a block begins or ends; scripts are left out."""
    if _name(root) in ("script", "style", ""):
        yield root.tail or ""
        return
    block = "\n" if _name(root) in _BLOCKS else ""
    yield block + (root.text or "").replace("\n", " ")
    for child in root:
        yield from _pieces(child)
        if _name(child) not in ("script", "style", ""):
            yield (child.tail or "").replace("\n", " ")
    yield block
