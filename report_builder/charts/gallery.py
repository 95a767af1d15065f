"""All charts of a report."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.charts import alignment, dumbbell, gap_strip, mirror, theme_answers
from report_builder.charts.chart import Chart
from report_builder.language import Language
from report_builder.report import Report


def charts_of(report: Report, language: Language) -> Iterator[Chart]:
    """Every chart that has something to show, in the order of the pages; drawn when asked for."""
    for draw in (alignment.draw, gap_strip.draw, dumbbell.draw, mirror.draw):
        chart = draw(report, language)
        if chart is not None:
            yield chart
    for dimension in report.questionnaire.dimensions:
        chart = theme_answers.draw(report, language, dimension.id)
        if chart is not None:
            yield chart
