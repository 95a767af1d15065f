"""The page's own walls, in a real browser: what is not the report's own does not run or load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from editions import meridian_edition
from playwright.sync_api import Browser
from program import ROOT
from visits import DESK, Visit, built, served

pytestmark = pytest.mark.browser

PUBLISH = (ROOT / "docs" / "how-to" / "publish.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"```(\w+)\n(.*?)```", PUBLISH, re.DOTALL))
HEADER = re.compile(r"(?:add_header|Header always set)?\s*([A-Z][\w-]+):? \"?(.*?)\"?(?: always;)?")
# What a text of others would do, had it become more than a text.
INTRUDERS = {
    "script": "at.append(Object.assign(document.createElement('script'), {text: 'hit = 1'}))",
    "strange script": "at.append(Object.assign(document.createElement('script'), {src: stranger}))",
    "handler": "at.innerHTML = '<img src=x onerror=\"hit = 1\">'",
    "link": "at.innerHTML = '<a href=\"javascript:hit = 1\">x</a>'; at.firstChild.click()",
    "style": "at.innerHTML = '<b style=\"color: rgb(1, 2, 3)\">x</b>'",
    "style sheet": "at.innerHTML = '<style>body { color: rgb(1, 2, 3) }</style>'",
    "picture": 'at.innerHTML = `<img src="${stranger}">`',
    "frame": "at.innerHTML = '<iframe srcdoc=\"<script>parent.hit = 1</script>\"></iframe>'",
    "object": 'at.innerHTML = `<object data="${stranger}"></object>`',
    "base": 'at.innerHTML = `<base href="${stranger}">`',
    "form": 'at.innerHTML = `<form action="${stranger}"></form>`; at.firstChild.submit()',
    "fetch": "fetch(stranger).catch(() => 0)",
}
TRY = """new Promise(done => {
  const stranger = 'https://stranger.example/x';
  const at = document.body.appendChild(document.createElement('div'));
  %s;
  setTimeout(() => done([window.hit === undefined, document.baseURI]), 150);
})"""


def headers(block: str) -> dict[str, str]:
    """The headers that an example of the documentation sets."""
    lines = (HEADER.fullmatch(line.strip()) for line in BLOCKS[block].splitlines())
    return {line[1]: line[2] for line in lines if line and "-" in line[1]}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented company's report, in French."""
    return built(tmp_path_factory.mktemp("walls"), meridian_edition("fr"))


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site, headers("text")) as address:
        yield address


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    visit = Visit(browser, DESK)
    yield visit
    visit.page.context.close()


def test_the_examples_for_servers_say_the_same() -> None:
    assert len(headers("text")) == 7
    assert headers("text") == headers("nginx") == headers("apache")


def test_from_a_server_every_page_keeps_to_its_policy_and_the_search_finds(
    site: Path, address: str, visit: Visit
) -> None:
    for path in sorted(site.rglob("*.html")):
        answer = visit.page.goto(address + path.relative_to(site).as_posix())
        assert answer is not None
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert visit.search("objectif") > 0
    assert [url for url in visit.asked if not url.startswith((address, "data:"))] == []
    assert visit.complaints == []


@pytest.mark.parametrize("from_server", [True, False], ids=["server", "folder"])
def test_what_is_not_the_reports_own_is_refused(
    site: Path, address: str, visit: Visit, *, from_server: bool
) -> None:
    base = address if from_server else f"{site.as_uri()}/"
    for name, intruder in INTRUDERS.items():
        visit.complaints.clear()
        visit.asked.clear()
        visit.page.goto(f"{base}fr/index.html")
        unharmed, links_lead_from = visit.page.evaluate(TRY % intruder)
        assert unharmed, name
        assert links_lead_from == f"{base}fr/index.html", name
        assert "Content Security Policy" in "".join(visit.complaints), name
        outside = [url for url in visit.asked if "stranger" in url]
        assert [url for url in outside if f"{url}: csp" not in visit.complaints] == [], name
