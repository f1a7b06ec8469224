"""Maps of places: marks where the places are, labels that do not lie on others, ground that fills the picture."""

from __future__ import annotations

import json
import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from mahdar import views
from mahdar.record import Record
from mahdar.surfaces.web import ground, maps
from mahdar.surfaces.web.ground import Extent
from mahdar.surfaces.web.maps import HEIGHT, LETTER, LINE, WIDTH, Label, Map, Site
from mahdar.surfaces.web.screen import screen
from mahdar.views import Asked

LEVANT = Extent(34, 31, 43, 38, 41)
PLACES = (
    ("place/astana", "city", 71.43, 51.13, 40), ("place/geneva", "city", 6.14, 46.2, 20),
    ("place/idlib", "governorate", 36.63, 35.93, 20), ("place/aleppo", "governorate", 37.16, 36.2, 12),
    ("place/bab-al-hawa", "crossing", 36.69, 36.24, 7), ("place/daraa", "governorate", 36.1, 32.62, 9),
    ("place/homs", "governorate", 36.72, 34.73, 5), ("place/sy", "country", 38, 35, 30),
)  # fmt: skip


def some(*, shift: float = 0) -> list[Site]:
    return [Site(key, key, kind, lon + shift, lat, said, ()) for key, kind, lon, lat, said in PLACES]


def drawn(path: str) -> list[list[tuple[int, int]]]:
    """The points of each part of a path, in tenths of a unit."""
    found = []
    for part in re.findall(r"M[^MZ]+", path):
        x = y = 0
        points = []
        for dx, dy in re.findall(r"(-?\d+) (-?\d+)", part):
            x, y = x + int(dx), y + int(dy)
            points.append((x, y))
        found.append(points)
    return found


def box(label: Label) -> tuple[float, float, float, float]:
    long = len(label.text) * LETTER
    left = label.x - {"start": 0, "middle": long / 2, "end": long}[label.anchor]
    return left, label.y - LINE / 2, left + long, label.y + LINE / 2


@pytest.mark.parametrize("language", ["ar", "en"])
def test_labels_lie_within_the_picture_and_on_nothing_else(language: str) -> None:
    for picture in maps.maps(some(), screen(language).entity):  # type: ignore[arg-type]
        boxes = [box(x) for x in (*(m.label for m in picture.marks if m.label), *picture.states)]
        assert len(boxes) > 4
        assert all(a >= 0 and b >= 0 and c <= WIDTH and d <= HEIGHT for a, b, c, d in boxes)
        for one, other in combinations(boxes, 2):
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert all(0 < m.x < WIDTH and 0 < m.y < HEIGHT for m in picture.marks)


def test_places_close_together_have_a_picture_of_their_own() -> None:
    whole, close = maps.maps(some(), screen("en").entity)
    assert (whole.of, close.of) == (None, "state/sy")
    assert {"place/astana", "place/geneva"} <= {m.site.id for m in whole.marks}
    assert {m.site.id for m in close.marks if m.label} >= {"place/idlib", "place/daraa", "place/homs"}


def test_east_is_right_and_north_is_up() -> None:
    at = {m.site.id: m for m in maps.maps(some(), screen("ar").entity)[0].marks}
    assert at["place/geneva"].x < at["place/idlib"].x < at["place/astana"].x
    assert at["place/astana"].y < at["place/geneva"].y < at["place/daraa"].y


def test_what_is_named_far_off_does_not_shrink_the_picture() -> None:
    far = Site("place/new-york", "New York", "city", -74, 40.7, 2, ())
    assert "place/new-york" not in {m.site.id for m in maps.maps([*some(), far], screen("en").entity)[0].marks}


def test_one_place_makes_no_map() -> None:
    assert maps.maps([], screen("en").entity) == []
    assert maps.maps([s for s in some() if s.kind in ("crossing", "country")], screen("en").entity) == []


def test_venues_are_drawn_whoever_names_them(where: str) -> None:
    with Record.open(where) as record:
        met = views.rounds(record, Asked(track="astana"))
    found = {s.id: s for s in maps.sites([], met)}
    assert found["place/astana"].shape == "venue"
    assert all(row.minutes.place == "place/astana" for row in found["place/astana"].met)


def test_a_continent_is_no_point() -> None:
    rows = [views.PlaceRow("place/europe", "", "region", 9, 50.0, 15.0)]
    assert maps.sites(rows, []) == []


def test_the_ground_fills_the_picture_and_no_line_leaps() -> None:
    made = ground.ground(LEVANT)
    land = [p for part in drawn(made.land) for p in part]
    assert min(x for x, _ in land) < 0 < 3000 < max(x for x, _ in land)
    for extent in (LEVANT, Extent(-26, -2, 86, 66, 4.2)):
        for part in drawn(ground.ground(extent).borders):
            assert all(abs(a[0] - b[0]) < 900 and abs(a[1] - b[1]) < 900 for a, b in pairwise(part))


def test_the_north_is_land_where_it_is_land() -> None:
    """Russia crosses the 180th meridian: a ring that leapt there cut all that lies north of it."""
    wide = Extent(-26, -2, 86, 66, 4.2)
    x, y = (10 * v for v in wide.at(60, 65.5))
    assert inside(drawn(ground.ground(wide).land), x, y)
    assert not inside(drawn(ground.ground(wide).land), *(10 * v for v in wide.at(-15, 50)))


def inside(parts: list[list[tuple[int, int]]], x: float, y: float) -> bool:
    """Whether a point lies in an area: how often a line from it crosses the outlines."""
    crossed = 0
    for part in parts:
        for (ax, ay), (bx, by) in pairwise([*part, part[0]]):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossed += 1
    return crossed % 2 == 1


def test_the_file_of_the_ground_tells_its_source() -> None:
    raw = json.loads((Path(ground.__file__).parent / "land.json").read_text("utf-8"))
    assert "Natural Earth" in raw["source"]
    assert max(abs(n) for ring in raw["land"] for n in ring) <= len(raw["lines"])


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_mark_leads_to_the_words(client: TestClient, language: str) -> None:
    page = client.get(f"/{language}/track/astana").text
    pictures = re.findall(r'<svg class="map".*?</svg>', page, re.DOTALL)
    assert pictures
    links = {link for picture in pictures for link in re.findall(r'<a href="([^"]+)"', picture)}
    assert any("/round/" in link for link in links)
    for link in sorted(links)[:12]:
        answer = client.get(link.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert f"/{language}/document/" in answer.text


def test_pictures_are_light() -> None:
    made = maps.maps(some(), screen("en").entity)
    assert sum(len(m.ground.land) + len(m.ground.borders) for m in made if isinstance(m, Map)) < 40_000
