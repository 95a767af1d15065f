"""The part of report.json on a panel: the mean over companies, and the share that is aligned."""

from __future__ import annotations

from report_builder.downloads.document import GAP_DECIMALS, SHARE_DECIMALS, Row, figure, group_id
from report_builder.downloads.figures import interval_of
from report_builder.report import Report
from survey.panel import CompanyGap, IndexGap
from survey.release import Group


def panel(report: Report) -> Row | None:
    """The companies as one; null where the survey is no panel."""
    found = report.panel
    if found is None:
        return None
    return {
        "companies": found.companies,
        "withheld": found.withheld,
        "weights": "equal",
        "index": None if found.index is None else _index(found.index, report),
        "states": {state.value: count for state, count in found.states.items()} or None,
    }


def aligned_companies(report: Report) -> list[Row]:
    """The share of companies aligned, by each definition."""
    return [
        {
            "definition": each.definition,
            "group": group_id(Group()),
            **interval_of("value", each.share, exact=True, decimals=SHARE_DECIMALS),
            "companies": each.share.base,
            "reached": each.reached,
            "fewest_answers": each.smallest,
        }
        for each in (report.panel.aligned if report.panel else ())
    ]


def companies(report: Report) -> list[Row]:
    """The gap of each company on the index, the first team's most favourable first."""
    return [
        {
            "company": label,
            "groups": [group_id(group) for group in groups],
            "bases": list(each.bases),
            **interval_of(
                "difference", each.difference, exact=_exact(each, report), decimals=GAP_DECIMALS
            ),
            "verdict": each.verdict.value,
            "aligned": each.state.value if each.state else None,
        }
        for label, groups, each in _one_by_one(report)
    ]


def company_groups(report: Report) -> list[Row]:
    """The two teams of each company that is shown, as rows of the groups: those with a score."""
    return [
        {
            "id": group_id(group),
            "wave": report.settings.wave or None,
            "company": label,
            "team": group.team,
            "segment": None,
            "levels": [],
            "others": False,
            "n": n,
            "asked": None,
        }
        for label, groups, each in _one_by_one(report)
        for group, n in zip(groups, each.bases, strict=True)
    ]


def _one_by_one(report: Report) -> list[tuple[str, tuple[Group, Group], CompanyGap]]:
    """Each company shown with its name, or its place where names are not, and its two teams."""
    first, second = report.questionnaire.teams
    found = []
    for place, each in enumerate(report.panel.one_by_one if report.panel else (), start=1):
        label = each.company or f"company-{place}"
        groups = Group(company=label, team=first.id), Group(company=label, team=second.id)
        found.append((label, groups, each))
    return found


def _exact(company: CompanyGap, report: Report) -> bool:
    """Whether enough people of both teams answered to show more than a tenth of a point."""
    return report.rules.exact(min(company.bases))


def _index(index: IndexGap, report: Report) -> Row:
    return {
        "groups": [group_id(Group(team=team.id)) for team in report.questionnaire.teams],
        **interval_of("difference", index.mean, exact=True, decimals=GAP_DECIMALS),
        "base": index.mean.base,
        "clustering": [
            {
                "group": group_id(Group(team=each.team)),
                "icc1": figure(each.icc1, exact=True, decimals=SHARE_DECIMALS),
                "icc2": figure(each.icc2, exact=True, decimals=SHARE_DECIMALS),
            }
            for each in index.clustering
        ],
    }
