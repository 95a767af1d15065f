"""The Overview and the whole report as PDF, by a real Chromium."""

from __future__ import annotations

import html
import re
import zlib
from pathlib import Path

import pytest
from editions import meridian
from playwright.sync_api import Browser

from report_builder.output import Taken, write_site
from report_builder.paper import find_browser

pytestmark = pytest.mark.browser

FEWEST = 12
"""The fewest lines of text on a sheet: a chapter may end early, and not after a few lines."""


def sheets(content: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", content))


def lines(content: bytes) -> list[int]:
    """At how many heights text stands, sheet by sheet."""
    parts = dict(re.findall(rb"(\d+) 0 obj\n(.*?)endobj", content, re.DOTALL))
    drawn = [
        parts[re.findall(rb"/Contents (\d+) 0 R", part)[0]]
        for part in parts.values()
        if re.search(rb"/Type /Page\b", part)
    ]
    texts = [zlib.decompress(each.split(b"stream\n", 1)[1]) for each in drawn]
    return [len({*re.findall(rb"([\d.-]+) Tm", text)}) for text in texts]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Path:  # noqa: ARG001 - skips
    folder = tmp_path_factory.mktemp("site")
    (folder / "site").mkdir()
    taken = Taken(browser=find_browser())
    write_site(meridian(), folder / "project", folder / "site", str, taken)
    return folder / "site"


def test_the_overview_fills_two_sheets_in_each_language(site: Path) -> None:
    for code in ("en", "fr"):
        assert sheets((site / "data" / code / "overview.pdf").read_bytes()) == 2


def test_the_whole_report_is_tagged_with_an_outline_links_and_its_own_letters(site: Path) -> None:
    content = (site / "data" / "en" / "report.pdf").read_bytes()
    assert 20 <= sheets(content) <= 40
    for mark in (b"/StructTreeRoot", b"/Outlines", b"/Dest ", b"Inter-SemiBold"):
        assert mark in content
    assert b"/CreationDate (D:20261023000000+00'00')" in content


def test_no_sheet_of_the_report_is_left_with_the_end_of_a_table_or_a_list(site: Path) -> None:
    for code in ("en", "fr"):
        content = (site / "data" / code / "report.pdf").read_bytes()
        told = lines(content)
        assert len(told) == sheets(content)
        assert min(told) >= FEWEST, told


def test_no_pdf_says_where_it_was_made(site: Path) -> None:
    for path in (site / "data").rglob("*.pdf"):
        assert b"file:" not in path.read_bytes()
        assert str(site).encode() not in path.read_bytes()


def test_the_method_page_offers_them_and_no_copy_of_a_page_is_left(site: Path) -> None:
    method = html.unescape((site / "fr" / "method.html").read_text())
    for name in ("overview.pdf", "report.pdf"):
        assert f'href="../data/fr/{name}"' in method
    assert not list(site.rglob("*-on-paper.html"))
