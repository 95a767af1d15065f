"""Weights and weighted gaps, as report.json tells them."""

from __future__ import annotations

from report_builder.downloads.document import GAP_DECIMALS, Row, gap_decimals, group_id
from report_builder.downloads.figures import gap_row
from report_builder.fineness import figure
from report_builder.report import Report
from survey.release import Group
from survey.weighted import Stratum, TeamWeights

WEIGHT_DECIMALS = 2


def weights(report: Report) -> list[Row]:
    """Each stratum of each team: who answered, who was asked, and how much an answer counts."""
    found = report.weighted
    if found is None:
        return []
    return [
        _stratum(team, stratum, found.segment) for team in found.teams for stratum in team.strata
    ]


def _stratum(team: TeamWeights, stratum: Stratum, segment: str) -> Row:
    told = Group(team=team.team, segment=segment, value=stratum.level)
    return {
        "group": group_id(told if stratum.level else Group(team=team.team)),
        "rest": not stratum.level,
        "answered": stratum.answered,
        "asked": stratum.asked,
        "weight": figure(stratum.weight, exact=False, decimals=WEIGHT_DECIMALS),
        "effective": figure(team.effective, exact=False, decimals=GAP_DECIMALS),
        "design_effect": figure(team.design_effect, exact=False, decimals=WEIGHT_DECIMALS),
        "trimmed": team.trimmed,
        "unheard": team.unheard,
    }


def weighted(report: Report) -> list[Row]:
    """Each gap weighted, beside its size and verdict as answered."""
    if report.weighted is None:
        return []
    return [
        {
            **gap_row(each.weighted),
            "answered_difference": figure(
                each.answered.gap.difference.value,
                exact=each.answered.gap.counted,
                decimals=gap_decimals(each.answered.gap),
            ),
            "answered_verdict": each.answered.verdict.value,
        }
        for each in report.weighted.statements
    ]
