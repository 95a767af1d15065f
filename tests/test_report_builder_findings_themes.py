"""What is said of a theme as a whole."""

from __future__ import annotations

from dataclasses import replace

import stories

from report_builder.findings.themes import theme_heading
from survey.verdict import Quadrant, Verdict


def test_a_theme_both_rate_high_is_called_so() -> None:
    report = stories.meridian()
    high = tuple(
        replace(each, quadrant=Quadrant.SHARED_STRENGTH, verdict=Verdict.UNDETERMINED)
        for each in report.dimensions
    )
    unclear = tuple(replace(each, verdict=Verdict.UNDETERMINED) for each in report.statements)
    changed = replace(report, dimensions=high, statements=unclear)
    assert theme_heading(changed, "REL").message == "theme.high"
