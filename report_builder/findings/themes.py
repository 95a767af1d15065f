"""What the page of a theme says: its gaps, its levels, and where a team is split within."""

from __future__ import annotations

from report_builder.findings.finding import (
    Argument,
    Finding,
    Share,
    TeamNamed,
    Theme,
    Topic,
    finding,
)
from report_builder.findings.statements import (
    clear,
    first_more,
    low_and_verdicts,
    second_more,
    widest_sentence,
    with_verdict,
)
from report_builder.report import Report, TeamConsensus
from survey.release import Group
from survey.statistics.consensus import Consensus
from survey.verdict import Judgement, Quadrant, Verdict


def theme_statements(report: Report, dimension: str) -> tuple[Judgement, ...]:
    """The statements of the theme that may be shown, widest gap first."""
    items = {item.id for item in report.questionnaire.items_of(dimension)}
    return tuple(each for each in report.statements if each.gap.subject in items)


def theme_heading(report: Report, dimension: str) -> Finding:
    """The theme's clear gaps; without any, what its levels and its score allow to say."""
    if clear(theme_statements(report, dimension)):
        return divided(report, dimension)
    return _undivided(report, dimension)


def divided(report: Report, dimension: str) -> Finding:
    """How many statements of the theme show a clear gap, and in which direction."""
    statements = theme_statements(report, dimension)
    found = clear(statements)
    counts: dict[str, Argument] = {
        "theme": Theme(dimension),
        "count": len(found),
        "total": len(statements),
    }
    if first_more(found) and second_more(found):
        return finding("theme.two_way", **counts)
    return finding("theme.one_way", team=_more_positive(found[0]), **counts)


def theme_lead(report: Report, dimension: str) -> tuple[Finding, ...]:
    """What both teams rate low in the theme, and what the other statements allow to say."""
    return low_and_verdicts(theme_statements(report, dimension))


def bars_heading(report: Report, dimension: str) -> Finding:
    """One of the theme's widest clear gaps; without any, what the chart shows."""
    statements = theme_statements(report, dimension)
    found = clear(statements)
    return widest_sentence(found, statements) if found else Finding("theme.bars.none")


def consensus_notes(report: Report, dimension: str) -> tuple[Finding, ...]:
    """Where a team is split within itself, from 10 answers on."""
    items = {item.id for item in report.questionnaire.items_of(dimension)}
    return tuple(
        _split(report, each)
        for each in report.consensus
        if each.label is Consensus.SPLIT and each.item in items
    )


def _undivided(report: Report, dimension: str) -> Finding:
    statements = theme_statements(report, dimension)
    overall = next((each for each in report.dimensions if each.gap.subject == dimension), None)
    theme = Theme(dimension)
    if overall is not None and overall.clear:
        return finding("theme.together", theme=theme, team=_more_positive(overall))
    if overall is not None and overall.quadrant is Quadrant.SHARED_WEAKNESS:
        return finding("theme.low", theme=theme)
    if overall is not None and overall.quadrant is Quadrant.SHARED_STRENGTH:
        return finding("theme.high", theme=theme)
    aligned = len(with_verdict(statements, Verdict.ALIGNED))
    if aligned:
        return finding("theme.aligned", theme=theme, count=aligned, total=len(statements))
    return finding("theme.none", theme=theme)


def _more_positive(judgement: Judgement) -> TeamNamed:
    first, second = judgement.gap.groups
    return TeamNamed((first if judgement.gap.difference.value > 0 else second).team)


def _split(report: Report, split: TeamConsensus) -> Finding:
    counts = report.counts[split.item, Group(team=split.team)]
    scale = report.questionnaire.item(split.item).scale
    unfavourable_to = scale.size + 1 - scale.favourable_from
    return finding(
        "theme.split",
        team=TeamNamed(split.team),
        topic=Topic(split.item),
        favourable=Share(float(counts[scale.favourable_from - 1 :].sum() / counts.sum())),
        unfavourable=Share(float(counts[:unfavourable_to].sum() / counts.sum())),
    )
