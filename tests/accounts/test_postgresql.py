"""The same accounts on a PostgreSQL server."""

from __future__ import annotations

import pytest

from mahdar.accounts import Accounts, SignInNeeded, WrongPassword
from mahdar.record import Record
from record.server import HOW, binaries, server

pytestmark = pytest.mark.skipif(binaries() is None, reason=HOW)

PASSWORD = "four words in a row"


def test_accounts_on_a_server() -> None:
    with server() as address:
        Record.open(address).close()
        with Accounts.open(address) as accounts:
            accounts.make("سلمى", PASSWORD, "admin", by="test")
            secret, _ = accounts.sign_in("سلمى", PASSWORD, origin="here")
            bearer = accounts.bearer(secret)
            token, key = accounts.issue(bearer, "script", ["decide"], 3)
            assert accounts.bearer(token).scopes == ("decide",)
            accounts.revoke(bearer, key.id)
            with pytest.raises(SignInNeeded):
                accounts.bearer(token)
            for name in ("a\0b", "' OR 1=1 --"):
                with pytest.raises(WrongPassword):
                    accounts.sign_in(name, PASSWORD, origin="here")
        with Accounts.open(address) as again, Record.open(address):
            assert [a.name for a in again.all()] == ["سلمى"]
            assert [e.what for e in again.log(limit=3)] == ["sign-in-failed", "sign-in-failed", "key-revoked"]
