"""The same interface over a PostgreSQL server, attacks on its search included."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.sources import read_inputs
from mahdar.sources.dossier import dossier_reports
from mahdar.surfaces.api import build
from record.server import HOW, binaries, server
from surfaces.api.test_attacks import FTS, SQL

pytestmark = pytest.mark.skipif(binaries() is None, reason=HOW)

HOME = "/api/v1"


@pytest.fixture(scope="module")
def there() -> Iterator[TestClient]:
    with server() as address:
        with Record.open(address) as made:
            add(read_inputs(dossier_reports()), made)
        with TestClient(build(address), raise_server_exceptions=False) as client:
            yield client


@pytest.mark.parametrize(
    "address",
    ["tracks", "rounds", "statements?limit=200", "positions", "pledges", "conflicts", "actors", "places", "documents",
     "coverage", "search?q=الجولة", "statements?limit=7&track=astana"],
)  # fmt: skip
def test_a_server_answers_as_a_file_does(client: TestClient, there: TestClient, address: str) -> None:
    assert there.get(f"{HOME}/{address}").json() == client.get(f"{HOME}/{address}").json()


def test_a_text_is_held_against_it(client: TestClient, there: TestClient) -> None:
    said = client.get(f"{HOME}/statements?actor=كانات توميش&limit=1").json()["items"][0]
    text = {"text": f"قال المندوب إن {said['words']}."}
    found = there.post(f"{HOME}/check", json=text).json()
    assert found == client.post(f"{HOME}/check", json=text).json()
    assert found["statements"]


@pytest.mark.parametrize("attack", [*SQL, *FTS])
def test_attacks_are_words(there: TestClient, attack: str) -> None:
    assert there.get(f"{HOME}/search", params={"q": attack}).status_code == 200
    assert there.get(f"{HOME}/statements", params={"track": attack, "actor": attack}).status_code == 200
