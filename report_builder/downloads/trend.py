"""The rows of report.json on what changed since the wave before, each with its groups."""

from __future__ import annotations

from report_builder.downloads.document import (
    SHARE_DECIMALS,
    Row,
    figure,
    gap_decimals,
    group_id,
)
from report_builder.downloads.figures import estimate_of
from report_builder.report import Report
from survey.estimates import Estimate
from survey.gaps import PerceptionGap
from survey.release import Group
from survey.trends import Trend
from survey.wave_change import Change, Paired, TeamChange

BOTH = "+"
"""Between the labels of two waves: the people who answered both."""


def earlier_groups(report: Report) -> dict[Group, int]:
    """The two teams in each earlier wave, and those known to be in the last two; with their n."""
    teams = [team.id for team in report.questionnaire.teams]
    found = {}
    for wave in report.trend.waves[:-1] if report.trend else ():
        found[Group(wave=wave.label)] = sum(wave.answered)
        for team, n in zip(teams, wave.answered, strict=True):
            found[Group(wave=wave.label, team=team)] = n
    return found | _linked_groups(report)


def _linked_groups(report: Report) -> dict[Group, int]:
    """Those known to be in the last two waves, team by team, with a number that they reach."""
    trend = report.trend
    if trend is None:
        return {}
    teams = [team.id for team in report.questionnaire.teams]
    return {
        _both(trend, team): people
        for team, people in zip(teams, trend.linked, strict=True)
        if people is not None
    }


def wave_groups(report: Report) -> list[Row]:
    """The same as rows of the groups that figures rest on."""
    linked = _linked_groups(report)
    return [
        {
            "id": group_id(group),
            "wave": group.wave,
            "company": report.settings.client or None,
            "team": group.team or None,
            "segment": None,
            "levels": [],
            "others": False,
            "n": n,
            "at_least": group in linked,
            "asked": None,
        }
        for group, n in earlier_groups(report).items()
    ]


def _both(trend: Trend, team: str) -> Group:
    return Group(wave=f"{trend.before}{BOTH}{trend.last}", team=team)


def trend(report: Report) -> list[Row]:
    """The change of each gap: statements, the largest first; outcomes, themes, the index."""
    found = report.trend
    return [_change(each, found) for each in found.changes] if found else []


def _change(change: Change, trend: Trend) -> Row:
    teams = [team.team for team in change.teams]
    then = [group_id(Group(wave=trend.before, team=team)) for team in teams]
    now = [group_id(Group(team=team)) for team in teams]
    paired = None
    if change.paired is not None:
        groups = [group_id(_both(trend, team)) for team in teams]
        paired = {"groups": groups, **_gap(change.paired, exact=False, decimals=SHARE_DECIMALS)}
    decimals = min(map(gap_decimals, (change.then, change.now)))
    return {
        change.kind: change.subject,
        "waves": [trend.before, trend.last],
        "then": {"groups": then, **_published(change.then)},
        "now": {"groups": now, **_published(change.now)},
        "change": {
            "groups": [*then, *now],
            **_gap(change.gap, exact=change.counted, decimals=decimals),
        },
        "same_people": paired,
        "p_adjusted": figure(change.p_adjusted, exact=change.counted, decimals=SHARE_DECIMALS),
        "course": change.course.value,
    }


def alignment_then(report: Report) -> list[Row]:
    """The share of both teams who said in the wave before that the teams are aligned (A2)."""
    trend, item = report.trend, report.questionnaire.alignment_item
    if trend is None or trend.alignment is None:
        return []
    then = trend.alignment.then
    exact = report.rules.exact(then.base) and not then.at_least and not then.bound
    group = group_id(Group(wave=trend.before))
    about: Row = {"definition": "A2", "group": group, "item": item, "measure": "share"}
    return [{**about, **estimate_of("value", then, exact=exact, decimals=SHARE_DECIMALS)}]


def trend_teams(report: Report) -> list[Row]:
    """How the answers of each team changed, on the same subjects."""
    found = report.trend
    if found is None:
        return []
    return [_team(change, team, found) for change in found.changes for team in change.teams]


def _team(change: Change, team: TeamChange, trend: Trend) -> Row:
    groups = [group_id(Group(wave=trend.before, team=team.team)), group_id(Group(team=team.team))]
    decimals = min(map(gap_decimals, (change.then, change.now)))
    return {
        change.kind: change.subject,
        "waves": [trend.before, trend.last],
        "groups": groups,
        "mean": _gap(team.mean, exact=team.exact and change.kind == "item", decimals=decimals),
        "favourable": (
            _gap(team.share, exact=team.exact, decimals=SHARE_DECIMALS) if team.share else None
        ),
        "same_people": _paired(team.paired, team.team, trend) if team.paired else None,
        "p_adjusted": figure(
            team.p_adjusted, exact=team.exact and change.kind == "item", decimals=SHARE_DECIMALS
        ),
        "turn": team.turn.value,
    }


def _paired(paired: Paired, team: str, trend: Trend) -> Row:
    return {
        "group": group_id(_both(trend, team)),
        "mean": _gap(paired.mean, exact=False, decimals=SHARE_DECIMALS),
        "favourable": _gap(paired.share, exact=False, decimals=SHARE_DECIMALS),
        "p_mcnemar": figure(paired.p_share, exact=False, decimals=SHARE_DECIMALS),
    }


def trend_series(report: Report) -> list[Row]:
    """Each gap in each wave that asked as the last one did, head-counts left aside."""
    found = report.trend
    if found is None:
        return []
    return [
        _wave(change, wave, gap, found) for change in found.changes for wave, gap in change.series
    ]


def _wave(change: Change, wave: str, gap: PerceptionGap, trend: Trend) -> Row:
    """The gap in one wave, and how each team answered: first team, second team."""
    of_wave = "" if wave == trend.last else wave
    return {
        change.kind: change.subject,
        "wave": wave,
        "groups": [group_id(Group(wave=of_wave, team=each.team)) for each in gap.groups],
        "bases": list(gap.bases),
        **_published(gap),
        "favourable": [_value(share, gap, SHARE_DECIMALS) for share in gap.shares or ()],
        **_bounds(gap),
        "means": [_value(mean, gap, gap_decimals(gap)) for mean in gap.means or ()],
    }


def _bounds(gap: PerceptionGap) -> Row:
    bounds = [share.bound.value for share in gap.shares or ()]
    return {"bounds": bounds} if any(bounds) else {}


def trend_left(report: Report) -> list[Row]:
    """What has no change to show, and why."""
    items = {item.id for item in report.questionnaire.items}
    return [
        {"item" if each.subject in items else "dimension": each.subject, "why": each.why.value}
        for each in (report.trend.left if report.trend else ())
    ]


def _published(gap: PerceptionGap) -> Row:
    return _gap(gap.difference, exact=gap.counted, decimals=gap_decimals(gap))


def _gap(gap: Estimate, *, exact: bool, decimals: int) -> Row:
    return estimate_of("difference", gap, exact=exact, decimals=decimals)


def _value(estimate: Estimate, gap: PerceptionGap, decimals: int) -> float:
    return figure(estimate.value, exact=gap.counted, decimals=decimals)
