"""The search finds a word by how it begins, whatever its letters and however it was typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from editions import plain_edition
from playwright.sync_api import Browser
from visits import DESK, Visit, built

from report_builder.markup import entities
from report_builder.pages import Page
from report_builder.readable import isolated

pytestmark = pytest.mark.browser

SAID = f"L’écart : {isolated('שיווק')} (ventes), « clients » d’{isolated('فريق المبيعات')}."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pages, one of which names teams in Hebrew and Arabic."""
    pages = (
        Page(path="index.md", title="A", section="", text="# A\n\nRien.\n"),
        Page(path="two.md", title="B", section="", text=f"# B\n\n{entities(SAID)}\n"),
    )
    folder = tmp_path_factory.mktemp("search")
    return built(folder, plain_edition(language="fr", pages=pages, charts=()))


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    visit = Visit(browser, DESK)
    yield visit
    visit.page.context.close()


@pytest.mark.parametrize("word", ["שיווק", "שיו", "فريق", "المبيعات", "écart", "ventes", "client"])
def test_a_word_is_found_in_any_letters_behind_an_article_or_a_bracket(
    site: Path, visit: Visit, word: str
) -> None:
    visit.open(site / "fr" / "index.html")
    assert visit.search(word) == 1
    assert visit.complaints == []


def test_a_word_that_comes_without_a_key_is_searched(site: Path, visit: Visit) -> None:
    page = visit.open(site / "fr" / "index.html")
    visit.search("clients")
    page.locator(".md-search__input").fill("absent")
    page.get_by_text("Aucun document trouvé").wait_for()
