"""Web pages: the report inside one, without its menus."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date

from mahdar.model import Document
from mahdar.sources.record import document_of
from mahdar.sources.trouble import Trouble

_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
_FIELDS = {"title": "title", "text": "text", "date": "date", "outlet": "sitename", "url": "url"}
"""Our names of a page's metadata, and trafilatura's."""

LEAST_WORDS = 12
"""Words of the shortest article; fewer are a caption or a menu. The shortest of 27,507 press reports has 12."""


def read_page(html: str, name: str, id: str, published: date | None) -> Iterator[Document | Trouble]:
    """The document of a web page: title, date, site and address as the page's own metadata give them.

    The page is taken apart by trafilatura, which is loaded here because a plain text does not need it.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as TrafilaturaDocument

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(html, with_metadata=True, include_comments=False, date_extraction_params=_DATES)
    fields = found.as_dict() if isinstance(found, TrafilaturaDocument) else found or {}
    if len((fields.get("text") or "").split()) < LEAST_WORDS:
        yield Trouble(name, "no-report", "no report was found in this page.", "Save its text, and read that.")
        return
    kept = {ours: fields.get(theirs) or None for ours, theirs in _FIELDS.items()}
    yield from document_of({"id": id, **kept}, name, published)
