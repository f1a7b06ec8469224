"""Coasts and borders to draw a map on, from `land.json`: Natural Earth 1:50m made coarser by `docs/land.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import cos, radians

import orjson

Point = tuple[float, float]

SCALES = 200
"""Pictures whose ground is kept."""
FINE = 1.6
"""Units of a picture below which a step is not drawn."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch of the earth in degrees, and the picture of it: `scale` units for each degree of latitude.

    Degrees of longitude are as much shorter as they are in its middle.
    """

    west: float
    south: float
    east: float
    north: float
    scale: float

    @classmethod
    def round(cls, points: Sequence[Point], width: int, height: int, margin: int, least: float) -> Extent:
        """The stretch in which points (longitude, latitude) lie, filling a picture but for a margin round them.

        It is at least so many degrees high.
        """
        lons, lats = [p[0] for p in points], [p[1] for p in points]
        lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
        narrow = cos(radians(lat))
        high = max(max(lats) - min(lats), least)
        broad = max((max(lons) - min(lons)) * narrow, least)
        scale = min((height - 2 * margin) / high, (width - 2 * margin) / broad)
        half_x, half_y = width / scale / narrow / 2, height / scale / 2
        return cls(lon - half_x, lat - half_y, lon + half_x, lat + half_y, scale)

    def at(self, lon: float, lat: float) -> Point:
        """Where a place lies in the picture."""
        narrow = cos(radians((self.south + self.north) / 2))
        return (lon - self.west) * self.scale * narrow, (self.north - lat) * self.scale

    def holds(self, lon: float, lat: float, beyond: float = 0) -> bool:
        """Whether a place lies in it, or not far beyond it."""
        return (
            self.west - beyond < lon < self.east + beyond and self.south - beyond < lat < self.north + beyond
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ground:
    """Land and borders of a picture as SVG paths, in tenths of a unit."""

    land: str
    borders: str


@cache
def _lines() -> tuple[list[list[Point]], list[list[int]], list[int]]:
    """Every line in degrees, the rings of the land as numbers of lines (negative: backwards), and the borders."""
    raw = orjson.loads((files("mahdar.surfaces.web") / "land.json").read_bytes())
    lines = []
    for steps in raw["lines"]:
        x = y = 0
        line = []
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            line.append((x * raw["unit"], y * raw["unit"]))
        lines.append(line)
    return lines, raw["land"], raw["borders"]


@cache
def _rings() -> list[tuple[list[Point], Extent]]:
    """The outlines of the land, each with the stretch that it lies in."""
    lines, land, _ = _lines()
    found = []
    for ring in land:
        points = _whole(p for number in ring for p in (lines[number] if number >= 0 else lines[~number][::-1]))
        lons, lats = [p[0] for p in points], [p[1] for p in points]
        found.append((points, Extent(min(lons), min(lats), max(lons), max(lats), 1)))
    return found


def _whole(ring: Iterable[Point]) -> list[Point]:
    """A ring that does not leap round the earth where it crosses the 180th meridian.

    >>> _whole([(179, 65), (-179, 66)])
    [(179, 65), (181, 66)]
    """
    found: list[Point] = []
    for lon, lat in ring:
        leap = found[-1][0] - lon if found else 0
        found.append((lon + 360 * round(leap / 360), lat))
    return found


@lru_cache(SCALES)
def ground(extent: Extent) -> Ground:
    """The land and the borders within a stretch.

    >>> made = ground(Extent(35, 32, 43, 38, 40))
    >>> made.land[:1], made.borders.count("M") > 3
    ('M', True)
    """
    near = [
        ring for ring, of in _rings()
        if of.west < extent.east and extent.west < of.east and of.south < extent.north and extent.south < of.north
    ]  # fmt: skip
    land = "".join(path + "Z" for ring in near if (path := _path(_clipped(ring, extent), extent)))
    lines, _, borders = _lines()
    return Ground(land, "".join(_path(part, extent) for number in borders for part in _inside(lines[number], extent)))


def _path(points: Iterable[Point], extent: Extent) -> str:
    """Points as the steps of a path in tenths, those that are too near to the last one left out; none of one point."""
    found: list[str] = []
    x = y = 0
    for lon, lat in points:
        px, py = (round(10 * value) for value in extent.at(lon, lat))
        if not found or abs(px - x) + abs(py - y) >= 10 * FINE:
            found.append(f"{'l' if found else 'M'}{px - x} {py - y}")
            x, y = px, py
    return "".join(found) if len(found) > 1 else ""


def _inside(line: Sequence[Point], extent: Extent) -> Iterable[list[Point]]:
    """The parts of a line that lie within a stretch, with the points just outside it."""
    part: list[Point] = []
    for before, point in zip([line[0], *line], line, strict=False):
        if extent.holds(*point) or extent.holds(*before):
            part = part or [before]
            part.append(point)
        elif part:
            yield part
            part = []
    if part:
        yield part


def _clipped(ring: Sequence[Point], extent: Extent) -> Sequence[Point]:
    """A ring without what lies beyond a stretch, side by side (Sutherland and Hodgman)."""
    beyond = 8 / extent.scale
    sides: tuple[tuple[int, float, Callable[[float, float], bool]], ...] = (
        (0, extent.west - beyond, float.__ge__), (0, extent.east + beyond, float.__le__),
        (1, extent.south - beyond, float.__ge__), (1, extent.north + beyond, float.__le__),
    )  # fmt: skip
    for axis, edge, within in sides:
        ring = _cut(ring, axis, edge, within)
    return ring


def _cut(ring: Sequence[Point], axis: int, edge: float, within: Callable[[float, float], bool]) -> list[Point]:
    """A ring without what lies beyond one side."""
    found: list[Point] = []
    before = ring[-1] if ring else (0.0, 0.0)
    for point in ring:
        if within(point[axis], edge) != within(before[axis], edge):
            share = (edge - before[axis]) / (point[axis] - before[axis])
            x, y = (before[i] + share * (point[i] - before[i]) for i in (0, 1))
            found.append((x, y))
        if within(point[axis], edge):
            found.append(point)
        before = point
    return found
