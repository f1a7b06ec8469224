"""Places: names with their clitics, countries, what only sounds like one, and spans."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabic import texts
from mahdar.extract.names import find_mentions
from mahdar.extract.places import find_places
from mahdar.model import Place
from mahdar.pipeline import loaded
from mahdar.text import Page


def places_in(text: str) -> list[Place]:
    known, page = loaded().known, Page.of(text)
    return list(find_places(page, find_mentions(page, known.names), known.places))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("وصل الوفد إلى جنيف.", ["place/geneva"]),
        ("غادر بغداد وبيروت.", ["place/baghdad", "place/beirut"]),
        ("سافر من ليبيا إلى تونس.", ["place/ly", "place/tn"]),
        ("قرب مدينة حلب وبإدلب.", ["place/aleppo", "place/idlib"]),
        ("اجتماع في #بيروت.", ["place/beirut"]),
    ],
)
def test_places_in_reading_order(text: str, ids: list[str]) -> None:
    assert [place.id for place in places_in(text)] == ids


@pytest.mark.parametrize("text", ["قال الوزير التركي للصحفيين.", "الشعب السوري واللبناني.", "", "عاد الرجل إلى بيته."])
def test_adjectives_and_plain_words_are_no_places(text: str) -> None:
    assert places_in(text) == []


def test_all_mentions_of_one_place_stand_together_without_clitics() -> None:
    text = "من دمشق إلى عمان ثم لدمشق ودمشق."
    damascus = next(place for place in places_in(text) if place.id == "place/damascus")
    assert [span.of(text) for span in damascus.mentions] == ["دمشق"] * 3
    assert (round(damascus.lat or 0), round(damascus.lon or 0)) == (34, 36)


def test_a_country_is_a_place_with_its_coordinates() -> None:
    (libya,) = places_in("الحرب في ليبيا")
    assert (libya.kind, libya.name) == ("country", "ليبيا")
    assert libya.lat is not None


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(["جنيف", "ولدمشق", "بِبَيْرُوت", "بالقاهرة", "ليبيا،"]), texts)).map(" ".join))
def test_spans_are_exactly_what_was_named(text: str) -> None:
    known = loaded().known
    for place in places_in(text):
        for span in place.mentions:
            again = Page.of(span.of(text))
            found = find_mentions(again, known.names)
            assert place.id in [p.id for p in find_places(again, found, known.places)]
