"""What may be said of a share that others published, beside the share of this report.

Nothing is compared unless it was counted alike, by the same definition; "higher" and "lower" also
need intervals that do not overlap, and companies that did not choose themselves to take part.
"""

from __future__ import annotations

from report_builder.findings.finding import Argument, Finding, Share, ShareInterval, finding
from report_builder.report import Report
from report_builder.settings import Benchmark
from survey.estimates import Estimate
from survey.statistics.proportion import wilson

QUOTED_TEAMS = {"marketing", "sales"}
"""The share quoted by default is about these two; it says nothing of other teams."""


def quotes_idc(report: Report) -> bool:
    """Whether IDC's share is to be quoted: it is about these teams, and there is no other."""
    about_these = {team.id for team in report.questionnaire.teams} == QUOTED_TEAMS
    return about_these and not report.settings.benchmark.label


def quoted_notes(report: Report) -> tuple[Finding, ...]:
    """The quoted share, where it comes from, and whether it compares."""
    quoted = report.settings.benchmark
    if quoted.label:
        return (*_own(quoted), _compared(quoted, _ours(report, quoted.definition)))
    if not quotes_idc(report):
        return ()
    doubts = ("quoted.idc.source", "quoted.idc.others", "quoted.idc.answers")
    return (
        finding("quoted.idc", share=Share(quoted.value)),
        *map(Finding, doubts),
        Finding("quoted.not_stated"),
    )


def quoted_interval(quoted: Benchmark) -> Estimate | None:
    """The quoted share with its interval; None where it is not stated how many it rests on."""
    if quoted.n is None:
        return None
    limits = wilson(quoted.value * quoted.n, quoted.n)
    return Estimate(
        value=quoted.value, low=float(limits.low), high=float(limits.high), base=quoted.n
    )


def _own(quoted: Benchmark) -> tuple[Finding, ...]:
    interval = quoted_interval(quoted)
    found = [finding(f"quoted.{quoted.unit}", label=quoted.label, share=Share(quoted.value))]
    if quoted.source:
        found.append(finding("quoted.source", source=quoted.source))
    if interval:
        said = ShareInterval(interval)
        found.append(finding("quoted.rests", count=interval.base, interval=said))
    return tuple(found)


def _ours(report: Report, definition: str) -> Estimate | None:
    """The share of this report by the same definition."""
    shares = {each.definition: each.everyone for each in report.alignment}
    if report.panel is not None:
        shares |= {each.definition: each.share for each in report.panel.aligned}
    return shares.get(definition)


def _compared(quoted: Benchmark, ours: Estimate | None) -> Finding:
    if not quoted.definition:
        return Finding("quoted.not_stated")
    if ours is None:
        return finding("quoted.not_here", definition=quoted.definition)
    theirs = quoted_interval(quoted)
    here: dict[str, Argument] = {
        "definition": quoted.definition,
        "share": Share(round(ours.value, 2)),
        "interval": ShareInterval(ours),
    }
    if theirs is None:
        return Finding("quoted.alike.unknown", here)
    if theirs.low <= ours.high and ours.low <= theirs.high:
        return Finding("quoted.alike.overlap", here)
    if not quoted.sample:
        return Finding("quoted.alike.self_selected", here)
    return Finding(f"quoted.alike.{'higher' if ours.low > theirs.high else 'lower'}", here)
