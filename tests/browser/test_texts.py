"""Texts of others in a real browser: shown as they were typed, in every place, and never obeyed.

A report is built twice, once with plain texts and once with hostile ones in the same places. The two
must be made of the same elements with the same attributes, and show the one text where the other is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import wave_reports
from editions import full
from payloads import hostile, in_place, plain, relabelled
from playwright.sync_api import Browser
from visits import DESK, Visit, built

from report_builder.language import language
from report_builder.markup import entities
from report_builder.own_words import Entry
from report_builder.pages import Edition, edition
from report_builder.readable import readable, without_isolates
from report_builder.report import Report
from report_builder.settings import Benchmark

pytestmark = pytest.mark.browser

# The page as the browser has understood it, in order: each element, its attributes, its texts. Of
# a drawing, whose lines break where they must, the name, the finding and what marks say; a name that
# was cut says all of itself besides.
READ = """(() => {
  const seen = [];
  const read = (node) => {
    if (node.nodeType === Node.TEXT_NODE && node.data.trim()) seen.push(["text", node.data]);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches("script, style")) return;
    seen.push(["element", node.localName]);
    if (node.matches("svg[role=img]"))
      return node.querySelectorAll("title, desc").forEach(each => {
        const cut = each.parentNode !== node && [...each.parentNode.querySelectorAll(":scope > text")].some(text => text.textContent.includes("…"));
        if (!cut) seen.push(["drawn", each.textContent]);
      });
    for (const each of node.attributes)
      // The theme sets its sidebar's place, and gives a text that is cut off its whole as a tooltip.
      if (each.name !== "style" && (each.name !== "title" || !node.matches(".md-ellipsis")))
        seen.push([each.name, each.value]);
    node.childNodes.forEach(read);
  };
  read(document.documentElement);
  return seen;
})()"""
IN_DRAWINGS = """[...new Set([...document.querySelectorAll("svg, svg *")].flatMap(
  each => [each.localName, ...each.getAttributeNames().map(name => "@" + name)]))].sort()"""
ACTING = """[...document.querySelectorAll("*")].filter(element => [...element.attributes].some(
  each => each.name.startsWith("on") || /^\\s*(javascript|data|vbscript):/i.test(each.value)
)).map(element => element.outerHTML)"""
ADDRESSES = {"href", "id"}
THEME = re.compile(r"themes[-/][a-z0-9-]+|^[a-z0-9-]+(?=\.html(?:$|#))")


def everything() -> Report:
    """A report with all that a report can hold, and all that its settings can say."""
    report = full(wave_reports.closing())
    return replace(
        report,
        settings=replace(
            report.settings,
            title="A title",
            footer="A footer",
            glossary=(Entry({"": "A term"}, {"": "A meaning"}),),
            benchmark=Benchmark(label="A source", definition="A2", unit="people"),
            named_companies=True,
            languages=("en",),
            translations={},
        ),
    )


@dataclass(frozen=True)
class Built:
    """An edition and the site it became."""

    edition: Edition
    site: Path

    def pages(self) -> list[Path]:
        """Every page, in the order of the edition."""
        paths = (Path(page.path).with_suffix(".html") for page in self.edition.pages)
        return [self.site / "en" / path for path in paths]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    """The report with plain texts, and with hostile ones."""
    folder = tmp_path_factory.mktemp("texts")
    found = []
    for name, texts in (("plain", plain), ("hostile", hostile)):
        edited = edition(relabelled(everything(), texts), "en", downloads=("report.json",))
        (folder / name).mkdir()
        found.append(Built(edited, built(folder / name, edited)))
    return found[0], found[1]


def levelled(seen: list[list[str]]) -> list[tuple[str, str]]:
    """What was read without what a printer changes: blanks, apostrophes, capitals, isolates.

    The address of a theme is made of its name; other tests say how.
    """
    found = []
    for kind, text in seen:
        straight = re.sub("[\u2018\u2019]", "'", without_isolates(text))
        level = " ".join(straight.split()).casefold()
        found.append((kind, THEME.sub("theme", level) if kind in ADDRESSES else level))
    return found


def as_hostile(seen: list[list[str]]) -> list[list[str]]:
    """What was read of a plain page, with the hostile texts where the plain ones are."""
    return [
        [kind, text if kind in ADDRESSES else in_place(text, lambda n: readable(hostile(n)))]
        for kind, text in seen
    ]


def test_every_text_is_shown_as_typed_and_makes_no_element_of_its_own(
    reports: tuple[Built, Built], visit: Visit
) -> None:
    for with_plain, with_hostile in zip(*(each.pages() for each in reports), strict=True):
        wanted = levelled(as_hostile(visit.open(with_plain).evaluate(READ)))
        found = levelled(visit.open(with_hostile).evaluate(READ))
        assert found == wanted, with_hostile.name
    assert visit.complaints == []


def test_a_drawing_is_made_of_what_drawings_are_made_of(
    reports: tuple[Built, Built], visit: Visit
) -> None:
    for with_plain, with_hostile in zip(*(each.pages() for each in reports), strict=True):
        allowed = visit.open(with_plain).evaluate(IN_DRAWINGS)
        assert {*visit.open(with_hostile).evaluate(IN_DRAWINGS)} <= {*allowed}, with_hostile.name


def test_nothing_acts_asks_or_is_found_to_act_by_the_search(
    reports: tuple[Built, Built], visit: Visit
) -> None:
    _, report = reports
    for path in report.pages():
        page = visit.open(path)
        assert visit.search("onerror") > 0
        assert page.evaluate("window.hit") is None, path.name
        assert page.evaluate(ACTING) == [], path.name
        assert page.locator("img, iframe:not([hidden]), form:not([class^=md-])").count() == 0
    assert [url for url in visit.asked if not url.startswith((report.site.as_uri(), "data:"))] == []
    assert visit.complaints == []


PLACES = """() => {
  const text = document.querySelector("p").firstChild;
  const left = (word) => {
    const range = document.createRange();
    range.setStart(text, text.data.indexOf(word));
    range.setEnd(text, text.data.indexOf(word) + word.length);
    return range.getBoundingClientRect().left;
  };
  return ["שלם", "64", "فريق", "118", "invented"].map(left);
}"""


@pytest.mark.parametrize("code", ["en", "fr"])
def test_numbers_keep_their_place_beside_names_from_right_to_left(
    browser: Browser, code: str
) -> None:
    names = {"first": "שלם (12)", "second": "فريق المبيعات 34"}
    said = language(code).text(
        "page.source", survey="A", **names, first_answered=64, second_answered=118
    )
    page = browser.new_page(viewport={"width": 1440, "height": 300})
    page.set_content(f"<p>{entities(said + ' invented')}</p>")
    places = page.evaluate(PLACES)
    page.close()
    assert places == sorted(places)


def test_no_file_is_named_after_a_text(reports: tuple[Built, Built]) -> None:
    _, report = reports
    names = [path.relative_to(report.site).as_posix() for path in report.site.rglob("*")]
    assert [name for name in names if not re.fullmatch(r"[A-Za-z0-9_./-]+", name)] == []
    assert len({name.lower() for name in names}) == len(names)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    visit = Visit(browser, DESK)
    yield visit
    visit.page.context.close()
