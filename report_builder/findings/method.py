"""What the Method page says of who answered, and the notices that every reader should see."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.findings.finding import (
    Argument,
    Finding,
    Share,
    TeamNamed,
    finding,
)
from report_builder.language import rounded
from report_builder.report import Report, ResponseRate
from report_builder.weighted_verdicts import WeightedVerdicts
from survey.cleaning_rules import LEAST_ANSWERED
from survey.release import DISTRIBUTION_BASE, Removed

USUAL_MINIMUM_GROUP = 5


def notices(report: Report) -> tuple[Finding, ...]:
    """What bears on every page: invented answers, a lowered threshold, few answers."""
    found = []
    if report.settings.invented:
        found.append(Finding("notice.invented"))
    if report.rules.minimum_group < USUAL_MINIMUM_GROUP:
        found.append(finding("notice.threshold", count=report.rules.minimum_group))
    share = report.rules.thresholds.response_rate
    found.extend(_few_answers(rate) for rate in report.response if _few(rate))
    found.extend(_low_response(rate) for rate in report.response if _low(rate, share))
    return tuple(found)


def response_sentences(report: Report) -> tuple[Finding, ...]:
    """Who answered, of how many asked, per team; and whether that was everyone."""
    return tuple(_answered(rate) for rate in report.response)


def removed_sentences(report: Report) -> tuple[Finding, ...]:
    """How many responses were read, how many count, and why the others do not.

    How many were read and count is left unsaid where it would say how few are of neither team.
    """
    removed = [_removed(each, report) for each in report.removed]
    outside = report.outside_teams
    return (
        *_read(report),
        *removed,
        *((finding("removed.outside", count=outside),) if outside else ()),
    )


def flagged_sentences(report: Report) -> tuple[Finding, ...]:
    """What is noticed of responses that count; no number where it would point at a few people."""
    return tuple(
        finding(f"flagged.{each.reason}.few", threshold=report.rules.minimum_group)
        if each.count is None
        else finding(f"flagged.{each.reason}", count=each.count)
        for each in report.flagged
    )


def withheld_sentences(report: Report) -> tuple[Finding, ...]:
    """How many figures each rule keeps back, over all segments."""
    rules = sorted({entry.rule for entry in report.withheld})
    totals = {
        rule: sum(entry.cells for entry in report.withheld if entry.rule == rule) for rule in rules
    }
    return tuple(
        finding(f"withheld.{rule}", count=cells, threshold=report.rules.minimum_group)
        for rule, cells in totals.items()
        if cells
    )


def unvoiced_sentences(report: Report) -> tuple[Finding, ...]:
    """Why no page shows what people wrote, where they were asked to; nothing where one does."""
    voices = report.voices
    if not (report.open_questions and report.settings.words) or voices.words or voices.remarks:
        return ()
    rules = report.rules
    least = max(rules.distribution_base, rules.minimum_group)
    return (finding("unvoiced", least=least, threshold=rules.minimum_group),)


def _read(report: Report) -> Iterator[Finding]:
    if report.read is None:
        yield finding("removed.read.untold", threshold=report.rules.minimum_group)
        return
    if report.waves > 1:
        yield finding("removed.read.waves", count=report.read, waves=report.waves)
    else:
        yield finding("removed.read", count=report.read)
    if report.removed and report.outside_teams is not None:
        kept = report.read - sum(each.count for each in report.removed)
        yield finding("removed.kept", count=kept)


def weighted_sentences(report: Report) -> tuple[Finding, ...]:
    """What weighting would change: verdicts, how far a gap moves at the most; what has none."""
    weighted = report.weighted
    if weighted is None:
        return ()
    return (*_weighted(weighted), *_not_weighted(weighted, report))


def _weighted(weighted: WeightedVerdicts) -> Iterator[Finding]:
    if not weighted.statements:
        return
    changed = [each for each in weighted.statements if each.changed]
    furthest = rounded(max(each.moved for each in weighted.statements), 1)
    yield finding("weighted.some", count=len(changed)) if changed else Finding("weighted.none")
    yield finding("weighted.furthest", points=furthest)


def _not_weighted(weighted: WeightedVerdicts, report: Report) -> Iterator[Finding]:
    """How many statements have a gap and none weighted, and by which rule; never which."""
    total = len(report.statements) + len(report.outcomes)
    left = total - len(weighted.statements)
    if left:
        threshold = report.rules.minimum_group
        yield finding("weighted.left", count=left, total=total, threshold=threshold)


def _removed(removed: Removed, report: Report) -> Finding:
    least = report.settings.cleaning.least_answered
    if removed.reason == "partial" and least != LEAST_ANSWERED:
        return finding("removed.partial-share", count=removed.count, share=Share(least))
    return finding(f"removed.{removed.reason}", count=removed.count)


def _answered(rate: ResponseRate) -> Finding:
    named: dict[str, Argument] = {"team": TeamNamed(rate.team), "count": rate.answered}
    if rate.asked is None:
        return finding("response.answered", **named)
    if rate.answered == rate.asked:
        return finding("response.everyone", **named)
    share = Share(rate.answered / rate.asked)
    return finding("response.rate", asked=rate.asked, share=share, **named)


def _few(rate: ResponseRate) -> bool:
    return rate.answered < DISTRIBUTION_BASE


def _few_answers(rate: ResponseRate) -> Finding:
    return finding("notice.few", team=TeamNamed(rate.team), count=rate.answered)


def _low(rate: ResponseRate, share: float) -> bool:
    return rate.asked is not None and rate.answered < share * rate.asked


def _low_response(rate: ResponseRate) -> Finding:
    asked = rate.asked or rate.answered
    return finding(
        "notice.response",
        team=TeamNamed(rate.team),
        share=Share(rate.answered / asked),
        count=rate.answered,
        asked=asked,
    )
