"""The shipped world pack says true things, and enough of them."""

from __future__ import annotations

import pickle
from collections import Counter, defaultdict
from datetime import date

import pytest

from mahdar.world import World, load_world

# The tracks that a reading may name: the contract of `mahdar read`.
# fmt: off
TRACKS = {
    "astana", "geneva-syria", "sochi-congress", "constitutional-committee", "syria-local",
    "tripartite-summit", "security-council", "yemen-un", "libya-un", "libya-paris",
    "libya-army", "south-sudan", "western-sahara", "gerd", "iran-nuclear",
    "korea-us", "korea-inter", "gaza-truce", "palestinian-reconciliation", "afghanistan",
    "israel-palestine", "ukraine", "iraq", "sudan", "lebanon",
    "other",
}
# fmt: on


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def test_is_as_wide_as_the_news(world: World) -> None:
    count = Counter(entity.kind for entity in world.entities.values())
    assert count["state"] >= 197
    assert count["person"] >= 450
    assert count["place"] >= 600
    assert count["organisation"] >= 200
    assert count["group"] >= 100
    assert count["media"] >= 150
    assert len(world.topics) >= 60


def test_every_entity_has_both_names(world: World) -> None:
    assert not [e.id for e in world.entities.values() if not e.names.get("ar") or not e.names.get("en")]


def test_every_state_has_adjective_capital_and_coordinates(world: World) -> None:
    for state in (e for e in world.entities.values() if e.kind == "state"):
        assert state.adjective["ar"][0].endswith("ي"), state.id
        assert state.capital is not None
        capital = world.entities[state.capital]
        assert capital.within == state.id
        assert capital.place_kind == "city"
        assert abs((state.lat or 0) - (capital.lat or 0)) < 25, state.id


def test_coordinates_lie_on_earth(world: World) -> None:
    for place in (e for e in world.entities.values() if e.kind == "place"):
        assert place.lat is not None
        assert place.lon is not None
        assert -60 < place.lat < 75, place.id
        assert -180 < place.lon < 180, place.id


def test_places_lie_near_their_state(world: World) -> None:
    # Of all states here only the widest reach further than this from the point we give them.
    wide = {"state/ru", "state/us", "state/cn", "state/ca"}
    for place in (e for e in world.entities.values() if e.kind == "place" and e.within and e.within not in wide):
        state = world.entities[place.within or ""]
        assert abs((place.lat or 0) - (state.lat or 0)) < 22, place.id
        assert abs((place.lon or 0) - (state.lon or 0)) < 32, place.id


def test_every_track_of_the_contract_is_there(world: World) -> None:
    assert set(world.tracks) == TRACKS


def test_every_real_track_can_be_recognised(world: World) -> None:
    for track in world.tracks.values():
        if track.id != "other":
            assert track.markers["ar"], track.id
            assert track.context["ar"], track.id


def test_no_strong_marker_means_two_tracks_unnoticed(world: World) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for track in world.tracks.values():
        for marker in track.markers.get("ar", ()):
            owners[marker].add(track.id)
    shared = {marker: tracks for marker, tracks in owners.items() if len(tracks) > 1}
    # 5+1 is the powers that talk with Iran; 5+5 is five Libyan officers a side: only these are alike, and differ.
    assert shared == {}


def test_a_form_that_two_bodies_share_is_known_to_be_shared(world: World) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for form in world.forms("ar"):
        if form.role in {"name", "alias"}:
            owners[form.text].add(form.entity_id)
    shared = {text for text, ids in owners.items() if len(ids) > 1}
    # Oman and Amman are one word without marks; الشرق الأوسط is a region and a newspaper.
    assert shared <= {"عمان", "الشرق الأوسط"}


def test_topics_are_told_apart_by_their_names(world: World) -> None:
    names = [topic.names["ar"][0] for topic in world.topics.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("title", "day", "holder"),
    [
        ("المبعوث الأممي إلى اليمن", date(2018, 5, 15), "martin-griffiths"),
        ("مبعوث الأمم المتحدة إلى اليمن", date(2016, 5, 15), "ismail-ould-cheikh-ahmed"),
        ("المبعوث الأممي إلى اليمن", date(2023, 5, 15), "hans-grundberg"),
        ("مبعوث الأمم المتحدة الخاص إلى سوريا", date(2018, 7, 31), "staffan-de-mistura"),
        ("المبعوث الأممي إلى سوريا", date(2023, 6, 21), "geir-pedersen"),
        ("المبعوث الروسي الخاص إلى سورية", date(2023, 6, 21), "alexander-lavrentiev"),
        ("نائب وزير الخارجية الكازاخستاني", date(2023, 6, 21), "kanat-tumysh"),
        ("وزير الخارجية الروسي", date(2018, 5, 9), "sergei-lavrov"),
        ("وزير الخارجية الأميركي", date(2018, 8, 1), "mike-pompeo"),
        ("وزير الخارجية الأمريكي", date(2016, 8, 1), "john-kerry"),
        ("وزيرة الدفاع الفرنسية", date(2018, 8, 1), "florence-parly"),
        ("المستشارة الألمانية", date(2018, 8, 1), "angela-merkel"),
        ("المتحدثة باسم وزارة الخارجية الروسية", date(2018, 8, 1), "maria-zakharova"),
        ("رئيس الحكومة اللبنانية", date(2018, 8, 1), "saad-hariri"),
        ("وزيرة الخارجية الكورية الجنوبية", date(2018, 8, 1), "kang-kyung-wha"),
        ("الرئيس الفلسطيني", date(2018, 3, 19), "mahmoud-abbas"),
        ("زعيم كوريا الشمالية", date(2018, 5, 23), "kim-jong-un"),
        ("المبعوث الشخصي للأمين العام للأمم المتحدة إلى الصحراء الغربية", date(2018, 12, 5), "horst-kohler"),
    ],
)
def test_an_office_leads_to_its_holder_on_the_day(world: World, title: str, day: date, holder: str) -> None:
    assert f"person/{holder}" in world.holder(title, day)


def test_an_office_has_one_holder_away_from_handovers(world: World) -> None:
    assert world.holder("المبعوث الأممي إلى اليمن", date(2018, 5, 15)) == ["person/martin-griffiths"]
    assert world.holder("office/foreign-minister", date(2018, 5, 15), "state/fr") == ["person/jean-yves-le-drian"]
    assert world.holder("office/president", date(2017, 1, 1), "state/us") == ["person/barack-obama"]


def test_a_day_outside_every_term_has_no_holder(world: World) -> None:
    assert world.holder("office/un-envoy-yemen", date(2005, 1, 1)) == []
    assert world.holder("لا أحد", date(2018, 1, 1)) == []


def test_without_a_day_all_holders_come_the_latest_first(world: World) -> None:
    envoys = world.holder("المبعوث الأممي إلى اليمن")
    assert envoys[:2] == ["person/hans-grundberg", "person/martin-griffiths"]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("لافرينتييف", "person/alexander-lavrentiev"),
        ("لافرنتييف", "person/alexander-lavrentiev"),
        ("أميركا", "state/us"),
        ("أميركي", "state/us"),
        ("البيت الأبيض", "state/us"),
        ("الكرملين", "state/ru"),
        ("سورية", "state/sy"),
        ("أستانة", "place/astana"),
        ("نورسلطان", "place/astana"),
        ("الحوثيين", "group/houthis"),
        ("أنصار الله", "group/houthis"),
        ("الدول الضامنة", "group/astana-guarantors"),
        ("الخارجية التركية", "org/mfa-tr"),
        ("الخارجية الأميركية", "org/mfa-us"),
        ("النظام السوري", "org/gov-sy"),
        ("فرانس برس", "media/afp"),
        ("ترمب", "person/donald-trump"),
        ("أتراك", "state/tr"),
    ],
)
def test_a_form_of_the_press_leads_to_its_entity(world: World, text: str, entity: str) -> None:
    assert (text, entity) in {(form.text, form.entity_id) for form in world.forms("ar")}


def test_words_that_are_everyday_words_too_are_marked(world: World) -> None:
    marked = {(form.text, form.entity_id) for form in world.forms("ar") if form.common}
    assert {("مالي", "state/ml"), ("معا", "media/maan"), ("فتح", "group/fatah")} <= marked
    assert not {text for text, _ in marked} & {"سوريا", "لافروف", "غريفيث"}


def test_members_and_representation(world: World) -> None:
    assert world.entities["group/astana-guarantors"].members == ("state/ru", "state/tr", "state/ir")
    assert world.entities["org/mfa-kz"].represents == "state/kz"
    assert world.entities["org/gov-sy"].represents == "state/sy"


def test_a_state_is_a_place_too(world: World) -> None:
    syria = world.place_of("state/sy")
    assert syria is not None
    assert (syria.id, syria.kind, syria.place_kind) == ("place/sy", "place", "country")
    assert world.get("place/sy") == syria
    assert world.place_of("place/idlib") == world.get("place/idlib")
    assert world.place_of("group/houthis") is None
    assert world.get("place/nowhere") is None


def test_survives_pickling(world: World) -> None:
    assert pickle.loads(pickle.dumps(world)) == world
