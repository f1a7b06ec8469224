"""Take the pictures of the pages in `docs/pages`: run `.venv/bin/python docs/page_pictures.py` in the clone.

They show the sample dossier as `mahdar serve --demo` does: in Arabic on a laptop, in English on a phone. It takes
Debian's chromium (`apt-get install chromium`).
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import threading
from pathlib import Path
from urllib.parse import quote

import uvicorn
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from mahdar import views
from mahdar.pipeline.add import add
from mahdar.record import Record
from mahdar.sources import read_inputs
from mahdar.sources.dossier import dossier_reports
from mahdar.surfaces.web import build
from mahdar.views import Asked

FOLDER = Path(__file__).with_name("pages")
SCREENS = {"ar": (1280, 860), "en": (390, 760)}
COLOURS = 128
"""What a picture is made of, so that it is small."""


def pages(where: Path) -> dict[str, str]:
    """A page of each kind by its address without a language."""
    asked = Asked(track="astana", limit=1)
    with Record.open(where) as record:
        add(read_inputs(dossier_reports()), record)
        round = next(r for r in views.rounds(record, Asked(track="astana")) if r.number == 20)
        position = views.positions(record, Asked(track="astana", actor="state/ru", limit=1))[0]
        found = {
            "round": round.id, "actor": "state/ru", "conflict": views.conflicts(record, asked)[0].id,
            "statement": views.statements(record, asked)[0].id, "pledge": views.pledges(record, asked)[0].id,
            "document": round.cites[0].document, "position": f"{position.topic}/{position.actor}",
        }  # fmt: skip
    plain = {"home": "/", "track": "/track/astana", "coverage": "/coverage", "brief": "/brief?track=astana"}
    plain |= {"search": f"/search?q={quote('أستانا')}", "read": "/read"}
    return plain | {kind: f"/{kind}/{quote(key)}" for kind, key in found.items()}


def picture(browser: Browser, address: str, size: tuple[int, int]) -> Image.Image:
    """What a screen shows of a page."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(address)
    page.evaluate("document.fonts.ready")
    shown = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    return shown.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)


def main() -> int:
    """Take all pictures."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stderr.write("There is no chromium: apt-get install chromium\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "dossier.db"
        found = pages(where)
        server = uvicorn.Server(uvicorn.Config(build(str(where)), port=0, log_level="critical"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.05)
        home = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        FOLDER.mkdir(exist_ok=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for kind, path in found.items():
                for language, size in SCREENS.items():
                    shown = picture(browser, f"{home}/{language}{path}", size)
                    shown.save(FOLDER / f"{kind}-{language}.png", optimize=True)
            browser.close()
        server.should_exit = True
        thread.join(10)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
