"""What the Actions page says before its list."""

from __future__ import annotations

from report_builder.findings.finding import Finding, finding
from report_builder.recommendations import Bucket
from report_builder.report import Report
from survey.verdict import Judgement, Verdict

QUICK = 2
"""The effort that is days or weeks, at most."""


def actions_heading(report: Report) -> Finding:
    """How many actions the answers point to, and how many of them are to start now."""
    count = len(report.recommendations)
    now = sum(each.bucket is Bucket.DO_NOW for each in report.recommendations)
    if not count:
        return Finding("actions.heading.none")
    if not now:
        return finding("actions.heading", count=count)
    if now == count:
        return finding("actions.heading.all_now", count=count)
    return finding("actions.heading.some_now", count=count, now=now)


def effort_heading(report: Report) -> Finding:
    """How many actions take days or weeks, and how many of these are to start now."""
    quick = [each for each in report.recommendations if each.lever.effort <= QUICK]
    now = sum(each.bucket is Bucket.DO_NOW for each in quick)
    total = len(report.recommendations)
    if not quick:
        return Finding("actions.effort.none")
    if not now:
        return finding("actions.effort.not_now", quick=len(quick), total=total)
    if now == len(quick):
        return finding("actions.effort.all_now", quick=now, total=total)
    return finding("actions.effort", quick=len(quick), total=total, now=now)


def differences_to_keep(report: Report) -> tuple[Judgement, ...]:
    """Statements on which a difference may help, where there is a gap or are signs of one."""
    return tuple(
        each
        for each in report.statements
        if report.questionnaire.item(each.gap.subject).neutral_difference
        and each.verdict in {Verdict.GAP, Verdict.POSSIBLE_GAP}
    )
