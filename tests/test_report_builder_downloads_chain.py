"""What `report.json` tells of the answers behind a recommendation."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import chain
from typing import Any

from reports import believable_report

from report_builder.downloads import report_json
from report_builder.recommendations import load_levers, recommend
from report_builder.report import Report


def recommended_rows(report: Report) -> list[dict[str, Any]]:
    levers = load_levers("alignment", report.questionnaire)
    found = recommend(levers, report.statements, report.dimensions, report.mirror)
    document = json.loads(report_json(replace(report, recommendations=found)))
    rows: list[dict[str, Any]] = document["recommendations"]
    return rows


def test_a_recommendation_that_rests_on_a_small_group_has_round_figures() -> None:
    rows = recommended_rows(believable_report(11, 30))  # 9, 10 or 11 answers to a statement
    small_bases = [row for row in rows if min(each["bases"][0] for each in row["because"]) < 10]
    assert any(max(each["bases"][0] for each in row["because"]) >= 10 for row in small_bases)
    for row in small_bases:
        assert row["priority"] == int(row["priority"])
        assert row["need"] == round(row["need"], 2)


def test_how_many_gave_each_answer_is_told_from_twenty_answers_on() -> None:
    rows = recommended_rows(believable_report(21, 30))  # 19, 20 or 21 answers to a statement
    found = [*chain.from_iterable(row["because"] for row in rows)]
    assert {19, 20} <= {min(each["bases"]) for each in found}
    for finding in found:
        assert (finding["counts"] is None) == (min(finding["bases"]) < 20)
