"""The consultant's look, pages and words: from the settings to the project."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
import yaml
from editions import meridian, page_of

from report_builder.audience import Audience, for_audience
from report_builder.brand import NO_BRAND, Brand
from report_builder.downloads import data_files
from report_builder.lever_words import reworded
from report_builder.own_words import LeverTexts
from report_builder.pages import edition
from report_builder.pages import own as own_module
from report_builder.project import language_choice, write_project
from report_builder.recommendations import load_levers
from report_builder.report import Report
from report_builder.settings import Settings, load_settings
from survey.errors import SettingsError
from survey.questionnaire_file import load_questionnaire
from survey.stakes import ClientFigures, Stakes

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
Given = Callable[[str], Settings]


@pytest.fixture
def given(tmp_path: Path) -> Given:
    """Settings of a text, beside two logos and a folder of pages."""
    (tmp_path / "logo.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "night.png").write_bytes(b"PNG")
    for name, text in {
        "pages/shared.md": "No heading here.\n",
        "pages/en/approach.md": "# Our *approach* { #way }\n\nThree steps.\n",
        "pages/fr/approach.md": '---\ntitle: "Notre démarche"\n---\n\n# Autre titre\n',
        "pages/en/method.md": "# Our method\n",
        "pages/en/img/steps.png": "PNG",
        "pages/.draft.md": "# Not yet\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def settings_of(text: str) -> Settings:
        path = tmp_path / "settings.yml"
        path.write_text(text, encoding="utf-8")
        return load_settings(path)

    return settings_of


def problem(given: Given, text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        given(text)
    return caught.value.problem


def branded(given: Given, text: str) -> Report:
    return replace(meridian(), settings=replace(given(text), languages=("en", "fr")))


def test_without_settings_the_look_is_ours(given: Given, tmp_path: Path) -> None:
    assert given("client: Acme\n").brand == NO_BRAND
    write_project([edition(meridian(), "en")], tmp_path / "project")
    assert not (tmp_path / "project" / "en" / "overrides" / "assets" / "brand.css").exists()
    assert NO_BRAND.style() == ""


def test_an_accent_and_two_logos_reach_the_project(given: Given, tmp_path: Path) -> None:
    report = branded(given, 'accent: "#0B6E4F"\nlogo: {light: logo.svg, dark: night.png}\n')
    editions = [edition(report, code) for code in ("en", "fr")]
    write_project(editions, tmp_path / "project")
    folder = tmp_path / "project" / "fr"
    style = (folder / "overrides" / "assets" / "brand.css").read_text()
    assert "--ar-action: #0b6e4f" in style
    assert (folder / "overrides" / "assets" / "logo-dark.png").read_bytes() == b"PNG"
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    assert settings["extra_css"] == ["assets/report.css", "assets/brand.css"]
    assert settings["extra"]["logos"] == [
        {"file": "logo-light.svg", "scheme": "light"},
        {"file": "logo-dark.png", "scheme": "dark"},
    ]
    assert "--action: #0b6e4f" in language_choice(editions)


def test_one_logo_stands_on_light_and_dark_pages(given: Given) -> None:
    brand = given("logo: logo.svg\n").brand
    assert brand.light == brand.dark
    assert [logo.name for logo in brand.logos] == ["logo-light.svg"]
    assert Brand(dark=brand.dark).logos == brand.logos


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("accent: teal\n", 'must be a colour as #0f5fa6, not "teal"'),
        ('accent: "#ffcc00"\n', "#ffcc00 cannot be read on light pages: its contrast is 1.40"),
        (
            'accent: {light: "#0b6e4f", dark: "#0b6e4f"}\n',
            "cannot be read on dark pages: its contrast is 2.4",
        ),
        ("logo: logo.gif\n", '"logo.gif" must be a picture: .svg, .png'),
        ("logo: missing.svg\n", '"missing.svg" is not there, seen from the settings file'),
        ("pages: nowhere\n", "is no folder"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_its_reason(
    given: Given, text: str, told: str
) -> None:
    assert told in problem(given, text)


def test_a_logo_that_weighs_too_much_is_refused(given: Given, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(b" " * 300_001)
    assert "has 300,001 bytes; at most 300,000" in problem(given, "logo: logo.svg\n")


def test_own_pages_stand_after_the_reports_or_in_their_place(given: Given) -> None:
    report = branded(given, "pages: pages\n")
    pages = {page.path: page for page in edition(report, "en").pages}
    assert [*pages][-2:] == ["approach.md", "shared.md"]
    assert pages["approach.md"].title == "Our *approach*"
    assert pages["shared.md"].title == "Shared"
    assert pages["method.md"].text.endswith("# Our method\n")
    assert ".draft.md" not in pages
    assert "languages:\n- code: fr\n" in pages["approach.md"].text
    french = {page.path: page for page in edition(report, "fr").pages}
    assert french["approach.md"].title == "Notre démarche"
    assert french["approach.md"].text.startswith('---\ntitle: "Notre')
    assert "method.md" in french
    assert "Our method" not in french["method.md"].text


def test_own_pages_are_in_the_report_on_paper_too_a_level_lower(
    given: Given, tmp_path: Path
) -> None:
    (tmp_path / "pages" / "en" / "code.md").write_text(
        "Before.\n\n# Steps\n\n## One\n\n```sh\n# no heading\n~~~\n# nor this\n```\n### Two\n",
        encoding="utf-8",
    )
    (tmp_path / "pages" / "en" / "more").mkdir()
    (tmp_path / "pages" / "en" / "more" / "deep.md").write_text("# Deep\n", encoding="utf-8")
    pages = {page.path: page for page in edition(branded(given, "pages: pages\n"), "en").pages}
    text = pages["print.md"].text
    assert re.findall(r"^## (.*) \{ #([\w-]+)-title \.ar-h1 \}$", text, re.MULTILINE)[-4:] == [
        ("Our method", "method"),
        ("Our *approach*", "approach"),
        ("Steps", "code"),
        ("Shared", "shared"),
    ]
    assert "\n\nBefore.\n\n\n\n### One\n" in text
    assert "\n# no heading\n~~~\n# nor this\n```\n#### Two\n" in text
    assert "# Steps" not in text.replace("## Steps {", "")
    assert "Deep" not in text
    assert "more/deep.md" in pages


def test_what_lies_beside_own_pages_comes_along(given: Given, tmp_path: Path) -> None:
    report = branded(given, "pages: pages\n")
    write_project([edition(report, "en"), edition(report, "fr")], tmp_path / "project")
    assert (tmp_path / "project" / "en" / "docs" / "img" / "steps.png").read_text() == "PNG"
    assert not (tmp_path / "project" / "fr" / "docs" / "img").exists()


def test_too_much_beside_own_pages_is_refused(
    given: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_module, "MOST_BYTES", 2)
    with pytest.raises(SettingsError, match="the files beside the pages have 3 bytes; at most 2"):
        edition(branded(given, "pages: pages\n"), "en")


def test_a_page_that_is_no_text_is_refused(given: Given, tmp_path: Path) -> None:
    (tmp_path / "pages" / "en" / "bad.md").write_bytes(b"# Caf\xe9\n")
    with pytest.raises(SettingsError, match=r"bad\.md: is not UTF-8 text \(byte 5\)"):
        edition(branded(given, "pages: pages\n"), "en")


def test_terms_are_explained_on_the_method_page(given: Given) -> None:
    text = "glossary:\n  - term: MQL\n    meaning: {en: A contact ready to talk., fr: Un contact mûr.}\n"
    report = branded(given, text)
    english, french = (page_of(edition(report, code), "method.md") for code in ("en", "fr"))
    assert "Terms used here" in english
    assert "A contact ready to talk" in unescape(english)
    assert "Un contact mûr" in unescape(french)


def test_recommendations_are_in_own_words_or_hidden(given: Given) -> None:
    text = (
        "recommendations:\n"
        "  LV13:\n    title: {en: One word for one thing, fr: Un mot par chose}\n"
        "  LV01: {hidden: true}\n"
    )
    questionnaire = load_questionnaire()
    levers = load_levers(str(questionnaire.levers), questionnaire)
    own = {lever.id: lever for lever in reworded(levers, given(text).levers)}
    assert own["LV13"].title == {"en": "One word for one thing", "fr": "Un mot par chose"}
    assert own["LV13"].what == next(lever for lever in levers if lever.id == "LV13").what
    assert "LV01" not in own
    assert len(own) == len(levers) - 1


def test_a_recommendation_that_there_is_not_is_told_with_the_nearest() -> None:
    questionnaire = load_questionnaire()
    levers = load_levers(str(questionnaire.levers), questionnaire)
    with pytest.raises(SettingsError, match=r'"LV1" is no lever; did you mean "LV1\d"'):
        reworded(levers, {"LV1": LeverTexts({})})


def test_leaders_and_staff_see_no_segments_and_staff_no_money() -> None:
    figures = ClientFigures(
        currency="EUR", revenue=1.0, weeks=None, hourly_cost=None, lost_deals=None
    )
    whole = replace(meridian(), stakes=_stakes(figures))
    assert for_audience(whole, Audience.CLIENT) is whole
    leader, staff = (for_audience(whole, each) for each in (Audience.LEADER, Audience.STAFF))
    assert (leader.stakes, staff.stakes) == (whole.stakes, None)
    for told in (leader, staff):
        assert "segments.md" not in {page.path for page in edition(told, "en").pages}
        assert not re.search(rb'"segment": \{', data_files(told)["report.json"])
        assert told.statements == whole.statements


def _stakes(figures: ClientFigures) -> Stakes:
    return Stakes(figures=figures, hours=(), people={}, costs={}, deals=(), lost=None)
