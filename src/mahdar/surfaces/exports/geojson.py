"""Rounds on a map, as GeoJSON (RFC 7946): a point for each, with the sentences that tell of it."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

import orjson

from mahdar.pipeline import loaded
from mahdar.surfaces.exports.lines import Written
from mahdar.views import Asked, Cite, RoundRow, every_round

if TYPE_CHECKING:
    from mahdar.record import Record


def geojson(record: Record, asked: Asked, out: IO[bytes]) -> Written:
    """All rounds asked for; a round whose place nobody tells, or nobody knows, has no geometry."""
    made = Written()
    out.write(b'{"type": "FeatureCollection", "features": [')
    for row in every_round(record, asked):
        out.write((b",\n" if made.lines else b"\n") + orjson.dumps(_feature(row)))
        made.lines += 1
    out.write(b"\n]}\n")
    return made


def _feature(row: RoundRow) -> dict[str, Any]:
    """One round; longitude stands before latitude, as the standard wants it."""
    place = loaded().world.entities.get(row.minutes.place or "")
    known = place is not None and place.lat is not None and place.lon is not None
    point = {"type": "Point", "coordinates": [place.lon, place.lat]} if place is not None and known else None
    properties = {
        "track": row.track, "number": row.number, "first_day": row.earliest, "last_day": row.latest,
        "status": row.status, "place": row.place, "place_id": row.minutes.place, "sources": row.sources,
        "cites": [_cite(cite) for cite in row.cites],
    }  # fmt: skip
    return {"type": "Feature", "id": row.id, "geometry": point, "properties": properties}


def _cite(cite: Cite) -> dict[str, Any]:
    """Where a round is told of."""
    return {
        "finding": cite.finding, "document": cite.document, "outlet": cite.outlet, "published": cite.published,
        "url": cite.url, "start": cite.start, "end": cite.end, "sentence": cite.sentence,
    }  # fmt: skip
