"""The sample dossier as a record, the pages over it, and a copy that people with accounts may change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from mahdar.accounts import Accounts, passwords
from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.sources import read_inputs
from mahdar.sources.dossier import dossier_reports
from mahdar.surfaces.web import build
from signing import PASSWORD


@pytest.fixture(scope="session")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a record of the dossier."""
    path = tmp_path_factory.mktemp("web") / "dossier.db"
    with Record.open(path) as made:
        add(read_inputs(dossier_reports()), made)
    return str(path)


@pytest.fixture(scope="session")
def client(where: str) -> Iterator[TestClient]:
    with TestClient(build(where), raise_server_exceptions=False, follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def mine(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A copy of the record with an account of each role; passwords are hashed with the least effort."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobodys.cache_clear()
    path = tmp_path / "mine.db"
    copyfile(where, path)
    with Accounts.open(path) as accounts:
        for role in ("reader", "reviewer", "admin"):
            accounts.make(role, PASSWORD, role, by="test")  # type: ignore[arg-type]
    yield str(path)
    passwords._nobodys.cache_clear()


@pytest.fixture
def asked(mine: str) -> Iterator[TestClient]:
    with TestClient(build(mine), raise_server_exceptions=False, follow_redirects=False) as opened:
        yield opened
