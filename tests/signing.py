"""Signing in as a browser does, for tests of the pages."""

from __future__ import annotations

import re
from typing import Any

from fastapi.testclient import TestClient

PASSWORD = "four words in a row"


def token(page: str, name: str = "csrf") -> str:
    """The hidden token in a form."""
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found
    return found[1]


def sign_in(client: TestClient, name: str, password: str = PASSWORD, at: str = "/en/sign-in") -> Any:
    """The answer to a form of signing in."""
    form = client.get(at).text
    onwards = re.search(r'name="next" value="([^"]*)"', form)
    fields = {"name": name, "password": password, "token": token(form, "token"), "next": onwards[1] if onwards else ""}
    return client.post(at.partition("?")[0], data=fields)
