"""Weights in a report: asked for in the settings, told on the Method page and in the data."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from importlib.resources import files

import jsonschema
from editions import page_of
from weights import MERIDIAN, weighted

from report_builder.downloads import data_files
from report_builder.findings import say
from report_builder.findings.method import weighted_sentences
from report_builder.inputs import Inputs
from report_builder.language import language
from report_builder.pages import edition
from report_builder.pipeline import prepare
from report_builder.report import Report


def method(report: Report, code: str = "en") -> str:
    text = page_of(edition(report, code), "method.md")
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


def test_the_method_page_tells_the_weights_and_what_they_change() -> None:
    page = method(weighted(9))
    assert "Weights: Role" in page
    assert "Marketing Executive 8 of 90 (9%) 4.44" in page
    assert "Marketing: 64 answers weigh like 23.7 of equal weight." in page
    assert re.search(
        r"Weighted, \d+ verdicts would be others\. No gap moves by more than 0\.\d", page
    )
    french = method(weighted(9), "fr")
    assert "Avec pondération" in french
    assert "Pondération" in french


def test_it_is_told_when_no_verdict_would_be_another() -> None:
    report = weighted(1)
    assert [each.message for each in weighted_sentences(report)] == [
        "weighted.none",
        "weighted.furthest",
    ]
    assert "no verdict would be another" in method(report)
    assert weighted_sentences(replace(report, weighted=None)) == ()


def test_how_many_statements_have_no_weighted_gap_is_told_with_the_rule_and_not_which() -> None:
    report = weighted(1)
    told = report.weighted
    assert told is not None
    total = len(told.statements)
    left = {
        count: [say(each, language("en"), report.questionnaire) for each in found]
        for count in (0, 1, 5, total)
        for found in [
            weighted_sentences(
                replace(report, weighted=replace(told, statements=told.statements[count:]))
            )
        ]
    }
    rule = "fewer than 5 people gave an answer, or the answers of so few could be worked out."
    assert not any("table" in sentence for sentence in left[0])
    assert left[1][-1].startswith(f"One of the {total} statements is not in this table: in one of")
    assert left[5][-1].startswith(f"5 of the {total} statements are not in this table: to each,")
    assert left[5][-1].endswith(rule)
    assert len(left[total]) == 1


def test_a_limit_and_people_not_heard_are_told_with_the_weights() -> None:
    report = weighted(9)
    told = report.weighted
    assert told is not None
    first = replace(told.teams[0], trimmed=True, unheard=3)
    second = replace(told.teams[1], strata=(replace(told.teams[1].strata[0], level=""),))
    changed = replace(report, weighted=replace(told, teams=(first, second)))
    page = method(changed)
    assert "Marketing: no answer counts more than five times the average" in page
    assert "Marketing: 3 people asked belong to groups of which nobody answered" in page
    assert "Sales All others" in page


def test_who_answered_is_told_by_level_where_head_counts_are_known() -> None:
    report = weighted(1)
    assert "Who answered: Role" in method(report)
    unknown = tuple(
        replace(entry, headcount=None) if entry.group.value == "manager" else entry
        for entry in report.groups
    )
    assert "Manager – –" in method(replace(report, groups=unknown))
    nobody = tuple(replace(entry, headcount=None) for entry in report.groups)
    assert "Who answered: Role" not in method(replace(report, groups=nobody))


def test_a_theme_that_may_not_be_told_of_a_team_has_a_dash_there() -> None:
    report = weighted(1)
    kept = tuple(
        each for each in report.reliability if (each.dimension, each.team) == ("GOA", "sales")
    )
    page = method(replace(report, reliability=kept))
    assert re.search(r"Goals and rewards 3 – 0\.\d\d \(0\.\d\d to 0\.\d\d\) – ", page)


def test_the_document_holds_weights_and_both_gaps() -> None:
    report = weighted(9)
    document = json.loads(data_files(report)["report.json"])
    schema = json.loads(
        files("report_builder").joinpath("schemas", "report-1.json").read_text("utf-8")
    )
    jsonschema.validate(document, schema)
    assert document["weights"][0] == {
        "group": "marketing/role/contributor",
        "rest": False,
        "answered": 40,
        "asked": 53,
        "weight": 0.52,
        "effective": 23.7,
        "design_effect": 2.7,
        "trimmed": False,
        "unheard": 0,
    }
    by_item = {row["item"]: row for row in document["gaps"] if row.get("item") and not row["where"]}
    assert len(document["weighted"]) == len(by_item)
    for row in document["weighted"]:
        assert row["answered_difference"] == by_item[row["item"]]["difference"]
        assert row["answered_verdict"] == by_item[row["item"]]["verdict"]


def test_without_the_setting_nothing_is_weighted() -> None:
    report = prepare(
        Inputs(
            exports=(MERIDIAN / "qualtrics_en.csv",),
            settings=MERIDIAN / "settings.yml",
            headcount=MERIDIAN / "headcount.csv",
        )
    )
    assert report.weighted is None
    assert json.loads(data_files(report)["report.json"])["weighted"] == []
