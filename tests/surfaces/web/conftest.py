"""The sample dossier as a record, and the pages over it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.sources import read_inputs
from mahdar.sources.dossier import dossier_reports
from mahdar.surfaces.web import build


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
