"""What is at stake, as report.json tells it: ranges, what they rest on, and whose figures."""

from __future__ import annotations

from report_builder.downloads.document import GAP_DECIMALS, Row, group_id
from report_builder.downloads.figures import estimate_of
from report_builder.report import Report
from survey.release import Group
from survey.stakes import Declared, Range, two_figures


def stakes(report: Report) -> Row | None:
    """The lines that are shown; None unless the client gave figures."""
    found = report.stakes
    if found is None:
        return None
    given = found.figures
    return {
        "basis": "declared by respondents, not measured",
        "figures": {
            "currency": given.currency,
            "revenue": given.revenue,
            "weeks": given.weeks,
            "hourly_cost": dict(given.hourly_cost) if given.hourly_cost else None,
            "lost_deals": given.lost_deals,
        },
        "hours": [
            {**_declared(each), "cost": _range(found.costs[each.team])} for each in found.hours
        ],
        "cost": _range(found.cost) if found.cost else None,
        "deals": [_declared(each) for each in found.deals],
        "lost": _range(found.lost) if found.lost else None,
        "above_tenth_of_revenue": found.above_cap,
    }


def _declared(declared: Declared) -> Row:
    mean = declared.mean
    exact = not mean.at_least
    return {
        "group": group_id(Group(team=declared.team)),
        **estimate_of("mean", mean, exact=exact, decimals=GAP_DECIMALS),
    }


def _range(line: Range) -> Row:
    return {"low": two_figures(line.low), "high": two_figures(line.high)}
