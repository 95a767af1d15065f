"""What every test may ask for: repeatable properties, kept expectations, a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from editions import meridian_edition
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from visits import built

EXPECTATIONS = Path(__file__).parent / "expectations"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_FLAGS = (
    "--no-sandbox",  # a container's root has no sandbox to give
    "--disable-gpu",
    # The tests prove that a page asks for nothing: so the browser itself must be still too.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)

# The same examples at every run: a failure seen once can be seen again. To search wider by hand,
# run `pytest --hypothesis-profile=search`.
settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.register_profile("search", max_examples=2000, deadline=None)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let kept expectations be written anew, to be read in the diff."""
    parser.addoption(
        "--update-expectations",
        action="store_true",
        help="write the files in tests/expectations from what the tests produce",
    )


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of that name in tests/expectations."""

    def compare(name: str, text: str) -> None:
        path = EXPECTATIONS / name
        if request.config.getoption("--update-expectations"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"{name} is not kept yet: run pytest --update-expectations"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium that reaches nothing but this machine; tests without one are skipped."""
    names = (os.environ.get("CHROMIUM"), *BROWSERS)
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is installed, nor is CHROMIUM set")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(BROWSER_FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def meridian_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented company's report in both languages, built once for all that only look at it."""
    return built(tmp_path_factory.mktemp("report"), meridian_edition("en"), meridian_edition("fr"))
