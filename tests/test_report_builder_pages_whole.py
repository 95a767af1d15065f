"""The whole report on one page: every page is in it, and every id and link holds there."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
import yaml
from editions import meridian_edition

from report_builder.markup import entities
from report_builder.pages import Edition, Page
from report_builder.project import drawings, navigation

CODES = ("en", "fr")


def whole(edition: Edition) -> Page:
    return edition.pages[-1]


def front_matter(page: Page) -> Mapping[str, object]:
    found: Mapping[str, object] = yaml.safe_load(page.text.split("---\n")[1])
    return found


def ids(page: Page) -> list[str]:
    return re.findall(r' id="([^"]+)"|\{ #([\w-]+)(?: \.ar-h1)? \}', page.text)


@pytest.mark.parametrize("code", CODES)
def test_it_has_the_heading_of_every_page_in_their_order(code: str) -> None:
    pages = meridian_edition(code).pages[:-1]
    headings = [re.findall(r"^# (.+) \{ #title \}$", page.text, re.MULTILINE)[0] for page in pages]
    found = re.findall(
        r"^## (.+) \{ #[\w-]+-title \.ar-h1 \}$", whole(meridian_edition(code)).text, re.MULTILINE
    )
    assert found == headings


@pytest.mark.parametrize("code", CODES)
def test_its_one_title_is_the_survey_and_other_headings_stand_a_level_lower(code: str) -> None:
    pages = meridian_edition(code).pages[:-1]
    text = whole(meridian_edition(code)).text
    client, _, wave = re.findall(r"<h1[^>]*>(.*?)</h1>", text)[0].split(str(entities(" · ")))
    assert (client, len(re.findall("<h1|^# ", text, re.MULTILINE))) == ("Meridian Industries", 1)
    assert wave == {"en": "Autumn 2026", "fr": "Automne 2026"}[code]
    for level in (2, 3):
        own = [text for page in pages for text in re.findall(rf"<h{level}[^>]*>(.*?)</", page.text)]
        pattern = rf'<h{level + 1} class="ar-h{level}"[^>]*>(.*?)</h{level + 1}>'
        assert re.findall(pattern, text) == own


@pytest.mark.parametrize("code", CODES)
def test_no_two_of_its_ids_are_the_same(code: str) -> None:
    found = ids(whole(meridian_edition(code)))
    assert len(found) > 30
    assert len({*found}) == len(found)


@pytest.mark.parametrize("code", CODES)
def test_a_link_to_a_page_leads_to_its_place_on_this_one(code: str) -> None:
    page = whole(meridian_edition(code))
    known = {"".join(pair) for pair in ids(page)}
    links = re.findall(r' href="([^"]+)"', page.text)
    inner = [link[1:] for link in links if link.startswith("#")]
    assert {"gaps-title", "actions-lv00", "themes-hand-over-of-contacts-title"} & {*inner}
    assert [link for link in inner if link not in known] == []
    assert {link for link in links if not link.startswith("#")} == {
        f"../data/{name}" for name in ("report&#46;json", "gaps&#46;csv")
    }


def test_it_shows_every_chart_once_and_nothing_that_unfolds_or_downloads_one() -> None:
    edition = meridian_edition("en")
    charts = [chart.id for chart in edition.charts]
    page = whole(edition)
    assert (
        sorted(page.charts)
        == sorted(charts)
        == sorted(re.findall('data-chart="([^"]+)"', page.text))
    )
    assert "<details" not in page.text
    assert "ar-links" not in page.text
    assert "<details" in edition.pages[0].text


def test_no_table_in_it_sorts_or_filters() -> None:
    assert "data-v=" not in whole(meridian_edition("en")).text
    assert not re.search("ar-sortable|data-filter", whole(meridian_edition("en")).text)
    assert "ar-sortable" in "".join(page.text for page in meridian_edition("en").pages[:-1])


@pytest.mark.parametrize("code", CODES)
def test_it_weighs_less_than_300_kilobytes_with_its_drawings(code: str) -> None:
    edition = meridian_edition(code)
    paper = [svg for name, svg in drawings(edition.charts) if name.endswith("-paper.html")]
    assert sum(len(text.encode()) for text in (whole(edition).text, *paper)) < 300 * 1024


def test_each_page_begins_a_new_sheet() -> None:
    edition = meridian_edition("en")
    assert whole(edition).text.count('<div class="ar-sheet"></div>') == len(edition.pages) - 2


def test_it_is_neither_in_the_navigation_nor_found_by_the_search() -> None:
    edition = meridian_edition("fr")
    assert "print.md" not in str(navigation(edition.pages))
    assert front_matter(whole(edition))["search"] == {"exclude": True}
    assert front_matter(whole(edition))["title"] == "Tout le rapport"
    assert "search" not in front_matter(edition.pages[0])


def test_its_path_is_the_same_in_every_language() -> None:
    assert {whole(meridian_edition(code)).path for code in CODES} == {"print.md"}
