"""The reader's own calculation on the Stakes page: by keyboard, offline, in both languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from editions import meridian
from playwright.sync_api import Browser

from report_builder.pages import edition
from report_builder.project import write_project
from report_builder.site import build
from survey.stakes import ClientFigures, Stakes

pytestmark = pytest.mark.browser

FIGURES = ClientFigures(
    currency="EUR",
    revenue=9_000_000,
    weeks=40,
    hourly_cost={"marketing": 50, "sales": 50},
    lost_deals=1_000_000,
)
PEOPLE = {"marketing": 10, "sales": 20}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with the client's figures and no declared numbers."""
    found = Stakes(figures=FIGURES, hours=(), people=PEOPLE, costs={}, deals=(), lost=None)
    report = replace(meridian(), stakes=found)
    folder = tmp_path_factory.mktemp("stakes")
    write_project([edition(report, "en"), edition(report, "fr")], folder / "project")
    (folder / "site").mkdir()
    build(folder / "project", folder / "site", strict=True)
    return folder / "site"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "€220,000 a year, by your assumption."),
        ("fr", "220 000 € par an, selon votre hypothèse."),
    ],
)
def test_it_is_filled_in_by_keyboard_and_asks_nobody(
    site: Path, browser: Browser, code: str, said: str
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / code / "stakes.html").as_uri())
    inputs = page.locator(".ar-assume input")
    inputs.first.focus()
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    page.keyboard.type("1")
    output = page.locator(".ar-assume output")
    assert " ".join(output.inner_text().split()) == said
    inputs.nth(1).fill("11")
    assert output.inner_text() == ""
    assert [url for url in asked if not url.startswith("file:")] == []
    page.close()
