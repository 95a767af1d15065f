"""All charts of a report."""

from __future__ import annotations

from report_builder.charts import alignment, dumbbell, gap_strip, mirror, theme_answers
from report_builder.charts.chart import Chart
from report_builder.language import Language
from report_builder.report import Report


def charts_of(report: Report, language: Language) -> tuple[Chart, ...]:
    """Every chart that has something to show, in the order of the pages."""
    themes = (
        theme_answers.draw(report, language, dimension.id)
        for dimension in report.questionnaire.dimensions
    )
    found = (
        alignment.draw(report, language),
        gap_strip.draw(report, language),
        dumbbell.draw(report, language),
        *themes,
        mirror.draw(report, language),
    )
    return tuple(chart for chart in found if chart is not None)
