"""A report built, and a browser window that opens it and remembers what happens there."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from report_builder.pages import Edition
from report_builder.project import write_project
from report_builder.site import build

DESK = 1440
SHIFTS = """window.shifts = []; new PerformanceObserver(list => list.getEntries().forEach(
  each => window.shifts.push(each.value))).observe({type: "layout-shift", buffered: true})"""
"""Remembers, in a page, how far what is seen of it has moved."""

SEARCH_IS_READY = re.compile("Type to|Taper")


def built(folder: Path, *editions: Edition) -> Path:
    write_project(editions, folder / "project")
    (folder / "site").mkdir()
    build(folder / "project", folder / "site", strict=True)
    return folder / "site"


@contextmanager
def served(site: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of a server on this machine that serves a folder, with these headers."""

    class Server(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - its name there
            """Nothing: a test is quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class Visit:
    """A browser window that remembers what it asked for and what it complained of."""

    def __init__(self, browser: Browser, width: int, scheme: str = "light") -> None:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        self.page: Page = context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", self._asked)
        self.page.on("requestfailed", self._failed)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _asked(self, request: Request) -> None:
        self.asked.append(request.url)

    def _failed(self, request: Request) -> None:
        # Who leaves a page while its icon is being read fetches it no further.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.url}: {request.failure}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def open(self, path: Path) -> Page:
        """The page, loaded and settled."""
        self.page.goto(path.as_uri())
        self.page.evaluate("document.fonts.ready")
        return self.page

    def search(self, words: str) -> int:
        """How many results the page's search shows."""
        self.page.locator(".md-search__input").click()
        # What is typed before the search is ready would be lost.
        ready = self.page.locator(".md-search-result__meta").filter(has_text=SEARCH_IS_READY)
        ready.wait_for()
        self.page.keyboard.type(words)
        self.page.locator(".md-search-result__item").first.wait_for()
        return self.page.locator(".md-search-result__item").count()
