"""The slides of a panel: bars that can be edited, with the numbers as printed and no more."""

from __future__ import annotations

from dataclasses import replace

from decks import charts, slide_with, words, workbook
from panels import panel_report

from report_builder.charts.axis import printed_points, printed_share
from report_builder.report import Report
from survey.panel import IndexGap, PanelSummary
from survey.verdict import Verdict

GAPS, SPREAD = "beside each company with its 95% interval", "How many companies have which gap"
STATES, ALIGNED = "Aligned beyond chance: by the 95%", "mean chance that a company is aligned"


def panel_of(report: Report) -> tuple[PanelSummary, IndexGap]:
    assert report.panel is not None
    assert report.panel.index is not None
    return report.panel, report.panel.index


def test_each_of_a_few_companies_has_a_bar_and_so_has_their_mean() -> None:
    _, index = panel_of(panel_report(12))
    (chart,) = charts(slide_with(panel_report(12), GAPS))
    header, *rows = workbook(chart)
    assert header == (None, "No clear gap", "Mean of 12 companies")
    shown = [printed_points(each.difference.value) for each in index.companies]
    assert [row[1] for row in rows] == [*shown, None]
    assert [row[2] for row in rows] == [*(None,) * 12, printed_points(index.mean.value)]
    assert str(rows[0][0]).startswith("Company 1 · +0.3 (")


def test_a_clear_gap_is_in_the_colour_of_the_more_positive_team() -> None:
    report = panel_report(12)
    panel, index = panel_of(report)
    first, *others, last = index.companies
    clear = [replace(each, verdict=Verdict.GAP) for each in (first, last)]
    companies = (clear[0], *others, clear[1])
    changed = replace(report, panel=replace(panel, index=replace(index, companies=companies)))
    slide = slide_with(changed, GAPS)
    header, *rows = workbook(charts(slide)[0])
    assert header[1:4] == ("Marketing more positive", "Sales more positive", "No clear gap")
    assert [place for place, row in enumerate(rows) if row[1] is not None] == [0]
    assert [place for place, row in enumerate(rows) if row[2] is not None] == [11]
    assert "Sales more positive" in words(slide)
    assert "Sales more positive" not in words(slide_with(report, GAPS))


def test_many_companies_are_counted_by_the_size_of_their_gap() -> None:
    _, index = panel_of(panel_report(40))
    slide = slide_with(panel_report(40), SPREAD)
    _, *rows = workbook(charts(slide)[0])
    counts = [int(str(row[1])) for row in rows]
    assert sum(counts) == len(index.companies)
    assert min(counts[0], counts[-1]) > 0
    assert "Over the companies, the mean gap on the index" in words(slide)


def test_the_companies_by_state_are_three_bars_with_their_number() -> None:
    panel, _ = panel_of(panel_report(40))
    slide = slide_with(panel_report(40), STATES)
    _, *rows = workbook(charts(slide)[0])
    assert [row[0] for row in rows] == [
        "Aligned: 0 companies",
        "Undetermined: 9 companies",
        "Not aligned: 30 companies",
    ]
    assert [row[place] for place, row in enumerate(rows, start=1)] == [*panel.states.values()]
    assert "In no single company is the gap clear." in words(slide)


def test_the_share_of_companies_aligned_is_a_bar_for_each_definition() -> None:
    panel, _ = panel_of(panel_report(40))
    slide = slide_with(panel_report(40), ALIGNED)
    (chart,) = charts(slide)
    header, *rows = workbook(chart)
    assert header[1] == "Share aligned"
    assert [row[1] for row in rows] == [printed_share(each.share.value) for each in panel.aligned]
    assert "1 of 39 companies are above the cut by A4" in words(slide)
    assert "attributed to IDC" not in words(slide)
    assert "attributed to IDC" in slide.notes_slide.notes_text_frame.text
    label = chart.plots[0].series[-1].points[2].data_label.text_frame.text
    assert label == "0% (0 to 13%)"
