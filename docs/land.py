"""Make the coasts and borders that maps are drawn on: `.venv/bin/python docs/land.py countries-50m.json`.

The file is that of `world-atlas` 2 (`npm pack world-atlas`), a TopoJSON of Natural Earth 1:50m, which is in the public
domain. Lines are made simpler until they are as coarse as a picture of a few hundred pixels needs, each line once, so
that neighbours still touch.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Point = tuple[float, float]

COARSE, UNIT, SMALLEST = 0.06, 0.05, 0.15
"""Degrees by which a line may stray, degrees of a unit of the file, and degrees across below which islands are left."""

TARGET = Path(__file__).parents[1] / "src" / "mahdar" / "surfaces" / "web" / "land.json"


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """The lines of a TopoJSON file in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        lines.append(line)
    return lines


def simpler(line: list[Point]) -> list[Point]:
    """A line without the points that lie nearer to it than `COARSE` (Douglas and Peucker)."""
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5

    def off(point: Point) -> float:
        x, y = point
        if not length:
            return ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
        return abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length

    far = max(range(1, len(line) - 1), key=lambda i: off(line[i]))
    if off(line[far]) <= COARSE:
        return [line[0], line[-1]]
    return simpler(line[: far + 1])[:-1] + simpler(line[far:])


def rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a geometry as numbers of lines; a negative one runs backwards."""
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from rings(part)
    elif geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def wide(ring: list[int], lines: list[list[Point]]) -> bool:
    """Whether a ring can be seen."""
    points = [p for number in ring for p in lines[number if number >= 0 else ~number]]
    return max(max(c) - min(c) for c in zip(*points, strict=True)) >= SMALLEST


def written(line: list[Point]) -> list[int]:
    """A line as its first point and steps from point to point, in units."""
    found: list[int] = []
    x = y = 0
    for px, py in line:
        nx, ny = round(px / UNIT), round(py / UNIT)
        if not found or (nx, ny) != (x, y):
            found += [nx - x, ny - y]
        x, y = nx, ny
    return found


def main(source: str) -> None:
    """Write the file."""
    topology = json.loads(Path(source).read_text("utf-8"))
    lines = decoded(topology)
    land = [ring for ring in rings(topology["objects"]["land"]) if wide(ring, lines)]
    used = Counter(
        number if number >= 0 else ~number
        for country in topology["objects"]["countries"]["geometries"]
        for number in {n if n >= 0 else ~n for ring in rings(country) for n in ring}
    )
    borders = sorted(number for number, times in used.items() if times > 1)
    kept = sorted({n if n >= 0 else ~n for ring in land for n in ring} | set(borders))
    place = {number: at for at, number in enumerate(kept)}
    made = {
        "source": "Natural Earth 1:50m, public domain, by world-atlas 2",
        "unit": UNIT,
        "lines": [written(simpler(lines[number])) for number in kept],
        "land": [[place[n] if n >= 0 else ~place[~n] for n in ring] for ring in land],
        "borders": [place[number] for number in borders],
    }
    TARGET.write_text(json.dumps(made, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
