"""The part of report.json on a panel: the mean over companies, and the share that is aligned."""

from __future__ import annotations

from dataclasses import dataclass

from report_builder.downloads.document import GAP_DECIMALS, SHARE_DECIMALS, Row, group_id
from report_builder.downloads.figures import interval_of
from report_builder.fineness import figure
from report_builder.report import Report
from survey.estimates import Estimate
from survey.panel import AlignedShare, CompanyGap, IndexGap
from survey.release import Group

ALIGNED_DECIMALS = 3
"""Of the share of companies aligned: a tenth of a per cent, as it is printed at the most."""


@dataclass(frozen=True, slots=True)
class CompanyShown:
    """A company by its name, or its place where names are not shown; its two teams, its gap."""

    label: str
    groups: tuple[Group, Group]
    gap: CompanyGap


def panel(report: Report) -> Row | None:
    """The companies as one; null where the survey is no panel."""
    found = report.panel
    if found is None:
        return None
    return {
        "group": group_id(Group()),
        "companies": found.companies,
        "withheld": found.withheld,
        "compared": report.trend.companies if report.trend else None,
        "weights": "equal",
        "index": None if found.index is None else _index(found.index, report),
        "states": {state.value: count for state, count in found.states.items()} or None,
    }


def aligned_companies(report: Report) -> list[Row]:
    """The share of companies aligned, by each definition; then the same in each earlier wave."""
    shares = [(Group(), report.panel.aligned if report.panel else ())]
    earlier = report.trend.panels[:-1] if report.trend else ()
    shares += [(Group(wave=wave.label), wave.aligned) for wave in reversed(earlier)]
    return [_aligned(each, group, report) for group, found in shares for each in found]


def _aligned(share: AlignedShare, group: Group, report: Report) -> Row:
    minimum = report.rules.minimum_group
    return {
        "definition": share.definition,
        "group": group_id(group),
        **interval_of("value", share.share, exact=False, decimals=ALIGNED_DECIMALS),
        "companies": share.share.base,
        "reached": share.reached,
        "fewest_answers": share.smallest // minimum * minimum,
    }


def companies(report: Report) -> list[Row]:
    """The gap of each company on the index, the first team's most favourable first."""
    return [
        {
            "company": each.label,
            "groups": [group_id(group) for group in each.groups],
            "bases": list(each.gap.bases),
            "at_least": list(each.gap.at_least),
            **_of_index("difference", each.gap.difference),
            "verdict": each.gap.verdict.value,
            "aligned": each.gap.state.value if each.gap.state else None,
        }
        for each in companies_shown(report)
    ]


def company_groups(report: Report) -> list[Row]:
    """The two teams of each company that is shown, as rows of the groups."""
    return [
        {
            "id": group_id(group),
            "wave": report.settings.wave or None,
            "company": each.label,
            "team": group.team,
            "segment": None,
            "levels": [],
            "others": False,
            "n": n,
            "at_least": False,
            "asked": None,
        }
        for each in companies_shown(report)
        for group, n in zip(each.groups, each.gap.people, strict=True)
    ]


def companies_shown(report: Report) -> list[CompanyShown]:
    """Each company that is shown, the first team's most favourable first."""
    first, second = report.questionnaire.teams
    found = []
    for place, gap in enumerate(report.panel.one_by_one if report.panel else (), start=1):
        label = gap.company or f"company-{place}"
        groups = Group(company=label, team=first.id), Group(company=label, team=second.id)
        found.append(CompanyShown(label, groups, gap))
    return found


def _of_index(name: str, estimate: Estimate) -> Row:
    """A figure of the index, as of every theme: to a tenth."""
    return interval_of(name, estimate, exact=False, decimals=GAP_DECIMALS)


def _index(index: IndexGap, report: Report) -> Row:
    return {
        "groups": [group_id(Group(team=team.id)) for team in report.questionnaire.teams],
        **_of_index("difference", index.mean),
        "base": index.mean.base,
        "at_least": index.mean.at_least,
        "clustering": [
            {
                "group": group_id(Group(team=each.team)),
                "icc1": figure(each.icc1, exact=False, decimals=SHARE_DECIMALS),
                "icc2": figure(each.icc2, exact=False, decimals=SHARE_DECIMALS),
            }
            for each in index.clustering
        ],
    }
