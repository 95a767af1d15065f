"""The chart of one theme: bars of the answers, or shares alone where few answered."""

from __future__ import annotations

from report_builder.charts.answer_bars import draw_bars
from report_builder.charts.chart import Chart
from report_builder.charts.favourable_shares import draw_shares
from report_builder.charts.theme_statements import statements_of
from report_builder.charts.wording import Wording
from report_builder.language import Language
from report_builder.report import Report


def draw(report: Report, language: Language, dimension: str) -> Chart | None:
    """The answers to the statements of a theme; None when none of them may be shown."""
    shown = statements_of(report, dimension)
    if not shown:
        return None
    wording = Wording(report, language)
    some = any(answers.shares for each in shown for answers in each.teams)
    return (draw_bars if some else draw_shares)(wording, dimension, shown)
