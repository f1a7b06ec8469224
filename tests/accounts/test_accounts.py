"""Accounts: roles, keys, throttling and the log, in a file; on a server in test_postgresql.py."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from mahdar.accounts import (
    Accounts,
    NotAllowed,
    SignInNeeded,
    TooManyTries,
    WeakPassword,
    WrongPassword,
)
from mahdar.accounts.tries import FOR_ONE_NAME, FROM_ONE_PLACE, HERE
from mahdar.errors import BadSetting
from mahdar.record import Record, RecordError, UnknownId
from mahdar.surfaces.cli.main import run

PASSWORD = "four words in a row"
OTHER = "another row of words"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2024, 1, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def where(tmp_path: Path) -> str:
    path = tmp_path / "talks.db"
    Record.open(path).close()
    return str(path)


@pytest.fixture
def accounts(where: str, clock: Clock) -> Iterator[Accounts]:
    with Accounts.open(where, clock) as opened:
        opened.make("salma", PASSWORD, "admin", by="test")
        yield opened


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash with the least effort: these tests do not try how hard a password is to guess."""
    from argon2 import PasswordHasher

    from mahdar.accounts import passwords

    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobodys.cache_clear()


def test_a_password_opens_a_session_until_it_ends(accounts: Accounts, clock: Clock) -> None:
    secret, key = accounts.sign_in("Salma", PASSWORD, origin="here")
    bearer = accounts.bearer(secret)
    assert (bearer.account, bearer.role, bearer.scopes) == ("salma", "admin", ("read", "decide", "admin"))
    assert len(bearer.csrf) > 30
    assert key.kind == "session"
    clock.now += timedelta(hours=12)
    with pytest.raises(SignInNeeded):
        accounts.bearer(secret)


@pytest.mark.parametrize("name", ["salma", "nobody", "", "x" * 10_000, "' OR 1=1 --"])
def test_what_is_wrong_is_not_told(accounts: Accounts, name: str) -> None:
    with pytest.raises(WrongPassword) as told:
        accounts.sign_in(name, OTHER, origin="here")
    assert str(told.value) == str(WrongPassword())


def test_neither_secrets_nor_passwords_are_kept(accounts: Accounts, where: str) -> None:
    secret, _ = accounts.sign_in("salma", PASSWORD, origin="here")
    token, _ = accounts.issue(accounts.bearer(secret), "script", ["read"], 5)
    accounts.close()
    kept = b"".join(file.read_bytes() for file in Path(where).parent.iterdir())
    for told in (secret, token, PASSWORD):
        assert told.encode() not in kept
    assert b"$argon2id$" in kept
    assert b"$argon2id$" not in Path(where).read_bytes()


def test_the_file_is_its_owners_alone(accounts: Accounts, where: str) -> None:
    assert stat.S_IMODE(Path(f"{where}.accounts").stat().st_mode) == 0o600


def test_a_token_may_do_what_its_scopes_say(accounts: Accounts, clock: Clock) -> None:
    bearer = accounts.bearer(accounts.sign_in("salma", PASSWORD, origin="here")[0])
    secret, key = accounts.issue(bearer, "script", ["read"], 5)
    held = accounts.bearer(secret)
    held.may("read")
    for scope in ("decide", "admin"):
        with pytest.raises(NotAllowed):
            held.may(scope)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        accounts.issue(held, "more", ["decide"], 5)
    assert [k.id for k in accounts.keys("salma") if k.kind == "token"] == [key.id]
    clock.now += timedelta(days=5)
    with pytest.raises(SignInNeeded):
        accounts.bearer(secret)


@pytest.mark.parametrize(("scopes", "days"), [([], 5), (["read"], 0), (["read"], 367), (["read"], -1)])
def test_a_token_without_scope_or_end_is_refused(accounts: Accounts, scopes: list[str], days: int) -> None:
    bearer = accounts.bearer(accounts.sign_in("salma", PASSWORD, origin="here")[0])
    with pytest.raises(BadSetting):
        accounts.issue(bearer, "", scopes, days)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "end",
    [
        lambda a, b: a.revoke(b, b.key), lambda a, b: a.shut("omar", by="salma"),
        lambda a, b: a.set_password("omar", OTHER, by="salma"),
    ],
    ids=["revoked", "shut", "other password"],
)  # fmt: skip
def test_a_key_ends(accounts: Accounts, end: Callable[..., None]) -> None:
    accounts.make("omar", PASSWORD, "reviewer", by="salma")
    secret, _ = accounts.sign_in("omar", PASSWORD, origin="here")
    end(accounts, accounts.bearer(secret))
    with pytest.raises(SignInNeeded):
        accounts.bearer(secret)


def test_a_lower_role_narrows_every_key(accounts: Accounts) -> None:
    accounts.make("omar", PASSWORD, "reviewer", by="salma")
    secret, _ = accounts.sign_in("omar", PASSWORD, origin="here")
    assert accounts.bearer(secret).scopes == ("read", "decide")
    accounts.set_role("omar", "reader", by="salma")
    assert accounts.bearer(secret).scopes == ("read",)


def test_nobody_revokes_the_key_of_another(accounts: Accounts) -> None:
    accounts.make("omar", PASSWORD, "reviewer", by="salma")
    salmas = accounts.bearer(accounts.sign_in("salma", PASSWORD, origin="here")[0])
    omars = accounts.bearer(accounts.sign_in("omar", PASSWORD, origin="here")[0])
    with pytest.raises(UnknownId):
        accounts.revoke(omars, salmas.key)


def test_a_shut_account_signs_in_no_more(accounts: Accounts) -> None:
    accounts.make("omar", PASSWORD, "reviewer", by="salma")
    accounts.shut("omar", by="salma")
    with pytest.raises(WrongPassword):
        accounts.sign_in("omar", PASSWORD, origin="here")


def test_the_last_admin_stays(accounts: Accounts) -> None:
    for change in (lambda: accounts.shut("Salma", by="x"), lambda: accounts.set_role("salma", "reader", by="x")):
        with pytest.raises(BadSetting, match="last admin"):
            change()
    accounts.make("omar", PASSWORD, "admin", by="salma")
    accounts.shut("salma", by="omar")


def fail(accounts: Accounts, times: int, name: str = "salma", origin: str = "here") -> None:
    for _ in range(times):
        with pytest.raises(WrongPassword):
            accounts.sign_in(name, OTHER, origin=origin)


def test_too_many_tries_have_to_wait(accounts: Accounts, clock: Clock) -> None:
    fail(accounts, HERE)
    with pytest.raises(TooManyTries) as told:
        accounts.sign_in("salma", PASSWORD, origin="here")
    assert 0 < told.value.seconds <= 15 * 60 + 1
    assert accounts.sign_in("salma", PASSWORD, origin="elsewhere")
    clock.now += timedelta(seconds=told.value.seconds)
    assert accounts.sign_in("salma", PASSWORD, origin="here")


def test_one_place_cannot_try_many_names(accounts: Accounts) -> None:
    for number in range(FROM_ONE_PLACE):
        fail(accounts, 1, f"name{number}")
    with pytest.raises(TooManyTries):
        accounts.sign_in("salma", PASSWORD, origin="here")


def test_one_name_cannot_be_tried_from_many_places(accounts: Accounts) -> None:
    for number in range(FOR_ONE_NAME):
        fail(accounts, 1, origin=f"place{number}")
    with pytest.raises(TooManyTries):
        accounts.sign_in("salma", PASSWORD, origin="a new place")


def test_success_forgets_earlier_failures(accounts: Accounts) -> None:
    fail(accounts, HERE - 1)
    accounts.sign_in("salma", PASSWORD, origin="here")
    fail(accounts, HERE - 1)
    assert accounts.sign_in("salma", PASSWORD, origin="here")


def test_many_tries_at_once_gain_nothing(accounts: Accounts) -> None:
    told: list[str] = []

    def attempt() -> None:
        try:
            accounts.sign_in("salma", OTHER, origin="here")
        except (WrongPassword, TooManyTries) as error:
            told.append(error.code)

    threads = [Thread(target=attempt) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told.count("wrong-password") == HERE
    assert told.count("too-many-tries") == 20 - HERE


@pytest.mark.parametrize("password", ["", "short", "aaaaaaaaaaaaaaaaaaaa", "my name is omar ok", "x" * 201])
def test_a_weak_password_is_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(WeakPassword):
        accounts.make("omar", password, "reader", by="salma")
    assert [a.name for a in accounts.all()] == ["salma"]


@pytest.mark.parametrize("name", ["", "x", "a b", "<b>", "x" * 64, "sal\u202ema", "a\0b", "../x", "Salma", "ｓalma"])
def test_a_name_that_is_none_or_is_taken_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(BadSetting):
        accounts.make(name, PASSWORD, "reader", by="salma")


def test_an_arabic_name_is_a_name(accounts: Accounts) -> None:
    accounts.make("سلمى", PASSWORD, "reader", by="salma")
    assert accounts.sign_in("سلمى", PASSWORD, origin="here")


def test_the_log_tells_who_did_what(accounts: Accounts) -> None:
    bearer = accounts.bearer(accounts.sign_in("salma", PASSWORD, origin="here")[0])
    fail(accounts, 1)
    accounts.make("omar", PASSWORD, "reader", by="salma")
    accounts.set_role("omar", "reviewer", by="salma")
    accounts.issue(bearer, "script", ["read"], 5)
    accounts.note("salma", "decided", "3 reject s1", origin="here")
    accounts.shut("omar", by="salma")
    events = accounts.log()
    assert [e.what for e in reversed(events)] == [
        "account-made", "signed-in", "sign-in-failed", "account-made", "role-set", "token-made", "decided",
        "account-shut",
    ]  # fmt: skip
    assert [e.origin for e in events if e.what == "sign-in-failed"] == ["here"]
    assert accounts.log(limit=2, before=events[1].id) == events[2:4]


def test_accounts_from_tomorrow_are_refused(accounts: Accounts, where: str) -> None:
    from sqlalchemy import update

    from mahdar.accounts import schema

    with accounts.engine.begin() as connection:
        connection.execute(update(schema.meta).values(version=99))
    with pytest.raises(RecordError, match="newer Mahdar"):
        Accounts.open(where)


def test_accounts_that_go_away_are_told(accounts: Accounts, where: str) -> None:
    accounts.engine.dispose()
    for file in Path(where).parent.glob("*.accounts*"):
        file.write_bytes(b"no database" * 2000)
    with pytest.raises(RecordError):
        accounts.all()
    with pytest.raises(RecordError):
        accounts.sign_in("salma", PASSWORD, origin="here")


def test_the_command_makes_accounts_and_tokens(where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = tmp_path / "password"
    secret.write_text(f"{PASSWORD}\n", encoding="utf-8")
    at = ["--record", where]
    assert run(["accounts", "add", "salma", "--role", "admin", "--password-file", str(secret), *at]) == 0
    assert run(["accounts", "add", "omar", "--password-file", str(secret), *at]) == 0
    assert run(["accounts", "token", "omar", "--scope", "decide", "--days", "3", *at]) == 0
    told = capsys.readouterr().out.splitlines()[-1]
    with Accounts.open(where) as accounts:
        assert accounts.bearer(told).scopes == ("decide",)
        assert accounts.sign_in("omar", PASSWORD, origin="here")
    assert run(["accounts", "role", "omar", "--role", "reader", *at]) == 0
    assert run(["accounts", "shut", "omar", *at]) == 0
    assert run(["accounts", "list", *at]) == 0
    assert "omar  reader" in capsys.readouterr().out
    assert run(["accounts", "log", *at]) == 0
    assert "account-shut" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["add"], "takes a name"), (["list", "salma"], "takes no name"), (["shut", "nobody"], "account nobody"),
        (["token", "nobody"], "account nobody"), (["add", "omar", "--password-file", "nowhere"], "nowhere"),
    ],
)  # fmt: skip
def test_what_the_command_cannot_do_is_one_sentence(
    where: str, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["accounts", *arguments, "--record", where]) == 2
    assert told in capsys.readouterr().err


def test_no_record_has_no_accounts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["accounts", "list", "--record", str(tmp_path / "none.db")]) == 2
    assert "There is no record" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
