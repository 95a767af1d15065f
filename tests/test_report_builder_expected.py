"""What each team expects the other to answer: drawn, said, shown on a page and given away."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from drawings import closest_marks, faults
from exported import saved
from metas import FORESEEN, meta_report
from reports import believable_report

from report_builder.charts import expected
from report_builder.charts.chart import Chart
from report_builder.downloads import data_files, report_json
from report_builder.findings import say
from report_builder.findings.expected import (
    expected_heading,
    expected_sentences,
    paired_note,
)
from report_builder.inputs import Inputs
from report_builder.language import language
from report_builder.pages.drawn import draw_charts
from report_builder.pages.edition import write_pages
from report_builder.pages.voice import Voice
from report_builder.pipeline import prepare
from report_builder.report import Report
from survey.coorientation import MetaGap, Standing
from survey.questionnaire_file import load_questionnaire
from survey.verdict import Verdict

OURS = load_questionnaire()
ENGLISH, FRENCH = language("en"), language("fr")
MET1 = ("MET1", "marketing")


def drawn(report: Report, code: str = "en") -> Chart:
    chart = expected.draw(report, language(code))
    assert chart is not None
    return chart


def gap_of(report: Report, question: str, team: str) -> MetaGap:
    return next(gap for gap in report.meta if (gap.question, gap.team) == (question, team))


def said(gap: MetaGap, code: str = "en") -> list[str]:
    return [say(one, language(code), OURS) for one in expected_sentences(gap, OURS)]


def heading(report: Report, code: str = "en") -> str:
    return say(expected_heading(report), language(code), OURS)


def mirror_page(report: Report, code: str = "en") -> str:
    charts = draw_charts(report, language(code))
    pages = write_pages(Voice(report, language(code)), charts)
    return next(page.text for page in pages if page.path == "mirror.md")


def test_each_of_the_four_ways_to_stand_is_said_in_its_own_words() -> None:
    report = meta_report()
    told = {gap.standing: said(gap)[1] for gap in report.meta}
    assert told == {
        Standing.FALSE_CONSENSUS: "False consensus: the views differ clearly, but the team believes them aligned.",
        Standing.DISSENSUS: "Dissensus: the views differ clearly, and the team knows it.",
        Standing.FALSE_CONFLICT: "False conflict: the views are aligned, but the team believes that they differ.",
        Standing.CONSENSUS: "Consensus: the views are aligned, and the team knows it.",
    }  # fmt: skip


def test_the_three_views_and_the_expectation_stand_beside_it() -> None:
    views, _, accuracy = said(gap_of(meta_report(), *MET1))
    assert views == "82% of Marketing agree; 82% expect the same of Sales; 9% of Sales do."
    assert accuracy.startswith(
        "It expects a clearly more favourable answer than the one given: a gap of +2.0 points ("
    )
    views, standing, accuracy = said(gap_of(meta_report(), *MET1), "fr")
    assert views == "82\u202f% du marketing sont d’accord, 82\u202f% l’attendent des ventes, et c’est le cas de 9\u202f% des ventes."  # fmt: skip
    assert standing.startswith("Faux consensus\u00a0: les regards diffèrent nettement")
    assert "nettement plus favorable" in accuracy


@pytest.mark.parametrize(
    ("verdict", "difference", "start"),
    [
        (Verdict.GAP, 1.0, "It expects a clearly more favourable answer"),
        (Verdict.GAP, -1.0, "It expects a clearly less favourable answer"),
        (Verdict.POSSIBLE_GAP, 1.0, "Signs that it expects a more favourable answer"),
        (Verdict.POSSIBLE_GAP, -1.0, "Signs that it expects a less favourable answer"),
        (Verdict.ALIGNED, -0.1, "Answers expected and given are aligned"),
        (Verdict.UNDETERMINED, 0.1, "On how well it foresees the answer, no conclusion"),
    ],
)
def test_how_well_a_team_foresees_is_said_no_surer_than_it_is(
    verdict: Verdict, difference: float, start: str
) -> None:
    gap = gap_of(meta_report(), *MET1)
    told = replace(gap.accuracy.difference, value=difference, low=difference - 0.2)
    changed = replace(gap, accuracy=replace(gap.accuracy, verdict=verdict, difference=told))
    assert said(changed)[2].startswith(start)


def test_where_everyone_answered_no_interval_is_told() -> None:
    gap = gap_of(meta_report(), *MET1)
    point = replace(gap.accuracy.difference, value=1.0, low=1.0, high=1.0)
    told = said(replace(gap, accuracy=replace(gap.accuracy, difference=point)))[2]
    assert told.endswith("a gap of +1.0 points (everyone answered).")


def test_the_share_is_of_those_who_disagree_where_the_statement_is_turned() -> None:
    gap = replace(gap_of(meta_report(), *MET1), item="CON2")
    assert "of Marketing disagree with the opposite statement;" in said(gap)[0]


def test_the_heading_tells_what_is_falsely_believed_first() -> None:
    report = meta_report()
    assert (
        heading(report)
        == "On one statement of 4, a team believes in an agreement that is not there"
    )
    by_standing = {gap.standing: gap for gap in report.meta}
    first = by_standing[Standing.FALSE_CONFLICT]
    assert heading(replace(report, meta=(first, first))) == (
        "On 2 statements of 2, a team believes in a disagreement that is not there"
    )
    known = replace(report, meta=(by_standing[Standing.DISSENSUS],))
    assert heading(known).startswith(
        "On one statement of 1, the views differ clearly, and the team"
    )
    assert heading(replace(report, meta=(by_standing[Standing.CONSENSUS],))) == (
        "What each team expects the other to answer"
    )


def test_the_heading_tells_of_wrong_expectations_where_nothing_else_is_clear() -> None:
    gap = gap_of(meta_report(), *MET1)
    unsure = replace(gap, congruency=replace(gap.congruency, verdict=Verdict.UNDETERMINED))
    assert heading(replace(meta_report(), meta=(unsure,))) == (
        "On one statement of 1, a team expects a clearly different answer from the one given"
    )


def test_it_is_said_how_the_two_answers_of_one_person_were_compared() -> None:
    apart, paired = meta_report().meta, meta_report(paired=True).meta
    told = [
        say(paired_note(gaps), ENGLISH, OURS) for gaps in (paired, (*paired[:1], *apart[1:]), apart)
    ]
    assert told[0] == "Own and expected answers are compared person by person."
    assert "where that points at nobody" in told[1]
    assert "as of different people: person by person" in told[2]


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("size", [200, 7])
def test_no_texts_touch_and_none_leaves_the_drawing(code: str, size: int) -> None:
    chart = drawn(meta_report(first=size, second=size), code)
    assert faults(chart) == []
    assert min(map(closest_marks, (chart.wide, chart.narrow))) >= 11


def test_extreme_shares_keep_their_numbers_on_the_canvas() -> None:
    nobody = dict.fromkeys(FORESEEN, 1.0)
    everybody = dict.fromkeys(FORESEEN, 5.0)
    for foreseen in (nobody, everybody):
        assert faults(drawn(meta_report(foreseen))) == []


def test_a_panel_is_drawn_for_each_team_that_was_asked() -> None:
    report = meta_report({MET1: 4.2})
    assert "Expected by Marketing" in drawn(report).wide
    assert "Expected by Sales" not in drawn(report).wide
    assert len(drawn(meta_report()).table.rows) == 4


def test_what_the_other_team_answers_bears_its_colour() -> None:
    chart = drawn(meta_report({MET1: 4.2}))
    for svg in (chart.wide, chart.narrow):
        assert "--ar-violet," in svg
        assert "--ar-orange," in svg


def test_the_numbers_of_the_chart_hold_all_three_differences_with_their_verdicts() -> None:
    table = drawn(meta_report()).table
    row = dict(zip(table.header, table.rows[0], strict=False))
    assert row["Team asked"] == "Marketing"
    assert [row[f"{name}, points"] for name in ("Own − given", "Own − expected", "Expected − given")] == ["+2.0", "0.0", "+2.0"]  # fmt: skip
    assert table.rows[0].count("clear gap") == 2
    assert table.rows[0][-1] == "false consensus"


def test_the_text_for_those_who_do_not_see_the_chart_gives_interval_and_verdict() -> None:
    alt = drawn(meta_report()).alt
    assert "own answer 82%, expected of Sales 82%, answer of Sales 9%." in alt
    assert "Expected minus given, in points: +2.0 (" in alt
    assert "), clear gap." in alt


def test_nothing_is_drawn_or_shown_where_nobody_was_asked() -> None:
    report = believable_report()
    assert expected.draw(report, ENGLISH) is None
    assert "ar-figure" in mirror_page(report)
    assert "xpect" not in mirror_page(report)
    assert "meta.csv" not in data_files(report)


def test_the_mirror_page_shows_the_chart_the_sentences_and_how_to_read_them() -> None:
    page = mirror_page(meta_report())
    assert page.count("data-chart") == 2
    assert page.count("<li><b>") == 4
    assert "False consensus" in page
    assert "Three differences" in page
    assert "Blind spot" in page
    assert page.index("Expected") > page.index("Seen by")


def test_a_report_without_mirror_statements_has_the_page_for_what_is_expected_alone() -> None:
    page = mirror_page(replace(meta_report(), mirror=()))
    assert page.count("data-chart") == 1
    assert "# What each team expects the other to answer" in page
    assert "Blind spot" not in page


def test_a_report_with_neither_has_no_such_page() -> None:
    report = replace(meta_report(), mirror=(), meta=())
    pages = write_pages(Voice(report, FRENCH), draw_charts(report, FRENCH))
    assert "mirror.md" not in [page.path for page in pages]


def test_report_json_holds_every_view_and_difference_by_its_schema() -> None:
    found = json.loads(report_json(meta_report()))
    schema = json.loads((files("report_builder") / "schemas" / "report-1.json").read_text("utf-8"))
    jsonschema.validate(found, schema)
    row = found["meta"][0]
    assert (row["question"], row["item"], row["groups"]) == ("MET1", "HND2", ["marketing", "sales"])
    assert sum(row["foreseen"]["counts"]) == 200
    assert row["standing"] == "false_consensus"
    assert row["congruency"]["paired"] is False
    assert found["questionnaire"]["meta"][2]["predicts"] == {"marketing": "REL1", "sales": "REL2"}


def test_of_few_people_only_rounded_figures_are_given_away() -> None:
    row = json.loads(report_json(meta_report(first=7, second=7)))["meta"][0]
    assert row["foreseen"]["counts"] is None
    for name in ("agreement", "congruency", "accuracy"):
        assert row[name]["difference"] == round(row[name]["difference"], 1)


def test_the_table_is_a_csv_and_a_sheet_too() -> None:
    given = data_files(replace(meta_report(), settings=replace(meta_report().settings, languages=("en", "fr"))))  # fmt: skip
    header, first = given["meta.csv"].decode("utf-8-sig").splitlines()[:2]
    assert header.startswith("item,title,groups,question,own_group,own_favourable")
    assert first.startswith("HND2,Contacts handed over are worth the time,marketing | sales,MET1")
    assert "fr/meta.csv" in given


def test_an_export_with_the_questions_becomes_a_report_that_tells_of_them(tmp_path: Path) -> None:
    """Each team answers 5 to all; Marketing expects 5, Sales 1; what was not asked is blank."""
    header = ["team", *(item.id for item in OURS.items), *(one.id for one in OURS.meta)]
    agree, disagree = "Strongly agree", "Strongly disagree"
    raw = [disagree if item.reverse_keyed else agree for item in OURS.items]
    marketing, sales = ["Marketing", *raw, agree, "", agree], ["Sales", *raw, "", disagree, "I can't say"]  # fmt: skip
    path = saved(tmp_path, [header, *[marketing] * 40, *[sales] * 40])
    found = prepare(Inputs(exports=(path,)), strict=True)
    assert [(gap.question, gap.team, gap.standing, gap.paired) for gap in found.meta] == [
        ("MET1", "marketing", Standing.CONSENSUS, True),
        ("MET2", "sales", Standing.FALSE_CONFLICT, True),
        ("MET3", "marketing", Standing.CONSENSUS, True),
    ]
    assert (len(found.statements), found.removed, found.missing_items) == (34, (), ())
    without = saved(tmp_path, [[*row[:-3]] for row in [header, *[marketing] * 40, *[sales] * 40]], "without.csv")  # fmt: skip
    plain = prepare(Inputs(exports=(without,)), strict=True)
    assert plain.meta == ()
    assert plain.statements[0].gap.difference == found.statements[0].gap.difference
