"""What is said of a panel: the share of companies aligned, and how their gaps differ."""

from __future__ import annotations

from report_builder.findings.finding import (
    Argument,
    Finding,
    Points,
    PointsInterval,
    Share,
    ShareInterval,
    TeamNamed,
    finding,
)
from report_builder.report import Report
from survey.estimates import Estimate
from survey.panel import FEW_ANSWERS, AlignedShare, IndexGap, PanelSummary
from survey.verdict import Verdict

BOTH_TEAMS = "A4"
"""The definition by which a share of companies is told."""

MANY = 100
"""From so many companies on, a share of them is told to a tenth of a per cent."""


def aligned_share(report: Report) -> AlignedShare | None:
    """The share of companies aligned by the word of both teams; None where it is not told."""
    shares = report.panel.aligned if report.panel else ()
    return next((each for each in shares if each.definition == BOTH_TEAMS), None)


def told(share: Estimate) -> dict[str, Argument]:
    """A share of companies and its interval, no finer than so many companies can tell."""
    places = 2 if share.base < MANY else 3
    return {"share": Share(round(share.value, places)), "interval": ShareInterval(share)}


def companies_heading(panel: PanelSummary, report: Report) -> Finding:
    """The share of companies aligned by the word of both teams; without it, how many there are."""
    share = aligned_share(report)
    if share is None:
        return finding("companies.heading.none", count=panel.companies)
    return _aligned("companies.heading", share)


def _aligned(message: str, share: AlignedShare) -> Finding:
    """How many are as they answered, the share and its interval; near 0, how high it may be."""
    arguments = told(share.share)
    if arguments["share"] != Share(0.0):
        counted = {"reached": share.reached, "count": share.share.base}
        return Finding(message, {**arguments, **counted})
    told_so = f"{message}.hardly" if share.reached else f"{message}.nobody"
    return finding(told_so, count=share.share.base, high=Share(share.share.high))


def companies_lead(index: IndexGap, report: Report) -> tuple[Finding, ...]:
    """The mean gap, how many companies show a clear gap, and how many are alike."""
    first, second = report.questionnaire.teams
    clear = [each for each in index.companies if each.verdict is Verdict.GAP]
    alike = sum(each.verdict is Verdict.ALIGNED for each in index.companies)
    more = sum(each.difference.value > 0 for each in clear)
    counts: dict[str, Argument] = {
        "count": len(clear),
        "total": len(index.companies),
        "a": more,
        "b": len(clear) - more,
        "first": TeamNamed(first.id),
        "second": TeamNamed(second.id),
    }
    return (
        finding(
            "companies.mean",
            gap=Points(index.mean.value, named=True),
            interval=PointsInterval(index.mean),
        ),
        Finding("companies.clear", counts) if clear else finding("companies.none_clear"),
        *((finding("companies.alike", count=alike),) if alike else ()),
    )


def states_heading(panel: PanelSummary) -> Finding:
    """How many companies are aligned beyond chance, how many are not, and how many may be."""
    counts = {state.value: count for state, count in panel.states.items()}
    return Finding("companies.states", {**counts, "count": sum(counts.values())})


def aligned_notes(report: Report) -> tuple[Finding, ...]:
    """How the share is counted, what it does in small teams, and who is left out."""
    share = aligned_share(report)
    if share is None or report.panel is None:
        return ()
    left_out = report.panel.companies - share.share.base
    counted: dict[str, Argument] = {"count": share.reached, "total": share.share.base}
    return (
        Finding("companies.counted", counted),
        *((finding("companies.few", count=FEW_ANSWERS),) if share.smallest < FEW_ANSWERS else ()),
        *(
            (
                finding(
                    "companies.left_out",
                    count=left_out,
                    fewest=report.rules.thresholds.company_answers,
                ),
            )
            if left_out
            else ()
        ),
    )


def aligned_sentence(report: Report) -> tuple[Finding, ...]:
    """The share of companies aligned in one sentence, for the pages on people; of a panel."""
    share = aligned_share(report)
    return () if share is None else (_aligned("companies.sentence", share),)


def clustering_note(index: IndexGap) -> Finding:
    """How much of what people say goes with their company."""
    first, second = index.clustering
    return finding(
        "companies.clustering",
        first=TeamNamed(first.team),
        second=TeamNamed(second.team),
        first_part=Share(max(first.icc1, 0.0)),
        second_part=Share(max(second.icc1, 0.0)),
    )
