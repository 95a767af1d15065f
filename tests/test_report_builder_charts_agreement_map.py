"""The map of agreement: every statement in its place, the widest clear gaps by number."""

from __future__ import annotations

from dataclasses import replace

import drawings
import pytest
import stories

from report_builder.charts import agreement_map
from report_builder.charts.chart import Chart
from report_builder.findings.gaps import majorities
from report_builder.language import language
from report_builder.report import Report

CLEAR = stories.everywhere(stories.LEVEL, GOA1=stories.FIRST_MORE, HND2=stories.SECOND_MORE)


def drawn(report: Report, code: str = "en") -> Chart:
    chart = agreement_map.draw(report, language(code))
    assert chart is not None
    return chart


def texts(svg: str) -> list[str]:
    return [box.text for box in drawings.text_boxes(svg)]


def test_every_statement_has_a_mark_and_a_row() -> None:
    chart = drawn(stories.meridian())
    assert len(chart.table.rows) == len(stories.meridian().statements) == 34
    for svg in (chart.wide, chart.narrow):
        named = sum(
            text.isdigit() and text not in {"0", "25", "50", "75", "100"} for text in texts(svg)
        )
        assert svg.count("<use ") == 34 + named / 2


def test_numbers_keep_apart_and_are_named_beside_the_map_or_below_it() -> None:
    chart = drawn(stories.meridian())
    assert "Some of the widest clear gaps" in texts(chart.wide)
    assert texts(chart.wide).count("8") == texts(chart.narrow).count("8") == 2
    assert drawings.faults(chart) == []


@pytest.mark.parametrize("code", ["en", "fr"])
def test_where_no_gap_is_clear_no_statement_is_numbered(code: str) -> None:
    chart = drawn(stories.report(stories.everywhere(stories.LEVEL)), code)
    assert texts(chart.wide).count("1") == 0
    assert drawings.faults(chart) == []


def test_statements_in_one_place_share_a_number() -> None:
    chart = drawn(stories.report(stories.everywhere(stories.FIRST_MORE)))
    assert (texts(chart.wide).count("1"), texts(chart.wide).count("2")) == (2, 0)


def test_it_is_told_where_more_than_half_are_in_favour() -> None:
    report = stories.report(CLEAR)
    found = majorities(report.statements)
    assert (found.both, found.first, found.second, found.neither) == (0, 1, 1, 32)
    assert "in both teams on 0, in neither on 32, in Marketing alone on 1" in drawn(report).alt


def test_fewer_than_twelve_statements_make_no_map() -> None:
    report = stories.meridian()
    assert (
        agreement_map.draw(replace(report, statements=report.statements[:11]), language("en"))
        is None
    )
