"""What the Gaps page says: how many clear gaps, in which direction, and what else was found."""

from __future__ import annotations

from report_builder.findings.finding import Finding, finding
from report_builder.findings.statements import (
    clear,
    directions,
    verdict_sentences,
    widest_sentence,
)
from report_builder.report import Report


def gaps_heading(report: Report) -> Finding:
    """How many statements show a clear gap, and which team is the more positive one."""
    found, total = clear(report.statements), len(report.statements)
    if not found:
        return Finding("gaps.heading.none")
    return finding(
        "gaps.heading", count=len(found), total=total, directions=directions(found, "heading")[0]
    )


def gaps_lead(report: Report) -> tuple[Finding, ...]:
    """How many of the others are aligned, show signs of a gap, or allow no conclusion."""
    return verdict_sentences(report.statements)


def association_heading(report: Report) -> Finding:
    """How many themes go together with saying that the teams are aligned."""
    found = [each for each in report.associations if each.clear and each.within.value > 0]
    if not found:
        return Finding("association.none")
    return finding("association.heading", count=len(found), total=len(report.associations))


def ranking_heading(report: Report) -> Finding:
    """One of the widest clear gaps; without any, what the ranking shows."""
    found = clear(report.statements)
    if not found:
        return Finding("gaps.ranking.none")
    return widest_sentence(found, report.statements)
