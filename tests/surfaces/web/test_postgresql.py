"""The pages over a PostgreSQL server: review and decisions as over a file, and a server that goes away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from sqlalchemy import text

from mahdar import views
from mahdar.accounts import Accounts, passwords
from mahdar.pipeline import keep
from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.record.opening import bare_engine
from mahdar.sources import read_inputs
from mahdar.sources.dossier import dossier_reports
from mahdar.surfaces.web import build
from mahdar.surfaces.web.screen import screen
from mahdar.views import Asked, Waiting
from record.server import HOW, binaries, server
from signing import PASSWORD, sign_in

pytestmark = pytest.mark.skipif(binaries() is None, reason=HOW)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server with the record of the dossier and a reviewer."""
    with server() as found:
        with Record.open(found) as made:
            add(read_inputs(dossier_reports()), made)
        yield found


@pytest.fixture
def there(address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobodys.cache_clear()
    with Accounts.open(address) as accounts:
        if accounts.empty():
            accounts.make("reviewer", PASSWORD, "reviewer", by="test")
    with TestClient(build(address), raise_server_exceptions=False, follow_redirects=False) as client:
        sign_in(client, "reviewer")
        yield client


def shut_out(address: str) -> None:
    """Let the server end every other connection."""
    engine = bare_engine(address)
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                                "AND backend_type = 'client backend'"))  # fmt: skip
    engine.dispose()


def test_the_queue_is_that_of_a_file(address: str, where: str) -> None:
    with Record.open(address) as server, Record.open(where) as file:
        assert Waiting(server).items(Asked()) == Waiting(file).items(Asked())
        key = next(item.id for item in Waiting(file).items(Asked()) if item.doubt == "meeting")
        assert views.finding(server, key) == views.finding(file, key)


def test_people_decide(there: TestClient, address: str) -> None:
    page = there.get("/en/review?doubt=meeting").text
    target = page.partition('name="target" value="')[2].partition('"')[0]
    csrf = page.partition('name="csrf" value="')[2].partition('"')[0]
    for kind in ("aside", "accept"):
        answer = there.post("/en/review/decide", data={"csrf": csrf, "target": target, "kind": kind})
        assert answer.status_code == 303
    with Record.open(address) as record:
        (row,) = keep.decisions(record)
    assert (row["kind"], row["target"]) == ("accept", target)
    assert there.post("/en/review/undo", data={"csrf": csrf, "number": row["id"]}).status_code == 303


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_server_that_goes_away_in_mid_request_is_told_and_found_again(
    there: TestClient, address: str, language: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = views.cite.sentence_of

    def lost(*given: Any) -> str:
        shut_out(address)
        return whole(*given)

    monkeypatch.setattr("mahdar.views.cite.sentence_of", lost)
    answer = there.get(f"/{language}/")
    assert answer.status_code == 503
    assert screen(language)("faults", "record", "title") in answer.text
    monkeypatch.setattr("mahdar.views.cite.sentence_of", whole)
    assert there.get(f"/{language}/").status_code == 200
