"""The same project under each engine: readers meet the same titles, words and charts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from importlib.util import find_spec
from pathlib import Path

import pytest
from editions import meridian_edition
from playwright.sync_api import Browser
from visits import served

from report_builder import builders
from report_builder.builders import Builder, engine_of
from report_builder.options import BUILDERS
from report_builder.project import write_project
from report_builder.site import build
from survey.errors import SiteBuilderError

OTHERS = [builder for builder in Builder if builder is not Builder.MKDOCS]


@dataclass(frozen=True)
class Seen:
    """What a reader sees of a page: its title, its words, its drawings and its links."""

    title: str
    words: tuple[str, ...]
    drawings: int
    links: tuple[str, ...]


def seen(path: Path) -> Seen:
    page = path.read_text(encoding="utf-8")
    [article] = re.findall(r"<article[^>]*>(.*?)</article>", page, re.DOTALL)
    title = page.partition("<title>")[2].partition("</title>")[0]
    words = unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<a class=\"headerlink.*?</a>", "", article)))
    return Seen(
        title=unescape(title),
        words=tuple(words.split()),
        drawings=len(re.findall(r"<svg\b[^>]*role=.img", article)),
        links=tuple(re.findall(r'<a\b[^>]*href="([^"#]+)', article)),
    )


def built(folder: Path, builder: Builder) -> Path:
    if find_spec(builder.value) is None:
        pytest.skip(f"{builder.value} is not installed here")
    write_project([meridian_edition("en"), meridian_edition("fr")], folder / "project")
    site = folder / "site"
    site.mkdir()
    build(folder / "project", site, strict=True, builder=builder)
    return site


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("mkdocs"), Builder.MKDOCS)


def pages(site: Path) -> dict[str, Path]:
    found = [*site.glob("en/**/*.html"), *site.glob("fr/**/*.html")]
    return {path.relative_to(site).as_posix(): path for path in found}


@pytest.mark.parametrize("builder", OTHERS)
def test_readers_meet_the_same_pages(
    builder: Builder, usual: Path, tmp_path: Path, browser: Browser
) -> None:
    site = built(tmp_path, builder)
    expected = pages(usual)
    assert pages(site).keys() == expected.keys()
    for name, path in pages(site).items():
        assert seen(path) == seen(expected[name]), name
    assert sum(seen(path).drawings for path in expected.values()) > 40
    assert not [*site.rglob("*.map"), *site.rglob("sitemap.xml"), *site.rglob("404.html")]
    from_a_folder = searched(browser, f"{site.as_uri()}/")
    with served(site) as address:
        assert searched(browser, address) == from_a_folder > 0


def searched(browser: Browser, address: str) -> int:
    """How many results a search has; nothing may be refused or missed on the way."""
    page = browser.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("requestfailed", lambda request: heard.append(request.url))
    page.goto(f"{address}en/index.html")
    while not page.locator("input:focus").count():  # keys typed before would be lost
        page.keyboard.press("/")
        page.wait_for_timeout(100)
    page.keyboard.type("customers", delay=20)
    results = page.locator("a:visible:has(mark)")
    results.first.wait_for()
    count = 0
    while count < (count := results.count()):  # they come one after another
        page.wait_for_timeout(300)
    assert heard == []
    page.close()
    return count


def test_every_engine_is_an_option_and_an_extra() -> None:
    assert tuple(builder.value for builder in Builder) == BUILDERS
    project = (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    for builder in OTHERS:
        assert re.search(rf"^{builder.value} = \[", project, re.MULTILINE)


def test_an_engine_that_is_not_installed_is_told_with_its_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(builders, "find_spec", lambda _: None)
    with pytest.raises(SiteBuilderError) as caught:
        engine_of(Builder.ZENSICAL)
    assert caught.value.problem == "zensical is not installed."
    assert "alignment-report[zensical]" in caught.value.fix
