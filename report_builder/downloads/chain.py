"""The recommendations of report.json, each with the chain from its rules to its verdicts."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.downloads.changes import change_row
from report_builder.downloads.document import SHARE_DECIMALS, Json, Row, group_id
from report_builder.downloads.figures import gap_row
from report_builder.fineness import figure
from report_builder.recommendations import Because, Recommendation
from report_builder.redraws import DRAWS
from report_builder.report import Report
from report_builder.stability import TOP
from survey.release import Group
from survey.verdict import Judgement

PRIORITY_DECIMALS = 0
"""Where the counts may not be shown: need and priority rest on them."""


def recommendations(report: Report) -> list[Row]:
    """What to do, the most urgent first, and on what evidence."""
    return [
        {
            **_told(each, report),
            "because": [*_chain(each, report)],
            "would_end": _would_end(each),
        }
        for each in report.recommendations
    ]


def evidence(report: Report) -> list[Row]:
    """The recommendations flat: a row for each finding that speaks for one."""
    return [
        {**_told(each, report), **finding}
        for each in report.recommendations
        for finding in _chain(each, report)
    ]


def _told(recommendation: Recommendation, report: Report) -> Row:
    lever = recommendation.lever
    exact = all(each.judgement.gap.counted for each in recommendation.because)
    return {
        "lever": lever.id,
        "title": dict(lever.title),
        "bucket": recommendation.bucket.value,
        "priority": figure(recommendation.priority, exact=exact, decimals=PRIORITY_DECIMALS),
        "need": figure(recommendation.need, exact=exact, decimals=SHARE_DECIMALS),
        "confidence": figure(recommendation.confidence, exact=True, decimals=SHARE_DECIMALS),
        "ease": figure(recommendation.ease, exact=True, decimals=SHARE_DECIMALS),
        "effort": lever.effort,
        "evidence": lever.grade.value,
        "stability": _stability(recommendation, report),
    }


def _stability(recommendation: Recommendation, report: Report) -> Json:
    """How its place holds in redraws of both teams' answers; None where nothing was redrawn."""
    stability = recommendation.stability
    if stability is None:
        return None
    return {
        "groups": [group_id(Group(team=team.id)) for team in report.questionnaire.teams],
        "redraws": DRAWS,
        "top": TOP,
        "share": stability.told,
        "tied_with": list(stability.tied),
    }


def _would_end(recommendation: Recommendation) -> list[Row]:
    return [
        {"rule": each.rule, "change": change_row(each.change)} for each in recommendation.changes
    ]


def _chain(recommendation: Recommendation, report: Report) -> Iterator[Row]:
    """Each rule that fired with each finding it rests on, the strongest first."""
    return (_finding(each, report) for each in recommendation.because)


def _finding(because: Because, report: Report) -> Row:
    """Rule, gap as among the gaps, and the counts it was computed from."""
    judgement = because.judgement
    return {"rule": because.rule, **gap_row(judgement), "counts": _counts(judgement, report)}


def _counts(judgement: Judgement, report: Report) -> Json:
    """Answers per point of each group, least favourable first; None where they may not be shown.

    Nor of a panel: no counts of people are behind a mean over companies.
    """
    gap = judgement.gap
    if gap.companies:
        return None
    told = [group for group in gap.groups if report.counted(gap.subject, group)]
    shown = [report.counts[gap.subject, group].tolist() for group in told]
    return shown if len(shown) == len(gap.groups) else None
