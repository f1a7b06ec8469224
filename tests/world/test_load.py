"""The user's folder is laid over the shipped pack, and mistakes are told with file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mahdar.errors import PackError
from mahdar.world import load_world


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder


def test_adds_an_entry_and_a_track(tmp_path: Path) -> None:
    write(tmp_path, "people.yaml", "- id: person/someone\n  names: {ar: فلان الفلاني, en: Someone}\n")
    write(tmp_path, "tracks.yaml", "- id: cyprus\n  names: {ar: محادثات قبرص}\n  venues: [place/geneva]\n")
    world = load_world(tmp_path)
    assert world.entities["person/someone"].name() == "فلان الفلاني"
    assert world.tracks["cyprus"].venues == ("place/geneva",)


def test_extends_lists_and_replaces_the_rest(tmp_path: Path) -> None:
    write(tmp_path, "states.yaml", "- id: state/sy\n  aliases: {ar: [بلاد الشام]}\n  lat: 34.5\n")
    before, after = load_world().entities["state/sy"], load_world(tmp_path).entities["state/sy"]
    assert after.aliases["ar"] == (*before.aliases["ar"], "بلاد الشام")
    assert after.lat == 34.5
    assert after.adjective == before.adjective


def test_a_new_office_finds_its_holder(tmp_path: Path) -> None:
    write(
        tmp_path,
        "people.yaml",
        "- id: person/new-envoy\n  names: {ar: مبعوث جديد, en: New Envoy}\n"
        '  offices:\n    - {office: office/un-envoy-yemen, since: "2040"}\n',
    )
    held = load_world(tmp_path).holder("المبعوث الأممي إلى اليمن", date(2041, 1, 1))
    assert held[0] == "person/new-envoy"


def test_drops_an_entry_and_its_mentions(tmp_path: Path) -> None:
    write(tmp_path, "people.yaml", "- id: person/alexander-lavrentiev\n  drop: true\n")
    world = load_world(tmp_path)
    assert "person/alexander-lavrentiev" not in world.entities
    assert "person/alexander-lavrentiev" not in world.tracks["astana"].people


@pytest.mark.parametrize(
    ("drawer", "text", "line", "says"),
    [
        ("states.yaml", "- id: state/sy\n  colour: red\n", 2, "knows no key «colour»"),
        ("states.yaml", "- id: state/sy\n- id: state/sy\n", 2, "stands twice"),
        ("states.yaml", "- names: {ar: بلد}\n", 1, "without an id"),
        ("states.yaml", "- id: country/sy\n", 1, "begin with state/"),
        ("states.yaml", "states: 3\n", 1, "list of entries"),
        ("states.yaml", "- id: state/zz\n  names: {ar: بلد}\n", 1, "no «adjective»"),
        ("groups.yaml", "- id: group/x\n  names: {ar: جماعة}\n  members:\n    - state/zz\n", 4, "called state/zz"),
        ("people.yaml", "- id: person/x\n  names: {ar: ﻓﻼن}\n", 2, "presentation form"),
        ("people.yaml", "- id: person/x\n  names: {ar: فلانٌ}\n", 2, "holds a mark"),
        ("people.yaml", "- id: person/x\n  names: {ar: فـلان}\n", 2, "holds a mark"),
        ("people.yaml", "- id: person/x\n  aliases:\n    ar: [فلان, فلان]\n", 3, "stands twice"),
        ("people.yaml", "- id: person/x\n  names: {ar: ف}\n  gender: x\n", 3, "is no gender"),
        ("people.yaml", "- id: person/x\n  names: {ar: ف}\n  offices:\n    - {since: x}\n", 4, "needs titles"),
        (
            "people.yaml",
            "- id: person/x\n  names: {ar: ف}\n  offices:\n    - titles: {ar: [وزير]}\n      since: 2018\n",
            5,
            "is no date",
        ),
        ("places.yaml", "- id: place/x\n  names: {ar: م}\n  kind: moon\n  lat: 1\n  lon: 1\n", 3, "is no kind"),
        ("tracks.yaml", "- id: x\n  names: {ar: م}\n  roles: {boss: [state/sy]}\n", 3, "is no role"),
        ("tracks.yaml", "- id: x\n  names: {ar: م}\n  until: tomorrow\n", 3, "is no date"),
        ("topics.yaml", "- id: x\n  names: [م]\n  words: {ar: [م]}\n", 2, "a language and its words"),
        ("topics.yaml", "- id: x\n  names: {ar: م\n", 3, "not YAML"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, drawer: str, text: str, line: int, says: str) -> None:
    write(tmp_path, drawer, text)
    with pytest.raises(PackError, match=says) as caught:
        load_world(tmp_path)
    assert (caught.value.file, caught.value.line) == (drawer, line)
    assert caught.value.next_step


def test_an_unknown_drawer_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "planets.yaml", "[]\n")
    with pytest.raises(PackError, match="no drawer has this name"):
        load_world(tmp_path)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="not there"):
        load_world(tmp_path / "nowhere")


def test_an_empty_drawer_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, "people.yaml", "# nothing yet\n")
    assert load_world(tmp_path) == load_world()
