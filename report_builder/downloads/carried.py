"""The rows of report.json on the previous report's recommendations: then, now, and the change."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.carried_over import CarriedOver, Followed
from report_builder.downloads.document import GAP_DECIMALS, Row, group_id
from report_builder.downloads.figures import estimate_of
from report_builder.report import Report
from survey.estimates import Estimate
from survey.release import Group


def carried_over(report: Report) -> list[Row]:
    """Each earlier recommendation with what became of the gaps behind it."""
    return [{**_told(each), "followed": [*_followed(each, report)]} for each in report.carried_over]


def followed(report: Report) -> list[Row]:
    """The same flat: a row for each gap behind one."""
    return [
        {**_told(each), **row} for each in report.carried_over for row in _followed(each, report)
    ]


def _told(carried: CarriedOver) -> Row:
    return {
        "lever": carried.lever,
        "title": dict(carried.title),
        "bucket_then": carried.bucket.value,
        "rank_now": carried.rank,
    }


def _followed(carried: CarriedOver, report: Report) -> Iterator[Row]:
    teams, wave = [team.id for team in report.questionnaire.teams], report.carried_from
    groups = [group_id(Group(team=team)) for team in teams]
    groups_then = [group_id(Group(wave=wave, team=team)) for team in teams] if wave else None
    for each in carried.followed:
        yield {
            **_subject(each, report),
            "groups": groups,
            "groups_then": groups_then,
            "then": _gap(each.then.difference, exact=each.then.exact) if each.then else None,
            "now": _gap(each.now.gap.difference, exact=each.now.gap.counted) if each.now else None,
            "change": _gap(each.change, exact=each.exact) if each.change else None,
            "course": each.course.value,
        }


def _subject(followed: Followed, report: Report) -> Row:
    dimensions = {dimension.id for dimension in report.questionnaire.dimensions}
    return {"dimension" if followed.subject in dimensions else "item": followed.subject}


def _gap(gap: Estimate, *, exact: bool) -> Row:
    return estimate_of("difference", gap, exact=exact, decimals=GAP_DECIMALS)
