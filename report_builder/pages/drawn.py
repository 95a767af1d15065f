"""The charts of a report in one language: those that have something to show."""

from __future__ import annotations

from report_builder.charts import (
    agreement_map,
    aligned_companies,
    alignment,
    association,
    companies,
    company_states,
    dumbbell,
    effort_effect,
    expected,
    gap_changes,
    gap_courses,
    gap_strip,
    mirror,
    team_courses,
    theme_answers,
    words,
)
from report_builder.charts.branded import branded
from report_builder.charts.chart import Chart
from report_builder.language import Language
from report_builder.pages.address import themes_shown
from report_builder.report import Report


def draw_charts(report: Report, language: Language) -> tuple[Chart, ...]:
    """Every chart the pages may show, in their order; to be taken along in the client's accent."""
    drawn = (
        gap_strip.draw(report, language),
        alignment.draw(report, language),
        dumbbell.draw(report, language),
        agreement_map.draw(report, language),
        association.draw(report, language),
        *(theme_answers.draw(report, language, theme) for theme in themes_shown(report)),
        mirror.draw(report, language),
        expected.draw(report, language),
        *(words.draw(report, language, spoken) for spoken in report.voices.words),
        effort_effect.draw(report, language),
        company_states.draw(report, language),
        aligned_companies.draw(report, language),
        companies.draw(report, language),
        team_courses.draw(report, language),
        gap_courses.draw(report, language),
        gap_changes.draw(report, language),
    )
    charts = (chart for chart in drawn if chart is not None)
    accent = report.settings.brand.accent
    return tuple(branded(chart, accent) if accent else chart for chart in charts)
