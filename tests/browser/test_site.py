"""A built report in a real browser, opened from a folder with the network off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from editions import meridian_edition
from playwright.sync_api import Browser, Page
from visits import SHIFTS, Visit, served

pytestmark = pytest.mark.browser

PHONE, DESK = 390, 1440


@pytest.fixture
def site(meridian_site: Path) -> Path:
    return meridian_site


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    width, scheme = getattr(request, "param", (DESK, "light"))
    visit = Visit(browser, width, scheme)
    yield visit
    visit.page.context.close()


on_a_phone = pytest.mark.parametrize("visit", [(PHONE, "light")], indirect=True, ids=["phone"])
in_the_dark = pytest.mark.parametrize("visit", [(DESK, "dark")], indirect=True, ids=["dark"])


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_no_page_asks_for_anything_outside_or_complains(site: Path, visit: Visit) -> None:
    for path in pages(site):
        visit.open(path)
    assert len(pages(site)) > 30
    assert [url for url in visit.asked if not url.startswith((site.as_uri(), "data:"))] == []
    assert visit.complaints == []


def test_the_letters_are_the_reports_own(site: Path, visit: Visit) -> None:
    page = visit.open(site / "en" / "index.html")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)"
    )
    assert loaded.count("Inter") == 2


@pytest.mark.parametrize(("language", "word"), [("en", "goal"), ("fr", "objectif")])
def test_the_search_finds_something(site: Path, visit: Visit, language: str, word: str) -> None:
    visit.open(site / language / "themes" / "trust-fairness-and-pressure.html")
    assert visit.search(word) > 0
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("language", "word", "statement"),
    [
        ("en", "introduced", "I was introduced to the other team’s job"),
        ("fr", "initié", "J’ai été initié au métier de l’autre équipe"),
    ],
)
def test_the_search_finds_a_statement_by_a_word_of_it(
    site: Path, visit: Visit, language: str, word: str, statement: str
) -> None:
    page = visit.open(site / language / "mirror.html")
    visit.search(word)
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url(re.compile(f"/{language}/(?!mirror)"))
    assert page.get_by_text(statement).first.is_visible()


def test_the_search_reads_no_chart(site: Path, visit: Visit) -> None:
    index = (site / "en" / "search" / "search_index.json").read_text()
    assert "34 statements in 9 themes" not in index
    assert "<svg" not in index
    assert visit.complaints == []


@on_a_phone
def test_no_page_scrolls_sideways_on_a_phone(site: Path, visit: Visit) -> None:
    for path in pages(site):
        page = visit.open(path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE, path.name


@pytest.mark.parametrize(
    ("visit", "shown", "hidden"),
    [((PHONE, "light"), ".ar-narrow", ".ar-wide"), ((DESK, "light"), ".ar-wide", ".ar-narrow")],
    indirect=["visit"],
    ids=["phone", "desk"],
)
def test_of_the_two_drawings_the_fitting_one_is_shown(
    site: Path, visit: Visit, shown: str, hidden: str
) -> None:
    page = visit.open(site / "en" / "gaps.html")
    for selector, visible in ((shown, True), (hidden, False)):
        drawn = page.locator(f"{selector} svg").all()
        assert [each.is_visible() for each in drawn] == [visible] * 3


def test_every_chart_has_its_words_and_its_numbers(site: Path, visit: Visit) -> None:
    charts = 0
    for path in pages(site / "en"):
        page = visit.open(path)
        for section in page.locator(".ar-figure:has(.ar-wide)").all():
            svg = section.locator(".ar-wide svg")
            for name in ("aria-labelledby", "aria-describedby"):
                told = page.locator(f"[id='{svg.get_attribute(name)}']").text_content()
                assert told, (path.name, name)
            assert section.locator("details table tbody tr").count() > 0
            charts += 1
    assert charts == len(meridian_edition("en").charts)


def test_a_link_to_take_away_leads_to_a_file(site: Path, visit: Visit) -> None:
    for path in pages(site / "fr"):
        page = visit.open(path)
        for link in page.locator(".ar-links a[download]").all():
            assert (path.parent / str(link.get_attribute("href"))).is_file()


def test_the_language_link_leads_to_the_same_page_and_back(site: Path, visit: Visit) -> None:
    page = visit.open(site / "en" / "themes" / "goals-and-rewards.html")
    page.get_by_role("link", name="Français").click()
    assert page.url == (site / "fr" / "themes" / "goals-and-rewards.html").as_uri()
    assert page.locator("html").get_attribute("lang") == "fr"
    page.get_by_role("link", name="English").click()
    assert page.url == (site / "en" / "themes" / "goals-and-rewards.html").as_uri()


def test_the_choice_of_language_leads_to_each(site: Path, visit: Visit) -> None:
    for name, code in (("English", "en"), ("Français", "fr")):
        page = visit.open(site / "index.html")
        page.get_by_role("link", name=name).click()
        assert page.url == (site / code / "index.html").as_uri()


def colours(page: Page) -> tuple[str, str]:
    """The colour of the page and of the first team's marks."""
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    mark = page.evaluate("getComputedStyle(document.body).getPropertyValue('--ar-violet').trim()")
    return str(paper), str(mark)


@in_the_dark
def test_who_prefers_the_dark_gets_it_charts_included(site: Path, visit: Visit) -> None:
    page = visit.open(site / "en" / "index.html")
    assert colours(page) == ("rgb(22, 27, 38)", "#b39df2")


def test_the_colours_can_be_changed_by_hand(site: Path, visit: Visit) -> None:
    page = visit.open(site / "en" / "index.html")
    assert colours(page) == ("rgb(255, 255, 254)", "#5b3fa8")
    page.get_by_title("Use the dark colours").click()
    assert colours(page) == ("rgb(22, 27, 38)", "#b39df2")


@in_the_dark
def test_paper_is_light(site: Path, visit: Visit) -> None:
    page = visit.open(site / "en" / "index.html")
    page.emulate_media(media="print", color_scheme="dark")
    assert colours(page) == ("rgb(255, 255, 254)", "#5b3fa8")
    assert not page.locator(".ar-links").first.is_visible()


def test_on_paper_nothing_stands_that_only_a_screen_can_do(site: Path, visit: Visit) -> None:
    page = visit.open(site / "en" / "gaps.html")
    page.emulate_media(media="print")
    for name in (".md-header", ".md-tabs", ".md-footer", ".ar-filter", ".ar-links", "summary"):
        assert page.locator(name).count() > 0
        assert page.locator(name).filter(visible=True).count() == 0, name
    assert page.locator(".ar-wide svg").first.is_visible()
    assert page.locator("table[data-filter] tbody tr:visible").count() == 34


LIGHTEST_ENOUGH = 300 * 1024
"""Bytes that a page may bring beside the theme: its text and drawings, our style, script, letters."""

KINDS = ("index", "gaps", "themes/outcome", "mirror", "segments", "actions", "method")


def of_the_report(url: str) -> bool:
    """Whether the report brings the file itself, and not the theme."""
    return re.search(r"\.html$|/(report\.|letters\.|fonts/|favicon)", url) is not None


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_page_is_light_and_nothing_on_it_moves_while_it_loads(
    site: Path, browser: Browser, width: int
) -> None:
    visit = Visit(browser, width)
    visit.page.add_init_script(SHIFTS)
    # Letters that come late are another test's: test_letters.
    visit.page.route("**/*.woff2", lambda route: route.abort())
    with served(site) as address:
        for kind in KINDS:
            visit.asked.clear()
            visit.page.goto(f"{address}en/{kind}.html")
            visit.page.locator("html.js").wait_for(state="attached")
            visit.page.wait_for_timeout(100)
            assert visit.page.evaluate("window.shifts") == [], kind
            own = {site / url.removeprefix(address) for url in visit.asked if of_the_report(url)}
            assert {"report.css", "inter-400.woff2", "inter-600.woff2"} <= {
                each.name for each in own
            }
            assert sum(each.stat().st_size for each in own) < LIGHTEST_ENOUGH, kind
    visit.page.context.close()


def test_a_table_is_sorted_by_any_column_and_filtered(site: Path, visit: Visit) -> None:
    page = visit.open(site / "en" / "gaps.html")
    table = page.locator("table[data-filter]")
    shown = table.locator("tbody tr:visible")
    assert shown.count() == 34
    table.get_by_role("button", name="Sales").click()
    assert table.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    shares = [
        float(value.rstrip("%"))
        for value in table.locator("tbody td:nth-child(4)").all_inner_texts()
    ]
    assert shares == sorted(shares, reverse=True)
    table.get_by_role("button", name="Statement").click()
    table.get_by_role("button", name="Statement").click()
    titles = table.locator("tbody th").all_inner_texts()
    assert titles == sorted(titles, key=str.lower)
    page.get_by_label("Filter").fill("trust")
    assert 0 < shown.count() < 34


def test_the_dialog_of_the_search_has_a_name(site: Path, visit: Visit) -> None:
    page = visit.open(site / "fr" / "index.html")
    assert page.locator(".md-search").get_attribute("aria-label") == "Rechercher"


def test_who_steps_by_keyboard_can_skip_to_the_content(site: Path, visit: Visit) -> None:
    page = visit.open(site / "en" / "gaps.html")
    assert page.locator(".md-skip").get_attribute("href") == "#title"
    assert page.locator("h1#title").count() == 1
