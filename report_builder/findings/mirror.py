"""What the Mirror page says: how each team sees itself, and how the other sees it.

"Blind spot" is said here alone, of a clear gap where a team rates itself high and the other does
not; "hidden strength" of the reverse.
"""

from __future__ import annotations

from collections.abc import Sequence

from report_builder.findings.finding import Finding, TeamNamed, finding
from report_builder.findings.statements import clear, introduced, which
from report_builder.report import Report
from survey.mirror import MirrorGap
from survey.verdict import Judgement, Quadrant


def mirror_heading(report: Report) -> Finding:
    """On how many statements a team clearly sees itself more favourably than the other does."""
    own = tuple(each for each in _clear(report) if each.difference.value > 0)
    return _told(report, own, "inside") or Finding("mirror.none")


def mirror_lead(report: Report) -> tuple[Finding, ...]:
    """The reverse, where it occurs: a team clearly sees the other more favourably."""
    outside = tuple(each for each in _clear(report) if each.difference.value < 0)
    told = _told(report, outside, "outside")
    return (told,) if told else ()


def mirror_chart_heading(report: Report) -> Finding:
    """One of the widest blind spots, else hidden strengths; else what the chart shows."""
    mirrored = _judged(report)
    for quadrant in (Quadrant.BLIND_SPOT, Quadrant.HIDDEN_STRENGTH):
        found = [each for each in clear(mirrored) if each.quadrant is quadrant]
        if found:
            return introduced(found[0], which(found[0], found, mirrored, quadrant.value))
    return Finding("mirror.chart.none")


def _told(report: Report, gaps: Sequence[MirrorGap], view: str) -> Finding | None:
    """How many of these gaps are about which team; None without any."""
    teams = [team.id for team in report.questionnaire.teams]
    counted = {
        team: finding("mirror.on", count=_about(gaps, team), total=_about(report.mirror, team))
        for team in teams
        if _about(gaps, team)
    }
    if not counted:
        return None
    if len(counted) == 1:
        [(team, found)] = counted.items()
        return finding(f"mirror.{view}.one", team=TeamNamed(team), a=found)
    first, second = teams
    return finding(
        f"mirror.{view}.both",
        first=TeamNamed(first),
        a=counted[first],
        second=TeamNamed(second),
        b=counted[second],
    )


def _about(gaps: Sequence[MirrorGap], team: str) -> int:
    return sum(each.about == team for each in gaps)


def _judged(report: Report) -> tuple[Judgement, ...]:
    mirrored = {each.item for each in report.mirror}
    return tuple(each for each in report.statements if each.gap.subject in mirrored)


def _clear(report: Report) -> tuple[MirrorGap, ...]:
    found = {each.gap.subject for each in clear(_judged(report))}
    return tuple(each for each in report.mirror if each.item in found)
