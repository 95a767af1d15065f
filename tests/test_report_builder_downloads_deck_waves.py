"""The slides of the Trend page: lines and bars that can be edited, with the numbers as printed."""

from __future__ import annotations

from dataclasses import replace

import pptx
import pytest
from decks import charts, slide_with, words, workbook
from wave_reports import closing, five

from report_builder.downloads.deck import waves
from report_builder.report import Report

COURSES, CHANGES = "waves from left to right; the first", "then and now. Beside a statement"


def of_goals(report: Report) -> pptx.chart.chart.Chart:
    found = charts(slide_with(report, COURSES))
    return next(
        one for one in found if one.chart_title.text_frame.text.startswith("Goals and rewards")
    )


def test_each_theme_is_a_small_chart_of_both_teams_over_all_waves() -> None:
    slide = slide_with(five(), COURSES)
    found = charts(slide)
    assert len(found) == 10
    assert found[0].chart_title.text_frame.text == "All themes\nno clear change"
    boxes = {(shape.left, shape.top) for shape in slide.shapes if shape.has_chart}
    assert len({left for left, _ in boxes}) == 5
    assert len({top for _, top in boxes}) == 2
    assert workbook(of_goals(five())) == [
        (None, "Marketing", "Sales"),
        ("2022", 3, 3),
        ("2023", 3, 3),
        ("2024", 3.8, 2.4),
        ("2026", 3.8, 2.4),
    ]


def test_the_first_and_the_last_mean_are_written_the_higher_above() -> None:
    at = pptx.enum.chart.XL_LABEL_POSITION
    first, second = of_goals(five()).plots[0].series
    positions = [
        [series.points[place].data_label.position for place in (0, 3)] for series in (first, second)
    ]
    assert positions == [[at.ABOVE, at.ABOVE], [at.BELOW, at.BELOW]]
    assert first.points[1].data_label.position is None


def test_a_team_that_clearly_changed_is_named_below_its_theme() -> None:
    titles = [one.chart_title.text_frame.text for one in charts(slide_with(closing(), COURSES))]
    assert "Hand-over of contacts\nSales: less favourable" in titles


def test_a_wave_without_means_of_a_theme_is_passed_over_by_its_line() -> None:
    report = five()
    trend = report.trend
    assert trend is not None
    first, *others = trend.dimensions
    shorter = replace(first, series=(first.series[0], *first.series[2:]))
    changed = replace(report, trend=replace(trend, dimensions=(shorter, *others)))
    found = of_goals(changed)
    assert [row[1] for row in workbook(found)[1:]] == [3, None, 3.8, 3.8]
    assert found.element.xpath(".//c:dispBlanksAs/@val") == ["span"]


def test_more_themes_than_can_be_read_go_as_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waves, "MOST_THEMES", 3)
    slide = slide_with(closing(), "waves from left to right. Bold")
    assert not charts(slide)
    assert any(
        shape.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.PICTURE for shape in slide.shapes
    )


def test_the_gaps_that_changed_most_stand_side_by_side_as_then_and_now() -> None:
    slide = slide_with(closing(), CHANGES)
    (chart,) = charts(slide)
    header, first, *rest = workbook(chart)
    assert header == (None, "Autumn 2025", "Autumn 2026")
    assert first == ("Both teams see the same customer figures · +1.4 (0.9 to 1.8), wider", 0, 1.4)
    assert len(rest) == 7
    assert str(rest[-1][0]).endswith(" · 0.0 (\N{MINUS SIGN}0.5 to +0.5)")
    assert "Autumn 2025" in words(slide)


def test_a_chart_of_waves_shows_what_its_workbook_holds() -> None:
    for said in (COURSES, CHANGES):
        for chart in charts(slide_with(closing(), said)):
            _, *rows = workbook(chart)
            for place, series in enumerate(chart.plots[0].series, start=1):
                assert list(series.values) == [row[place] for row in rows]
                assert all(round(value, 1) == value for value in series.values)
