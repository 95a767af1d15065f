"""What the Actions page says before its list."""

from __future__ import annotations

from report_builder.findings.finding import Finding, finding
from report_builder.report import Report


def actions_heading(report: Report) -> Finding:
    """How many actions the answers give reason for."""
    return finding("actions.heading", count=len(report.recommendations))
