"""What is said and written down of what changed in the companies of a panel."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from functools import cache
from html import unescape
from importlib.resources import files
from pathlib import Path

import jsonschema
import panel_surveys
import pytest
from decks import slide_with, words
from editions import page_of
from panel_surveys import BEFORE, LAST, coming_and_going

from report_builder.downloads import data_files
from report_builder.downloads.sheets import sheets
from report_builder.findings import say
from report_builder.findings.trend import (
    compared_sentence,
    left_sentences,
    trend_heading,
    trend_lead,
)
from report_builder.language import language
from report_builder.pages import edition
from report_builder.pages.voice import Voice
from report_builder.previous import load_previous
from report_builder.report import Report
from survey.questionnaire_file import load_questionnaire
from survey.trends import Left, Trend
from survey.wave_series import Excluded

LANGUAGES = ("en", "fr")
TEAMS = ("marketing", "sales")
LONGEST = 22


def trend_in(report: Report) -> Trend:
    assert report.trend is not None
    return report.trend


@cache
def pages(code: str) -> dict[str, str]:
    found = edition(coming_and_going(), code).pages
    return {page.path: unescape(page.text) for page in found}


def text_of(page: str) -> str:
    """What a reader sees of it."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def page(trend: Trend) -> str:
    """The Trend page, were that what changed."""
    return page_of(edition(replace(coming_and_going(), trend=trend), "en"), "trend.md")


@cache
def document() -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(
        data_files(coming_and_going())["report.json"]
    )
    return found


def test_the_page_says_how_many_companies_are_compared_and_how() -> None:
    page = text_of(pages("en")["trend.md"])
    assert "From 2025 to 2026, in 12 companies" in page
    assert "12 companies that are in both 2025 and 2026 are compared with themselves." in page
    assert page.count("Mean over companies that are in both waves") == 3
    assert "Each company is compared with itself" in page
    assert "some of the smallest companies are left out with them" in page
    assert "is taken for other people" not in page
    french = text_of(pages("fr")["trend.md"])
    assert "De 2025 à 2026, dans 12 entreprises" in french
    assert "12 entreprises présentes aux deux vagues (2025 et 2026)" in french


def test_the_page_tells_of_each_wave_its_companies_and_the_share_aligned() -> None:
    page = pages("en")["trend.md"]
    waves = trend_in(coming_and_going()).panels
    for wave in waves:
        assert f"{wave.label}, {wave.companies} companies" in text_of(page)
    rows = re.search(r'<h2 id="aligned">.*?</table>', page, re.DOTALL)
    assert rows is not None
    assert rows.group().count("<tr>") == 1 + 3
    told = text_of(rows.group())
    for wave in waves:
        leaders = next(each for each in wave.aligned if each.definition == "A3")
        assert f"{round(leaders.share.value * 100)}% (" in told
        assert f"{leaders.share.base} companies" in told


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sentence_on_companies_has_22_words_at_most(code: str) -> None:
    report, trend = coming_and_going(), trend_in(coming_and_going())
    left = (*trend.left, Left(subject="GOA2", why=Excluded.NOT_SHOWN))
    compared = compared_sentence(trend)
    assert compared is not None
    found = [
        trend_heading(trend),
        *trend_lead(report, trend),
        *left_sentences(report, replace(trend, left=left)),
        compared,
    ]
    said = [say(each, language(code), report.questionnaire) for each in found]
    for sentence in said:
        quoted = re.sub(r"“[^”]*”|«[^»]*»", "Quoted", sentence)
        assert len(re.findall(r"[^\W\d]+(?:[’-]\w+)*’?", quoted)) <= LONGEST, sentence
    assert any("in enough companies" in each or "Trop peu d’entreprises" in each for each in said)


def test_a_definition_that_one_wave_does_not_tell_and_none_at_all() -> None:
    trend = trend_in(coming_and_going())
    before, last = trend.panels
    fewer = replace(before, aligned=before.aligned[:1])
    told = page(replace(trend, panels=(fewer, last)))
    assert "–" in text_of(unescape(told)[unescape(told).index('id="aligned"') :])
    none = tuple(replace(wave, aligned=()) for wave in trend.panels)
    untold = page(replace(trend, panels=none))
    assert 'id="aligned"' not in untold


def test_report_json_names_those_compared_and_all_of_each_wave_apart() -> None:
    schema = json.loads(files("report_builder").joinpath("schemas/report-1.json").read_text())
    jsonschema.validate(document(), schema)
    groups = {str(group["id"]): group["n"] for group in document()["groups"]}
    trend = trend_in(coming_and_going())
    for all_of_it, compared in zip(trend.panels, trend.waves, strict=True):
        label = all_of_it.label
        everybody = "" if label == LAST else f"{label}/"
        told = [n // 5 * 5 for n in compared.answered]
        for team, n, fewer in zip(TEAMS, all_of_it.answered, told, strict=True):
            assert groups[f"{everybody}{team}"] == n
            assert groups[f"{label}/compared/{team}"] == fewer < n
        assert groups[f"{label}/compared/everyone"] == sum(told)
    reached = {group["id"] for group in document()["groups"] if group["at_least"]}
    assert reached == {name for name in groups if "/compared/" in name}


def test_every_change_in_report_json_rests_on_those_compared() -> None:
    groups = {str(group["id"]) for group in document()["groups"]}
    named = re.findall(r'"(\d{4}/[^"]+)"', json.dumps({k: document()[k] for k in TABLES}))
    assert set(named) <= groups
    assert {name.rsplit("/", 1)[0] for name in named} == {f"{BEFORE}/compared", f"{LAST}/compared"}
    assert {row["same_people"] for row in document()["trend"]} == {None}
    assert {row["companies"] for row in document()["trend"]} <= {*range(5, 13)}
    aligned = [row for row in document()["alignment"] if "compared" in str(row["group"])]
    assert [row["group"] for row in aligned] == [f"{wave}/compared/everyone" for wave in WAVES]


def test_the_share_of_companies_aligned_is_written_down_for_each_wave() -> None:
    report = json.loads(data_files(coming_and_going())["report.json"])
    assert report["panel"]["compared"] == 12
    rows = [(row["group"], row["definition"]) for row in report["aligned_companies"]]
    definitions = ("A3", "A4", "A4-strict")
    assert rows == [
        (group, each) for group in ("everyone", "2025/everyone") for each in definitions
    ]
    table = data_files(coming_and_going())["aligned_companies.csv"].decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(table)))) == 7


def test_a_panel_of_one_wave_compares_nothing() -> None:
    waves = panel_surveys.twice(12)
    report = panel_surveys.reported({LAST: waves[LAST]})
    assert report.trend is None
    assert json.loads(data_files(report)["report.json"])["panel"]["compared"] is None


def test_what_became_of_recommendations_is_not_told_of_other_companies() -> None:
    report = coming_and_going()
    assert report.recommendations
    assert (report.carried_over, report.carried_from) == ((), "")


def test_a_report_of_companies_can_be_the_previous_one_of_the_next(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(data_files(coming_and_going())["report.json"])
    previous = load_previous(path, load_questionnaire())
    assert previous.wave == LAST
    assert len(previous.gaps) > 30


@pytest.mark.parametrize(
    ("code", "called"),
    [
        ("en", "2025 · companies compared · Marketing"),
        ("fr", "2025 · entreprises comparées · Marketing"),
    ],
)
def test_a_workbook_calls_those_compared_by_words(code: str, called: str) -> None:
    found = sheets(Voice(coming_and_going(), language(code)))
    assert any(called in str(cell) for sheet in found for row in sheet.rows for cell in row)


def test_a_slide_says_over_which_companies_a_change_is_the_mean() -> None:
    said = words(slide_with(coming_and_going(), "The gaps that changed most"))
    assert "Mean over companies that are in both waves, each of the same weight: 12" in said
    other = words(slide_with(coming_and_going(), "say the teams are aligned"))
    assert "in 18 companies of equal weight" in other


WAVES = (BEFORE, LAST)
TABLES = ("trend", "trend_teams", "trend_series")
