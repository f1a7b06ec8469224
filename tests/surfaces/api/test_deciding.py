"""Deciding over the network: who may, who may not, what is written down, and private records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from fastapi.testclient import TestClient

from mahdar.accounts import Accounts
from mahdar.surfaces.api import build
from mahdar.surfaces.api.bounds import LARGEST

HOME = "/api/v1"
PASSWORD = "four words in a row"
OPEN = {"/health", "/api/v1/session", "/api/v1/openapi.json"}


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash with the least effort."""
    from argon2 import PasswordHasher

    from mahdar.accounts import passwords

    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobodys.cache_clear()


@pytest.fixture
def mine(where: str, tmp_path: Path) -> str:
    """A copy of the record with an account of each role."""
    path = tmp_path / "mine.db"
    copyfile(where, path)
    with Accounts.open(path) as accounts:
        for role in ("reader", "reviewer", "admin"):
            accounts.make(role, PASSWORD, role, by="test")  # type: ignore[arg-type]
    return str(path)


@pytest.fixture
def asked(mine: str) -> Iterator[TestClient]:
    with TestClient(build(mine), raise_server_exceptions=False) as client:
        yield client


def key(client: TestClient, name: str) -> dict[str, str]:
    """The header of somebody who has signed in."""
    answer = client.post(f"{HOME}/session", json={"name": name, "password": PASSWORD})
    assert answer.status_code == 201
    return {"Authorization": f"Bearer {answer.json()['secret']}"}


def rejected(client: TestClient) -> dict[str, Any]:
    """The wish to reject the latest statement."""
    row = client.get(f"{HOME}/statements?limit=1").json()["items"][0]
    return {"kind": "reject", "target": row["id"], "why": "not said so"}


def test_a_reviewer_decides_and_undoes(asked: TestClient) -> None:
    wish, who = rejected(asked), key(asked, "reviewer")
    made = asked.post(f"{HOME}/decisions", json=wish, headers=who)
    assert made.status_code == 201
    assert wish["target"] not in [r["id"] for r in asked.get(f"{HOME}/statements?limit=200").json()["items"]]
    (row,) = asked.get(f"{HOME}/decisions").json()["items"]
    assert {k: row[k] for k in ("id", "who", "kind", "target", "why", "undone")} == wish | {
        "id": made.json()["id"], "who": "reviewer", "undone": None,
    }  # fmt: skip
    assert asked.delete(f"{HOME}/decisions/{row['id']}", headers=who).status_code == 204
    assert wish["target"] in [r["id"] for r in asked.get(f"{HOME}/statements?limit=200").json()["items"]]
    assert asked.get(f"{HOME}/decisions").json()["items"][0]["undone"]
    again = asked.delete(f"{HOME}/decisions/{row['id']}", headers=who)
    assert (again.status_code, again.json()["error"]["code"]) == (404, "unknown-id")
    log = asked.get(f"{HOME}/log", headers=key(asked, "admin")).json()["items"]
    assert [e["what"] for e in log if e["who"] == "reviewer"] == ["undid", "decided", "signed-in"]


def test_a_reviewer_corrects(asked: TestClient) -> None:
    who, target = key(asked, "reviewer"), rejected(asked)["target"]
    wish = {"kind": "correct", "target": target, "field": "act", "value": "deny"}
    assert asked.post(f"{HOME}/decisions", json=wish, headers=who).status_code == 201
    assert asked.get(f"{HOME}/statements?limit=1").json()["items"][0]["act"] == "deny"
    (row,) = asked.get(f"{HOME}/decisions").json()["items"]
    assert (row["field"], row["value"], row["into"]) == ("act", "deny", None)
    for wrong in ({"field": "colour"}, {"value": "burn"}, {"field": "said", "value": "soon"}):
        answer = asked.post(f"{HOME}/decisions", json=wish | wrong, headers=who)
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad-correction")
    meeting = asked.get(f"{HOME}/rounds").json()["items"][0]["cites"][0]["finding"]
    number = {"kind": "correct", "target": meeting, "field": "number", "value": "9" * 400}
    assert asked.post(f"{HOME}/decisions", json=number, headers=who).status_code == 422


def test_actors_are_merged_and_split(asked: TestClient) -> None:
    who = key(asked, "reviewer")
    one, other = (row["id"] for row in asked.get(f"{HOME}/actors?limit=2").json()["items"])
    merge = {"kind": "merge", "target": other, "into": one}
    assert asked.post(f"{HOME}/decisions", json=merge, headers=who).status_code == 201
    assert other not in [r["id"] for r in asked.get(f"{HOME}/actors?limit=200").json()["items"]]
    assert asked.get(f"{HOME}/decisions").json()["items"][0]["into"] == one
    assert asked.post(f"{HOME}/decisions", json={"kind": "split", "target": other}, headers=who).status_code == 201
    assert other in [r["id"] for r in asked.get(f"{HOME}/actors?limit=200").json()["items"]]


@pytest.mark.parametrize(
    "wish",
    [
        {"kind": "reject", "target": "nothing"}, {"kind": "merge", "target": "state/ru"},
        {"kind": "burn", "target": "x"},
        {"kind": "reject", "target": "x", "into": "y"}, {"kind": "reject"}, {"kind": "reject", "target": "a\0b"},
        {"kind": "reject", "target": "x", "why": "\0"}, {"kind": "reject", "target": "x", "why": "x" * 2001}, [], None,
        {"kind": "reject", "target": "x", "who": "somebody else"}, {"kind": "correct", "target": "x"},
        {"kind": "correct", "target": "x", "field": "act"},
        {"kind": "reject", "target": "x", "field": "a", "value": "b"},
    ],
    ids=str,
)  # fmt: skip
def test_a_decision_that_makes_no_sense_is_refused(asked: TestClient, wish: Any) -> None:
    answer = asked.post(f"{HOME}/decisions", json=wish, headers=key(asked, "reviewer"))
    assert answer.status_code in (404, 422)
    assert asked.get(f"{HOME}/decisions").json()["items"] == []


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer x", "Basic cmV2aWV3ZXI6eA==", "bearer mahdar_x"])
def test_nobody_decides_without_a_key(asked: TestClient, header: str) -> None:
    answer = asked.post(f"{HOME}/decisions", json=rejected(asked), headers={"Authorization": header})
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "sign-in-needed")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert asked.get(f"{HOME}/decisions").json()["items"] == []


def test_a_cookie_is_no_key(asked: TestClient) -> None:
    secret = key(asked, "reviewer")["Authorization"].removeprefix("Bearer ")
    asked.cookies.set("session", secret)
    assert asked.post(f"{HOME}/decisions", json=rejected(asked)).status_code == 401


@pytest.mark.parametrize(
    ("method", "address", "least"),
    [
        ("POST", "decisions", "reviewer"), ("DELETE", "decisions/1", "reviewer"), ("GET", "accounts", "admin"),
        ("POST", "accounts", "admin"), ("PATCH", "accounts/reader", "admin"), ("GET", "log", "admin"),
        ("GET", "me", "reader"), ("GET", "tokens", "reader"),
    ],
)  # fmt: skip
def test_each_role_may_what_it_may(asked: TestClient, method: str, address: str, least: str) -> None:
    roles = ("reader", "reviewer", "admin")
    for role in roles:
        answer = asked.request(method, f"{HOME}/{address}", json={}, headers=key(asked, role))
        refused = answer.status_code == 403 and answer.json()["error"]["code"] == "not-allowed"
        assert refused == (roles.index(role) < roles.index(least)), role
    assert asked.request(method, f"{HOME}/{address}", json={}).status_code == 401


def test_a_token_is_made_used_and_revoked(asked: TestClient) -> None:
    who = key(asked, "reviewer")
    made = asked.post(f"{HOME}/tokens", json={"scopes": ["read"], "days": 3, "label": "script"}, headers=who).json()
    token = {"Authorization": f"Bearer {made['secret']}"}
    assert asked.get(f"{HOME}/me", headers=token).json() == {
        "account": "reviewer", "role": "reviewer", "scopes": ["read"],
    }  # fmt: skip
    assert asked.post(f"{HOME}/decisions", json=rejected(asked), headers=token).status_code == 403
    wider = asked.post(f"{HOME}/tokens", json={"scopes": ["decide"]}, headers=token)
    assert (wider.status_code, wider.json()["error"]["code"]) == (403, "not-allowed")
    assert "secret" not in asked.get(f"{HOME}/tokens", headers=who).text
    assert asked.delete(f"{HOME}/tokens/{made['key']['id']}", headers=key(asked, "admin")).status_code == 404
    assert asked.delete(f"{HOME}/tokens/{made['key']['id']}", headers=who).status_code == 204
    assert asked.get(f"{HOME}/me", headers=token).status_code == 401
    assert asked.delete(f"{HOME}/session", headers=who).status_code == 204
    assert asked.get(f"{HOME}/me", headers=who).status_code == 401


def test_an_admin_looks_after_accounts(asked: TestClient) -> None:
    admin = key(asked, "admin")
    new = {"name": "omar", "password": PASSWORD, "role": "reader"}
    assert asked.post(f"{HOME}/accounts", json=new, headers=admin).status_code == 201
    assert asked.post(f"{HOME}/accounts", json=new, headers=admin).status_code == 422
    omar = key(asked, "omar")
    assert asked.patch(f"{HOME}/accounts/omar", json={"role": "reviewer"}, headers=admin).status_code == 204
    assert asked.get(f"{HOME}/me", headers=omar).json()["role"] == "reviewer"
    assert asked.patch(f"{HOME}/accounts/omar", json={"shut": True}, headers=admin).status_code == 204
    assert asked.get(f"{HOME}/me", headers=omar).status_code == 401
    assert asked.patch(f"{HOME}/accounts/nobody", json={"shut": True}, headers=admin).status_code == 404
    last = asked.patch(f"{HOME}/accounts/admin", json={"shut": True}, headers=admin)
    assert "last admin" in last.json()["error"]["message"]
    listed = asked.get(f"{HOME}/accounts", headers=admin)
    assert "argon2" not in listed.text
    assert [a["name"] for a in listed.json()["items"] if a["shut"]] == ["omar"]
    page = asked.get(f"{HOME}/log?limit=2", headers=admin).json()
    assert len(asked.get(f"{HOME}/log?limit=200&before={page['next']}", headers=admin).json()["items"]) > 2


def test_guessing_has_to_wait(asked: TestClient) -> None:
    wrong = {"name": "admin", "password": "another row of words"}
    for _ in range(5):
        answer = asked.post(f"{HOME}/session", json=wrong)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "wrong-password")
    answer = asked.post(f"{HOME}/session", json=wrong | {"password": PASSWORD})
    assert (answer.status_code, answer.json()["error"]["code"]) == (429, "too-many-tries")
    assert 0 < int(answer.headers["retry-after"]) <= 901


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b'{"name": "x"}', b'{"name": 1, "password": 2}', b"\xff", b"null"])
def test_what_is_no_name_and_password_is_refused_and_not_echoed(asked: TestClient, body: bytes) -> None:
    answer = asked.post(f"{HOME}/session", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad-setting")


def test_a_password_is_never_echoed(asked: TestClient) -> None:
    told = asked.post(f"{HOME}/session", json={"name": "x", "password": {"secret": "hush"}})
    assert "hush" not in told.text


def test_a_request_that_is_too_large_is_not_kept(asked: TestClient) -> None:
    for address in ("session", "read", "decisions"):
        answer = asked.post(f"{HOME}/{address}", content=(b"x" * 1024 for _ in range(LARGEST // 1024 + 1)))
        assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too-long")


def test_a_private_record_is_read_with_a_key_alone(mine: str) -> None:
    with TestClient(build(mine, private=True), raise_server_exceptions=False) as client:
        paths = client.get(f"{HOME}/openapi.json").json()["paths"]
        for path, methods in paths.items():
            for method in set(methods) & {"get", "post"}:
                address = path.replace("{key}", "x").replace("{track}", "astana").replace("{name}", "x")
                answer = client.request(method, address, params={"q": "x"} if "search" in path else {})
                assert answer.status_code == (401 if path not in OPEN else answer.status_code), (method, path)
        assert client.get("/health").status_code == 200
        reader = key(client, "reader")
        assert client.get(f"{HOME}/rounds", headers=reader).json()["items"]
        assert client.get("/feeds/track/astana.atom", headers=reader).status_code == 200
        assert client.get("/metrics", headers=reader).status_code == 200


def test_reading_makes_no_accounts(where: str, tmp_path: Path) -> None:
    path = tmp_path / "alone.db"
    copyfile(where, path)
    with TestClient(build(str(path))) as client:
        assert client.get(f"{HOME}/rounds").status_code == 200
    assert not list(tmp_path.glob("*.accounts*"))


def test_what_is_unsure_is_told_until_somebody_decides(asked: TestClient) -> None:
    everything = asked.get(f"{HOME}/unsure?limit=200").json()["items"]
    assert len({item["id"] for item in everything}) == len(everything) > 3
    first = asked.get(f"{HOME}/unsure?limit=2").json()
    second = asked.get(f"{HOME}/unsure", params={"limit": 2, "cursor": first["next"]}).json()
    assert [*first["items"], *second["items"]] == everything[:4]
    doubted = asked.get(f"{HOME}/unsure?doubt=meeting&limit=200").json()["items"]
    assert doubted == [item for item in everything if item["doubt"] == "meeting"]
    wish = {"kind": "accept", "target": doubted[0]["id"]}
    assert asked.post(f"{HOME}/decisions", json=wish, headers=key(asked, "reviewer")).status_code == 201
    assert asked.get(f"{HOME}/unsure?doubt=meeting&limit=200").json()["items"] == doubted[1:]
    on_track = asked.get(f"{HOME}/unsure?track=astana&limit=200").json()["items"]
    assert 0 < len(on_track) < len(everything)
    for wrong in ("doubt=x", "doubt=", "topic=x", "track=%00"):
        assert asked.get(f"{HOME}/unsure?{wrong}").status_code == 422
