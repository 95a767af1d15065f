"""What each team expects the other to answer, as report.json tells it."""

from __future__ import annotations

from report_builder.downloads.document import (
    GAP_DECIMALS,
    SHARE_DECIMALS,
    Json,
    Row,
    group_id,
)
from report_builder.downloads.figures import interval_of, view_of
from report_builder.fineness import figure
from report_builder.report import Report
from survey.coorientation import Distance, MetaGap
from survey.release import Group


def meta(report: Report) -> list[Row]:
    """A row for each team and statement: three shares, three differences, one reading."""
    return [_row(gap, report) for gap in report.meta]


def _row(gap: MetaGap, report: Report) -> Row:
    asked, other = Group(team=gap.team), Group(team=gap.other)
    expected: Json = list(gap.expected) if gap.expected else None
    exact = gap.expected is not None
    return {
        "question": gap.question,
        "item": gap.item,
        "groups": [group_id(asked), group_id(other)],
        "own": view_of(gap.own, asked, exact=report.counted(gap.item, asked)),
        "foreseen": {**view_of(gap.foreseen, asked, exact=exact), "counts": expected},
        "outside": view_of(gap.outside, other, exact=report.counted(gap.item, other)),
        "agreement": _distance(gap.agreement),
        "congruency": {**_distance(gap.congruency), "paired": gap.paired},
        "accuracy": _distance(gap.accuracy),
        "standing": gap.standing.value,
    }


def _distance(distance: Distance) -> Row:
    exact = distance.exact
    return {
        **interval_of("difference", distance.difference, exact=exact, decimals=GAP_DECIMALS),
        "bases": list(distance.bases),
        "at_least": list(distance.at_least),
        "p_adjusted": figure(distance.p_adjusted, exact=exact, decimals=SHARE_DECIMALS),
        "verdict": distance.verdict.value,
    }
