"""A page is first seen in its own letters: none of it moves when they come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route
from visits import SHIFTS, Visit, served

pytestmark = pytest.mark.browser

PHONE = 390
KINDS = ("index", "gaps", "themes/exchanges-and-common-language", "segments", "mirror", "method")

PATIENT = """const later = setTimeout; window.setTimeout = (what, wait, ...more) =>
  wait === 300 && !window.runsOut ? (window.runsOut = what, 0) : later(what, wait, ...more)"""

PAINTED = "new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)))"


class Post:
    """What brings a page's letters, and holds them back until it is told to deliver."""

    def __init__(self, page: Page) -> None:
        self._held: list[Route] = []
        self._delivers = False
        page.route("**/*.woff2", self._bring)

    def hold(self) -> None:
        """From now on nothing arrives."""
        self._delivers = False

    def deliver(self) -> None:
        """What was held back, and what is asked for from now on, arrives."""
        self._delivers = True
        while self._held:
            self._held.pop().continue_()

    def _bring(self, letters: Route) -> None:
        if self._delivers:
            letters.continue_()
        else:
            self._held.append(letters)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """A telephone on which a page waits for its letters until it is told that time runs out."""
    visit = Visit(browser, PHONE)
    visit.page.add_init_script(SHIFTS)
    visit.page.add_init_script(PATIENT)
    yield visit
    visit.page.context.close()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_letters_that_come_late_move_nothing(
    meridian_site: Path, visit: Visit, language: str
) -> None:
    page, post = visit.page, Post(visit.page)
    with served(meridian_site) as address:
        for kind in KINDS:
            post.hold()
            page.goto(f"{address}{language}/{kind}.html", wait_until="domcontentloaded")
            assert not page.locator("h1").is_visible(), kind
            post.deliver()
            page.locator("h1").wait_for()
            page.evaluate(PAINTED)
            assert page.evaluate("window.shifts") == [], kind


def test_a_page_does_not_wait_long_for_letters(meridian_site: Path, visit: Visit) -> None:
    page, post = visit.page, Post(visit.page)
    with served(meridian_site) as address:
        page.goto(f"{address}en/index.html", wait_until="domcontentloaded")
        assert not page.locator("h1").is_visible()
        page.evaluate("window.runsOut()")
        assert page.locator("h1").is_visible()
        post.deliver()
