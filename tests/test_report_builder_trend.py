"""The Trend page and all that goes with it: what is said of waves, drawn of them and written down."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from functools import cache
from html import unescape
from importlib.resources import files

import drawings
import jsonschema
import pytest
import wave_reports
from editions import page_of
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import BOTH_HIGH, BOTH_LOW, FIRST_MORE, LEVEL, SECOND_MORE, Two, everywhere
from wave_reports import REPORTS

from report_builder.charts import gap_changes, gap_courses, team_courses
from report_builder.downloads import data_files
from report_builder.findings import say
from report_builder.findings.trend import (
    hidden_waves,
    left_sentences,
    linked_sentence,
    trend_heading,
    trend_lead,
    trend_sentence,
)
from report_builder.language import language
from report_builder.pages import edition
from report_builder.pages.drawn import draw_charts
from report_builder.report import Report
from survey.course import Course, Incomparable
from survey.drift import Break, Kind
from survey.trends import Trend

LANGUAGES = ("en", "fr")
LONGEST = 22


def trend_in(report: Report) -> Trend:
    assert report.trend is not None
    return report.trend


def told(report: Report, code: str = "en") -> list[str]:
    """Everything the page says in sentences."""
    trend = trend_in(report)
    found = [trend_heading(trend), *trend_lead(report, trend), *left_sentences(report, trend)]
    others = (trend_sentence(trend), linked_sentence(trend), hidden_waves(report))
    found += [each for each in others if each is not None]
    return [say(each, language(code), report.questionnaire) for each in found]


@cache
def pages(name: str, code: str) -> dict[str, str]:
    report = REPORTS[name]()
    found = replace(report, settings=replace(report.settings, languages=LANGUAGES))
    return {page.path: page.text for page in edition(found, code).pages}


def text_of(page: str) -> str:
    """What a reader sees of it."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


STORY = """\
Since Autumn 2025, the gap is narrower on 3 of 33 statements and wider on 1
Marketing: clearly more favourable than in Autumn 2025 on 3 of 33 statements, less favourable on 1.
Sales: clearly more favourable than in Autumn 2025 on 1 of 33 statements, less favourable on 3.
More people say that the teams are aligned: 13% in Autumn 2025, 83% now.
Worded otherwise since Autumn 2025, and not compared: “Marketing keeps its promises to Sales”.
Not compared, as not all of their statements are: “Trust, fairness and pressure” and all themes together.
Since Autumn 2025, the gap is narrower on 3 of 33 statements and wider on 1.
"""


def test_a_page_says_what_changed_in_the_gaps_in_the_teams_and_what_is_left_out() -> None:
    assert told(wave_reports.closing()) == STORY.splitlines()


def test_nothing_is_said_to_have_changed_where_nothing_clearly_has() -> None:
    for name in ("unchanged", "small"):
        assert told(REPORTS[name]()) == [
            "Since 2025, no gap on a statement has clearly changed",
            "In neither team have the answers to a statement clearly changed.",
        ]


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sentence_has_22_words_at_most(name: str, code: str) -> None:
    for sentence in told(REPORTS[name](), code):
        quoted = re.sub(r"“[^”]*”|«[^»]*»", "Quoted", sentence)
        assert len(re.findall(r"[^\W\d]+(?:[’-]\w+)*’?", quoted)) <= LONGEST, sentence


@pytest.mark.parametrize(
    ("then", "now", "heading"),
    [
        (SECOND_MORE, LEVEL, "the gap is narrower on 1 of 1 statement"),
        (LEVEL, FIRST_MORE, "the gap is wider on 1 of 1 statement"),
        (FIRST_MORE, SECOND_MORE, "the gap has changed direction on 1 of 1 statement"),
        (LEVEL, LEVEL, "no gap on a statement has clearly changed"),
    ],
)
def test_a_heading_counts_what_is_clear(then: Two, now: Two, heading: str) -> None:
    report = wave_reports.report({"2025": {"GOA1": then}, "2026": {"GOA1": now}})
    assert told(report)[0] == f"Since 2025, {heading}"
    assert (trend_sentence(trend_in(report)) is None) == ("no gap" in heading)


def test_a_heading_says_where_no_statement_can_be_compared() -> None:
    waves = {label: {"GOA1": LEVEL} for label in ("2025", "2026")}
    for kind, said in ((Kind.NEW, "Not asked in 2025"), (Kind.GONE, "No longer asked since 2025")):
        report = wave_reports.report(waves, [Break(item="GOA1", kind=kind, wave="2026")])
        assert told(report)[0] == "No statement can be compared with 2025"
        assert told(report)[1].startswith(f"{said}: “The teams share at least one goal”.")


def test_the_index_and_fewer_who_say_aligned_are_told_where_clear() -> None:
    then, now = everywhere(SECOND_MORE, OUT1=BOTH_HIGH), everywhere(LEVEL, OUT1=BOTH_LOW)
    found = told(wave_reports.report({"2025": then, "2026": now}))
    assert "Over all themes together, the gap is narrower than in 2025." in found
    assert "Fewer people say that the teams are aligned: 83% in 2025, 13% now." in found


def test_who_is_known_to_have_answered_both_waves_is_told() -> None:
    both = wave_reports.five(ids=True)
    assert "Known to have answered both waves, at least: Marketing 64, Sales 118." in " ".join(
        told(both)
    )
    assert linked_sentence(trend_in(wave_reports.five())) is None
    one = replace(trend_in(both), linked=(None, 118))
    said = linked_sentence(one)
    assert said is not None
    assert say(said, language("en"), both.questionnaire).startswith(
        "Sales: at least 118 people are known"
    )
    other = linked_sentence(replace(trend_in(both), linked=(64, None)))
    assert other is not None
    assert say(other, language("en"), both.questionnaire).startswith(
        "Marketing: at least 64 people"
    )


def test_a_wave_that_too_few_answered_is_told_and_not_shown() -> None:
    report = wave_reports.five()
    assert [wave.label for wave in trend_in(report).waves] == ["2022", "2023", "2024", "2026"]
    assert told(report)[-1].startswith("One earlier wave is not shown: fewer than 5 people")
    assert "2025" not in text_of(pages("five", "en")["trend.md"])


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", REPORTS)
def test_the_page_stands_among_the_others(name: str, code: str) -> None:
    found = pages(name, code)
    page = found["trend.md"]
    assert text_of(say_heading(name, code)) in text_of(page)
    rows = re.search(r'<h2 id="all">.*?</table>', page, re.DOTALL)
    assert rows is not None
    assert rows.group().count("<tr>") == 1 + len(trend_in(REPORTS[name]()).statements)
    charts = re.findall(r'data-chart="([^"]+)"', page)
    small = name == "small"
    assert charts == ["gap-changes", "gap-courses", *([] if small else ["team-courses"])]


def test_a_chart_names_the_waves_it_shows() -> None:
    page = text_of(pages("five", "en")["trend.md"])
    assert "Sales–marketing alignment, 2024 and 2026. Who answered which wave" in page
    assert page.count("Sales–marketing alignment, 2022, 2023, 2024 and 2026.") == 2


def say_heading(name: str, code: str) -> str:
    report = REPORTS[name]()
    return say(trend_heading(trend_in(report)), language(code), report.questionnaire)


def test_the_overview_tells_a_clear_change_and_leads_there() -> None:
    overview = pages("closing", "en")["index.md"]
    assert "the gap is narrower on 3 of 33 statements and wider on 1." in text_of(overview)
    assert 'href="trend.html"' in overview
    assert 'href="trend.html"' not in pages("unchanged", "en")["index.md"]


def test_one_wave_alone_has_no_page() -> None:
    report = wave_reports.report({"2026": everywhere(FIRST_MORE)})
    assert report.trend is None
    assert "trend.md" not in {page.path for page in edition(report, "en").pages}
    assert not any("courses" in each.id for each in draw_charts(report, language("en")))


def test_where_no_statement_is_compared_the_page_has_neither_chart_nor_table_of_them() -> None:
    waves = {label: {"GOA1": LEVEL} for label in ("2025", "2026")}
    report = wave_reports.report(waves, [Break(item="GOA1", kind=Kind.NEW, wave="2026")])
    page = page_of(edition(report, "en"), "trend.md")
    assert "data-chart" not in page
    assert 'id="all"' not in page


def test_the_same_people_have_a_column_of_their_own() -> None:
    with_ids = wave_reports.five(ids=True)
    page = page_of(edition(with_ids, "en"), "trend.md")
    assert "Same people" in page
    assert "compared with themselves" in page
    assert "Same people" not in pages("five", "en")["trend.md"]
    paired, alone = trend_in(with_ids).statements[0], trend_in(wave_reports.five()).statements[0]
    trend = replace(trend_in(with_ids), statements=(paired, alone))
    page = page_of(edition(replace(with_ids, trend=trend), "en"), "trend.md")
    assert page.count('<td class="ar-number ar-phone-less">&#8211;</td>') == 1


def test_what_the_wave_before_recommends_is_followed_up_with_the_readings_of_the_trend() -> None:
    report = wave_reports.closing()
    assert report.carried_from == "Autumn 2025"
    followed = {each.subject: each for action in report.carried_over for each in action.followed}
    assert followed["GOA1"].course is Course.NARROWER
    changes = {each.subject: each for each in trend_in(report).changes}
    assert followed["GOA1"].change == changes["GOA1"].gap
    page = text_of(pages("closing", "en")["actions.md"])
    assert "What became of the recommendations of Autumn 2025" in page
    assert "Change and reading are those of the Trend page." in page
    assert 'href="actions.html#previous"' in pages("closing", "en")["trend.md"]


def test_what_was_asked_otherwise_is_followed_up_as_not_comparable() -> None:
    then, now = everywhere(LEVEL, GOA1=BOTH_LOW, GOA2=BOTH_LOW), everywhere(LEVEL)
    broken = [Break(item="GOA1", kind=Kind.REWORDED, wave="2026")]
    report = wave_reports.report({"2025": then, "2026": now}, broken)
    followed = {each.subject: each for action in report.carried_over for each in action.followed}
    assert followed["GOA1"].course is Incomparable.QUESTION
    assert followed["GOA1"].change is None
    assert isinstance(followed["GOA2"].course, Course)
    gone = {item: two for item, two in now.items() if item != "GOA1"}
    report = wave_reports.report({"2025": then, "2026": gone})
    followed = {each.subject: each for action in report.carried_over for each in action.followed}
    assert followed["GOA1"].course is Incomparable.NOT_SHOWN


def test_an_earlier_report_that_is_given_is_followed_up_instead() -> None:
    report = wave_reports.closing()
    told_already = replace(report, trend=None, carried_from="")
    assert told_already.carried_over
    released = wave_reports.released({"2025": everywhere(LEVEL), "2026": everywhere(LEVEL)})
    found = wave_reports.since(told_already, released)
    assert found.trend is not None
    assert (found.carried_over, found.carried_from) == (told_already.carried_over, "")


@pytest.mark.parametrize("name", [*REPORTS, "linked"])
def test_the_document_keeps_to_its_schema_and_every_figure_names_its_groups(name: str) -> None:
    report = wave_reports.five(ids=True) if name == "linked" else REPORTS[name]()
    document = json.loads(data_files(report)["report.json"])
    schema = json.loads((files("report_builder") / "schemas" / "report-1.json").read_text("utf-8"))
    jsonschema.validate(document, schema)
    ids = {group["id"] for group in document["groups"]}
    trend = trend_in(report)
    for row in document["trend"]:
        assert {*row["then"]["groups"], *row["now"]["groups"]} == {*row["change"]["groups"]} <= ids
        assert {*(row["same_people"] or {"groups": []})["groups"]} <= ids
    for row in document["trend_teams"]:
        assert {*row["groups"]} <= ids
        assert (row["same_people"] or {"group": row["groups"][0]})["group"] in ids
    assert len(document["trend_teams"]) == 2 * len(document["trend"]) == 2 * len(trend.changes)
    for row in document["trend_series"]:
        assert {*row["groups"]} <= ids
    assert [row["why"] for row in document["trend_left"]] == [each.why for each in trend.left]
    assert f"{trend.before}/everyone" in {row["group"] for row in document["alignment"]}


def test_small_teams_give_tenths_and_no_means() -> None:
    document = json.loads(data_files(REPORTS["small"]())["report.json"])
    for row in document["trend"]:
        figures = [
            row[part][name] for part in ("then", "now", "change") for name in ("low", "high")
        ]
        assert figures == [round(each, 1) for each in figures]
    assert {len(row["means"]) for row in document["trend_series"]} == {0}


def test_a_csv_stands_beside_each_table() -> None:
    found = data_files(wave_reports.closing())
    rows = list(csv.DictReader(io.StringIO(found["trend.csv"].decode())))
    assert rows[0]["item"] == trend_in(wave_reports.closing()).statements[0].subject
    assert {"trend_teams.csv", "trend_series.csv", "trend_left.csv"} <= found.keys()


def test_a_previous_report_of_waves_is_of_its_last() -> None:
    document = json.loads(data_files(wave_reports.closing())["report.json"])
    assert {row["wave"] for row in document["groups"]} == {"Autumn 2025", "Autumn 2026"}


def assert_sound(report: Report, code: str) -> None:
    for draw in (team_courses.draw, gap_courses.draw, gap_changes.draw):
        chart = draw(report, language(code))
        if chart is not None:
            assert drawings.faults(chart) == []
            assert {len(row) for row in chart.table.rows} == {len(chart.table.header)}


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_of_a_chart_is_small_leaves_the_canvas_or_touches_another(
    name: str, code: str
) -> None:
    assert_sound(REPORTS[name](), code)


counts = st.lists(st.integers(0, 30), min_size=5, max_size=5).filter(lambda each: sum(each) > 4)
twos = st.tuples(counts, counts)
LABELS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


@settings(max_examples=12, deadline=None)
@given(answers=st.lists(twos, min_size=2, max_size=5), labels=st.lists(LABELS, min_size=5))
def test_whatever_was_answered_in_whichever_waves_can_be_read(
    answers: list[Two], labels: list[str]
) -> None:
    """Each wave answers every second statement otherwise; its label is anything."""
    waves = {}
    for number, two in enumerate(answers):
        items = [item for item in everywhere(LEVEL) if item != "OUT2"]
        waves[f"{2020 + number} {labels[number]}"] = {
            item: two if place % 2 else LEVEL for place, item in enumerate(items)
        }
    assert_sound(wave_reports.report(waves), "fr")


def test_a_chart_tells_the_same_in_words_and_in_numbers() -> None:
    chart = gap_courses.draw(wave_reports.closing(), language("en"))
    assert chart is not None
    assert "Goals and rewards: gap then" in chart.alt
    courses = team_courses.draw(wave_reports.closing(), language("en"))
    assert courses is not None
    assert [row[:2] for row in courses.table.rows[:2]] == [
        ("Goals and rewards", "Autumn 2025"),
        ("Goals and rewards", "Autumn 2026"),
    ]
    changes = gap_changes.draw(wave_reports.closing(), language("en"))
    assert changes is not None
    assert changes.alt.startswith("The 14 statements whose gaps changed most as measured, of 33.")


@pytest.mark.parametrize("code", ["en", "fr"])
def test_a_narrow_chart_names_the_side_of_each_team_in_full(code: str) -> None:
    report = next(iter(REPORTS.values()))()
    for draw in (gap_courses.draw, gap_changes.draw):
        chart = draw(report, language(code))
        assert chart is not None
        sides = [
            box.text for box in drawings.text_boxes(chart.narrow) if re.search("[←→↑↓]", box.text)
        ]
        assert [text for text in sides if text.endswith("…") or "… " in text] == []
        assert len([text for text in sides if "ositive" in text or "favorable" in text]) == 2
