"""The pages by the keyboard alone, in both languages: the skip link, search, the timeline, marks and findings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright import sync_api

BOTH = pytest.mark.parametrize("language", ["ar", "en"])


@pytest.fixture
def page(browser: sync_api.Browser) -> Iterator[sync_api.Page]:
    """A fresh page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def tab_to(page: sync_api.Page, selector: str, most: int = 60) -> None:
    """Press Tab until what is meant has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} is not reached by {most} presses of Tab")


def outlined(page: sync_api.Page) -> bool:
    """Whether one sees what has the focus."""
    return bool(
        page.evaluate("""() => {
        const style = getComputedStyle(document.activeElement);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    }""")
    )


@BOTH
def test_the_first_key_leads_past_the_head(page: sync_api.Page, server: str, language: str) -> None:
    page.goto(f"{server}/{language}/track/astana")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["width"] > 40  # type: ignore[index]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@BOTH
def test_words_are_sought_without_a_mouse(page: sync_api.Page, server: str, language: str) -> None:
    page.goto(f"{server}/{language}/")
    tab_to(page, "#q")
    assert outlined(page)
    page.keyboard.type("الجولة")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    assert page.locator("mark").first.inner_text().startswith("ال")
    tab_to(page, ".said a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/document/**")


@BOTH
def test_rounds_of_the_timeline_are_opened_in_their_order(page: sync_api.Page, server: str, language: str) -> None:
    page.goto(f"{server}/{language}/track/astana")
    tab_to(page, ".timeline a")
    assert outlined(page)
    first = page.evaluate("document.activeElement.querySelector('circle').getBoundingClientRect().x")
    assert page.evaluate("document.activeElement.getAttribute('aria-label').length > 5")
    page.keyboard.press("Tab")
    second = page.evaluate("document.activeElement.querySelector('circle').getBoundingClientRect().x")
    assert (second < first) == (language == "ar")
    page.keyboard.press("Enter")
    page.wait_for_url("**/round/**")


@BOTH
def test_a_mark_leads_to_its_finding_and_back(
    page: sync_api.Page, server: str, paths: dict[str, str], language: str
) -> None:
    page.goto(f"{server}/{language}{paths['document']}")
    tab_to(page, ".report span > a")
    page.keyboard.press("Enter")
    finding = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert page.locator(f"aside li#{finding}").is_visible()
    tab_to(page, f'a.words[href="#w-{finding}"]')
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == f"#w-{finding}"
