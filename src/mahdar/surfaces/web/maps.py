"""The places of a track as pictures: where its meetings were, zones, crossings and towns, each leading to its words.

One picture holds what is spoken of; a second one, where many places lie in one state, that state closely. Labels are
left out where they would lie on others: whatever has none is named under the pictures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from math import hypot

from mahdar.pipeline import loaded
from mahdar.surfaces.web.ground import Extent, Ground, ground
from mahdar.views import PlaceRow, RoundRow
from mahdar.world import Entity

WIDTH, HEIGHT, MARGIN = 400, 290, 30
LETTER, LINE = 5.9, 13
"""Units of a letter and of a line of a label, on the broad side."""
SHARE = 0.85
"""Of the documents that name places, how many the picture must hold; the rest is far off."""
CLOSE, MUCH, SMALL = 4, 0.25, 0.4
"""Places in one state that make a second picture, how much of all documents that name places they must have, and how
small a part of the first picture they must lie in."""
LEAST = 2.0
"""Degrees that a picture shows at least."""
SHAPES = {
    "zone": "zone", "region": "zone", "governorate": "zone", "sea": "zone", "river": "zone", "crossing": "crossing",
    "airport": "crossing", "port": "crossing", "camp": "crossing", "country": "country",
}  # fmt: skip
"""How kinds of places are drawn; all others are towns."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Site:
    """A place that is spoken of, how many documents name it, and the meetings that were there, the latest first."""

    id: str
    name: str
    kind: str
    lon: float
    lat: float
    documents: int
    met: tuple[RoundRow, ...]

    @property
    def shape(self) -> str:
        """How it is drawn."""
        return "venue" if self.met and self.kind != "country" else SHAPES.get(self.kind, "town")


@dataclass(frozen=True, slots=True)
class Label:
    """A name in a picture: where it begins or ends, and to which side of it it stands."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a picture, with its label where there was room."""

    site: Site
    x: float
    y: float
    label: Label | None


@dataclass(frozen=True, slots=True)
class Map:
    """A picture: the ground, the marks, and the names of states in it that nobody speaks of."""

    ground: Ground
    marks: tuple[Mark, ...]
    states: tuple[Label, ...]
    of: str | None
    width: int = WIDTH
    height: int = HEIGHT


def sites(rows: Iterable[PlaceRow], met: Sequence[RoundRow]) -> list[Site]:
    """The places that have coordinates, with the venues of the meetings, which are there whoever else names them."""
    there: dict[str, list[RoundRow]] = {}
    for row in met:
        if row.minutes.place and row.status in ("held", "ongoing"):
            there.setdefault(row.minutes.place, []).append(row)
    found = {
        r.id: Site(r.id, r.name, r.kind, r.lon, r.lat, r.documents, tuple(there.get(r.id, ())))
        for r in rows
        if r.lat is not None and r.lon is not None and not _vast(r)
    }
    for key, here in there.items():
        known = loaded().world.get(key)
        if key not in found and known and known.lat is not None and known.lon is not None:
            kind = known.place_kind or "country"
            found[key] = Site(key, known.name(), kind, known.lon, known.lat, len(here), tuple(here))
    return list(found.values())


def _vast(row: PlaceRow) -> bool:
    """Whether a place is a region or a sea of no state, such as a continent, of which no point can stand for it."""
    known = loaded().world.get(row.id)
    return row.kind in ("region", "sea", "river") and (known is None or known.within is None)


def maps(found: Sequence[Site], named: Callable[[str, str], str]) -> list[Map]:
    """The pictures of some places, the whole first; none where fewer than two can be drawn.

    `named` gives the name of a place by its id and its name in the record, in the reader's language.
    """
    drawn = [s for s in found if s.kind != "country"]
    if len(drawn) < 2:
        return []
    near = _near(drawn)
    whole = _extent(near)
    made = [_map(whole, found, named, None)]
    state, inside = _dense(near)
    if state and len(inside) < len(near):
        close = _extent(inside)
        if close.east - close.west < SMALL * (whole.east - whole.west):
            made.append(_map(close, found, named, state))
    return made


def _extent(some: Sequence[Site]) -> Extent:
    """The stretch that some places fill."""
    return Extent.round([(s.lon, s.lat) for s in some], WIDTH, HEIGHT, MARGIN, LEAST)


def _near(some: Sequence[Site]) -> list[Site]:
    """The places without the few that are named far off from where all others lie."""
    total = sum(s.documents for s in some)
    lon, lat = (_middle([(getattr(s, axis), s.documents) for s in some]) for axis in ("lon", "lat"))
    kept, heard = list[Site](), 0
    for site in sorted(some, key=lambda s: hypot(s.lon - lon, s.lat - lat)):
        if heard < SHARE * total or len(kept) < 2:
            kept.append(site)
        heard += site.documents
    return kept


def _middle(weighted: Sequence[tuple[float, int]]) -> float:
    """The value in the middle of weighted ones."""
    half, heard = sum(w for _, w in weighted) / 2, 0
    for value, weight in sorted(weighted):
        heard += weight
        if heard >= half:
            return value
    return weighted[0][0]


def _dense(some: Sequence[Site]) -> tuple[str | None, list[Site]]:
    """The state of whose places most is said, venues apart, and its places; none where they are few."""
    states = {s.id: _state(loaded().world.get(s.id)) for s in some}
    heard = Counter[str]()
    for site in some:
        state = states[site.id]
        if state and not site.met:
            heard[state] += site.documents
    most = next((state for state, _ in heard.most_common(1)), None)
    inside = [s for s in some if states[s.id] == most]
    much = most is not None and heard[most] >= MUCH * sum(s.documents for s in some)
    return (most, inside) if much and len(inside) >= CLOSE else (None, [])


def _state(place: Entity | None) -> str | None:
    """The state that a place lies in."""
    while place is not None and place.within:
        if place.within.startswith("state/"):
            return place.within
        place = loaded().world.get(place.within)
    return None


class _Room:
    """Where there is still room for a label."""

    def __init__(self, taken: Iterable[Box]) -> None:
        self.taken = list(taken)

    def label(self, text: str, x: float, y: float, away: float, *, centred: bool = False) -> Label | None:
        """The label of a place on the first side where it lies on nothing; its room is taken then."""
        long, half = len(text) * LETTER, LINE / 2
        above, below = y - away - half, y + away + half
        sides = (("start", x + away, y), ("end", x - away, y), ("middle", x, above), ("middle", x, below))
        for anchor, at, level in (("middle", x, y),) if centred else sides:
            left = at - {"start": 0, "middle": long / 2, "end": long}[anchor]
            box = (left, level - half, left + long, level + half)
            inside = box[0] >= 2 and box[2] <= WIDTH - 2 and box[1] >= 2 and box[3] <= HEIGHT - 2
            if inside and not any(_meet(box, other) for other in self.taken):
                self.taken.append(box)
                return Label(text, at, level, anchor)
        return None


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes lie on one another."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _radius(site: Site) -> float:
    """How large the mark of a place is."""
    return {"venue": 5.5, "town": 2.6, "country": 0.0}.get(site.shape, 4.0)


def _map(extent: Extent, found: Sequence[Site], named: Callable[[str, str], str], of: str | None) -> Map:
    """The picture of a stretch."""
    here = [s for s in found if extent.holds(s.lon, s.lat)]
    at = {s.id: extent.at(s.lon, s.lat) for s in here}
    here = [s for s in here if 6 < at[s.id][0] < WIDTH - 6 and 6 < at[s.id][1] < HEIGHT - 6]
    marked = [s for s in here if s.shape != "country"]
    room = _Room((x - r, y - r, x + r, y + r) for s in marked for x, y, r in [(*at[s.id], _radius(s))])
    ranked = sorted(here, key=lambda s: (s.shape == "country", -len(s.met), s.shape == "town", -s.documents, s.id))
    marks = []
    for site in ranked:
        x, y = at[site.id]
        label = room.label(named(site.id, site.name), x, y, _radius(site) + 3, centred=site.shape == "country")
        if label or site.shape != "country":
            marks.append(Mark(site, x, y, label))
    return Map(ground(extent), tuple(marks), tuple(_states(extent, room, {s.id for s in here}, named)), of)


def _states(extent: Extent, room: _Room, spoken: Set[str], named: Callable[[str, str], str]) -> Iterator[Label]:
    """The names of states in a stretch that nobody speaks of, where there is room."""
    for state in loaded().world.entities.values():
        if state.place_kind != "country" or state.id in spoken or state.lat is None or state.lon is None:
            continue
        if extent.holds(state.lon, state.lat):
            label = room.label(named(state.id, ""), *extent.at(state.lon, state.lat), 0, centred=True)
            if label:
                yield label
