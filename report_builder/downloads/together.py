"""What goes together, as report.json tells it: within a theme, and with the outcome."""

from __future__ import annotations

from report_builder.downloads.document import SHARE_DECIMALS, Row, group_id
from report_builder.fineness import figure
from report_builder.report import Report
from survey.estimates import Estimate
from survey.release import Group


def reliability(report: Report) -> list[Row]:
    """Alpha of each theme in each team, then within both."""
    return [
        {
            "dimension": each.dimension,
            "group": group_id(Group(team=each.team)),
            "within_teams": not each.team,
            "items": each.items,
            "alpha": _figure(each.alpha.value),
            "low": _figure(each.alpha.low),
            "high": _figure(each.alpha.high),
            "omega": None if each.omega is None else _figure(each.omega),
            "base": each.alpha.base,
            "at_least": each.alpha.at_least,
        }
        for each in report.reliability
    ]


def item_rest(report: Report) -> list[Row]:
    """The correlation of each statement with the sum of the others of its theme."""
    return [
        {
            "item": item,
            "dimension": each.dimension,
            "group": group_id(Group(team=each.team)),
            "within_teams": not each.team,
            "r": _figure(r),
            "base": each.alpha.base,
            "at_least": each.alpha.at_least,
        }
        for each in report.reliability
        for item, r in each.item_rest
    ]


def associations(report: Report) -> list[Row]:
    """The correlation of each theme with the alignment item: within both teams, then in each."""
    teams = report.questionnaire.teams
    return [
        {
            "dimension": each.dimension,
            "outcome": each.outcome,
            "group": group_id(Group(team=team)),
            "within_teams": not team,
            **_correlation(estimate),
            "p_adjusted": _figure(each.p_adjusted) if not team else None,
        }
        for each in report.associations
        for team, estimate in (
            ("", each.within),
            *((team.id, told) for team, told in zip(teams, each.teams, strict=True)),
        )
    ]


def _correlation(estimate: Estimate) -> Row:
    return {
        "r": _figure(estimate.value),
        "low": _figure(estimate.low),
        "high": _figure(estimate.high),
        "base": estimate.base,
        "at_least": estimate.at_least,
    }


def _figure(value: float) -> float | None:
    """To two decimals: more would be a fingerprint of the answers; None where it is not defined."""
    return None if value != value else figure(value, exact=False, decimals=SHARE_DECIMALS)  # noqa: PLR0124 - not a number
