"""The rows of report.json on what changed since the wave before, each with its groups."""

from __future__ import annotations

from dataclasses import replace

from report_builder.downloads.document import (
    SHARE_DECIMALS,
    Row,
    gap_decimals,
    group_id,
)
from report_builder.downloads.figures import estimate_of
from report_builder.fineness import figure
from report_builder.report import Report
from survey.estimates import Estimate
from survey.gaps import PerceptionGap
from survey.release import Group
from survey.trends import Trend
from survey.wave_change import Change, Paired, TeamChange

BOTH = "+"
"""Between the labels of two waves: the people who answered both."""

COMPARED = "compared"
"""In the place of a company: those of a panel that are compared with themselves."""


def earlier_groups(report: Report) -> dict[Group, int]:
    """The two teams in each earlier wave, and those known to be in the last two; with their n.

    Of a panel, all its companies in each earlier wave; and in the last two those compared, of whom
    a multiple of k is told.
    """
    trend = report.trend
    if trend is None:
        return {}
    waves = trend.panels or trend.waves
    found = {Group(wave=wave.label): wave.answered for wave in waves[:-1]}
    if trend.panels:
        k = report.rules.minimum_group
        for wave in trend.waves:
            first, second = wave.answered
            found[_group(trend, wave.label)] = first // k * k, second // k * k
    teams = [team.id for team in report.questionnaire.teams]
    sizes = {
        each: n
        for group, answered in found.items()
        for each, n in (
            (group, sum(answered)),
            *((replace(group, team=team), n) for team, n in zip(teams, answered, strict=True)),
        )
    }
    return sizes | _linked_groups(report)


def _group(trend: Trend, wave: str, team: str = "") -> Group:
    """Those whose answers in a wave are compared."""
    if trend.panels:
        return Group(wave=wave, company=COMPARED, team=team)
    return Group(wave="" if wave == trend.last else wave, team=team)


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
            "at_least": group in linked or group.company == COMPARED,
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
    then, now = (
        [group_id(_group(trend, wave, team)) for team in teams]
        for wave in (trend.before, trend.last)
    )
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
        **({"companies": change.now.companies} if change.now.companies else {}),
        "p_adjusted": figure(change.p_adjusted, exact=change.counted, decimals=SHARE_DECIMALS),
        "course": change.course.value,
    }


def alignment_then(report: Report) -> list[Row]:
    """The share of both teams who said in the wave before that the teams are aligned (A2).

    Of a panel, then and now, of the companies compared.
    """
    trend = report.trend
    if trend is None or trend.alignment is None:
        return []
    found = [_say_aligned(report, _group(trend, trend.before), trend.alignment.then)]
    if trend.panels:
        found.append(_say_aligned(report, _group(trend, trend.last), trend.alignment.now))
    return found


def _say_aligned(report: Report, group: Group, share: Estimate) -> Row:
    exact = report.rules.exact(share.base) and not share.at_least and not share.bound
    return {
        "definition": "A2",
        "group": group_id(group),
        "item": report.questionnaire.alignment_item,
        "measure": "share",
        **estimate_of("value", share, exact=exact, decimals=SHARE_DECIMALS),
    }


def trend_teams(report: Report) -> list[Row]:
    """How the answers of each team changed, on the same subjects."""
    found = report.trend
    if found is None:
        return []
    return [_team(change, team, found) for change in found.changes for team in change.teams]


def _team(change: Change, team: TeamChange, trend: Trend) -> Row:
    groups = [group_id(_group(trend, wave, team.team)) for wave in (trend.before, trend.last)]
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
    return {
        change.kind: change.subject,
        "wave": wave,
        "groups": [group_id(_group(trend, wave, each.team)) for each in gap.groups],
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
