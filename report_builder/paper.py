"""A page of a finished site as PDF, printed by a Chromium that asks nothing of any network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from survey.errors import BrowserError

VARIABLE = "CHROMIUM"
"""The environment variable that names the browser."""

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

PATIENCE = 120.0
"""Seconds that one page may take."""

OURS = b"Inter"
"""The letters of our pages: a browser that could not read a page prints its own complaint."""

FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
SUPERUSER = 0

_LEADING_OUT = re.compile(r'(<a\b[^>]*?) href="(?!#)[^"]*"')
_DATE = re.compile(rb"\(D:\d{14}\+00'00'\)")
_MAKER = re.compile(rb"(/(?:Creator|Producer) \()((?:[^()\\]|\\.)*)\)")


def find_browser() -> str:
    """The browser that CHROMIUM names, else the first that is installed.

    Raises:
        BrowserError: there is none.
    """
    named = os.environ.get(VARIABLE)
    names = (named,) if named else BROWSERS
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        raise BrowserError(
            f"A PDF is asked for, and no browser is found to print it ({', '.join(names)}).",
            f"install Chromium or Chrome, or name one: {VARIABLE}=/path/to/chrome.",
        )
    return found


def printed(browser: str, page: Path, epoch: int) -> bytes:
    """The page as PDF, with its print style; links that lead out of it are left out.

    Args:
        browser: a Chromium.
        page: a page of a finished site, where it stands.
        epoch: the time that the file carries, in seconds since 1970.

    Raises:
        BrowserError: the browser failed, or printed something else.
    """
    # Where the site is built is nobody's business: a link would tell it.
    copy = page.with_name(f"{page.stem}-on-paper.html")
    copy.write_text(_LEADING_OUT.sub(r"\1", page.read_text("utf-8")), "utf-8")
    try:
        with tempfile.TemporaryDirectory(prefix="build-report-paper-") as folder:
            return _dated(_print(browser, copy, Path(folder)), epoch)
    finally:
        copy.unlink()


def _print(browser: str, page: Path, folder: Path) -> bytes:
    made = folder / "page.pdf"
    own = (f"--user-data-dir={folder}", f"--print-to-pdf={made}", page.resolve().as_uri())
    try:
        told = subprocess.run(  # noqa: S603 - our own words, and the browser that a person named
            [browser, *FLAGS, *sandbox(getattr(os, "geteuid", int)()), *own],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            timeout=PATIENCE,
        )
        content = made.read_bytes() if made.exists() else b""
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(browser, str(error)) from error
    if OURS not in content:
        raise _failed(browser, told.stdout.strip().rpartition("\n")[2] or "it said nothing")
    return content


def sandbox(user: int) -> tuple[str, ...]:
    """A Chromium of the superuser, as in a container, has no sandbox to start in.

    >>> sandbox(1000)
    ()
    """
    return ("--no-sandbox",) if user == SUPERUSER else ()


def _failed(browser: str, words: str) -> BrowserError:
    return BrowserError(
        f"{browser} has not printed the page: {words}.",
        f"name another Chromium ({VARIABLE}=/path/to/chrome), or build without --pdf.",
    )


def _dated(content: bytes, epoch: int) -> bytes:
    """With that time in place of the clock's, and blanks where it names browser and system.

    All in as many characters: a PDF says at which byte each of its parts begins.
    """
    moment = datetime.fromtimestamp(epoch, UTC)
    dated = _DATE.sub(f"(D:{moment:%Y%m%d%H%M%S}+00'00')".encode(), content)
    return _MAKER.sub(lambda found: found[1] + b" " * len(found[2]) + b")", dated)
