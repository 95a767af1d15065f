"""A project becomes a site: in every language, slim, and the same each time."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from editions import plain_edition

from report_builder.pages import Page
from report_builder.pages.page import OwnFile
from report_builder.policy import inline_scripts, policy
from report_builder.project import write_project
from report_builder.site import build
from survey.errors import SiteBuilderError


def built(folder: Path, *editions: object, strict: bool = True) -> Path:
    write_project(editions or [plain_edition(), plain_edition(language="fr")], folder / "project")  # type: ignore[arg-type]  # editions, or none
    site = folder / "site"
    site.mkdir()
    build(folder / "project", site, strict=strict)
    return site


def with_page(text: str) -> object:
    page = Page(path="own.md", title="Own", section="", text=text)
    return plain_edition(pages=(*plain_edition().pages, page))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("site"))


def test_each_language_has_its_folder_beside_the_choice(site: Path) -> None:
    assert {path.name for path in site.iterdir()} == {"index.html", "robots.txt", "en", "fr"}
    for code in ("en", "fr"):
        assert f'<html lang="{code}"' in (site / code / "index.html").read_text()
        assert (site / code / "themes" / "two.html").is_file()


def test_a_page_shows_both_drawings_of_its_chart_and_fills_none_of_it_in(site: Path) -> None:
    page = (site / "en" / "index.html").read_text()
    assert page.count("<svg xmlns") >= 2
    assert '<div class="ar-wide"><svg' in page
    assert '<div class="ar-narrow"><svg' in page
    assert "&#123;&#123; 7 * 7 }}" in page
    assert "49" not in page.split("ar-wide")[1].split("ar-narrow")[0]
    assert "data-chart" not in page


def test_the_page_for_paper_shows_one_drawing_and_no_link_to_itself(tmp_path: Path) -> None:
    plain = plain_edition()
    head = "---\ntitle: All\npaper: true\ncharts: [marks]\n---\n\n"
    text = head + '# All\n\n<div data-chart="marks"></div>\n'
    page = Page(path="print.md", title="All", section="", text=text, listed=False)
    site = built(tmp_path, plain_edition(pages=(*plain.pages, page)))
    paper, other = ((site / "en" / name).read_text() for name in ("print.html", "index.html"))
    assert paper.count('viewBox="0 0 1 1"') == 1
    assert (
        '<div class="ar-paper" role="group" tabindex="0" aria-labelledby="marks-w-t"><svg' in paper
    )
    assert "ar-to-print" not in paper
    assert '<a href="print.html">Print &#60;all&#62;</a>' in other


def test_the_drawings_are_not_published_as_pages_of_their_own(site: Path) -> None:
    published = {path.name for path in (site / "en" / "charts").iterdir()}
    assert published == {"marks.svg", "marks.csv"}


def test_a_page_leads_to_itself_in_the_other_language(site: Path) -> None:
    assert (
        'href="./../fr/index.html" hreflang="fr" lang="fr">Français'
        in (site / "en" / "index.html").read_text()
    )


def test_every_page_says_what_the_report_says_everywhere(site: Path) -> None:
    for page in (site / "en").rglob("*.html"):
        text = page.read_text()
        assert "Invented&#58; 100&#37;&#46;" in text
        assert "By A &#38; B" in text
        assert '<meta name="robots" content="noindex">' in text


def test_a_site_that_may_be_found_does_not_ask_to_be_left_out(tmp_path: Path) -> None:
    site = built(tmp_path, plain_edition(indexed=True))
    assert "noindex" not in (site / "en" / "index.html").read_text()
    assert not (site / "robots.txt").exists()


def test_every_page_names_the_scripts_in_it_and_no_others(site: Path) -> None:
    for page in site.glob("*/**/*.html"):
        text = page.read_text()
        scripts = inline_scripts(text)
        assert len(scripts) == 3
        assert f'http-equiv="Content-Security-Policy" content="{policy(scripts)}"' in text


def test_a_page_with_a_script_of_its_own_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SiteBuilderError, match=r"own\.html: the page holds a script that neither"):
        built(tmp_path, with_page("# Own\n\n<script>go()</script>\n"))


def test_a_table_of_a_page_of_ones_own_needs_no_style(tmp_path: Path) -> None:
    site = built(tmp_path, with_page("# Own\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n"))
    page = (site / "en" / "own.html").read_text()
    assert '<td align="right">2</td>' in page
    assert "style=" not in page


@pytest.mark.parametrize("page", [b"<p>no head</p>", '<meta charset="utf-8">é'.encode("latin-1")])
def test_a_file_of_ones_own_that_can_have_no_policy_is_told(tmp_path: Path, page: bytes) -> None:
    with pytest.raises(SiteBuilderError, match=r"own\.html: the page is not UTF-8") as told:
        built(tmp_path, plain_edition(files=(OwnFile("own.html", page),)))
    assert '<meta charset="utf-8">' in told.value.fix


def test_nothing_is_published_that_no_reader_can_use(site: Path) -> None:
    names = [path.name for path in site.rglob("*") if path.is_file()]
    assert not [name for name in names if name.endswith((".map", ".gz")) or "sitemap" in name]
    assert not [
        name for name in names if "lunr" in name and "fr" not in name and "support" not in name
    ]
    assert "404.html" not in names
    for path in site.rglob("*.[cjh]*s*"):
        text = path.read_text(encoding="utf-8", errors="ignore")
        assert "sourceMappingURL" not in text
    for path in site.rglob("*.html"):
        assert 'name="generator"' not in path.read_text()
        assert "https://" not in path.read_text()


def test_the_same_project_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = built(tmp_path)
    first = {
        path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }
    second = {
        path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()
    }
    assert first == second


def test_a_warning_fails_a_strict_build_and_no_other(tmp_path: Path) -> None:
    broken = with_page("# Own\n\n[nowhere](nowhere.md)\n")
    (tmp_path / "strict").mkdir()
    (tmp_path / "lenient").mkdir()
    with pytest.raises(SiteBuilderError, match=r"pages in en:\n[\s\S]*nowhere\.md"):
        built(tmp_path / "strict", broken)
    site = built(tmp_path / "lenient", broken, strict=False)
    assert (site / "en" / "own.html").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_where_there_is_no_room_the_place_is_at_fault_and_not_the_engine(tmp_path: Path) -> None:
    import resource  # noqa: PLC0415 - not on Windows

    write_project([plain_edition()], tmp_path / "project")
    (tmp_path / "site").mkdir()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, before[1]))  # bytes a file may have
    try:
        with pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
            build(tmp_path / "project", tmp_path / "site", strict=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_of_an_engine_that_breaks_only_the_last_word_is_quoted(tmp_path: Path) -> None:
    project = tmp_path / "project"
    write_project([plain_edition()], project)
    broken = "{% extends 'base.html' %}{% block content %}{{ 1 / 0 }}{% endblock %}"
    (project / "en" / "overrides" / "main.html").write_text(broken)
    (tmp_path / "site").mkdir()
    with pytest.raises(SiteBuilderError, match="ZeroDivisionError") as told:
        build(project, tmp_path / "site", strict=True)
    assert "Traceback" not in str(told.value)
    assert "File " not in str(told.value)


def test_when_one_language_fails_the_other_is_not_left_running(tmp_path: Path) -> None:
    broken = with_page("---\ncharts: [missing]\n---\n\n# Own\n")
    with pytest.raises(SiteBuilderError, match="missing-wide"):
        built(tmp_path, broken, plain_edition(language="fr"))
    # A test's own process may have other children, such as a browser: none of them is a build.
    told = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)  # noqa: S607 - the system's
    assert str(tmp_path) not in told.stdout


def test_a_module_in_the_working_folder_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "yaml.py").write_text("raise SystemExit('a stranger was run')")
    monkeypatch.chdir(tmp_path)
    assert (built(tmp_path) / "en" / "index.html").is_file()
    assert sys.path[0] != str(tmp_path)
