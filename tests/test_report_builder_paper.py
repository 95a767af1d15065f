"""Pages as PDF: the browser that is found, what it prints, and what it says when it fails."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from report_builder import paper
from report_builder.paper import find_browser, printed, sandbox
from survey.errors import BrowserError

PAGE = """<html><head><title>T</title></head><body style="font-family: Inter">
<a href="other.html">Away</a> <a class="x" href="#here">Here</a><p id="here">Text</p></body></html>"""
PRINTS = """#!/bin/sh
for given in "$@"; do case $given in
  --print-to-pdf=*) made=${given#*=} ;;
  file://*) page=${given#file://} ;;
esac; done
"""
MADE = "%PDF-1.4 /FontName /AAAAAA+Inter-Regular /CreationDate (D:20300101010101+00'00')"


def page(folder: Path) -> Path:
    path = folder / "print.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def browser(folder: Path, does: str) -> str:
    """A program that stands in for a browser."""
    path = folder / "chromium"
    path.write_text(PRINTS + does, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_the_browser_is_the_one_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = browser(tmp_path, "")
    monkeypatch.setenv("CHROMIUM", named)
    assert find_browser() == named


def test_without_a_name_it_is_one_of_the_usual(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = browser(tmp_path, "")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() == usual


def test_where_there_is_none_the_message_says_what_was_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CHROMIUM", "nowhere")
    with pytest.raises(BrowserError, match=r"no browser is found to print it \(nowhere\)"):
        find_browser()
    monkeypatch.delenv("CHROMIUM")
    with pytest.raises(BrowserError, match="chromium, chromium-browser, google-chrome") as told:
        find_browser()
    assert "CHROMIUM=/path/to/chrome" in told.value.fix


def test_the_file_carries_the_time_of_the_report_and_leaves_no_copy(tmp_path: Path) -> None:
    does = f'cat > "$made" <<"END"\n{MADE}\nEND\n'
    content = printed(browser(tmp_path, does), page(tmp_path), 86_400)
    assert b"(D:19700102000000+00'00')" in content
    assert {path.name for path in tmp_path.iterdir()} == {"print.html", "chromium"}


def test_the_file_names_neither_browser_nor_system_and_is_as_long(tmp_path: Path) -> None:
    named = r"%PDF Inter /Creator (Mozilla \(X11; Linux\) Chrome) /Producer (Skia m156) /Title (T)"
    does = f'cat > "$made" <<"END"\n{named}\nEND\n'
    content = printed(browser(tmp_path, does), page(tmp_path), 0).decode().strip()
    assert content.split() == [
        "%PDF",
        "Inter",
        "/Creator",
        "(",
        ")",
        "/Producer",
        "(",
        ")",
        "/Title",
        "(T)",
    ]
    assert len(content) == len(named)


def test_what_is_printed_has_no_link_that_leads_out_of_it(tmp_path: Path) -> None:
    does = 'cp "$page" "$made"; echo Inter >> "$made"\n'
    content = printed(browser(tmp_path, does), page(tmp_path), 0)
    assert b'href="other.html"' not in content
    assert b'<a class="x" href="#here">Here</a>' in content


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("echo no display; exit 3\n", "no display"),
        ("", "it said nothing"),
        ('echo "%PDF access denied" > "$made"; echo denied\n', "denied"),
    ],
)
def test_a_browser_that_does_not_print_the_page_is_told_with_its_last_words(
    tmp_path: Path, does: str, said: str
) -> None:
    with pytest.raises(BrowserError, match=said) as told:
        printed(browser(tmp_path, does), page(tmp_path), 0)
    assert told.value.exit_code == 7
    assert {path.name for path in tmp_path.iterdir()} == {"print.html", "chromium"}


def test_a_browser_that_does_not_end_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "PATIENCE", 0.2)
    with pytest.raises(BrowserError, match="timed out"):
        printed(browser(tmp_path, "exec sleep 5\n"), page(tmp_path), 0)


def test_what_cannot_be_started_is_told(tmp_path: Path) -> None:
    with pytest.raises(BrowserError, match="has not printed the page"):
        printed(str(tmp_path), page(tmp_path), 0)


def test_only_the_superuser_goes_without_a_sandbox() -> None:
    assert (sandbox(0), sandbox(1)) == (("--no-sandbox",), ())
