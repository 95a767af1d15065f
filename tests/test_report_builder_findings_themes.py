"""What is said of a theme as a whole."""

from __future__ import annotations

from dataclasses import replace

import stories

from report_builder.findings.themes import theme_heading
from report_builder.report import Report
from survey.verdict import Quadrant, Verdict


def undivided(quadrant: Quadrant, verdict: Verdict) -> Report:
    """A report of which no statement shows a clear gap, and every theme is judged so."""
    report = stories.meridian()
    return replace(
        report,
        dimensions=tuple(
            replace(each, quadrant=quadrant, verdict=verdict) for each in report.dimensions
        ),
        statements=tuple(replace(each, verdict=Verdict.UNDETERMINED) for each in report.statements),
    )


def test_a_theme_both_rate_high_is_called_so() -> None:
    found = theme_heading(undivided(Quadrant.SHARED_STRENGTH, Verdict.UNDETERMINED), "REL")
    assert found.message == "theme.high"


def test_a_theme_may_be_clear_where_no_statement_is() -> None:
    found = theme_heading(undivided(Quadrant.MIXED, Verdict.GAP), "GOA")
    assert found.message == "theme.together"
