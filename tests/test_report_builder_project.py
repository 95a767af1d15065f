"""The project on disk is an ordinary one: whole, self-contained, and inert."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from drawings import parsed
from editions import meridian_edition, plain_edition

from report_builder.pages import Page
from report_builder.policy import policy
from report_builder.project import (
    WORDS_END,
    drawings,
    language_choice,
    mkdocs_yml,
    navigation,
    pictures,
    shared_settings,
    takeaways,
    write_project,
)

TABLES = {"tables": {"use_align_attribute": True}}


def paths(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_project_holds_pages_look_drawings_and_what_can_be_taken_away(tmp_path: Path) -> None:
    write_project([plain_edition()], tmp_path / "project")
    assert {
        "index.html",
        "en/mkdocs.yml",
        "en/docs/index.md",
        "en/docs/themes/one.md",
        "en/docs/charts/marks.svg",
        "en/docs/charts/marks.csv",
        "en/overrides/main.html",
        "en/overrides/partials/header.html",
        "en/overrides/charts/marks-wide.html",
        "en/overrides/charts/marks-narrow.html",
        "en/overrides/assets/report.css",
        "en/overrides/assets/iframe-worker.js",
        "en/overrides/assets/fonts/inter-400.woff2",
    } <= paths(tmp_path / "project")


def test_a_drawing_for_paper_has_neither_tooltips_nor_colours_to_fall_back_on() -> None:
    wide = '<svg><title id="a-w-t">Gaps</title><g><title>Tip</title><path fill="var(--ar-ink,#1b2333)"/></g></svg>'
    chart = replace(plain_edition().charts[0], wide=wide)
    paper = dict(drawings([chart]))["marks-paper.html"]
    assert paper == '<svg><title id="a-w-t">Gaps</title><path fill="var(--ar-ink)"/></svg>'


def test_every_drawing_closes_what_it_opens_on_paper_too() -> None:
    drawn = dict(drawings(meridian_edition("en").charts))
    assert "effort-effect-paper.html" in drawn
    for svg in drawn.values():
        parsed(svg)


def test_charts_are_pictures_too_where_the_edition_offers_them() -> None:
    plain = plain_edition()
    assert dict(pictures(plain)) == {}
    (path, content), *more = pictures(replace(plain, pictures=True))
    assert (path, content[:4], more) == ("charts/marks.png", b"\x89PNG", [])


def test_a_page_that_is_not_listed_stands_in_no_navigation() -> None:
    page = Page(path="print.md", title="All", section="", text="# All\n", listed=False)
    assert navigation([page]) == []


def test_the_settings_are_whole_and_lead_nowhere_else() -> None:
    settings = yaml.safe_load(mkdocs_yml(plain_edition(language="fr")))
    assert "INHERIT" not in settings
    assert "site_url" not in settings
    assert settings["theme"]["language"] == "fr"
    assert settings["theme"]["custom_dir"] == "overrides"
    assert settings["theme"]["font"] is False
    assert settings["use_directory_urls"] is False
    assert settings["plugins"] == [
        {"search": {"lang": "fr", "separator": WORDS_END}},
        "offline",
    ]
    assert "alternate" not in settings["extra"]
    assert [scheme["toggle"]["name"] for scheme in settings["theme"]["palette"]] == [
        "Dark",
        "Light",
    ]


def test_no_word_of_others_can_act_in_the_settings() -> None:
    settings = yaml.safe_load(mkdocs_yml(plain_edition()))
    assert settings["site_name"] == "R&#38;D &#60;alignment&#62;"
    assert settings["copyright"] == "By A &#38; B"
    assert settings["extra"]["notice"] == "Invented&#58; 100&#37;&#46;"
    assert settings["nav"][1] == {
        "Themes": [{"A &#38; &#60;b&#62;": "themes/one.md"}, {"Two": "themes/two.md"}]
    }


def test_a_section_stands_where_its_first_page_stands() -> None:
    first, *themes = plain_edition().pages
    assert [next(iter(entry)) for entry in navigation([themes[0], first, themes[1]])] == [
        "Themes",
        "Overview",
    ]


def test_the_shared_settings_know_no_reader_of_files_and_no_runner_of_code() -> None:
    extensions = shared_settings()["markdown_extensions"]
    assert extensions == ["admonition", "attr_list", "pymdownx.details", TABLES, "toc"]


def test_a_drawing_is_no_template(tmp_path: Path) -> None:
    write_project([plain_edition()], tmp_path)
    drawing = (tmp_path / "en" / "overrides" / "charts" / "marks-wide.html").read_text()
    assert "{" not in drawing
    assert "&#123;&#123; 7 * 7 }}" in drawing


@pytest.mark.parametrize(
    ("language", "head", "line"),
    [
        ("en", "Statement", "Trust,-0.4"),
        ("fr", "\N{ZERO WIDTH NO-BREAK SPACE}Statement", "Trust;-0.4"),
    ],
)
def test_numbers_are_taken_away_as_a_spreadsheet_of_the_language_reads_them(
    language: str, head: str, line: str
) -> None:
    text = dict(takeaways(plain_edition(language=language)))["charts/marks.csv"]
    assert text.startswith(head)
    assert text.splitlines()[2] == line


def test_a_statement_is_no_formula_and_a_number_is_a_number() -> None:
    text = dict(takeaways(plain_edition()))["charts/marks.csv"]
    assert text.splitlines()[1] == "'=SUM(A1),+1.3"


def test_who_opens_the_site_chooses_the_language() -> None:
    page = language_choice(
        [plain_edition(), plain_edition(language="fr", name="Français", title="R")]
    )
    assert 'href="en/index.html" lang="en"' in page
    assert 'href="fr/index.html" lang="fr"' in page
    assert "R&#38;D &#60;alignment&#62;" in page
    assert '<p class="title" lang="fr">R</p>' in page
    assert "Invented&#58; 100&#37;&#46;" in page
    assert 'http-equiv="refresh"' not in page


def test_the_page_of_choice_names_its_style_sheet_and_runs_nothing() -> None:
    page = language_choice([plain_edition()])
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert policy(styles=[style]) in page
    assert "<script" not in page


def test_search_engines_are_asked_to_stay_away_unless_the_settings_let_them_in(
    tmp_path: Path,
) -> None:
    write_project([plain_edition()], tmp_path / "closed")
    write_project([plain_edition(indexed=True)], tmp_path / "open")
    assert (tmp_path / "closed" / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert not (tmp_path / "open" / "robots.txt").exists()
    for folder, asked in (("closed", True), ("open", False)):
        assert ("noindex" in (tmp_path / folder / "index.html").read_text()) == asked
        settings = yaml.safe_load((tmp_path / folder / "en" / "mkdocs.yml").read_text())
        assert settings["extra"]["indexed"] != asked


def test_a_site_in_one_language_leads_on_to_it() -> None:
    page = language_choice([plain_edition(notice="")])
    assert 'content="0; url=en/index.html"' in page
    assert '<p class="notice"' not in page
