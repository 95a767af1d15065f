"""Reports for everybody: by rule, by keyboard, enlarged, in each look.

The pages are those of the example, and of a report that has all the example has not: two waves in
English and five in French, a panel, comments, what each team expects of the other, what is at stake.

Rules that read the page's structure are tried on every page at every width; in French, which has the
same elements, at one. What takes long, the contrast of texts, is tried where it can differ: it does
not depend on the language, themes are pages of one kind, `print.html` shows what the others show, and
a phone has colours of its own in its head alone. Drawings are left out of it, as their colours are computed elsewhere
(`test_report_builder_charts_style.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
import wave_reports
from editions import full
from panel_surveys import coming_and_going
from playwright.sync_api import Browser, Page
from visits import DESK, Visit, built

from report_builder.pages import edition

pytestmark = pytest.mark.browser

TABLET, PHONE = 768, 390
ENLARGED = 320
"""CSS pixels of a window 1280 wide at 400 % (WCAG 2.2, success criterion 1.4.10)."""

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
CONTRAST = ["color-contrast", "link-in-text-block"]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FAULTS = """options => axe.run({exclude: [["svg[role=img] *"]]}, {resultTypes: ["violations"], ...options})
  .then(found => found.violations.flatMap(rule =>
    rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")}`)))"""
STRUCTURE = {
    "runOnly": {"type": "tag", "values": STANDARDS},
    "rules": {rule: {"enabled": False} for rule in CONTRAST},
}
KINDS = ("index", "gaps", "themes/goals-and-rewards", "mirror", "segments", "actions", "method")
FURTHER = ("mirror", "voices", "companies", "trend", "actions", "stakes")
"""Kinds of page that the example has not, or not all of."""
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"
FOCUSED = """(() => {
  const at = document.activeElement.getBoundingClientRect();
  const shown = document.activeElement.matches(".md-option") ? document.activeElement.nextElementSibling : document.activeElement;
  const seen = [...document.activeElement.getClientRects()].some(line => document.activeElement.contains(
    document.elementFromPoint(line.x + line.width / 2, line.y + line.height / 2)));
  return {
    name: (document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent).trim(),
    inside: at.left >= 0 && at.right <= innerWidth && at.top >= 0 && at.top < innerHeight,
    covered: !seen && at.width > 0,
    ringed: getComputedStyle(shown).outlineStyle !== "none" || shown.matches(".md-search__input"),
  };
})()"""


SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    width, scheme = getattr(request, "param", (DESK, "light"))
    visit = Visit(browser, width, scheme)
    visit.page.emulate_media(reduced_motion="reduce")
    yield visit
    visit.page.context.close()


def at(width: int, scheme: str = "light") -> pytest.MarkDecorator:
    return pytest.mark.parametrize("visit", [(width, scheme)], indirect=True, ids=[f"{width}"])


def opened(visit: Visit, path: Path) -> Page:
    """The page with all that can be unfolded, and axe in it."""
    page = visit.open(path)
    page.evaluate(OPEN_ALL)
    page.evaluate(AXE)
    return page


@pytest.fixture(scope="module")
def full_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of everything: two waves in English, five in French."""
    english, french = full(wave_reports.closing()), full(wave_reports.five(ids=True))
    folder = tmp_path_factory.mktemp("full")
    return built(folder, edition(english, "en"), edition(french, "fr"))


@pytest.fixture(scope="module")
def sites(
    meridian_site: Path, full_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path, Path]:
    """The example, the report of everything, and that of a panel of two waves."""
    panel = (edition(coming_and_going(), code) for code in ("en", "fr"))
    return meridian_site, full_site, built(tmp_path_factory.mktemp("panel"), *panel)


def every_page(sites: tuple[Path, Path, Path], code: str) -> list[Path]:
    """Those of the example, then those that only the others have."""
    example, whole, panel = (site / code for site in sites)
    further = [whole / f"{kind}.html" for kind in FURTHER]
    return [*sorted(example.rglob("*.html")), *further, panel / "trend.html"]


@pytest.mark.parametrize(
    ("code", "widths"), [("en", (DESK, TABLET, PHONE)), ("fr", (PHONE,))], ids=["en", "fr"]
)
def test_every_page_is_built_by_the_rules_at_every_width(
    sites: tuple[Path, Path, Path], visit: Visit, code: str, widths: tuple[int, ...]
) -> None:
    for path in every_page(sites, code):
        page = opened(visit, path)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(FAULTS, STRUCTURE) == [], (path.name, width)
        assert page.locator("h1").count() == 1, path.name


@at(DESK)
def test_the_page_of_five_waves_is_built_by_the_rules_at_every_width(
    full_site: Path, visit: Visit
) -> None:
    page = opened(visit, full_site / "fr" / "trend.html")
    for width in (DESK, TABLET):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(FAULTS, STRUCTURE) == [], width


@pytest.mark.parametrize(
    ("visit", "kinds"),
    [((width, scheme), KINDS if width == DESK else KINDS[:2])
     for width in (DESK, PHONE) for scheme in ("light", "dark")],
    indirect=["visit"],
    ids=["desk, light", "desk, dark", "phone, light", "phone, dark"],
)  # fmt: skip
def test_every_text_stands_out_from_what_is_behind_it(
    meridian_site: Path, full_site: Path, visit: Visit, kinds: tuple[str, ...]
) -> None:
    pages = [english(meridian_site, kind) for kind in kinds]
    further = [english(full_site, kind) for kind in FURTHER]
    for path in [*pages, *further] if kinds == KINDS else pages:
        page = opened(visit, path)
        options = {"runOnly": {"type": "rule", "values": CONTRAST}}
        assert page.evaluate(FAULTS, options) == [], path.name


def english(site: Path, kind: str) -> Path:
    return site / "en" / f"{kind}.html"


def steps(page: Page, most: int = 400) -> list[str]:
    """The names of what is stepped to by the keyboard, until the page is left; each can be seen."""
    names: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        page.evaluate(SETTLED)
        if page.evaluate("document.activeElement === document.body"):
            return names
        found = page.evaluate(FOCUSED)
        assert found["inside"], found
        assert not found["covered"], found
        assert found["ringed"], found
        names.append(found["name"])
    raise AssertionError(names)


def step_to(page: Page, name: str) -> None:
    """Step by the keyboard to what has that name."""
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED)["name"] == name:
            return
    raise AssertionError(name)


def test_by_keyboard_the_content_is_one_step_away(meridian_site: Path, visit: Visit) -> None:
    page = visit.open(english(meridian_site, "gaps"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.md-content') !== null")


@at(DESK)
def test_by_keyboard_every_step_is_seen_and_the_end_is_reached(
    meridian_site: Path, visit: Visit
) -> None:
    names = steps(visit.open(english(meridian_site, "gaps")))
    assert names[:2] == ["Skip to content", "Sales–marketing alignment"]
    assert names[-1] == "The whole report to print"


def test_by_keyboard_another_page_another_language_and_the_dark_are_reached(
    meridian_site: Path, visit: Visit
) -> None:
    page = visit.open(english(meridian_site, "gaps"))
    step_to(page, "Use the dark colours")
    page.keyboard.press("Enter")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    step_to(page, "Mirror")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/mirror.html")
    step_to(page, "Français")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/mirror.html")


def test_by_keyboard_a_search_leads_to_a_page(meridian_site: Path, visit: Visit) -> None:
    page = visit.open(english(meridian_site, "index"))
    step_to(page, "Search")
    page.locator(".md-search-result__meta").filter(has_text="Type to").wait_for()
    page.keyboard.type("goal")
    page.locator(".md-search-result__item").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*goal*")


def test_by_keyboard_a_table_is_sorted_and_the_place_in_it_kept(
    meridian_site: Path, visit: Visit
) -> None:
    page = visit.open(english(meridian_site, "gaps"))
    step_to(page, "Clear gaps")
    for key, order in (("Enter", "descending"), ("Space", "ascending")):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.closest('th').ariaSort") == order


@at(ENLARGED)
def test_by_keyboard_the_menu_of_a_narrow_page_opens_leads_on_and_closes(
    meridian_site: Path, visit: Visit
) -> None:
    page = visit.open(english(meridian_site, "gaps"))
    menu = page.get_by_role("button", name="Navigation")
    for key in ("Enter", "Space"):
        menu.focus()
        page.keyboard.press(key)
        assert menu.get_attribute("aria-expanded") == "true"
        assert page.evaluate(FOCUSED)["name"] == "Overview"
        page.keyboard.press("Escape")
        assert menu.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    step_to(page, "Themes")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED)["name"] == "Goals and rewards"
    page.keyboard.press("Enter")
    page.wait_for_url("**/themes/goals-and-rewards.html")


@at(ENLARGED)
def test_by_keyboard_every_step_on_a_narrow_page_is_seen(meridian_site: Path, visit: Visit) -> None:
    names = steps(visit.open(english(meridian_site, "index")))
    assert "Navigation" in names
    assert "Themes" not in names


@at(ENLARGED)
@pytest.mark.parametrize("code", ["en", "fr"])
def test_enlarged_four_times_no_page_scrolls_sideways(
    sites: tuple[Path, Path, Path], visit: Visit, code: str
) -> None:
    for path in every_page(sites, code):
        page = visit.open(path)
        page.evaluate(OPEN_ALL)
        assert page.evaluate("document.documentElement.scrollWidth") == ENLARGED, path.name


def test_nothing_moves_for_who_prefers_less_motion(meridian_site: Path, visit: Visit) -> None:
    page = visit.open(english(meridian_site, "gaps"))
    moving = page.evaluate(
        """[...document.querySelectorAll("*")].map(each => getComputedStyle(each)).filter(look =>
          look.animationName !== "none" || look.scrollBehavior === "smooth" ||
          look.transitionProperty !== "none" && /[1-9]/.test(look.transitionDuration)).length"""
    )
    assert moving == 0
