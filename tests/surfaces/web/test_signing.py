"""Signing in and out in the browser: whose session, whose form, private records, and throttling."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from shutil import copyfile

import pytest
from fastapi.testclient import TestClient

from mahdar.accounts import Accounts
from mahdar.accounts.tries import HERE
from mahdar.surfaces.web import build
from mahdar.surfaces.web.asker import COOKIE
from mahdar.surfaces.web.screen import screen
from signing import PASSWORD, sign_in, token

BOTH = pytest.mark.parametrize("language", ["ar", "en"])


@BOTH
def test_whoever_signs_in_is_named_and_can_go(asked: TestClient, language: str) -> None:
    told = screen(language)  # type: ignore[arg-type]
    page = asked.get(f"/{language}/track/astana?x=1").text
    way = re.search(rf'href="(/{language}/sign-in[?]next=[^"]+)"', page)
    assert way
    answer = sign_in(asked, "Reviewer", at=unescape(way[1]))
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{language}/track/astana?x=1")
    cookie = answer.headers["set-cookie"]
    assert all(part in cookie.lower() for part in ("httponly", "samesite=lax", "path=/", "max-age=43200"))
    page = asked.get(f"/{language}/")
    assert "<bdi>reviewer</bdi>" in page.text
    assert told("account-roles", "reviewer") in page.text
    assert page.headers["cache-control"] == "no-store"
    assert asked.get(f"/{language}/sign-in?next=/ar/search").headers["location"] == "/ar/search"
    kept = asked.cookies[COOKIE]
    answer = asked.post(f"/{language}/sign-out", data={"csrf": token(page.text)})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{language}/")
    assert COOKIE not in asked.cookies
    asked.cookies.set(COOKIE, kept)
    assert "<bdi>reviewer</bdi>" not in asked.get(f"/{language}/").text


@BOTH
def test_a_wrong_password_is_told_and_the_sixth_must_wait(asked: TestClient, language: str) -> None:
    told = screen(language)  # type: ignore[arg-type]
    for name in ("reader", "nobody"):
        for _ in range(HERE):
            answer = sign_in(asked, name, "not this one", at=f"/{language}/sign-in")
            assert answer.status_code == 401
            assert told("sign-in-errors", "wrong-password") in answer.text
            assert "not this one" not in answer.text
        answer = sign_in(asked, name, at=f"/{language}/sign-in")
        assert answer.status_code == 429
        assert 0 < int(answer.headers["retry-after"]) <= 900
        assert told.count("minutes", 15) in answer.text


def test_only_our_own_form_signs_in(asked: TestClient) -> None:
    fields = {"name": "reader", "password": PASSWORD}
    assert asked.post("/en/sign-in", data=fields).status_code == 403
    asked.get("/en/sign-in")
    for given in ({}, {"token": ""}, {"token": "x"}, {"token": "ن"}):
        answer = asked.post("/en/sign-in", data=fields | given)
        assert (answer.status_code, COOKIE in asked.cookies) == (403, False)
    form = asked.get("/en/sign-in").text
    answer = asked.post(
        "/en/sign-in", data=fields | {"token": token(form, "token")}, headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 403


def test_nobody_signs_somebody_else_out(asked: TestClient) -> None:
    sign_in(asked, "reader")
    for given in ({}, {"csrf": "x"}):
        assert asked.post("/en/sign-out", data=given).status_code == 403
    assert "<bdi>reader</bdi>" in asked.get("/en/").text


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/ar/\r\nX: y"]
)
def test_signing_in_leads_to_our_pages_alone(asked: TestClient, elsewhere: str) -> None:
    asked.get("/en/sign-in")
    form = asked.get("/en/sign-in", params={"next": elsewhere}).text
    assert 'name="next" value=""' in form
    fields = {"name": "reader", "password": PASSWORD, "token": token(form, "token"), "next": elsewhere}
    assert asked.post("/en/sign-in", data=fields).headers["location"] == "/en/"


@pytest.mark.parametrize("given", [{"name": "a\0"}, {"name": "x" * 2001}, {"password": "x" * 5000}])
def test_a_name_that_makes_no_sense_is_told(asked: TestClient, given: dict[str, str]) -> None:
    form = asked.get("/en/sign-in").text
    fields = {"name": "reader", "password": "no", "token": token(form, "token")} | given
    assert asked.post("/en/sign-in", data=fields).status_code == 422


def test_a_session_that_was_made_up_opens_nothing(asked: TestClient) -> None:
    asked.cookies.set(COOKIE, "mahdar_x")
    assert asked.get("/en/").status_code == 200
    assert "asker" not in asked.get("/en/").text


def test_signing_in_again_ends_the_session_before(asked: TestClient, mine: str) -> None:
    sign_in(asked, "reader")
    first = asked.cookies[COOKIE]
    form = asked.get("/en/read")
    assert "<bdi>reader</bdi>" in form.text
    asked.cookies.set("mahdar-form", "known")
    fields = {"name": "admin", "password": PASSWORD, "token": "known"}
    assert asked.post("/en/sign-in", data=fields).status_code == 303
    assert asked.cookies[COOKIE] != first
    with Accounts.open(mine) as accounts:
        assert [key.revoked is not None for key in accounts.keys("reader")] == [True]


def test_without_accounts_the_form_says_how_to_make_one(where: str, tmp_path: Path) -> None:
    copyfile(where, tmp_path / "bare.db")
    with TestClient(build(str(tmp_path / "bare.db"))) as client:
        assert "mahdar accounts add" in client.get("/en/sign-in").text


@BOTH
def test_a_private_record_is_read_by_whoever_signs_in(mine: str, language: str) -> None:
    with TestClient(build(mine, private=True), raise_server_exceptions=False, follow_redirects=False) as client:
        for path in ("", "track/astana", "search?q=x", "read", "show/astana/20", "nowhere"):
            answer = client.get(f"/{language}/{path}")
            if path == "nowhere":
                assert answer.status_code == 404
            else:
                assert answer.status_code == 303, path
                assert answer.headers["location"].startswith(f"/{language}/sign-in?next=")
        answer = client.post(f"/{language}/read", data={"text": "قال الوزير إن المسار مستمر."})
        assert answer.status_code == 401
        assert screen(language)("faults", "sign-in-needed", "title") in answer.text  # type: ignore[arg-type]
        assert sign_in(client, "reader").status_code == 303
        assert client.get(f"/{language}/track/astana").status_code == 200


def test_lost_accounts_do_not_close_an_open_record(asked: TestClient, mine: str) -> None:
    sign_in(asked, "reader")
    with Accounts.open(mine) as accounts, accounts.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE account_key")
    assert asked.get("/en/").status_code == 200
    assert asked.get("/en/sign-in").status_code == 503


def test_a_session_beyond_this_machine_is_sent_encrypted(mine: str) -> None:
    with TestClient(build(mine), base_url="https://talks.example", follow_redirects=False) as client:
        assert "secure" in sign_in(client, "reader").headers["set-cookie"].lower()
