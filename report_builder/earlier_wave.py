"""The report with what changed since the wave before: the trend, and what then was recommended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from report_builder.carried_over import CarriedOver, Followed
from report_builder.previous import PreviousGap
from report_builder.recommendations import Lever, Recommendation
from report_builder.report import Report, report_before
from survey.course import Incomparable
from survey.drift import Break
from survey.release import Release
from survey.trends import Trend, trend_of
from survey.verdict import Judgement
from survey.wave_series import Excluded


def since_earlier_waves(
    report: Report, release: Release, levers: tuple[Lever, ...], breaks: Iterable[Break]
) -> Report:
    """The same report with its trend, where an earlier wave may be shown.

    What became of recommendations is told of those that today's rules find in the wave before,
    unless it is told already, of an earlier report.

    Args:
        report: of the last wave.
        release: what it was made from.
        levers: what could be recommended.
        breaks: what was not asked alike from wave to wave.
    """
    trend = trend_of(release, report.questionnaire, breaks)
    if trend is None:
        return report
    found = replace(report, trend=trend)
    if report.carried_over or trend.panels:  # a panel's gaps then are of other companies, too
        return found
    then = report_before(release.earlier[-1], report.questionnaire, report.settings, levers)
    return replace(
        found,
        carried_over=tuple(_carried(each, found, then, trend) for each in then.recommendations),
        carried_from=trend.before,
    )


def _carried(
    recommendation: Recommendation, now: Report, then: Report, trend: Trend
) -> CarriedOver:
    """A recommendation of the wave before, with what became of it and of the gaps behind it."""
    lever = recommendation.lever
    subjects = dict.fromkeys(each.judgement.gap.subject for each in recommendation.because)
    ranks = {each.lever.id: rank for rank, each in enumerate(now.recommendations, start=1)}
    return CarriedOver(
        lever=lever.id,
        title=lever.title,
        rank=ranks.get(lever.id),
        bucket=recommendation.bucket,
        followed=tuple(
            _followed(_judgements(then)[subject], _judgements(now).get(subject), trend)
            for subject in subjects
        ),
    )


def _judgements(report: Report) -> dict[str, Judgement]:
    judged = (*report.statements, *report.outcomes, *report.dimensions)
    return {each.gap.subject: each for each in judged}


def _followed(then: Judgement, now: Judgement | None, trend: Trend) -> Followed:
    """The gap as it was and is; the change and its reading are those of the trend."""
    gap = then.gap
    change = next((each for each in trend.changes if each.subject == gap.subject), None)
    return Followed(
        subject=gap.subject,
        then=PreviousGap(
            subject=gap.subject, difference=gap.difference, verdict=then.verdict, exact=gap.counted
        ),
        now=now,
        change=change.gap if change else None,
        course=change.course if change else _why(gap.subject, trend),
    )


def _why(subject: str, trend: Trend) -> Incomparable:
    """Why a gap of the wave before has no change."""
    why = next((left.why for left in trend.left if left.subject == subject), Excluded.NOT_SHOWN)
    return Incomparable.NOT_SHOWN if why is Excluded.NOT_SHOWN else Incomparable.QUESTION
