"""The sample dossier served on loopback, and Debian's chromium to look at it.

The browser is opened and closed with each file of tests: it keeps an event loop running in the thread that opened it,
in which no other test could run one of its own.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest
import uvicorn
from playwright import sync_api

from mahdar import views
from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.sources import read_inputs
from mahdar.sources.dossier import dossier_reports
from mahdar.surfaces.web import build
from mahdar.views import Asked

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a record of the dossier."""
    path = tmp_path_factory.mktemp("browser") / "dossier.db"
    with Record.open(path) as made:
        add(read_inputs(dossier_reports()), made)
    return str(path)


@pytest.fixture(scope="session")
def paths(where: str) -> dict[str, str]:
    """A page of every kind by its address without a language."""
    asked = Asked(track="astana", limit=1)
    with Record.open(where) as record:
        position = views.positions(record, asked)[0]
        round = next(r for r in views.rounds(record, Asked(track="astana")) if r.number == 20)
        found = {
            "conflict": views.conflicts(record, asked)[0].id, "pledge": views.pledges(record, asked)[0].id,
            "statement": views.statements(record, asked)[0].id, "round": round.id, "actor": "state/ru",
            "document": round.cites[0].document, "position": f"{position.topic}/{position.actor}", "track": "astana",
        }  # fmt: skip
    plain = {"home": "/", "coverage": "/coverage", "read": "/read", "brief": "/brief?track=astana", "none": "/nowhere"}
    words = {"search": f"/search?q={quote('أستانا')}", "nothing": f"/search?q={quote('ززز')}", "choose": "/brief"}
    return {kind: f"/{kind}/{quote(key)}" for kind, key in found.items()} | plain | words


@pytest.fixture(scope="session")
def server(where: str) -> Iterator[str]:
    """The address at which the pages are served."""
    made = uvicorn.Server(uvicorn.Config(build(where), port=0, log_level="critical", lifespan="on"))
    thread = threading.Thread(target=made.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not made.started and time.monotonic() < until:
        thread.join(0.02)
    yield f"http://127.0.0.1:{made.servers[0].sockets[0].getsockname()[1]}"
    made.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    """Chromium; the tests are skipped where it is not installed."""
    if CHROMIUM is None:
        pytest.skip("no chromium: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()
