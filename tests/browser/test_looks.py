"""Every page in a browser, in both languages, on a laptop and on a phone: it fits, it is accessible, it stays home."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import pytest
from playwright import sync_api

PAGES = (
    "home", "track", "round", "actor", "statement", "pledge", "conflict", "position", "document", "search", "nothing",
    "coverage", "brief", "choose", "read", "none",
)  # fmt: skip
SIZES = {"phone": (390, 844), "laptop": (1280, 900)}
GRAVE = ("serious", "critical")
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
TEXT = "أعلنت موسكو أن الجولة العشرين من محادثات أستانا ستعقد في 20 حزيران.\nوقال الوزير إن المسار مستمر."


@dataclass
class Watched:
    """A page of the browser, what it complained of, and whom it asked."""

    page: sync_api.Page
    server: str
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda told: self.complaints.append(told.text) if told.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda asked: None if self._home(asked.url) else self.elsewhere.append(asked.url))

    def _home(self, address: str) -> bool:
        return address.startswith((f"{self.server}/", "data:"))

    def open(self, path: str) -> None:
        """Go to a page, and forget what was complained of before."""
        self.complaints.clear()
        self.page.goto(self.server + path)

    def spills(self) -> list[str]:
        """What stands out of the screen sideways."""
        return self.page.evaluate("""() => {
            const root = document.documentElement, wide = root.clientWidth;
            if (root.scrollWidth <= wide) return [];
            return [...document.querySelectorAll("body *")].filter(e => {
                const at = e.getBoundingClientRect(); return at.right > wide + 1 || at.left < -1;
            }).map(e => e.outerHTML.slice(0, 120));
        }""")

    def faults(self) -> list[str]:
        """What axe finds grave."""
        self.page.evaluate(AXE)
        found: list[dict[str, Any]] = self.page.evaluate(
            "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
        )
        return [
            f"{v['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
            for v in found if v["impact"] in GRAVE for node in v["nodes"]
        ]  # fmt: skip


@pytest.fixture(scope="module", params=list(SIZES))
def watched(request: pytest.FixtureRequest, browser: sync_api.Browser, server: str) -> Iterator[Watched]:
    """A page of a size."""
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height})
    yield Watched(context.new_page(), server)
    context.close()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_fits_is_accessible_and_asks_nobody_else(
    watched: Watched, paths: dict[str, str], language: str, kind: str
) -> None:
    watched.open(f"/{language}{paths[kind]}")
    assert watched.page.locator("h1").count() == 1
    assert watched.spills() == []
    assert watched.faults() == []
    assert watched.elsewhere == []
    assert watched.complaints == ([] if kind != "none" else watched.complaints[:1])


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_text_that_was_read_fits_too(watched: Watched, language: str) -> None:
    watched.open(f"/{language}/read")
    watched.page.fill("#text", TEXT)
    watched.page.click("button")
    watched.page.wait_for_selector(".report .cue")
    assert (watched.spills(), watched.faults(), watched.complaints) == ([], [], [])


@pytest.mark.parametrize("kind", ["track", "document", "conflict", "search"])
def test_a_page_is_accessible_in_the_dark(
    browser: sync_api.Browser, server: str, paths: dict[str, str], kind: str
) -> None:
    context = browser.new_context(color_scheme="dark")
    dark = Watched(context.new_page(), server)
    dark.open(f"/ar{paths[kind]}")
    assert dark.page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(21, 24, 26)"
    assert dark.faults() == []
    context.close()


@pytest.mark.parametrize("kind", ["track", "brief", "document"])
def test_what_is_printed_is_what_is_read(
    browser: sync_api.Browser, server: str, paths: dict[str, str], kind: str
) -> None:
    context = browser.new_context(viewport={"width": 794, "height": 1123})
    page = context.new_page()
    page.goto(f"{server}/ar{paths[kind]}")
    page.emulate_media(media="print")
    assert not page.locator("nav").first.is_visible()
    assert not page.locator("form").count() or not page.locator("form").first.is_visible()
    assert page.locator("h1").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    context.close()
